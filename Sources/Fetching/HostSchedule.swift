package import NewsModel
package import Foundation

/// When one host may be asked next. Pure; times are the caller's.
package struct HostSchedule: Sendable {
  package private(set) var state: HostState
  private let perHost: FetchSettings.PerHost
  /// When an earlier run asked last.
  private let remembered: Date?
  /// Beginning of this run's last request, or of the last one that has its time already.
  private var lastStart: Date?
  /// When a request of this run last really began.
  private var begun: ContinuousClock.Instant?
  /// URLs that answered 429 in this run.
  private var limited: Set<String> = []
  /// Requests that wait for their turn.
  private var queued = 0
  /// Whether there is something to remember since ``takeChanges()``.
  private var isChanged = false

  package init(state: HostState, perHost: FetchSettings.PerHost) {
    self.state = state
    self.perHost = perHost
    remembered = state.lastRequest
  }

  package enum Admission: Sendable, Hashable {
    /// Begin then; the time is taken.
    case at(Date)
    /// Do not ask before then; nothing is taken.
    case held(until: Date)
  }

  /// Joins the queue; ``leaveQueue()`` must follow. A time means: do not, it would take longer than `maxQueueWait`;
  /// come back then.
  package mutating func joinQueue(now: Date, spacing: Double) -> Date? {
    if let until = hold(now: now) { return until }
    let wait = Double(queued) * spacing
    guard wait <= perHost.maxQueueWait else { return now + wait }
    queued += 1
    return nil
  }

  package mutating func leaveQueue() { queued -= 1 }

  /// Takes the next time to begin a request.
  ///
  /// - Parameters:
  ///   - spacing: seconds after the last beginning; see ``spacing(crawlDelay:)``. 0 for the next hop of a request
  ///     that has begun already.
  package mutating func admission(now: Date, spacing: Double) -> Admission {
    if let until = hold(now: now) { return .held(until: until) }
    // A clock set back must not stop a host for as long; what an earlier run did lies in the past.
    let last =
      lastStart.map { min($0, now + perHost.maxQueueWait) } ?? remembered.map { min($0, now) }
    let start = max(now, last.map { $0 + spacing } ?? now)
    guard start.timeIntervalSince(now) <= perHost.maxQueueWait else { return .held(until: start) }
    lastStart = start
    return .at(start)
  }

  /// Begins a request whose time has come; a duration means: not yet, another one began late. By the monotonic
  /// clock, which nobody can set back.
  package mutating func begin(
    at instant: ContinuousClock.Instant, now: Date, spacing: Double
  ) -> Duration? {
    if let begun, begun + .seconds(spacing) > instant { return begun + .seconds(spacing) - instant }
    begun = instant
    state.lastRequest = now
    isChanged = true
    return nil
  }

  /// Whether a hold has come up since the admission.
  package func hold(now: Date) -> Date? {
    state.heldUntil.flatMap { until in
      // Nobody is left alone for longer than that: such a time is of a clock that ran ahead.
      let longest = max(perHost.maxRetryAfter, perHost.on429, 86_400)
      return until > now && until.timeIntervalSince(now) <= longest ? until : nil
    }
  }

  /// Seconds between requests: what we take anyway, or what robots.txt asks for if that is more.
  package func spacing(crawlDelay: Double?) -> Double {
    max(perHost.minInterval, crawlDelay ?? 0)
  }

  /// A URL answered 429. The second one in a run holds the whole host.
  package mutating func noteLimited(_ url: String, until: Date) {
    limited.insert(url)
    guard limited.count > 1 else { return }
    state.heldUntil = max(state.heldUntil ?? until, until)
    isChanged = true
  }

  /// The state, if anything has been learnt since this was last asked.
  package mutating func takeChanges() -> HostState? {
    defer { isChanged = false }
    return isChanged ? state : nil
  }

  package mutating func remember(_ robots: RobotsRecord, origin: String) {
    state.robots[origin] = robots
    isChanged = true
  }
}
