package import NewsModel
package import struct Foundation.Date

/// When a feed is asked next. Pure: the same state, feed and time give the same answer.
///
/// After each poll: `state = schedule.settled(poll.state, feed:, parsed:, now:)`, and store it.
package struct PollSchedule: Sendable {
  package var settings: ScheduleSettings
  package var failures: FailureSettings

  package init(
    settings: ScheduleSettings = ScheduleSettings(), failures: FailureSettings = FailureSettings()
  ) {
    self.settings = settings
    self.failures = failures
  }

  /// Whether the feed should be polled now. A feed never polled is due.
  package func isDue(_ state: FeedState, now: Date) -> Bool {
    if let held = state.heldUntil, held > now { return false }
    guard let due = state.nextDue else { return true }
    return due <= now
  }

  /// The state after a poll, with its next due time.
  ///
  /// - Parameters:
  ///   - state: the poll's own.
  ///   - parsed: what the body gave; `nil` where there was none to parse. What an earlier body said still holds then.
  package func settled(
    _ state: FeedState, feed: Feed, parsed: ParsedFeed?, now: Date
  ) -> FeedState {
    state
  }

  /// The state after a poll whose body turned out to be no feed: a hard failure after all. Call before
  /// ``settled(_:feed:parsed:now:)``.
  package func rejected(_ state: FeedState, detail: String, now: Date) -> FeedState {
    state
  }
}
