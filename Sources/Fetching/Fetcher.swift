package import NewsModel
package import Foundation

/// Asks for feeds and pages with manners: per-host queues, robots.txt, conditional requests, checked redirects,
/// Retry-After. One fetcher serves one run; it is safe to use from many tasks at once, and its own queues bound how
/// many requests are really under way.
package final class Fetcher: Sendable {
  let settings: FetchSettings
  let transport: any Transport
  let guardian: AddressGuard
  let queues: HostQueues
  let robots: RobotsBook
  let retry: RetryPolicy
  let clock: @Sendable () -> Date

  /// - Parameters:
  ///   - recall: what earlier runs remembered of a host, see ``takeHostStates()``.
  ///   - clock: the time of day.
  package init(
    settings: FetchSettings, transport: any Transport,
    recall: @escaping @Sendable (String) -> HostState? = { _ in nil },
    clock: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.settings = settings
    self.transport = transport
    self.clock = clock
    guardian = AddressGuard(allow: settings.allow, connectTo: settings.connectTo)
    queues = HostQueues(
      perHost: settings.perHost, concurrency: settings.concurrency, recall: recall,
      clock: clock)
    robots = RobotsBook()
    retry = RetryPolicy(perHost: settings.perHost)
  }

  /// Polls a feed. Whether it is due is ``PollSchedule/isDue(_:now:)``'s to say; a `Retry-After` that still holds is
  /// respected here too (`heldBack`, without a request). Never throws: failure is an outcome.
  ///
  /// A `state` of another URL than the feed's is ignored. Store the poll's state together with what was parsed from
  /// its body: a body is given only once as long as it does not change.
  ///
  /// - Parameter owner: the URL whose headers, cookies and password the feed's are; its own, unless a list of sitemaps
  ///   led to it.
  package func poll(_ feed: Feed, state: FeedState, owner: String? = nil) async -> FeedPoll {
    let began = clock()
    let memory = FeedMemory(feed: feed, state: state)
    if let until = memory.heldUntil(now: began) {
      return memory.heldBack(until: until)
    }
    guard let start = WebAddress(memory.address) else {
      return memory.poll(
        after: Journey(
          outcome: .invalidURL, detail: "\(memory.address) is not a valid URL.", hops: []),
        now: began)
    }
    let errand = Errand(
      kind: .feed, start: start, options: feed.request,
      // The remembered address of a moved feed is another host's, maybe.
      sharesSecrets: WebAddress(owner ?? feed.url).map { RedirectRules.isSamePlace(start, as: $0) }
        ?? false,
      conditions: memory.conditions(now: began))
    return memory.poll(after: await follow(errand), now: clock())
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
    guard let start = WebAddress(url) else {
      return PageFetch(outcome: .invalidURL, detail: "\(url) is not a valid URL.", url: url)
    }
    let feed = feedURL.flatMap { WebAddress($0) }
    let sharesSecrets = feedURL == nil || feed.map { Self.mayShare(from: $0, with: start) } ?? false
    let errand = Errand(
      kind: .page, start: start, options: options, sharesSecrets: sharesSecrets)
    return PageFetch(await follow(errand), url: start.string)
  }

  /// What to remember of the hosts that something was learnt about since this was last asked.
  package func takeHostStates() -> [HostState] { queues.takeChanges() }

  /// A feed's secrets go to its own site alone, and never from https into the open.
  private static func mayShare(from feed: WebAddress, with page: WebAddress) -> Bool {
    SiteRules.isSameSite(feed.host, page.host)
      && !(feed.scheme == "https" && page.scheme == "http")
  }
}

extension PageFetch {
  init(_ journey: Journey, url: String) {
    self.init(
      outcome: journey.outcome, detail: journey.detail, status: journey.response?.status,
      body: journey.response?.body ?? [], headers: journey.response?.headers.dictionary ?? [:],
      url: journey.last?.string ?? url, hops: journey.hops.map(\.address.string),
      retryAfter: journey.retryAfter, wireBytes: journey.response?.wireBytes ?? 0,
      seconds: journey.response?.seconds ?? 0)
  }
}
