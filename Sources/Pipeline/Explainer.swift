package import Deduplication
internal import Foundation
internal import NewsModel
package import Settings
package import Storage

/// Compares two stored articles as matching would, against the window that they stand in.
package struct Explainer: Sendable {
  package let settings: PipelineSettings
  package let store: NewsStore

  package init(settings: PipelineSettings, store: NewsStore) {
    self.settings = settings
    self.store = store
  }

  /// - Throws: `StorageError.unknown` where one of them is not stored.
  package func explanation(_ first: String, _ second: String) throws -> MatchExplanation {
    let found = try store.matchDocuments(uids: [first, second])
    guard let one = found.first(where: { $0.uid == first }),
      let other = found.first(where: { $0.uid == second })
    else { throw StorageError(.unknown, "There is no text to compare for both articles.") }
    let since = min(one.firstSeen, other.firstSeen).addingTimeInterval(-settings.dedupe.window)
    var window: [WindowArticle] = []
    try store.forEachInWindow(since: since) { window.append(WindowArticle($0)) }
    return StoryMatcher(settings: MatchSettings(settings.dedupe)).explanation(
      of: MatchDocument(one), MatchDocument(other),
      articles: (WindowArticle(one), WindowArticle(other)),
      window: window)
  }
}
