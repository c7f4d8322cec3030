package import NewsModel

package import struct Foundation.Date

/// An article of the window that new ones are matched against, or a new one.
package struct WindowArticle: Sendable {
  /// The article's uid.
  package var id: String
  /// The story it is in; `nil` for an article that was never matched.
  package var storyUID: String?
  /// When it was first seen: the earliest member of a story is its original.
  package var firstSeen: Date
  /// The outlet it counts for.
  package var source: String
  /// `CanonicalURL.key(for:)` of every address it is known by: the feed's link, where that led, the page's
  /// canonical URL. Two articles that share one are the same page.
  package var urlKeys: [String]
  /// ``MatchDocument/bodyHash``; `nil` without a body.
  package var bodyHash: String?
  /// `nil` for an article without a readable body: it is matched by its addresses alone.
  package var evidence: Evidence?

  package init(
    id: String, storyUID: String? = nil, firstSeen: Date, source: String = "",
    urlKeys: [String] = [], bodyHash: String? = nil, evidence: Evidence? = nil
  ) {
    self.id = id
    self.storyUID = storyUID
    self.firstSeen = firstSeen
    self.source = source
    self.urlKeys = urlKeys
    self.bodyHash = bodyHash
    self.evidence = evidence
  }
}

/// What a run of matching found.
package struct MatchResult: Sendable, Hashable {
  /// One for every new article, and for every older one whose placement changed: its story, original, kind
  /// or partner. Sorted by article.
  package var placements: [StoryPlacement]
  /// Stories that were merged into older ones. A placement's own story takes precedence over an alias kept
  /// from before: a story that a person splits off again may get its old uid back.
  package var aliases: [StoryAlias]

  package init(placements: [StoryPlacement] = [], aliases: [StoryAlias] = []) {
    self.placements = placements
    self.aliases = aliases
  }
}
