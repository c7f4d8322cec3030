internal import FeedParsing
internal import Fetching
internal import Foundation
internal import NewsModel

/// Reads the sitemaps that a configured list of sitemaps names, so that the list is a feed like any other: their items
/// are its items.
///
/// Only the newest, one step deep, one after the other, each with the conditions of its own last answer, and with the
/// same manners as everything else that is asked for. What was chosen is asked again where the list itself has not
/// changed: many lists carry no dates. A sitemap that cannot be had does not hide the others, but its failures are counted
/// like a feed's, and the list's health tells of them: the stories in it are being missed.
struct SitemapReader: Sendable {
  var fetcher: Fetcher
  var parser: PollReader

  /// Large outlets list a sitemap for every month or day since they began; today's articles stand in the last ones.
  static let most = 3

  /// The poll with the items of the sitemaps that it led to; as it is, where it is no list.
  func followed(_ list: ParsedPoll, of due: DueFeed) async -> ParsedPoll {
    guard list.poll.outcome.isSuccess else { return list }
    let known = list.poll.state.sitemaps
    let addresses =
      list.parsed.map { FeedDiscovery.newest(of: $0.sitemaps, limit: Self.most) }
      ?? known.map(\.url)
    guard !addresses.isEmpty else { return list }
    var whole = list
    whole.begin(after: due.state)
    var failures: [FeedPoll] = []
    for address in addresses {
      let state = known.first { $0.url == address } ?? FeedState(url: address)
      let polled = parser.counted(
        parser.parsed(await poll(address, state, of: due.feed)), of: due.feed)
      guard polled.poll.outcome != .cancelled else { return list.cancelled }
      whole.take(polled)
      if !polled.poll.outcome.isSuccess { failures.append(polled.poll) }
    }
    if failures.count == addresses.count { whole.fail(as: failures[0]) }
    return whole
  }

  private func poll(_ address: String, _ state: FeedState, of list: Feed) async -> FeedPoll {
    var sitemap = list
    sitemap.url = address
    return await fetcher.poll(sitemap, state: state, owner: list.url)
  }
}

extension ParsedPoll {
  /// A list that was read in part is read again, whole.
  fileprivate var cancelled: ParsedPoll {
    var broken = ParsedPoll(poll: poll)
    broken.poll.outcome = .cancelled
    return broken
  }

  /// Nothing is new yet: lists change whenever they are made anew, which says nothing of how often news comes.
  fileprivate mutating func begin(after earlier: FeedState) {
    parsed = nil
    poll.outcome = .notModified
    poll.state.lastOutcome = .notModified
    poll.state.lastNew = earlier.lastNew
    poll.state.sitemaps = []
  }

  /// Adds a sitemap's items, and remembers what is to be remembered of it.
  fileprivate mutating func take(_ sitemap: ParsedPoll) {
    poll.state.sitemaps.append(sitemap.poll.state)
    poll.wireBytes += sitemap.poll.wireBytes
    guard let found = sitemap.parsed else { return }
    var all = parsed ?? ParsedFeed(version: "sitemapindex", encoding: found.encoding)
    all.items += found.items
    parsed = all
    poll.outcome = .ok
    poll.state.lastOutcome = .ok
    poll.state.lastNew = sitemap.poll.state.lastNew
  }

  /// A list of which nothing can be read is a feed that fails, for the reason of its newest sitemap.
  fileprivate mutating func fail(as sitemap: FeedPoll) {
    poll.outcome = sitemap.outcome
    poll.detail = "\(sitemap.url): \(sitemap.detail)"
    poll.status = sitemap.status
    poll.state.lastOutcome = sitemap.outcome
    poll.state.lastStatus = sitemap.status
    poll.state.lastError = poll.detail
    poll.state.heldUntil = sitemap.state.heldUntil
    parsed = nil
  }
}
