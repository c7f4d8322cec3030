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

  init(
    _ passage: Passage, _ index: Int, parts: [SummaryPart: Double], _ weights: SummaryWeights,
    _ documents: [SummaryDocument]
  ) {
    var weighted: [SummaryPart: Double] = [:]
    for (part, value) in parts {
      let product = value * weights.parts[part, default: 0]
      if product != 0 { weighted[part] = product }
    }
    self.parts = weighted
    score = SummaryPart.allCases.reduce(0) { $0 + weighted[$1, default: 0] }
    likeness = 0
    defect = passage.defect
    let text = String(
      decoding: Array(documents[passage.document].text.utf8[passage.utf8(in: documents)]),
      as: UTF8.self)
    sentence = SummarySentence(
      text: text, document: passage.document, start: passage.start, length: passage.length,
      score: score)
  }
}

extension Passage {
  fileprivate func utf8(in documents: [SummaryDocument]) -> Range<String.UTF8View.Index> {
    let bytes = documents[document].text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return start..<bytes.index(start, offsetBy: range.count)
  }
}
