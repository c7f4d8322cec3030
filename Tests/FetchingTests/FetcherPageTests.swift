import Fetching
import Foundation
import NewsModel
import Synchronization
import Testing

struct FetcherPageTests {
  private let clock = FakeClock()

  private func fetcher(
    _ transport: FakeTransport, hosts: [HostState] = [],
    _ change: (inout FetchSettings) -> Void = { _ in }
  ) -> Fetcher {
    Fetcher(
      settings: .quick(change), transport: transport,
      recall: { host in hosts.last { $0.host == host } },
      clock: { [clock] in clock.time })
  }

  private func site(_ robots: TransportResponse) -> FakeTransport {
    FakeTransport { request in request.url.path == "/robots.txt" ? robots : .ok("<html>") }
  }

  @Test func robotsAreAskedOnceAndObeyed() async {
    let transport = site(.ok("User-agent: tidings\nDisallow: /private\nUser-agent: *\nDisallow: /"))
    let fetcher = fetcher(transport)
    let outcomes = await withTaskGroup(of: (Int, FetchOutcome).self) { group in
      for number in 0..<10 {
        let path = number.isMultiple(of: 2) ? "private" : "open"
        group.addTask {
          (number, await fetcher.page("https://news.example/\(path)/\(number)").outcome)
        }
      }
      return await group.reduce(into: [Int: FetchOutcome]()) { $0[$1.0] = $1.1 }
    }
    for number in 0..<10 {
      #expect(outcomes[number] == (number.isMultiple(of: 2) ? .robotsDisallowed : .ok))
    }
    #expect(transport.urls.filter { $0.hasSuffix("/robots.txt") }.count == 1)
    #expect(transport.urls.filter { $0.contains("private") }.isEmpty)
  }

  @Test func robotsOutliveTheRunForADay() async throws {
    let transport = site(.ok("User-agent: *\nDisallow: /private"))
    let first = fetcher(transport)
    #expect(await first.page("https://news.example/private").outcome == .robotsDisallowed)
    let stored = try JSONDecoder().decode(
      [HostState].self, from: JSONEncoder().encode(first.takeHostStates()))
    clock.advance(86_399)
    let second = fetcher(transport, hosts: stored)
    #expect(await second.page("https://news.example/private").outcome == .robotsDisallowed)
    #expect(transport.requests.count == 1)
    clock.advance(2)
    let third = fetcher(transport, hosts: stored)
    #expect(await third.page("https://news.example/private").outcome == .robotsDisallowed)
    #expect(transport.requests.count == 2)
  }

  @Test(arguments: [
    // (status of robots.txt, outcome of the page)
    (404, FetchOutcome.ok), (410, .ok), (403, .ok), (401, .ok), (400, .ok),
    (500, .robotsUnreachable), (502, .robotsUnreachable), (503, .robotsUnreachable),
    (429, .rateLimited),
  ])
  func robotsThatAreNotThere(status: Int, outcome: FetchOutcome) async {
    let fetcher = fetcher(site(TransportResponse(status: status)))
    #expect(await fetcher.page("https://news.example/a").outcome == outcome)
  }

  @Test func robotsThatCannotBeReachedNameTheReason() async {
    let transport = FakeTransport { _ throws(TransportError) in
      throw TransportError(.dns, "no such host")
    }
    let page = await fetcher(transport).page("https://news.example/a")
    #expect(page.outcome == .dns)
    #expect(page.detail == "no such host")
    #expect(transport.requests.count == 1)
  }

  /// An old word is better than none.
  @Test func anOldRobotsHoldsWhileTheServerFails() async {
    let first = fetcher(site(.ok("User-agent: *\nDisallow: /private")))
    _ = await first.page("https://news.example/private")
    let hosts = first.takeHostStates()
    clock.advance(2 * 86_400)
    let later = fetcher(site(TransportResponse(status: 500)), hosts: hosts)
    #expect(await later.page("https://news.example/private").outcome == .robotsDisallowed)
    #expect(await later.page("https://news.example/open").outcome == .ok)
  }

  @Test func robotsAreCheckedAtEveryHop() async {
    let transport = FakeTransport([
      "https://a.example/robots.txt": .ok(""),
      "https://b.example/robots.txt": .ok("User-agent: *\nDisallow: /"),
      "https://a.example/x": .redirect(302, "https://b.example/y"),
      "https://b.example/y": .ok("secret"),
    ])
    let page = await fetcher(transport).page("https://a.example/x")
    #expect(page.outcome == .robotsDisallowed)
    #expect(page.url == "https://b.example/y")
    #expect(!transport.urls.contains("https://b.example/y"))
  }

