/// How sure a match must be.
///
/// The thresholds say which links start a story; average linkage decides whether they make one, so both figures are
/// flat around the defaults: on stories left out of the fit, copies reach F1 .996 with 0.7, 0.8 and 0.9 alike, the
/// stream .983 with 0.5 to 0.8, the bilingual windows .988 at 0.7 and .983 at 0.8.
package struct MatchSettings: Sendable, Hashable {
  /// The least probability of a link between two texts of one language.
  package var nearThreshold: Double
  /// The least probability of a link between two texts of different languages.
  package var translationThreshold: Double
  /// Whether texts in different languages are matched at all.
  package var acrossLanguages: Bool
  /// Whether texts that are the same to the letter are merged as such, however short.
  package var exact: Bool

  package init(
    nearThreshold: Double = 0.8, translationThreshold: Double = 0.7, acrossLanguages: Bool = true,
    exact: Bool = true
  ) {
    self.nearThreshold = nearThreshold
    self.translationThreshold = translationThreshold
    self.acrossLanguages = acrossLanguages
    self.exact = exact
  }
}
