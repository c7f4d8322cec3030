/// What a sentence's score is made of.
package enum SummaryPart: String, Sendable, Codable, CaseIterable {
  /// 1/(1+position): the opening.
  case lead
  /// 1 for the first sentence of its document.
  case first
  /// position/(sentences−1): how far down.
  case depth
  /// 1 for the first sentence of its paragraph.
  case paragraph
  /// How alike it is to all other sentences, 1 for the most central.
  case centrality
  /// How alike it is to those after it: what the rest of the article elaborates.
  case forward
  /// Cosine with the sum of all sentences.
  case centroid
  /// Share of the title's weight that it has.
  case title
  /// Words with a capital inside it.
  case names
  case numbers
  /// Words up to 30.
  case length
  /// Fewer than 6 words.
  case short
  /// Words beyond 40.
  case long
  /// It does not end in an end mark.
  case unfinished
  /// It opens with a quotation.
  case quotation
  case question
  /// In a story of several articles: how well each other article backs it.
  case agreement
}

/// How much each part counts.
package struct SummaryWeights: Sendable, Equatable {
  package var parts: [SummaryPart: Double]
  /// What likeness to a sentence already chosen costs.
  package var redundancy: Double

  package init(parts: [SummaryPart: Double], redundancy: Double) {
    self.parts = parts
    self.redundancy = redundancy
  }

  package static let fitted = SummaryWeights(
    parts: [
      .lead: 0.7, .depth: -1.5, .centrality: 0.9, .forward: 1.3, .title: 0.8, .names: 0.3,
      .long: -1.4,
      .short: -1.0, .unfinished: -0.2, .quotation: -1.2, .agreement: 0.5,
    ],
    redundancy: 1.7)
}
