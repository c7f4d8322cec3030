internal import Foundation
internal import Linguistics
internal import NewsModel

extension StoryMatcher {
  /// Explains a pair.
  ///
  /// - Parameters:
  ///   - articles: the two as they are in the window, which knows their addresses; `nil` for texts that are in none.
  ///   - window: what tells how rare each piece of evidence is; give the window that both articles were, or
  ///     would be, matched in. Without one, everything counts as equally rare.
  package func explanation(
    of first: MatchDocument, _ second: MatchDocument,
    articles: (first: WindowArticle, second: WindowArticle)? = nil, window: [WindowArticle] = []
  ) -> MatchExplanation {
    // The uids sort like the order given, whatever age the two have.
    let pair = [first, second].enumerated().map { number, document in
      let known = number == 0 ? articles?.first : articles?.second
      return WindowArticle(
        id: known?.id ?? "\(number)", firstSeen: .distantPast, urlKeys: known?.urlKeys ?? [],
        bodyHash: document.bodyHash, evidence: Evidence(of: document))
    }
    let ids = Set(pair.map(\.id))
    // The two themselves are in their window: as their own rivals they would speak against each other.
    let blobs = Set(pair.compactMap(\.evidence))
    let others = window.filter { article in
      !ids.contains(article.id) && !(article.evidence.map(blobs.contains) ?? false)
    }
    .map { article in
      var article = article
      article.firstSeen = max(article.firstSeen, Date(timeIntervalSince1970: 0))
      return article
    }
    let index = WindowIndex(articles: pair + Self.ordered(others))
    return Explainer(
      scorer: PairScorer(index: index, settings: settings), settings: settings,
      documents: (first, second)
    ).explanation()
  }
}

/// Explains the first two articles of an index.
private struct Explainer {
  /// Names shown that one text alone has.
  static let mostOneSided = 20

  let scorer: PairScorer
  let settings: MatchSettings
  let documents: (MatchDocument, MatchDocument)

  func explanation() -> MatchExplanation {
    let texts = (NamedEvidence(documents.0), NamedEvidence(documents.1))
    let link = link()
    let threshold =
      switch link.kind {
      case .near: settings.nearThreshold
      case .translation: settings.translationThreshold
      default: 1.0
      }
    let joins = settings.joins(link)
    return MatchExplanation(
      first: texts.0.size, second: texts.1.size,
      sharedNumbers: texts.0.shared(with: texts.1, [.number]),
      sharedNames: texts.0.shared(with: texts.1, [.name, .skeleton]),
      sharedPlaces: texts.0.shared(with: texts.1, [.place]),
      numbers: oneSided(texts, [.number]), names: oneSided(texts, [.name, .skeleton]),
      kind: joins ? link.kind : nil, score: link.score, threshold: threshold,
      reasons: MatchReasons(scorer: scorer).reasons(for: link),
      verdict: verdict(link, joins: joins, threshold: threshold))
  }

  private func link() -> Link {
    let articles = scorer.index.articles
    if !Set(articles[0].urlKeys).isDisjoint(with: articles[1].urlKeys) {
      return Link(first: 0, second: 1, kind: .url, score: 1)
    }
    if settings.exact, let body = articles[0].bodyHash, body == articles[1].bodyHash {
      return Link(first: 0, second: 1, kind: .exact, score: 1)
    }
    return Link(
      first: 0, second: 1, kind: scorer.isSameLanguage(0, 1) ? .near : .translation,
      score: scorer.score(0, 1))
  }

  private func oneSided(
    _ texts: (NamedEvidence, NamedEvidence), _ kinds: Set<EvidenceKey.Class>
  ) -> MatchExplanation.OneSided {
    MatchExplanation.OneSided(
      first: Array(texts.0.lacking(in: texts.1, kinds).prefix(Self.mostOneSided)),
      second: Array(texts.1.lacking(in: texts.0, kinds).prefix(Self.mostOneSided)))
  }

  private func verdict(_ link: Link, joins: Bool, threshold: Double) -> String {
    let score = String(format: "%.4f", link.score)
    let bar = String(format: "%.2f", threshold)
    switch link.kind {
    case .original, .url: return "The same page under two addresses."
    case .exact: return "The same text to the letter."
    case .near, .translation:
      if scorer.index.headers[0] == nil || scorer.index.headers[1] == nil {
        return "At least one text is too short to be matched by its words: kept apart."
      }
      let what = link.kind == .near ? "the same text with edits" : "one text in two languages"
      return joins
        ? "Matched as \(what): \(score), \(bar) is needed."
        : "Kept apart: \(score) that they are \(what), \(bar) is needed."
    }
  }
}

/// A text's evidence in the words that it was read from.
private struct NamedEvidence {
  private struct Entry {
    var written: String
    var position: Double
    var isTelling: Bool
  }

  let size: MatchExplanation.Size
  private var entries: [UInt32: Entry] = [:]
  /// Every key by the words it was read from: a name has a spelling and a sound.
  private var keys: [String: Set<UInt32>] = [:]

  init(_ document: MatchDocument) {
    let extractor = EvidenceExtractor.shared
    var text = extractor.normalizedText(of: document)
    let language = EvidenceExtractor.primarySubtag(of: document.language)
    var found: [UInt32: Entry] = [:]
    var words: [String: Set<UInt32>] = [:]
    size = text.withUTF8 { bytes in
      let scanned = ScannedText(bytes)
      for item in extractor.items(of: scanned, bytes: bytes, language: language) {
        let written = String(decoding: bytes[item.range].prefix(200), as: UTF8.self)
        words[written, default: []].insert(item.key.bits)
        guard found[item.key.bits] == nil else { continue }
        found[item.key.bits] = Entry(
          written: written, position: Double(item.scalar) / Double(max(1, scanned.scalars)),
          isTelling: item.rank == 0)
      }
      return MatchExplanation.Size(
        language: document.language, characters: scanned.scalars, words: scanned.words.count,
        paragraphs: scanned.paragraphs)
    }
    entries = found
    keys = words
  }

  /// In the order of the first text; one entry for words that share several keys.
  func shared(
    with other: NamedEvidence, _ kinds: Set<EvidenceKey.Class>
  ) -> [MatchExplanation.Shared] {
    var seen: Set<String> = []
    return entries.filter { kinds.contains(EvidenceKey(bits: $0.key).kind ?? .digits) }
      .sorted { ($0.value.position, $0.key) < ($1.value.position, $1.key) }
      .compactMap { key, entry in
        guard let match = other.entries[key], seen.insert(entry.written).inserted else {
          return nil
        }
        return MatchExplanation.Shared(
          first: entry.written, second: match.written, firstPosition: entry.position,
          secondPosition: match.position)
      }
  }

  /// What is telling here and shares no key of any kind with the other text.
  func lacking(in other: NamedEvidence, _ kinds: Set<EvidenceKey.Class>) -> [String] {
    var seen: Set<String> = []
    return entries.filter {
      $0.value.isTelling && kinds.contains(EvidenceKey(bits: $0.key).kind ?? .digits)
    }
    .sorted { ($0.value.position, $0.key) < ($1.value.position, $1.key) }
    .compactMap { _, entry in
      guard seen.insert(entry.written).inserted,
        keys[entry.written, default: []].allSatisfy({ other.entries[$0] == nil })
      else { return nil }
      return entry.written
    }
  }
}
