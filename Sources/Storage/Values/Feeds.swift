package import Foundation
package import NewsModel

/// A configured feed as the database knows it.
package struct StoredFeed: Sendable, Hashable {
  /// The database's own number; stable over renames and moves.
  package var id: Int64
  package var name: String
  package var url: String
  package var source: String
  /// Not configured any more; its history is kept.
  package var isRemoved: Bool
  /// Paused by command, whatever the configuration says.
  package var isPaused: Bool
  /// Configured, switched on and not paused: to be polled.
  package var isActive: Bool
  package var health: FeedHealth
  /// What the fetching stage wrote last (`FeedState` as JSON), as it is; `nil` before the first poll and after the
  /// feed's URL moved, since validators belong to an URL.
  package var state: Data?
}

/// How a feed has been doing: the part of its state that people ask for.
package struct FeedHealth: Sendable, Hashable {
  /// `new` before the first poll, then `ok`, `failing` or `retired`.
  package var status: String
  /// Failures in a row, weighted.
  package var failures: Double
  package var lastOK: Date?
  /// When it last brought an article that was new. Kept by the store.
  package var lastNew: Date?
  package var lastError: String?
  package var httpStatus: Int?
  package var nextDue: Date?
  /// Since when it has not been `ok`. Kept by the store.
  package var failingSince: Date?

  package init(
    status: String, failures: Double = 0, lastOK: Date? = nil, lastError: String? = nil,
    httpStatus: Int? = nil, nextDue: Date? = nil
  ) {
    self.status = status
    self.failures = failures
    self.lastOK = lastOK
    self.lastError = lastError
    self.httpStatus = httpStatus
    self.nextDue = nextDue
  }
}

/// One poll of one feed, to be stored in one transaction.
package struct PollRecord: Sendable {
  /// ``StoredFeed/id``.
  package var feed: Int64
  package var at: Date
  /// For the log of polls: `ok`, `not_modified`, `failed` and the like.
  package var outcome: String
  package var health: FeedHealth
  package var state: Data?
  package var items: [DiscoveredItem]

  package init(
    feed: Int64, at: Date, outcome: String, health: FeedHealth, state: Data?,
    items: [DiscoveredItem] = []
  ) {
    self.feed = feed
    self.at = at
    self.outcome = outcome
    self.health = health
    self.state = state
    self.items = items
  }
}

/// An item of a feed, with the identity that it would have as an article.
package struct DiscoveredItem: Sendable, Hashable {
  /// `ContentHash.uid(of:)` of the `url` key of the item's link.
  package var uid: String
  package var item: FeedItem
  /// The first step that remains to be done: `.discovered` for a page to be fetched, `.fetched` where the feed's
  /// own content is the article, `.matched` where only the headline is kept.
  package var step: ArticleStep

  package init(uid: String, item: FeedItem, step: ArticleStep = .discovered) {
    self.uid = uid
    self.item = item
    self.step = step
  }
}

/// What came of the items of a poll.
package struct PollOutcome: Sendable, Hashable {
  /// uids of articles that were new, in the feed's order.
  package var new: [String] = []
  /// Items that were known already, by uid or by the feed's guid.
  package var known = 0
  /// Known ones whose title changed.
  package var edited = 0
  /// Items whose article was purged, and which do not return.
  package var buried = 0
}
