package import Extraction
internal import FeedParsing
package import Fetching
package import Foundation
package import NewsModel
package import Settings

/// Asks feeds what they would give, without storing anything: for `feeds check`, `test`, `add` and `discover`.
package struct FeedProbe: Sendable {
  /// What one feed answered.
  package struct Answer: Sendable {
    package var feed: Feed
    package var outcome: FetchOutcome
    /// A plain sentence.
    package var detail: String
    package var status: Int?
    /// Where the answer came from, after redirects.
    package var url: String
    package var parsed: ParsedFeed?
    /// Feeds that the page offers, where it was a page.
    package var alternatives: [String]

    package var isFeed: Bool { parsed != nil }
    package var newest: Date? { parsed?.items.compactMap { $0.published ?? $0.updated }.max() }
  }

  private let loaded: LoadedSettings
  private let fetcher: Fetcher
  private let now: Date

  package init(loaded: LoadedSettings, version: String, now: Date = Date()) {
    self.loaded = loaded
    self.now = now
    let settings = FetchSettings(loaded.settings, version: version)
    fetcher = Fetcher(
      settings: settings, transport: CurlTransport(settings: settings), clock: { now })
  }

  /// How far a probe goes.
  package enum Reach: Sendable {
    /// The feed itself.
    case alone
    /// Of a list of sitemaps those, too, that a run would read.
    case asRun
  }

  /// All feeds, bounded like a run, in the order given.
  package func answers(
    _ feeds: [Feed], _ reach: Reach = .alone, observe: @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> [Answer] {
    observe(.found(.polling, feeds.count))
    var answers: [Int: Answer] = [:]
    try await concurrentMap(
      feeds.enumerated(), limit: loaded.settings.http.concurrency,
      { (offset: $0.offset, answer: await answer(of: $0.element, reach)) },
      receive: {
        answers[$0.offset] = $0.answer
        observe(.done(.polling, 1))
      })
    observe(.ended(.polling))
    return feeds.indices.compactMap { answers[$0] }
  }

  /// One feed, asked without conditions.
  package func answer(of feed: Feed, _ reach: Reach = .alone) async -> Answer {
    var answer = await answer(of: feed, owner: feed.url)
    guard reach == .asRun, let parsed = answer.parsed else { return answer }
    let sitemaps = FeedDiscovery.newest(of: parsed.sitemaps, limit: SitemapReader.most)
    guard !sitemaps.isEmpty else { return answer }
    answer.detail =
      "It is a list of sitemaps, of which runs read \(sitemaps.joined(separator: " "))"
    for address in sitemaps where !Task.isCancelled {
      var sitemap = feed
      sitemap.url = address
      let found = await self.answer(of: sitemap, owner: feed.url)
      answer.parsed?.items += found.parsed?.items ?? []
    }
    return answer
  }

  private func answer(of feed: Feed, owner: String) async -> Answer {
    let poll = await fetcher.poll(feed, state: FeedState(url: feed.url), owner: owner)
    var answer = Answer(
      feed: feed, outcome: poll.outcome, detail: poll.detail, status: poll.status, url: poll.url,
      alternatives: [])
    guard let body = poll.body else { return answer }
    do {
      let parsed = try FeedParser(now: now).parse(
        CompressedFeed.bytes(body, limit: loaded.settings.http.maxBody.feed), headers: poll.headers,
        url: poll.url)
      answer.parsed = parsed
      if let sitemap = parsed.sitemaps.first {
        answer.detail = "It is a list of sitemaps, such as \(sitemap.url)."
      } else if parsed.items.isEmpty {
        answer.detail = "It is a feed, but an empty one."
      }
    } catch {
      answer.outcome = .notAFeed
      answer.detail = error.message
      answer.alternatives = error.alternatives
    }
    return answer
  }

  /// The sitemaps that a site's robots.txt names, those of news first; none where it has no such file.
  package func sitemaps(ofSite url: String) async -> [String] {
    let address = CanonicalURL.resolve("/robots.txt", against: url)
    let poll = await fetcher.poll(
      loaded.feed(called: address), state: FeedState(url: address))
    guard let body = poll.body else { return [] }
    return FeedDiscovery.sitemaps(
      inRobots: String(decoding: body.prefix(loaded.settings.http.maxBody.robots), as: UTF8.self),
      url: poll.url)
  }

  /// The page of an item, extracted as a run would, with what was kept and dropped of it and why.
  package func sample(
    _ item: FeedItem, of feed: Feed
  ) async -> (page: PageFetch, extraction: ExtractionExplanation)? {
    guard let link = item.link else { return nil }
    let page = await fetcher.page(link, options: feed.request, feedURL: feed.url)
    let extraction = ArticleExtractor().explain(
      page.body, url: page.url, charset: page.charset, rules: feed.select, now: now)
    return (page, extraction)
  }
}
