internal import FeedParsing
internal import Fetching
internal import Foundation
internal import Logging
internal import NewsModel
internal import Settings
internal import Storage

/// Polling, and fetching the pages of what was found.
extension Pipeline {
  func fetch(_ request: RunRequest, _ report: inout RunReport) async throws {
    let fetcher = Fetcher(
      settings: FetchSettings(settings, version: version), transport: transport,
      hosts: try hostStates(), clock: clock)
    try await pollFeeds(request, fetcher, &report)
    if !Task.isCancelled { try await fetchPages(request, fetcher, &report) }
    try await remember(fetcher.hostStates())
  }

  // MARK: Feeds

  private func pollFeeds(
    _ request: RunRequest, _ fetcher: Fetcher, _ report: inout RunReport
  ) async throws {
    let due = try dueFeeds(request)
    report.feedsDue = due.count
    observe(.began(.fetch, "polling feeds", total: due.count))
    let parser = PollReader(
      schedule: PollSchedule(settings), dates: settings.dates, mode: settings.extract.mode,
      since: request.since, clock: clock)
    var connectionFailures = 0
    try await concurrentMap(due, limit: Self.pagesInHand) { feed in
      parser.read(await fetcher.poll(feed.feed, state: feed.state), of: feed)
    } receive: { reading in
      observe(.advanced(by: 1))
      guard !isBroken(by: reading.outcome) else { return }
      try record(reading, &report)
      if reading.isConnectionFailure { connectionFailures += 1 }
    }
    // One feed alone may well be down by itself.
    report.networkDown = connectionFailures > 1 && connectionFailures == due.count
  }

  /// Whether a transfer failed because the run was stopped: that is nobody's failure, and not remembered as one.
  private func isBroken(by outcome: FetchOutcome) -> Bool {
    outcome == .cancelled || Task.isCancelled && !outcome.isSuccess
  }

  /// Configured, active feeds that are due now, or all that were named.
  private func dueFeeds(_ request: RunRequest) throws -> [DueFeed] {
    let now = clock()
    let stored = try store.sync(loaded.feeds, now: now)
    return DueFeeds(loaded: loaded, stored: stored, now: now).feeds(only: request.feeds)
  }

  private func record(_ reading: PollReading, _ report: inout RunReport) throws {
    let outcome = try store.record(reading.record)
    report.itemsSeen += reading.record.items.count
    report.articlesNew += outcome.new.count
    switch reading.outcome {
    case .ok: report.feedsOK += 1
    case .notModified:
      report.feedsOK += 1
      report.feedsUnchanged += 1
    case .heldBack: break
    default:
      report.feedsFailed += 1
      report.failures.append(
        RunReport.FeedFailure(
          feed: reading.feed, code: reading.outcome.rawValue, reason: reading.detail))
      logger.info("feed failed", metadata: ["feed": "\(reading.feed)", "why": "\(reading.detail)"])
    }
  }

  // MARK: Pages

  /// Pages committed together: large enough that a commit costs nothing beside the transfers, small enough that a
  /// killed run asks for few of them again.
  private static let pageBatch = 32
  /// Pages handed to the fetcher at once. It bounds what is really under way (`http.concurrency`); the rest waits in
  /// its hosts' queues, so that one slow host does not keep the others waiting.
  private static let pagesInHand = 512

  private func fetchPages(
    _ request: RunRequest, _ fetcher: Fetcher, _ report: inout RunReport
  ) async throws {
    let limit = settings.extract.maxPerRun
    let pending = try store.pagesToFetch(limit: limit + 1, now: clock(), feeds: try ids(request))
    let work = pending.prefix(limit)
    if pending.count > limit {
      report.notes.append(
        "More than \(limit) pages are waiting; the rest follows with the next runs (extract.max_per_run)."
      )
    }
    observe(.began(.fetch, "fetching pages", total: work.count))
    let feeds = Dictionary(uniqueKeysWithValues: loaded.feeds.map { ($0.name, $0) })
    var arrived = PageArrivals()
    try await concurrentMap(work, limit: Self.pagesInHand) { page in
      let feed = page.feed.flatMap { feeds[$0] }
      return PageResult(
        work: page,
        fetch: await fetcher.page(
          page.link, options: feed?.request ?? RequestOptions(), feedURL: feed?.url))
    } receive: { result in
      observe(.advanced(by: 1))
      guard !isBroken(by: result.fetch.outcome) else { return }
      record(result, in: &arrived, &report)
      if arrived.count >= Self.pageBatch { try commit(&arrived) }
    }
    try commit(&arrived)
  }

  /// The stored numbers of the feeds that were named; `nil` for all.
  private func ids(_ request: RunRequest) throws -> Set<Int64>? {
    guard !request.feeds.isEmpty else { return nil }
    return Set(try store.feeds().filter { request.feeds.contains($0.name) }.map(\.id))
  }

  private func record(
    _ result: PageResult, in arrived: inout PageArrivals, _ report: inout RunReport
  ) {
    let page = result.fetch
    let now = clock()
    switch page.outcome {
    case .ok, .blocked, .paywall, .unauthorized:
      report.pagesFetched += page.outcome == .ok ? 1 : 0
      report.pagesFailed += page.outcome == .ok ? 0 : 1
      let stored = StoredPage(
        url: page.url, httpStatus: page.status, charset: page.charset, fetched: now,
        bytes: page.body)
      arrived.pages.append((result.work.id, stored))
    default:
      report.pagesFailed += page.outcome == .heldBack ? 0 : 1
      arrived.failures.append(PageFailure.failure(result, now: now))
      logger.info(
        "page failed", metadata: ["url": "\(result.work.link)", "why": "\(page.detail)"])
    }
  }

  private func commit(_ arrived: inout PageArrivals) throws {
    try store.save(arrived.pages)
    try store.saveFailures(ofPages: arrived.failures)
    arrived = PageArrivals()
  }

  // MARK: Hosts

  private func hostStates() throws -> [HostState] {
    try store.hosts().compactMap { host in
      host.state.flatMap { try? JSONDecoder().decode(HostState.self, from: $0) }
    }
  }

  private func remember(_ hosts: [HostState]) throws {
    try store.save(
      hosts.map { StoredHost(key: $0.host, state: try JSONEncoder().encode($0)) }, now: clock())
  }
}

/// Pages that came since the last commit.
struct PageArrivals {
  var pages: [(article: Int64, page: StoredPage)] = []
  var failures: [StepFailure] = []

  var count: Int { pages.count + failures.count }
}

struct DueFeed: Sendable {
  var id: Int64
  var feed: Feed
  var state: FeedState
}

struct PageResult: Sendable {
  var work: PageWork
  var fetch: PageFetch
}

extension FeedState {
  /// The stored state, as long as it belongs to the URL that is configured now.
  static func decoded(_ data: Data?, url: String) -> FeedState {
    guard let data, let state = try? JSONDecoder().decode(FeedState.self, from: data),
      state.url == url
    else { return FeedState(url: url) }
    return state
  }
}
