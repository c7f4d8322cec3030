internal import FeedParsing
internal import Fetching
internal import Foundation
internal import Logging
internal import NewsModel
internal import Settings
internal import Storage

/// What polling did.
struct PollCounts: Sendable {
  var due = 0
  var ok = 0
  var unchanged = 0
  var items = 0
  var articles = 0
  var failures: [RunReport.FeedFailure] = []
  var connectionFailures = 0
  /// More pages wait than `extract.max_per_run` lets through.
  var hasBacklog = false

  var offer = FirstOffer()

  /// One feed alone may well be down by itself.
  var isNetworkDown: Bool { connectionFailures > 1 && connectionFailures == due }
}

extension Pipeline {
  /// Feeds handed to the fetcher at once. It bounds what is really under way (`http.concurrency`); the rest waits in
  /// its hosts' queues, so that one slow host does not keep the others waiting.
  static let inHand = 512

  /// Polls the feeds that are due, and puts the pages to fetch into `work`: what earlier runs left, what is new as it
  /// is found, and last what failed before, so that pages that keep failing keep no other from its turn.
  func pollFeeds(
    _ request: RunRequest, _ fetcher: Fetcher, finding work: WorkQueue<PageWork>
  ) async throws -> PollCounts {
    let due = try dueFeeds(request)
    observe(.found(.polling, due.count))
    defer { observe(.ended(.polling)) }
    var backlog = PageBacklog(
      waiting: try store.pagesToFetch(
        limit: settings.extract.maxPerRun + 1, now: clock(), feeds: try ids(request)),
      limit: settings.extract.maxPerRun)
    hand(backlog.fresh(), to: work)
    var counts = PollCounts(due: due.count)
    let parser = PollReader(
      schedule: PollSchedule(settings), dates: settings.dates, mode: settings.extract.mode,
      since: request.since, maximumSize: settings.http.maxBody.feed, clock: clock)
    let sitemaps = SitemapReader(fetcher: fetcher, parser: parser)
    try await concurrentMap(WorkQueue(due), limit: Self.inHand) { feed in
      let poll = parser.parsed(await fetcher.poll(feed.feed, state: feed.state))
      return parser.read(await sitemaps.followed(poll, of: feed), of: feed)
    } receiveAll: { readings in
      observe(.done(.polling, readings.count))
      let sound = readings.filter { !isBroken(by: $0.outcome) }
      let new = try record(sound, &counts)
      hand(backlog.admitted(try store.pagesToFetch(uids: new)), to: work)
    }
    hand(backlog.failedBefore(), to: work)
    counts.hasBacklog = backlog.isOver
    return counts
  }

  private func hand(_ pages: [PageWork], to work: WorkQueue<PageWork>) {
    observe(.found(.fetching, pages.count))
    work.add(pages)
  }

  /// Whether a transfer failed because the run was stopped: that is nobody's failure, and not remembered as one.
  func isBroken(by outcome: FetchOutcome) -> Bool {
    outcome == .cancelled || Task.isCancelled && !outcome.isSuccess
  }

  /// Configured, active feeds that are due now, or all that were named.
  private func dueFeeds(_ request: RunRequest) throws -> [DueFeed] {
    let now = clock()
    let stored = try store.sync(loaded.feeds, now: now)
    return DueFeeds(loaded: loaded, stored: stored, now: now).feeds(only: request.feeds)
  }

  /// The stored numbers of the feeds that were named; `nil` for all.
  private func ids(_ request: RunRequest) throws -> Set<Int64>? {
    guard !request.feeds.isEmpty else { return nil }
    return Set(try store.feeds().filter { request.feeds.contains($0.name) }.map(\.id))
  }

  /// - Returns: the uids of the articles that were new.
  private func record(_ readings: [PollReading], _ counts: inout PollCounts) throws -> [String] {
    let outcomes = try store.record(readings.map(\.record))
    for (reading, outcome) in zip(readings, outcomes) { count(reading, outcome, &counts) }
    return outcomes.flatMap(\.new)
  }

  private func count(_ reading: PollReading, _ outcome: PollOutcome, _ counts: inout PollCounts) {
    counts.offer.count(reading)
    counts.items += reading.record.items.count
    counts.articles += outcome.new.count
    if reading.isConnectionFailure { counts.connectionFailures += 1 }
    switch reading.outcome {
    case .ok: counts.ok += 1
    case .notModified:
      counts.ok += 1
      counts.unchanged += 1
    case .heldBack: break
    default:
      counts.failures.append(
        RunReport.FeedFailure(
          feed: reading.feed, code: reading.outcome.rawValue, reason: reading.detail))
      logger.info("feed failed", metadata: ["feed": "\(reading.feed)", "why": "\(reading.detail)"])
    }
  }
}

/// What feeds offered that were read for the first time.
struct FirstOffer: Sendable {
  private var feeds = 0
  private var items = 0
  private var leftOut = 0

  mutating func count(_ reading: PollReading) {
    guard reading.isFirst else { return }
    feeds += 1
    items += reading.record.items.count
    leftOut += reading.leftOut
  }

  /// A sentence for people; `nil` where there was no such feed.
  ///
  /// - Parameter maxAge: seconds after which items are left out.
  func note(maxAge: Double) -> String? {
    guard feeds > 0 else { return nil }
    let rest =
      leftOut > 0 ? "; \(leftOut) older than \(UsualSilence.words(maxAge)) were left out" : ""
    return feeds == 1
      ? "One feed was read for the first time: all \(items) items that it offers are new\(rest)."
      : "\(feeds) feeds were read for the first time: all \(items) items that they offer are new\(rest)."
  }
}

/// Which pages one run fetches: at most `limit`, those that were never tried before those that failed.
struct PageBacklog {
  private let waiting: [PageWork]
  private let limit: Int
  private var admittedCount = 0
  private var asked = 0

  init(waiting: [PageWork], limit: Int) {
    self.waiting = waiting
    self.limit = limit
  }

  /// Whether more was asked for than the limit let through.
  var isOver: Bool { asked > limit }

  mutating func fresh() -> [PageWork] { admitted(waiting.filter { $0.attempts == 0 }) }

  mutating func failedBefore() -> [PageWork] { admitted(waiting.filter { $0.attempts > 0 }) }

  mutating func admitted(_ pages: [PageWork]) -> [PageWork] {
    asked += pages.count
    let admitted = Array(pages.prefix(limit - admittedCount))
    admittedCount += admitted.count
    return admitted
  }
}
