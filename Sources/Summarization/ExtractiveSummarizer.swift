internal import Linguistics
package import NewsModel

/// Chooses the sentences that say most of an article, or of a story told by several articles of one language.
///
/// Sentences are verbatim, each with its document and place. A pure function: the same documents give the same
/// summary, whatever ran before. Cost: under 1 ms for an article of 25 sentences; it
/// grows with the square of the sentences, of which at most 250 are read.
package struct ExtractiveSummarizer: Sendable {
  /// Name of the method, stored with each summary.
  package static let method = "centrality"
  /// Rises with every change that can change a summary.
  package static let version = 2

  package var method: String { Self.method }
  package var version: Int { Self.version }

  private let weights: SummaryWeights

  package init(weights: SummaryWeights = .fitted) { self.weights = weights }

  /// The sentences of the summary, most important first.
  ///
  /// - Parameters:
  ///   - language: BCP 47, of all documents; `und` where it is not known.
  ///   - budget: both bounds hold, except that a text is never without a summary: the first sentence is given
  ///     even if it has more words than the budget.
  /// - Returns: empty only if no document has a letter or a digit.
  package func summary(
    of documents: [SummaryDocument], language: String, budget: SummaryBudget
  ) -> [SummarySentence] {
    let scored = ScoredSentences(documents, language, budget, weights)
    return scored.chosen.map { index in
      scored.passages[index].sentence(in: documents, score: scored.places[index].score)
    }
  }

  /// The summary with every sentence's score by its parts: what `show --why` prints.
  package func explanation(
    of documents: [SummaryDocument], language: String, budget: SummaryBudget
  ) -> SummaryExplanation {
    let scored = ScoredSentences(documents, language, budget, weights)
    let candidates = scored.passages.indices.map { index in
      SummaryCandidate(
        sentence: scored.passages[index].sentence(
          in: documents, score: scored.places[index].score),
        parts: scored.parts(of: index), score: scored.places[index].score,
        likeness: Double(scored.places[index].likeness), rank: scored.places[index].rank,
        defect: scored.passages[index].defect)
    }
    return SummaryExplanation(method: method, version: version, candidates: candidates)
  }
}

/// All sentences of a story with what was made of them.
private struct ScoredSentences {
  let passages: [Passage]
  let places: [SentenceSelection.Place]
  /// Each part with its weight, sentence by sentence.
  private let weighted: [Double]

  init(
    _ documents: [SummaryDocument], _ language: String, _ budget: SummaryBudget,
    _ weights: SummaryWeights
  ) {
    let read = PassageReader(documents, language: language)
    passages = read.passages
    let scorer = SentenceScorer(read, titles: documents.compactMap(\.title))
    let factors = SummaryPart.allCases.map { weights.parts[$0, default: 0] }
    var (weighted, scores) = (scorer.parts, [Double]())
    for start in stride(from: 0, to: weighted.count, by: factors.count) {
      var score = 0.0
      for (offset, factor) in factors.enumerated() {
        weighted[start + offset] *= factor
        score += weighted[start + offset]
      }
      scores.append(score)
    }
    self.weighted = weighted
    places =
      SentenceSelection(
        passages, scorer.similarity, scores: scores, budget, redundancy: weights.redundancy,
        documents
      ).places
  }

  /// Most important first.
  var chosen: [Int] {
    places.indices.filter { places[$0].rank != nil }
      .sorted { (places[$0].rank ?? 0) < (places[$1].rank ?? 0) }
  }

  /// Those that make a difference.
  func parts(of index: Int) -> [SummaryPart: Double] {
    let all = SummaryPart.allCases
    var parts: [SummaryPart: Double] = [:]
    for (offset, part) in all.enumerated() {
      let value = weighted[index * all.count + offset]
      if value != 0 { parts[part] = value }
    }
    return parts
  }
}
