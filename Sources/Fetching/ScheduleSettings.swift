/// When feeds are polled. `schedule:` of the configuration; times in seconds.
package struct ScheduleSettings: Sendable, Hashable {
  package var interval: Interval
  package var min: Double
  package var max: Double
  /// 0–1: by how much of its interval a feed is polled earlier than the others of the same rhythm.
  package var jitter: Double

  package init(
    interval: Interval = .adaptive, min: Double = 900, max: Double = 86_400, jitter: Double = 0.1
  ) {
    self.interval = interval
    self.min = min
    self.max = max
    self.jitter = jitter
  }

  /// `schedule.default`.
  package enum Interval: Sendable, Hashable {
    /// From each feed's own rhythm.
    case adaptive
    case fixed(seconds: Double)
  }
}

/// What failures amount to. `failures:` of the configuration.
package struct FailureSettings: Sendable, Hashable {
  package var hard: Double
  package var soft: Double
  package var temporary: Double
  /// The weighted sum at which a feed counts as dead.
  package var disableAfter: Double
  /// Seconds after which a dead feed is tried once more.
  package var reviveEvery: Double

  package init(
    hard: Double = 1, soft: Double = 0.5, temporary: Double = 0.25, disableAfter: Double = 30,
    reviveEvery: Double = 14 * 86_400
  ) {
    self.hard = hard
    self.soft = soft
    self.temporary = temporary
    self.disableAfter = disableAfter
    self.reviveEvery = reviveEvery
  }
}
