internal import Fetching
internal import Foundation
internal import Logging
internal import NewsModel
internal import Settings
internal import Storage

/// What fetching pages did.
struct PageCounts: Sendable {
  var fetched = 0
  var failed = 0
}

/// Fetching the pages of what was found.
extension Pipeline {
  /// Pages committed together: large enough that a commit costs nothing beside the transfers, small enough that a
  /// killed run asks for few of them again.
  private static let pageBatch = 32
  /// Seconds after which the next page that comes commits those before it, however few.
  private static let pagePatience = 1.0

  /// Fetches the pages in `work` until it is finished, and calls `committed` with their number whenever some of
  /// them have been stored.
  func fetchPages(
    _ work: WorkQueue<PageWork>, _ fetcher: Fetcher, committed: @Sendable (Int) -> Void
  ) async throws -> PageCounts {
    defer { observe(.ended(.fetching)) }
    let feeds = Dictionary(uniqueKeysWithValues: loaded.feeds.map { ($0.name, $0) })
    var counts = PageCounts()
    var arrived = PageArrivals(since: clock())
    try await concurrentMap(work, limit: Self.inHand) { page in
      let feed = page.feed.flatMap { feeds[$0] }
      let fetch = await fetcher.page(
        page.link, options: feed?.request ?? RequestOptions(), feedURL: feed?.url)
      return PageResult(work: page, fetch: fetch, fetched: clock())
    } receive: { result in
      observe(.done(.fetching, 1))
      guard !isBroken(by: result.outcome) else { return }
      record(result, in: &arrived, &counts)
      let patience = clock().timeIntervalSince(arrived.since)
      guard arrived.count >= Self.pageBatch || patience > Self.pagePatience else { return }
      committed(try commit(&arrived))
      try remember(fetcher.takeHostStates())
    }
    committed(try commit(&arrived))
    return counts
  }

  private func record(
    _ result: PageResult, in arrived: inout PageArrivals, _ counts: inout PageCounts
  ) {
    if let page = result.page {
      counts.fetched += result.outcome == .ok ? 1 : 0
      counts.failed += result.outcome == .ok ? 0 : 1
      arrived.pages.append((result.work.id, page))
    } else {
      counts.failed += result.outcome == .heldBack ? 0 : 1
      arrived.failures.append(PageFailure.failure(result, now: clock()))
      logger.info(
        "page failed", metadata: ["url": "\(result.work.link)", "why": "\(result.detail)"])
    }
  }

  private func commit(_ arrived: inout PageArrivals) throws -> Int {
    defer { arrived = PageArrivals(since: clock()) }
    try store.save(arrived.pages)
    try store.saveFailures(ofPages: arrived.failures)
    return arrived.count
  }
}

/// Pages that came since the last commit.
private struct PageArrivals {
  var since: Date
  var pages: [(article: Int64, page: PackedPage)] = []
  var failures: [StepFailure] = []

  var count: Int { pages.count + failures.count }
}

struct DueFeed: Sendable {
  var id: Int64
  var feed: Feed
  var state: FeedState
}

/// What came of one page; packed where it came, so that many are packed at once.
struct PageResult: Sendable {
  var work: PageWork
  var outcome: FetchOutcome
  var detail: String
  var retryAfter: Date?
  /// `nil` where nothing came that could be an article or a wall before one.
  var page: PackedPage?

  init(work: PageWork, fetch: PageFetch, fetched: Date) {
    self.work = work
    outcome = fetch.outcome
    detail = fetch.detail
    retryAfter = fetch.retryAfter
    switch fetch.outcome {
    case .ok, .blocked, .paywall, .unauthorized:
      page = PackedPage(
        StoredPage(
          url: fetch.url, httpStatus: fetch.status, charset: fetch.charset, fetched: fetched,
          bytes: fetch.body))
    default: page = nil
    }
  }
}

extension FeedState {
  /// The stored state, as long as it belongs to the URL that is configured now.
  static func decoded(_ data: Data?, url: String) -> FeedState {
    guard let data,
      let state = FeedState(json: [UInt8](data))
        ?? (try? JSONDecoder().decode(FeedState.self, from: data)), state.url == url
    else { return FeedState(url: url) }
    return state
  }
}
