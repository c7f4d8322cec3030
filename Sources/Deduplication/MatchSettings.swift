/// How sure a match must be.
package struct MatchSettings: Sendable, Hashable {
  /// The least probability of a link between two texts of one language.
  package var nearThreshold: Double
  /// The least probability of a link between two texts of different languages.
  package var translationThreshold: Double
  /// Whether texts in different languages are matched at all.
  package var acrossLanguages: Bool

  package init(
    nearThreshold: Double = 0.9, translationThreshold: Double = 0.7, acrossLanguages: Bool = true
  ) {
    self.nearThreshold = nearThreshold
    self.translationThreshold = translationThreshold
    self.acrossLanguages = acrossLanguages
  }
}
