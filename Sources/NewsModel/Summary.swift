/// A sentence of a summary: verbatim, with the place it stands at.
package struct SummarySentence: Sendable, Hashable, Codable {
  package var text: String
  /// Which of the summarised documents it is from: an index into what was given.
  package var document: Int
  /// Where it stands in that document's text, in Unicode scalars.
  package var start: Int
  package var length: Int
  package var score: Double

  package init(text: String, document: Int, start: Int, length: Int, score: Double) {
    self.text = text
    self.document = document
    self.start = start
    self.length = length
    self.score = score
  }
}

extension [SummarySentence] {
  /// The sentences in the order in which they stand in their documents: how a summary is read.
  package var inReadingOrder: [SummarySentence] {
    sorted { ($0.document, $0.start) < ($1.document, $1.start) }
  }
}

/// How long a summary may be. Both bounds hold; 0 words means no word budget.
package struct SummaryBudget: Sendable, Hashable, Codable {
  package var sentences: Int
  package var words: Int

  package init(sentences: Int = 3, words: Int = 0) {
    self.sentences = sentences
    self.words = words
  }
}