  @Test func robotsMayMoveElsewhere() async {
    let transport = FakeTransport([
      "https://a.example/robots.txt": .redirect(301, "https://www.a.example/robots.txt"),
      "https://www.a.example/robots.txt": .ok("User-agent: *\nDisallow: /x"),
      "https://a.example/y": .ok("free"),
    ])
    let fetcher = fetcher(transport)
    #expect(await fetcher.page("https://a.example/x").outcome == .robotsDisallowed)
    #expect(await fetcher.page("https://a.example/y").outcome == .ok)
  }

  @Test func robotsCanBeIgnoredAndFeedsDoByDefault() async {
    let transport = site(.ok("User-agent: *\nDisallow: /"))
    let ignoring = fetcher(transport) { $0.robots.obeyForPages = false }
    #expect(await ignoring.page("https://news.example/a").outcome == .ok)
    let feed = Feed(name: "f", url: "https://news.example/feed", source: "s")
    let state = FeedState(url: feed.url)
    #expect(await fetcher(transport).poll(feed, state: state).outcome == .ok)
    let strict = fetcher(transport) { $0.robots.obeyForFeeds = true }
    #expect(await strict.poll(feed, state: state).outcome == .robotsDisallowed)
  }

  @Test(arguments: [
    // (feed, page, whether the feed's secrets go along)
    ("https://news.example/feed", "https://news.example/a", true),
    ("https://feeds.news.example/x", "https://www.news.example/a", true),
    ("https://www.news.example/x", "https://news.example/a", true),
    ("https://news.example/x", "https://shop.news.example/a", true),
    ("https://news.example/x", "http://news.example/a", false),
    ("https://news.example/x", "https://evilnews.example/a", false),
    ("https://news.example/x", "https://other.example/a", false),
    ("https://feeds.paper.co.uk/x", "https://www.paper.co.uk/a", true),
    ("https://paper.co.uk/x", "https://co.uk/a", false),
    ("https://paper.example/x", "https://example/a", false),
  ])
  func aFeedsSecretsGoToItsOwnSite(feed: String, page: String, goesAlong: Bool) async {
    let transport = site(TransportResponse(status: 404))
    let options = RequestOptions(headers: ["Cookie": "id=1"], basicAuth: "me:pass")
    let fetched = await fetcher(transport).page(page, options: options, feedURL: feed)
    #expect(fetched.outcome == .ok)
    let request = transport.requests.first { $0.url.path != "/robots.txt" }
    #expect(request?.header("Cookie") == (goesAlong ? "id=1" : nil))
    #expect(request?.basicAuth == (goesAlong ? "me:pass" : nil))
    let robots = transport.requests.first { $0.url.path == "/robots.txt" }
    #expect(robots?.header("Cookie") == nil)
    #expect(robots?.basicAuth == nil)
  }

  @Test func refusalsKeepTheirPage() async {
    let blocked = TransportResponse(
      status: 402, headers: HTTPHeaders([("Content-Type", "text/html; charset=koi8-r")]),
      body: Array("subscribe".utf8))
    let transport = FakeTransport { request in
      request.url.path == "/robots.txt" ? TransportResponse(status: 404) : blocked
    }
    let page = await fetcher(transport).page("https://news.example/a")
    #expect(page.outcome == .paywall)
    #expect(page.body == Array("subscribe".utf8))
    #expect(page.mediaType == "text/html")
    #expect(page.charset == "koi8-r")
    #expect(page.detail == "news.example answered 402. The server wants a payment.")
  }
}

struct HostQueueTests {
  /// How many requests were under way at once, in all and by host.
  private final class Gauge: Sendable {
    private let state = Mutex((now: [String: Int](), most: [String: Int](), mostInAll: 0))

    func enter(_ host: String) {
      state.withLock { state in
        state.now[host, default: 0] += 1
        state.most[host] = max(state.most[host] ?? 0, state.now[host]!)
        state.mostInAll = max(state.mostInAll, state.now.values.reduce(0, +))
      }
    }

    func leave(_ host: String) { state.withLock { $0.now[host]! -= 1 } }
    var most: [String: Int] { state.withLock { $0.most } }
    var mostInAll: Int { state.withLock { $0.mostInAll } }
  }

  private struct SlowTransport: Transport {
    let gauge: Gauge

    func response(
      to request: TransportRequest
    ) async throws(TransportError) -> TransportResponse {
      gauge.enter(request.url.host)
      defer { gauge.leave(request.url.host) }
      do { try await Task.sleep(for: .milliseconds(20)) } catch {
        throw TransportError(.cancelled, "")
      }
      return .ok("x")
    }
  }

