internal import NewsModel
internal import Synchronization
internal import Foundation

/// What robots.txt says to one request.
enum RobotsAnswer: Sendable {
  case allowed(crawlDelay: Double?)
  case no(FetchOutcome, detail: String, retryAfter: Date?)
}

/// Which origins' robots.txt this run has asked for; each is asked for once, however many wait for it.
final class RobotsBook: Sendable {
  enum Entry: Sendable {
    case record(RobotsRecord)
    /// The file could not be had for a reason that has nothing to do with it.
    case failed(FetchOutcome, detail: String, retryAfter: Date?)
  }

  private let tasks = Mutex<[String: Task<Entry, Never>]>([:])

  func entry(
    _ origin: String, _ fetch: @escaping @Sendable () async -> Entry
  ) async -> Entry {
    // Its own task, since those who wait for it may be cancelled one by one; the transport's timeouts bound it.
    await tasks.withLock { tasks in
      if let task = tasks[origin] { return task }
      let task = Task { await fetch() }
      tasks[origin] = task
      return task
    }.value
  }
}

extension Fetcher {
  /// Whether robots.txt lets us ask for the address, by RFC 9309.
  func robotsAnswer(for address: WebAddress, proxy: String?) async -> RobotsAnswer {
    let lane = queues.lane(address.host)
    let known = lane.schedule.withLock { $0.state.robots[address.origin] }
    if let known, known.agent == robotsAgent, known.expires > clock() {
      return verdict(known, address)
    }
    let entry = await robots.entry(address.origin) {
      await self.fetchedRobots(of: address, proxy: proxy, known: known)
    }
    switch entry {
    case .record(let record): return verdict(record, address)
    case .failed(let outcome, let detail, let retryAfter):
      return .no(outcome, detail: detail, retryAfter: retryAfter)
    }
  }

  /// The name that groups in robots.txt are chosen by: ours, also for feeds that are asked under another one.
  private var robotsAgent: String {
    String(settings.userAgent.prefix { $0 != "/" && $0 != " " })
  }

  private func verdict(_ record: RobotsRecord, _ address: WebAddress) -> RobotsAnswer {
    switch record.verdict {
    case .allowAll: return .allowed(crawlDelay: nil)
    case .unreachable:
      return .no(
        .robotsUnreachable,
        detail:
          "The robots.txt of \(address.host) cannot be read, so its pages are left alone until \(Timestamp.string(from: record.expires)).",
        retryAfter: record.expires)
    case .rules:
      let rules = RobotsRules(stored: record.rules, crawlDelay: record.crawlDelay)
      if rules.allows(address.string) { return .allowed(crawlDelay: record.crawlDelay) }
      return .no(
        .robotsDisallowed,
        detail: "The robots.txt of \(address.host) asks robots not to read \(address.target).",
        retryAfter: nil)
    }
  }

  private func fetchedRobots(
    of address: WebAddress, proxy: String?, known: RobotsRecord?
  ) async -> RobotsBook.Entry {
    guard let start = WebAddress(address.origin + "/robots.txt") else {
      return .failed(.invalidURL, detail: FetchOutcome.invalidURL.sentence, retryAfter: nil)
    }
    let journey = await follow(
      Errand(
        kind: .robots, start: start, options: RequestOptions(proxy: proxy), sharesSecrets: false))
    let now = clock()
    guard let record = record(of: journey, now: now) else {
      // An old word is better than none (RFC 9309 §2.4).
      if let known, known.agent == robotsAgent, known.verdict != .unreachable {
        return .record(known)
      }
      return .failed(journey.outcome, detail: journey.detail, retryAfter: journey.retryAfter)
    }
    let kept =
      record.verdict == .unreachable
      ? known.flatMap { $0.verdict == .unreachable ? nil : $0 } ?? record : record
    queues.lane(address.host).schedule.withLock { $0.remember(kept, origin: address.origin) }
    return .record(kept)
  }

  /// RFC 9309 §2.3.1: a file's rules; everything allowed where there is none (4xx) or redirects lead nowhere;
  /// nothing allowed where the server fails (5xx). `nil` where nothing was learnt about the file.
  private func record(of journey: Journey, now: Date) -> RobotsRecord? {
    func record(
      _ verdict: RobotsRecord.Verdict, lasts: Double, _ rules: RobotsRules? = nil
    ) -> RobotsRecord {
      RobotsRecord(
        agent: robotsAgent, fetched: now, expires: now + lasts, verdict: verdict,
        rules: rules?.text ?? "", crawlDelay: rules?.crawlDelay)
    }
    let day = min(settings.robots.cache, 86_400)
    switch journey.outcome {
    case .ok:
      let rules = RobotsRules(journey.response?.body ?? [], agent: robotsAgent)
      return record(.rules, lasts: day, rules)
    case .gone, .notFound, .blocked, .unauthorized, .paywall, .clientError, .tooManyRedirects,
      .redirectLoop, .unsafeRedirect, .unexpectedStatus:
      return record(.allowAll, lasts: day)
    case .serverError, .unavailable:
      return record(.unreachable, lasts: Self.unreachableLasts)
    default: return nil
    }
  }

  /// Seconds; long enough not to ask at every page, short enough for a server that was only restarted.
  private static let unreachableLasts = 3600.0
}
