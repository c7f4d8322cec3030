internal import Foundation
internal import NewsModel

/// What articles say of where they come from. It raises or lowers what their words say, and never decides alone.
struct SourceHints {
  enum Hint: CaseIterable {
    /// One names the other's address as its source.
    case namesOther
    /// Both name the same source.
    case sameSource
    /// Both show the same lead image.
    case sameImage
    /// Both credit the same agency.
    case sameCredit
    /// Both are one outlet's.
    case sameOutlet

    /// In log-odds. Set by hand, as no labelled data carry such lines: naming the other is worth about what a
    /// doubtful match lacks (0.4 → 0.75), a shared agency next to nothing.
    var logOdds: Double {
      switch self {
      case .namesOther: 1.5
      case .sameSource: 0.8
      case .sameImage: 0.8
      case .sameCredit: 0.3
      // It prints few texts twice, and many in one form: columns, tables, the weather.
      case .sameOutlet: -1.0
      }
    }
  }

  /// Words below these log-odds (5%) are not raised.
  private static let leastWords = -3.0
  private static let most = 2.0

  private let index: WindowIndex
  /// Articles by the hash of their addresses: sorted, the hash in the upper half.
  private let addressed: [UInt64]

  init(index: WindowIndex) {
    self.index = index
    addressed = index.articles.indices.flatMap { place in
      index.articles.urlKeys(place).map { UInt64(Reference.hash($0)) << 32 | UInt64(place) }
    }.sorted()
  }

  private func places(of reference: UInt32) -> [Int] {
    var (low, high) = (0, addressed.count)
    while low < high {
      let middle = (low + high) / 2
      if addressed[middle] < UInt64(reference) << 32 { low = middle + 1 } else { high = middle }
    }
    return addressed[low...].prefix { $0 >> 32 == UInt64(reference) }.map { Int($0 & 0xFFFF_FFFF) }
  }

  /// Articles whose address `article` names as its source.
  func named(by article: Int) -> [Int] {
    guard let header = index.articles.header(article), header.sources > 0,
      let evidence = index.articles.evidence(article)
    else { return [] }
    return evidence.references.sources.flatMap(places)
      .filter { $0 != article && index.articles.isMatchable($0) }
  }

  func hints(_ a: Int, _ b: Int) -> [Hint] {
    guard let first = index.articles.header(a), let second = index.articles.header(b) else {
      return []
    }
    let (outlet, isSameLanguage) = (
      index.articles.source(a), index.languages[a] == index.languages[b]
    )
    var hints: [Hint] = []
    // In two languages, an outlet prints translations.
    if !outlet.isEmpty, outlet == index.articles.source(b), isSameLanguage {
      hints.append(.sameOutlet)
    }
    guard first.references + second.references > 0, let one = index.articles.evidence(a),
      let other = index.articles.evidence(b)
    else { return hints }
    let (x, y) = (one.references, other.references)
    if names(x.sources, b) || names(y.sources, a) { hints.append(.namesOther) }
    if !Set(x.sources).isDisjoint(with: y.sources) { hints.append(.sameSource) }
    if !Set(x.images).isDisjoint(with: y.images) { hints.append(.sameImage) }
    if !Set(x.credits).isDisjoint(with: y.credits) { hints.append(.sameCredit) }
    return hints
  }

  private func names(_ sources: [UInt32], _ article: Int) -> Bool {
    index.articles.urlKeys(article).contains { sources.contains(Reference.hash($0)) }
  }

  /// What the hints add to the log-odds that the words give.
  func logOdds(_ a: Int, _ b: Int, given words: Double) -> Double {
    guard words > Self.leastWords else { return 0 }
    return min(Self.most, hints(a, b).reduce(0) { $0 + $1.logOdds })
  }
}

extension Evidence.Header {
  var references: Int { sources + images + credits }
}
