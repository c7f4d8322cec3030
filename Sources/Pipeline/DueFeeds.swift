internal import Fetching
package import Foundation
internal import NewsModel
package import Settings
package import Storage

/// Which configured feeds are to be polled.
package struct DueFeeds {
  private let all: [DueFeed]
  private let schedule: PollSchedule
  private let now: Date

  /// - Parameter stored: what the store knows of them; a feed that it does not know has never been polled.
  package init(loaded: LoadedSettings, stored: [StoredFeed], now: Date) {
    let byName = Dictionary(stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    all = loaded.feeds.compactMap { feed in
      let known = byName[feed.name]
      guard known?.isActive ?? feed.active else { return nil }
      return DueFeed(
        id: known?.id ?? 0, feed: feed, state: FeedState.decoded(known?.state, url: feed.url))
    }
    schedule = PollSchedule(loaded.settings)
    self.now = now
  }

  /// Those that are due now, or all that are named.
  func feeds(only names: [String]) -> [DueFeed] {
    all.filter {
      names.isEmpty ? schedule.isDue($0.state, now: now) : names.contains($0.feed.name)
    }
  }

  package func names(only names: [String]) -> [String] {
    feeds(only: names).map(\.feed.name).sorted()
  }
}
