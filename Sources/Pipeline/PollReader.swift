internal import FeedParsing
internal import Fetching
internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// A poll, read: its items with the identity they would have as articles, and when to ask again.
struct PollReading: Sendable {
  var feed: String
  var outcome: FetchOutcome
  var detail: String
  /// Whether the feed had never been read before: all that it offers is new.
  var isFirst: Bool
  /// Items that are older than `dates.max_age`.
  var leftOut: Int
  var record: PollRecord

  /// Nothing came back at all, as when one's own network is down.
  var isConnectionFailure: Bool {
    switch outcome {
    case .dns, .refused, .timeout, .connectionLost, .proxy: true
    default: false
    }
  }
}

/// A poll, and what its body says; `nil` where there is none, or none that is a feed.
struct ParsedPoll: Sendable {
  var poll: FeedPoll
  var parsed: ParsedFeed?
}

/// From a poll's bytes to what is stored of it. Pure but for the clock.
struct PollReader: Sendable {
  var schedule: PollSchedule
  var dates: DateSettings
  var mode: Feed.ContentMode
  var since: Date?
  /// Of a feed that is a compressed file, in bytes.
  var maximumSize: Int
  var clock: @Sendable () -> Date

  /// What the poll's bytes say. Where they are no feed, that is the poll's outcome.
  func parsed(_ poll: FeedPoll) -> ParsedPoll {
    guard let body = poll.body else { return ParsedPoll(poll: poll) }
    let now = clock()
    do {
      let parsed = try FeedParser(now: now).parse(
        CompressedFeed.bytes(body, limit: maximumSize), headers: poll.headers, url: poll.url)
      return ParsedPoll(poll: poll, parsed: parsed)
    } catch {
      var failed = poll
      failed.outcome = .notAFeed
      failed.detail = error.message
      failed.state = schedule.rejected(poll.state, detail: error.message, now: now)
      return ParsedPoll(poll: failed)
    }
  }

  /// A sitemap's poll with its failures counted.
  func counted(_ sitemap: ParsedPoll, of feed: Feed) -> ParsedPoll {
    var counted = sitemap
    counted.poll.state = schedule.settled(
      sitemap.poll.state, feed: feed, parsed: nil, now: clock())
    return counted
  }

  func read(_ polled: ParsedPoll, of due: DueFeed) -> PollReading {
    let now = clock()
    let (poll, parsed) = (polled.poll, polled.parsed)
    let state = schedule.settled(poll.state, feed: due.feed, parsed: parsed, now: now)
    let filters = ItemFilters(due.feed)
    let admitted = (parsed?.items ?? []).filter(filters.admits)
    let recent = admitted.filter { !isTooOld($0, now: now) }
    let items = recent.map { discovered($0, of: due.feed, now: now) }
    return PollReading(
      feed: due.feed.name, outcome: poll.outcome, detail: poll.detail,
      isFirst: due.state.lastOK == nil && parsed != nil, leftOut: admitted.count - recent.count,
      record: PollRecord(
        feed: due.id, at: now, outcome: poll.outcome.rawValue,
        health: health(state), state: state.json.map { Data($0) }, items: items))
  }

  private func health(_ state: FeedState) -> FeedHealth {
    let broken = state.sitemaps.filter { $0.failures > 0 }
    let failures = broken.map(\.failures).reduce(state.failures, max)
    let status =
      state.retired != nil ? "retired" : failures > 0 || state.lastOK == nil ? "failing" : "ok"
    return FeedHealth(
      status: status, failures: failures, lastOK: state.lastOK,
      lastError: state.lastError ?? Self.error(of: broken, among: state.sitemaps.count),
      httpStatus: state.lastStatus, nextDue: state.nextDue)
  }

  /// What keeps sitemaps of a list from being read, where the list itself is well; `nil` for none.
  private static func error(of broken: [FeedState], among all: Int) -> String? {
    broken.first.map {
      "\(broken.count) of the \(all) sitemaps it lists cannot be had; \($0.url): \($0.lastError ?? "no reason known")"
    }
  }

  // MARK: Items

  private func discovered(_ item: FeedItem, of feed: Feed, now: Date) -> DiscoveredItem {
    var item = item
    flagDate(&item, now: now)
    return DiscoveredItem(
      uid: ContentHash.uid(of: Self.key(of: item, in: feed)), item: item,
      step: firstStep(of: item, in: feed))
  }

  /// An item without a link is an article too: its guid, or else its title, within its feed tells it apart.
  static func key(of item: FeedItem, in feed: Feed) -> String {
    if let link = item.link { return CanonicalURL.key(for: link) }
    return "item:\(feed.url) \(item.guid ?? item.title ?? item.summary ?? "")"
  }

  /// An archive in a feed is no news (`dates.max_age`). A date before 1990 is that of an unset clock, and tells nothing.
  private func isTooOld(_ item: FeedItem, now: Date) -> Bool {
    guard let date = [item.published, item.updated].compactMap({ $0 }).max(), item.dateFlag == nil
    else { return false }
    return date < now.addingTimeInterval(-dates.maxAge)
  }

  private func firstStep(of item: FeedItem, in feed: Feed) -> ArticleStep {
    let mode = self.mode == .article ? feed.content : self.mode
    if mode == .off { return .extracted }
    // Asked to begin at a certain time, older items are noted as seen, not fetched.
    if let since, let date = item.published ?? item.updated, date < since { return .extracted }
    return mode == .feed || item.link == nil ? .fetched : .discovered
  }

  /// What a page or feed claims about the future is not believed; nothing is guessed silently.
  private func flagDate(_ item: inout FeedItem, now: Date) {
    guard let date = item.published ?? item.updated else {
      item.dateFlag = item.dateFlag ?? .missing
      return
    }
    if date > now.addingTimeInterval(dates.futureTolerance) {
      item.dateFlag = .future
      if dates.onFuture == .firstSeen { item.published = now }
    }
  }
}
