internal import Fetching
package import Foundation
internal import NewsModel
package import Settings
package import Storage

/// Which configured feeds are to be polled.
package struct DueFeeds {
  private let all: [Candidate]
  private let schedule: PollSchedule
  private let now: Date

  /// A feed with its state as it is stored: reading all of them takes longer than asking which are due.
  private struct Candidate {
    var id: Int64
    var feed: Feed
    var stored: Data?
    /// In whole seconds, rounded down; `nil` before the first poll.
    var nextDue: Date?

    var due: DueFeed {
      DueFeed(id: id, feed: feed, state: FeedState.decoded(stored, url: feed.url))
    }
  }

  /// - Parameter stored: what the store knows of them; a feed that it does not know has never been polled.
  package init(loaded: LoadedSettings, stored: [StoredFeed], now: Date) {
    let byName = Dictionary(stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    all = loaded.feeds.compactMap { feed in
      let known = byName[feed.name]
      guard known?.isActive ?? feed.active else { return nil }
      return Candidate(
        id: known?.id ?? 0, feed: feed, stored: known?.state, nextDue: known?.health.nextDue)
    }
    schedule = PollSchedule(loaded.settings)
    self.now = now
  }

  /// Those that are due now, or all that are named.
  func feeds(only names: [String]) -> [DueFeed] {
    all.compactMap { candidate in
      guard names.isEmpty else { return names.contains(candidate.feed.name) ? candidate.due : nil }
      if let next = candidate.nextDue, schedule.isSurelyLater(next, now: now) { return nil }
      let due = candidate.due
      return schedule.isDue(due.state, now: now) ? due : nil
    }
  }

  package func names(only names: [String]) -> [String] {
    feeds(only: names).map(\.feed.name).sorted()
  }
}
