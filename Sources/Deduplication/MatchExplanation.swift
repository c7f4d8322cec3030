package import NewsModel

/// Two texts side by side: what they share, what conflicts, and what matching makes of it. Made for merged
/// and unmerged pairs alike.
package struct MatchExplanation: Sendable, Hashable, Codable {
  /// Something that stands in both texts.
  package struct Shared: Sendable, Hashable, Codable {
    /// As the first text has it.
    package var first: String
    /// As the second text has it.
    package var second: String
    /// Where it first stands in each, from 0 (start) to 1 (end).
    package var firstPosition: Double
    package var secondPosition: Double
  }

  /// What one text has and the other lacks.
  package struct OneSided: Sendable, Hashable, Codable {
    package var first: [String]
    package var second: [String]

    package init(first: [String], second: [String]) {
      self.first = first
      self.second = second
    }
  }

  /// How long a text is.
  package struct Size: Sendable, Hashable, Codable {
    package var language: String
    package var characters: Int
    package var words: Int
    package var paragraphs: Int
  }

  package var first: Size
  package var second: Size
  package var sharedNumbers: [Shared]
  package var sharedNames: [Shared]
  package var sharedPlaces: [Shared]
  package var numbers: OneSided
  package var names: OneSided
  /// What matching would call the second, were it a copy of the first; `nil` where it keeps them apart.
  package var kind: DuplicateKind?
  /// 0–1: the model's probability that the two are one text.
  package var score: Double
  /// The score that a link needs.
  package var threshold: Double
  /// What counted, strongest first, either way.
  package var reasons: [MatchReason]
  /// One plain sentence.
  package var verdict: String
}
