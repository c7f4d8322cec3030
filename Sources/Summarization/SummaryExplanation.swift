package import NewsModel

/// Every sentence that could have been in a summary, with its score by parts.
package struct SummaryExplanation: Sendable {
  package var method: String
  package var version: Int
  /// In the order of the documents.
  package var candidates: [SummaryCandidate]

  /// The summary itself, most important first.
  package var chosen: [SummarySentence] {
    candidates.filter { $0.rank != nil }.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }.map(\.sentence)
  }
}

/// A sentence that could be chosen.
package struct SummaryCandidate: Sendable {
  package var sentence: SummarySentence
  /// Each part with its weight: they add up to the score.
  package var parts: [SummaryPart: Double]
  package var score: Double
  /// Likeness to what was chosen before it, 0–1.
  package var likeness: Double
  /// 0 for the most important; `nil` if it was not chosen.
  package var rank: Int?
  /// What keeps it from being chosen.
  package var defect: SentenceDefect?
}
