package import NewsModel
package import struct Foundation.Date

/// Asks for feeds and pages with manners: per-host queues, robots.txt, conditional requests, checked redirects,
/// Retry-After. One fetcher serves one run; it is safe to use from many tasks at once, and its own queues bound how
/// many requests are really under way.
package final class Fetcher: Sendable {
  private let settings: FetchSettings
  private let transport: any Transport
  private let clock: @Sendable () -> Date

  /// - Parameters:
  ///   - hosts: what earlier runs remembered, see ``hostStates()``.
  ///   - clock: the time of day; intervals within the run are measured by the monotonic clock.
  package init(
    settings: FetchSettings, transport: any Transport, hosts: [HostState] = [],
    clock: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.settings = settings
    self.transport = transport
    self.clock = clock
  }

  /// Polls a feed. Whether it is due is ``PollSchedule/isDue(_:now:)``'s to say; a `Retry-After` that still holds is
  /// respected here too (`heldBack`, without a request). Never throws: failure is an outcome.
  ///
  /// A `state` of another URL than the feed's is ignored. Store the poll's state together with what was parsed from
  /// its body: a body is given only once as long as it does not change.
  package func poll(_ feed: Feed, state: FeedState) async -> FeedPoll {
    FeedPoll(outcome: .cancelled, detail: "", url: feed.url, state: state)
  }

  /// Fetches a page: robots.txt permitting, redirects followed.
  ///
  /// - Parameters:
  ///   - options: of the feed that led here.
  ///   - feedURL: that feed's URL. Its headers, cookies and password go along only if the page stands on the feed's
  ///     own site (the same host, or one within the other's domain); `nil`: they belong to the page's own host.
  package func page(
    _ url: String, options: RequestOptions = RequestOptions(), feedURL: String? = nil
  ) async -> PageFetch {
    PageFetch(outcome: .cancelled, detail: "", url: url)
  }

  /// What to remember of the hosts that this run has learnt something about.
  package func hostStates() async -> [HostState] { [] }
}
