internal import NewsModel
internal import Foundation

/// How often a feed is worth asking, from when its items were published. Pure.
enum FeedRhythm {
  /// Seconds between polls; `nil` where the items' dates say nothing.
  ///
  /// The mean gap of the newest 20 items, but no more than a quarter of the time that the feed's window spans, so that
  /// nothing falls out of the window unseen; an eighth of the time since the newest item where that is longer, so that
  /// sleeping feeds are left alone.
  static func interval(of feed: ParsedFeed, now: Date) -> Double? {
    let earliest = now.addingTimeInterval(-5 * 366 * 86_400)
    let latest = now.addingTimeInterval(3600)
    let dates = feed.items.compactMap { $0.published ?? $0.updated }
      .filter { $0 > earliest && $0 <= latest }.sorted(by: >)
    guard let newest = dates.first else { return nil }
    let idle = max(0, now.timeIntervalSince(newest)) / idleShare
    let recent = dates.prefix(20)
    guard recent.count >= 3, let oldest = recent.last, newest > oldest else {
      return idle > 0 ? idle : nil
    }
    let gap = newest.timeIntervalSince(oldest) / Double(recent.count - 1)
    let window = newest.timeIntervalSince(dates[dates.count - 1])
    return max(idle, min(gap, window / 4))
  }

  /// A feed that has been silent for a day is asked every three hours.
  static let idleShare = 8.0
}
