/// An article of the index, opened for being compared with several others: in its own language by its units, with others by
/// its keys and marks. Most are opened for one of the two.
final class OpenArticle {
  let header: Evidence.Header
  /// The text's length as if it were in English.
  let normalizedLength: Double
  private(set) lazy var keys = KeyRuns(
    evidence.keys(header), at: evidence.positions(header), textLength: normalizedLength,
    surprise: surprise)
  private(set) lazy var marks = evidence.marks(header)
  private let evidence: Evidence
  private let index: WindowIndex
  private let surprise: KeySurprise
  /// Its units at its own sampling level, and at higher ones.
  private var own: UnitPlaces?
  private var sampled: [Int: UnitPlaces] = [:]

  /// - Parameter surprise: of the article's language.
  init(_ evidence: Evidence, of index: WindowIndex, surprise: KeySurprise) {
    self.evidence = evidence
    self.index = index
    self.surprise = surprise
    header = evidence.header
    normalizedLength = Double(max(1, header.scalars)) / LengthFactors.factor(of: header.language)
  }

  /// The units that the text keeps at a sampling level not below its own.
  func places(at level: Int) -> UnitPlaces {
    let isOwn = level <= header.samplingLevel
    if let known = isOwn ? own : sampled[level] { return known }
    var units = evidence.units(header)
    if !isOwn { units.removeAll { !UnitSample.keeps($0, level: level) } }
    let made = UnitPlaces(units, weigh: index.unitWeights)
    if isOwn { own = made } else { sampled[level] = made }
    return made
  }
}

/// The articles that are being compared, each opened once.
final class OpenArticles {
  /// Kept open at most; some 15 KB each. An article meets about fifty others.
  private static let most = 512

  private let index: WindowIndex
  private let surprises: [KeySurprise]
  private var open: [OpenArticle?]
  /// Those that are open, the ones opened longest ago overwritten first.
  private var ring: [Int] = []
  private var oldest = 0

  init(index: WindowIndex) {
    self.index = index
    surprises = index.languageNames.indices.map {
      KeySurprise(index: index, language: UInt16(truncatingIfNeeded: $0))
    }
    open = [OpenArticle?](repeating: nil, count: index.articles.count)
  }

  /// `nil` for one without words to match by.
  subscript(place: Int) -> OpenArticle? {
    if let known = open[place] { return known }
    guard let evidence = index.articles.evidence(place) else { return nil }
    let surprise = surprises[Int(index.languages[place])]
    let article = OpenArticle(evidence, of: index, surprise: surprise)
    note(place)
    open[place] = article
    return article
  }

  private func note(_ place: Int) {
    guard ring.count == Self.most else { return ring.append(place) }
    open[ring[oldest]] = nil
    ring[oldest] = place
    oldest = (oldest + 1) % Self.most
  }
}
