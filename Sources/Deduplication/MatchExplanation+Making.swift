internal import Foundation
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
        id: known?.id ?? "\(number)", firstSeen: .distantPast, source: known?.source ?? "",
        urlKeys: known?.urlKeys ?? [],
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
  /// Shared by sound only, or in a script without capitals, a word is shown as a name if it stands at about the same place in
  /// both texts …
  static let leastNearness = 0.5
  /// … and in one of twelve articles at most, in either language.
  static let leastRarity = 2.5

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
      sharedNames: texts.0.shared(with: texts.1, [.name, .skeleton], isWorthShowing: isName),
      sharedPlaces: texts.0.shared(with: texts.1, [.place]),
      numbers: oneSided(texts, [.number]), names: oneSided(texts, [.name, .skeleton]),
      kind: joins ? link.kind : nil, score: link.score, threshold: threshold,
      reasons: MatchReasons(scorer: scorer, names: ["A", "B"]).reasons(for: link) + changes(),
      verdict: verdict(link, joins: joins, threshold: threshold))
  }

  /// What a correction changed, where one of the two says that it is one.
  private func changes() -> [MatchReason] {
    let corrected = (
      CorrectionNotice.stands(in: documents.0, OuterLines(of: documents.0.text)),
      CorrectionNotice.stands(in: documents.1, OuterLines(of: documents.1.text))
    )
    guard corrected.0 != corrected.1 else { return [] }
    return corrected.0
      ? CorrectionChanges.reasons(corrected: documents.0, other: documents.1)
      : CorrectionChanges.reasons(corrected: documents.1, other: documents.0)
  }

  /// A key that two texts share by chance is no name: in scripts without capitals every word has a sound, and common words
  /// sound like others.
  private func isName(
    _ key: EvidenceKey, _ here: NamedEvidence.Entry, _ there: NamedEvidence.Entry
  ) -> Bool {
    if here.isTelling && there.isTelling && key.kind == .name { return true }
    let isNear =
      KeyPlaces.nearness(abs(here.position - there.position)) >= Self.leastNearness
    return isNear && (here.isTelling || there.isTelling || key.kind == .name)
      && rarity(of: key) >= Self.leastRarity
  }

  /// The lesser of what the key weighs in the two languages.
  private func rarity(of key: EvidenceKey) -> Double {
    [0, 1].map { place in
      KeySurprise(index: scorer.index, language: scorer.index.languages[place])
        .weight(of: key.bits)
    }.reduce(.infinity, min)
  }

  private func link() -> Link {
    let articles = scorer.index.articles
    if !Set(articles.urlKeys(0)).isDisjoint(with: articles.urlKeys(1)) {
      return Link(first: 0, second: 1, kind: .url, score: 1)
    }
    if settings.exact, let body = articles.bodyHash(0), body == articles.bodyHash(1) {
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
      if !scorer.index.articles.isMatchable(0) || !scorer.index.articles.isMatchable(1) {
        return "At least one text is too short to be matched by its words: kept apart."
      }
      let what = link.kind == .near ? "the same text with edits" : "one text in two languages"
      return joins
        ? "Matched as \(what): \(score), \(bar) is needed."
        : "Kept apart: \(score) that they are \(what), \(bar) is needed."
    }
  }
}
