package import NewsModel
package import Foundation

/// When a feed is asked next. Pure: the same state, feed and time give the same answer.
///
/// After each poll: `state = schedule.settled(poll.state, feed:, parsed:, now:)`, once, and store it.
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
    return due <= now || due > horizon(now)
  }

  /// Whether a feed that is due then, to the second, is not due now, whatever else its state says.
  package func isSurelyLater(_ due: Date, now: Date) -> Bool {
    due > now && due + 1 < horizon(now)
  }

  /// A clock that was wrong once must not silence a feed: nothing is due after this.
  private func horizon(_ now: Date) -> Date { now + max(settings.max, failures.reviveEvery) * 2 }

  /// The state after a poll, with its next due time, and the failure counted if it was one.
  ///
  /// - Parameters:
  ///   - state: the poll's own.
  ///   - parsed: what the body gave; `nil` where there was none to parse. What an earlier body said still holds then.
  package func settled(
    _ state: FeedState, feed: Feed, parsed: ParsedFeed?, now: Date
  ) -> FeedState {
    var next = state
    let outcome = state.lastOutcome ?? .ok
    if outcome.isNeutral {
      // Nothing was learnt: what was due is due once the hold is over.
      next.nextDue = state.heldUntil.map { max($0, state.nextDue ?? $0) } ?? state.nextDue
      return next
    }
    if outcome.isSuccess {
      next.noteSuccess()
      if let parsed { learn(parsed, &next, now: now) }
    } else if state.lastPolled != nil {
      count(outcome, &next, now: now)
    }
    next.nextDue = due(next, feed: feed, now: now)
    return next
  }

  /// The state after a poll whose body turned out to be no feed: a hard failure after all. Call before
  /// ``settled(_:feed:parsed:now:)``.
  package func rejected(_ state: FeedState, detail: String, now: Date) -> FeedState {
    var next = state
    next.lastOutcome = .notAFeed
    next.lastError = detail
    // The same bytes will be looked at again: the parser may have learnt to read them.
    next.etag = nil
    next.lastModified = nil
    next.bodyHash = nil
    return next
  }

  // MARK: What is learnt

  private func learn(_ parsed: ParsedFeed, _ state: inout FeedState, now: Date) {
    state.statedInterval = parsed.minimumInterval
    state.skipHours = parsed.skipHours
    state.skipDays = parsed.skipDays
    // Without dates the rhythm is felt for: news came, so ask sooner; idle time does the rest.
    state.rhythm =
      FeedRhythm.interval(of: parsed, now: now) ?? (state.rhythm ?? Self.firstGuess) * 0.7
  }

  private static let firstGuess = 3600.0

  private func count(_ outcome: FetchOutcome, _ state: inout FeedState, now: Date) {
    state.failuresInARow += 1
    switch outcome.severity {
    case .none: break
    case .temporary: state.failures += failures.temporary
    case .soft: state.failures += failures.soft
    case .hard: state.failures += failures.hard
    }
    if outcome == .gone || state.failures >= failures.disableAfter {
      state.retired = state.retired ?? now
    }
  }

  // MARK: When

  private func due(_ state: FeedState, feed: Feed, now: Date) -> Date {
    if state.retired != nil { return now + failures.reviveEvery }
    let wait =
      state.failuresInARow > 0
      ? waitAfterFailure(state, feed) : jittered(interval(state, feed, now: now), feed)
    var due = now + wait
    if case .adaptive = feed.every, state.failuresInARow == 0 {
      due = statedDue(state, from: due, now: now)
    }
    return max(due, state.heldUntil ?? due)
  }

  /// The feed's own interval, before anything that its server states.
  private func interval(_ state: FeedState, _ feed: Feed, now: Date) -> Double {
    if case .fixed(let seconds) = feed.every { return max(0, seconds) }
    if case .fixed(let seconds) = settings.interval { return bounded(seconds) }
    let idle = state.lastNew.map { now.timeIntervalSince($0) / FeedRhythm.idleShare } ?? 0
    return bounded(max(state.rhythm ?? Self.firstGuess, idle))
  }

  private func bounded(_ seconds: Double) -> Double {
    min(max(seconds, settings.min), max(settings.max, settings.min))
  }

  /// Twice as long after each failure in a row.
  private func waitAfterFailure(_ state: FeedState, _ feed: Feed) -> Double {
    let base: Double =
      switch (feed.every, settings.interval) {
      case (.fixed(let seconds), _): seconds
      case (_, .fixed(let seconds)): bounded(seconds)
      default: bounded(min(state.rhythm ?? Self.firstGuess, Self.firstGuess))
      }
    let doubled = base * Double(1 << min(state.failuresInARow - 1, 10))
    return min(max(0, doubled), max(settings.max, base))
  }

  /// Earlier by up to `jitter` of the interval, by a hash of the feed's URL: the same for a feed at every poll, and
  /// different among feeds. Never later, so that an hourly run meets an hourly feed every hour.
  private func jittered(_ interval: Double, _ feed: Feed) -> Double {
    let hash = feed.url.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let share = Double(hash >> 40) / Double(1 << 24)
    let earlier = interval * (1 - min(max(settings.jitter, 0), 1) * share)
    return max(earlier, min(interval, settings.min))
  }

  /// Not before what the server states: freshness, `ttl`, `sy:update*` (all up to `max`), skipped hours and days.
  private func statedDue(_ state: FeedState, from due: Date, now: Date) -> Date {
    let latest = now + max(settings.max, settings.min)
    let fresh = min(state.freshUntil ?? due, latest)
    let stated = min(state.statedInterval.map { now + max(0, $0) } ?? due, latest)
    return SkippedTimes(hours: state.skipHours, days: state.skipDays)
      .next(from: max(due, fresh, stated))
  }
}

extension FeedState {
  fileprivate mutating func noteSuccess() {
    failures = 0
    failuresInARow = 0
    retired = nil
  }
}

/// RSS `skipHours` and `skipDays`, in UTC.
package struct SkippedTimes: Sendable {
  private let hours: Set<Int>
  private let days: Set<Int>

  /// - Parameters:
  ///   - hours: 0–23; 24 is read as 0.
  ///   - days: 1 = Monday … 7 = Sunday.
  package init(hours: [Int], days: [Int]) {
    self.hours = Set(hours.filter { (0...24).contains($0) }.map { $0 % 24 })
    self.days = Set(days.filter { (1...7).contains($0) })
  }

  /// The first time from `date` on that is not skipped; `date` itself where everything is.
  package func next(from date: Date) -> Date {
    guard hours.count < 24, days.count < 7, !hours.isEmpty || !days.isEmpty else { return date }
    var hour = Int((date.timeIntervalSince1970 / 3600).rounded(.down))
    guard isSkipped(hour) else { return date }
    // At most a week of skipped days and a day of skipped hours.
    for _ in 0..<(8 * 24) where isSkipped(hour) { hour += 1 }
    return Date(timeIntervalSince1970: Double(hour) * 3600)
  }

  private func isSkipped(_ hour: Int) -> Bool {
    let day = Int((Double(hour) / 24).rounded(.down))
    // 1970-01-01 was a Thursday.
    let weekday = ((day + 3) % 7 + 7) % 7 + 1
    return hours.contains(((hour % 24) + 24) % 24) || days.contains(weekday)
  }
}