  @Test func hostsAndTheWholeAreBounded() async {
    let gauge = Gauge()
    let settings = FetchSettings.quick {
      $0.concurrency = 5
      $0.robots.obeyForPages = false
    }
    let fetcher = Fetcher(settings: settings, transport: SlowTransport(gauge: gauge))
    let outcomes = await withTaskGroup(of: FetchOutcome.self) { group in
      for number in 0..<60 {
        group.addTask { await fetcher.page("https://h\(number % 6).example/\(number)").outcome }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes == Array(repeating: .ok, count: 60))
    #expect(gauge.most.count == 6)
    #expect(gauge.most.values.allSatisfy { $0 <= 2 })
    #expect(gauge.mostInAll <= 5)
    #expect(gauge.mostInAll > 2)
  }

  @Test func requestsToAHostKeepTheirDistance() async {
    let times = Mutex<[ContinuousClock.Instant]>([])
    let transport = FakeTransport { _ throws(TransportError) in
      times.withLock { $0.append(.now) }
      return .ok("x")
    }
    let settings = FetchSettings.quick {
      $0.perHost.minInterval = 0.1
      $0.robots.obeyForPages = false
    }
    let fetcher = Fetcher(settings: settings, transport: transport)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<5 {
        group.addTask { _ = await fetcher.page("https://news.example/\(number)") }
      }
    }
    let sorted = times.withLock { $0.sorted() }
    #expect(sorted.count == 5)
    for (earlier, later) in zip(sorted, sorted.dropFirst()) {
      #expect(later - earlier > .milliseconds(80))
    }
  }

  @Test func cancelledWaitersLeaveTheQueue() async throws {
    let settings = FetchSettings.quick {
      $0.perHost.minInterval = 300
      $0.robots.obeyForPages = false
    }
    let transport = FakeTransport { _ throws(TransportError) in .ok("x") }
    let fetcher = Fetcher(settings: settings, transport: transport)
    #expect(await fetcher.page("https://news.example/0").outcome == .ok)
    let waiting = (1..<3).map { number in
      Task { await fetcher.page("https://news.example/\(number)").outcome }
    }
    try await Task.sleep(for: .milliseconds(50))
    for task in waiting { task.cancel() }
    for task in waiting { #expect(await task.value == .cancelled) }
    #expect(transport.requests.count == 1)
  }

  private static let now = time("2026-03-04T12:00:00Z")

  @Test func aScheduleSpacesRequests() {
    var schedule = HostSchedule(
      state: HostState(host: "h"), perHost: FetchSettings.PerHost(minInterval: 5, maxQueueWait: 12))
    let spacing = schedule.spacing(crawlDelay: nil)
    #expect(spacing == 5)
    #expect(schedule.spacing(crawlDelay: 8) == 8)
    #expect(schedule.spacing(crawlDelay: 1) == 5)
    #expect(schedule.admission(now: Self.now, spacing: 5) == .at(Self.now))
    #expect(schedule.admission(now: Self.now, spacing: 5) == .at(Self.now + 5))
    #expect(schedule.admission(now: Self.now, spacing: 5) == .at(Self.now + 10))
    #expect(schedule.admission(now: Self.now, spacing: 5) == .held(until: Self.now + 15))
    #expect(schedule.admission(now: Self.now + 60, spacing: 5) == .at(Self.now + 60))
    let start = ContinuousClock.now
    #expect(schedule.begin(at: start, now: Self.now + 60, spacing: 5) == nil)
    #expect(schedule.begin(at: start + .seconds(1), now: Self.now, spacing: 5) == .seconds(4))
    #expect(schedule.begin(at: start + .seconds(9), now: Self.now + 60, spacing: 5) == nil)
    #expect(schedule.state.lastRequest == Self.now + 60)
  }

  @Test func theDistanceIsKeptAcrossRuns() {
    var state = HostState(host: "h")
    state.lastRequest = Self.now - 3
    var schedule = HostSchedule(state: state, perHost: FetchSettings.PerHost(minInterval: 5))
    #expect(schedule.admission(now: Self.now, spacing: 5) == .at(Self.now + 2))
    // A clock that was years ahead once does not stop the host.
    state.lastRequest = Self.now + 1e9
    var late = HostSchedule(state: state, perHost: FetchSettings.PerHost(maxQueueWait: 600))
    #expect(late.admission(now: Self.now, spacing: 5) == .at(Self.now + 5))
    // Nor does a wait that such a clock was told.
    state.heldUntil = Self.now + 1e9
    var held = HostSchedule(state: state, perHost: FetchSettings.PerHost())
    #expect(held.admission(now: Self.now, spacing: 5) == .at(Self.now + 5))
    state.heldUntil = Self.now + 3600
    held = HostSchedule(state: state, perHost: FetchSettings.PerHost())
    #expect(held.admission(now: Self.now, spacing: 5) == .held(until: Self.now + 3600))
  }

  @Test func aLongQueueIsLeftForTheNextRun() {
    var schedule = HostSchedule(
      state: HostState(host: "h"), perHost: FetchSettings.PerHost(maxQueueWait: 20))
    for _ in 0..<5 { #expect(schedule.joinQueue(now: Self.now, spacing: 5) == nil) }
    #expect(schedule.joinQueue(now: Self.now, spacing: 5) == Self.now + 25)
    schedule.leaveQueue()
    #expect(schedule.joinQueue(now: Self.now, spacing: 5) == nil)
  }
}
