/// How an article belongs to its story.
package enum DuplicateKind: String, Sendable, Codable, CaseIterable {
  /// The earliest member: what the others are copies of.
  case original
  /// The same page under another address.
  case url
  /// The same text to the letter, typography aside.
  case exact
  /// The same text with edits, in the same language.
  case near
  /// The same text in another language.
  case translation
}

/// One thing that spoke for or against a match, in words that a person can check.
package struct MatchReason: Sendable, Hashable, Codable {
  /// A stable key, e.g. `shared_names`.
  package var code: String
  /// A plain sentence, e.g. `11 of 12 names stand in the same order`.
  package var text: String
  /// Towards a match above 0, against it below.
  package var weight: Double

  package init(code: String, text: String, weight: Double) {
    self.code = code
    self.text = text
    self.weight = weight
  }
}
