package import NewsModel

/// A pair that matching looked at, with everything its model weighs: what models are fitted on.
package struct MatchTrace: Sendable {
  /// Uids, the older article first.
  package var first: String
  package var second: String
  package var kind: DuplicateKind
  package var features: [String]
  package var values: [Double]
}

extension StoryMatcher {
  /// Every pair of near or foreign candidates among `articles`, once, with its features.
  package func trace(of articles: [WindowArticle]) -> [MatchTrace] {
    let index = WindowIndex(articles: Self.ordered(articles))
    let scorer = PairScorer(index: index, settings: settings)
    var traces: [MatchTrace] = []
    var seen: Set<[Int]> = []
    for article in index.articles.indices {
      let found =
        scorer.copyCandidates(of: article).map { ($0, DuplicateKind.near) }
        + scorer.neighborhood(of: article).neighbors.map { ($0.article, .translation) }
      for (other, kind) in found
      where seen.insert([min(article, other), max(article, other)]).inserted {
        let (a, b) = (min(article, other), max(article, other))
        let vector = kind == .near ? scorer.copyVector(a, b) : scorer.translationFacts(a, b)?.vector
        guard let vector else { continue }
        traces.append(
          MatchTrace(
            first: index.articles.id(a), second: index.articles.id(b), kind: kind,
            features: vector.names, values: vector.values))
      }
    }
    return traces
  }

  /// By age, and by uid where that is equal: the order that nothing arrives in.
  static func ordered(_ articles: [WindowArticle]) -> [WindowArticle] {
    articles.sorted { ($0.firstSeen, $0.id) < ($1.firstSeen, $1.id) }
  }
}
