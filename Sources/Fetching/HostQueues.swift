internal import NewsModel
internal import Synchronization
internal import Foundation

/// Where requests wait for their host, and for room among all transfers. A request that waits for its host does not
/// occupy room that another host could use.
final class HostQueues: Sendable {
  private let perHost: FetchSettings.PerHost
  private let room: Limiter
  private let clock: @Sendable () -> Date
  private let recall: @Sendable (String) -> HostState?
  private let lanes = Mutex<[String: Lane]>([:])

  /// One host's queue.
  final class Lane: Sendable {
    let limiter: Limiter
    let schedule: Mutex<HostSchedule>

    init(_ state: HostState, _ perHost: FetchSettings.PerHost) {
      limiter = Limiter(perHost.concurrency)
      schedule = Mutex(HostSchedule(state: state, perHost: perHost))
    }
  }

  enum Entry {
    /// ``leave(_:)`` must follow.
    case entered
    case held(until: Date)
    case cancelled
  }

  /// - Parameter recall: what is remembered of a host; asked once for each that is met.
  init(
    perHost: FetchSettings.PerHost, concurrency: Int,
    recall: @escaping @Sendable (String) -> HostState?, clock: @escaping @Sendable () -> Date
  ) {
    self.perHost = perHost
    self.recall = recall
    self.clock = clock
    room = Limiter(concurrency)
  }

  func lane(_ host: String) -> Lane {
    lanes.withLock { lanes in
      if let lane = lanes[host] { return lane }
      let lane = Lane(recall(host) ?? HostState(host: host), perHost)
      lanes[host] = lane
      return lane
    }
  }

  /// Waits for the host's turn, then for room.
  ///
  /// - Parameters:
  ///   - crawlDelay: seconds, as robots.txt asks.
  ///   - isHop: the continuation of a request that has waited already.
  func enter(_ host: String, crawlDelay: Double? = nil, isHop: Bool = false) async -> Entry {
    let lane = lane(host)
    let now = clock()
    let tooLong = lane.schedule.withLock { schedule in
      schedule.joinQueue(
        now: now, spacing: isHop ? 0 : schedule.spacing(crawlDelay: crawlDelay))
    }
    if let tooLong { return .held(until: tooLong) }
    defer { lane.schedule.withLock { $0.leaveQueue() } }
    guard await lane.limiter.acquire() else { return .cancelled }
    let entry = await waitForTurn(lane, crawlDelay: crawlDelay, isHop: isHop)
    guard case .entered = entry else {
      lane.limiter.release()
      return entry
    }
    guard await room.acquire() else {
      lane.limiter.release()
      return .cancelled
    }
    // Others of the host may have been told to wait meanwhile.
    if let until = lane.schedule.withLock({ $0.hold(now: clock()) }) {
      leave(host)
      return .held(until: until)
    }
    return .entered
  }

  func leave(_ host: String) {
    room.release()
    lane(host).limiter.release()
  }

  private func waitForTurn(_ lane: Lane, crawlDelay: Double?, isHop: Bool) async -> Entry {
    let spacing = isHop ? 0 : lane.schedule.withLock { $0.spacing(crawlDelay: crawlDelay) }
    let admission = lane.schedule.withLock { $0.admission(now: clock(), spacing: spacing) }
    switch admission {
    case .held(let until): return .held(until: until)
    case .at(let start):
      var wait: Duration? = .seconds(max(0, start.timeIntervalSince(clock())))
      while let pause = wait {
        if pause > .zero {
          do { try await Task.sleep(for: pause) } catch { return .cancelled }
        }
        wait = lane.schedule.withLock { $0.begin(at: .now, now: clock(), spacing: spacing) }
      }
      return .entered
    }
  }

  /// Of the hosts that something was learnt about since this was last asked, in order of their names.
  func takeChanges() -> [HostState] {
    lanes.withLock { lanes in
      lanes.values.compactMap { lane in lane.schedule.withLock { $0.takeChanges() } }
    }.sorted { $0.host < $1.host }
  }
}
