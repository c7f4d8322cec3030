import Fetching
import Foundation
import NewsModel
import TestSupport
import Testing

struct FetcherPollTests {
  private let feed = Feed(name: "a", url: "https://news.example/feed", source: "news.example")
  private let clock = FakeClock()

  private func fetcher(_ transport: FakeTransport) -> Fetcher {
    Fetcher(settings: .quick(), transport: transport, clock: { [clock] in clock.time })
  }

  /// Polls so many times, a minute apart, each with the state of the one before.
  private func polls(
    _ transport: FakeTransport, times: Int, feed: Feed? = nil, from state: FeedState? = nil
  ) async -> [FeedPoll] {
    let fetcher = fetcher(transport)
    let feed = feed ?? self.feed
    var state = state ?? FeedState(url: feed.url)
    var polls: [FeedPoll] = []
    for _ in 0..<times {
      let poll = await fetcher.poll(feed, state: state)
      state = poll.state
      polls.append(poll)
      clock.advance(60)
    }
    return polls
  }

  // MARK: Conditional requests

  @Test func validatorsAreSentBackVerbatimAndKeptOverA304() async {
    let transport = FakeTransport { request in
      request.header("If-None-Match") == "W/\"a 1\""
        ? TransportResponse(status: 304)
        : .ok("<rss/>", [("ETag", "W/\"a 1\""), ("Last-Modified", "Wed, 21 Oct 2025 7:28 gmt")])
    }
    let polls = await polls(transport, times: 3)
    #expect(polls.map(\.outcome) == [.ok, .notModified, .notModified])
    #expect(polls.map { $0.body == nil } == [false, true, true])
    let sent = transport.requests.map {
      [$0.header("If-None-Match"), $0.header("If-Modified-Since")]
    }
    #expect(
      sent == [
        [nil, nil], ["W/\"a 1\"", "Wed, 21 Oct 2025 7:28 gmt"],
        ["W/\"a 1\"", "Wed, 21 Oct 2025 7:28 gmt"],
      ])
  }

  @Test func theNewestOfARotatingETagIsSent() async {
    let clock = clock
    let transport = FakeTransport { _ throws(TransportError) in
      .ok("<rss>\(clock.time)</rss>", [("ETag", "\"\(Int(clock.time.timeIntervalSince1970))\"")])
    }
    let start = Int(clock.time.timeIntervalSince1970)
    _ = await polls(transport, times: 3)
    #expect(
      transport.requests.map { $0.header("If-None-Match") } == [
        nil, "\"\(start)\"", "\"\(start + 60)\"",
      ])
  }

  @Test func theSameBodyIsNotGivenTwice() async {
    let transport = FakeTransport { _ throws(TransportError) in .ok("<rss/>") }
    let polls = await polls(transport, times: 2)
    #expect(polls.map(\.outcome) == [.ok, .notModified])
    #expect(polls[1].body == nil)
    #expect(polls[1].state.lastNew == polls[0].state.lastNew)
  }

  /// Some servers say 304 for ever: once a day they are asked without conditions.
  @Test func onceADayTheRequestIsUnconditional() async {
    let transport = FakeTransport { request in
      request.header("If-None-Match") == nil
        ? .ok("<rss/>", [("ETag", "\"1\"")]) : TransportResponse(status: 304)
    }
    let fetcher = fetcher(transport)
    var state = FeedState(url: feed.url)
    for _ in 0..<26 {
      state = await fetcher.poll(feed, state: state).state
      clock.advance(3600)
    }
    let unconditional = transport.requests.indices.filter {
      transport.requests[$0].header("If-None-Match") == nil
    }
    #expect(unconditional == [0, 24])
  }

  @Test func validatorsGoToNoOtherAddress() async {
    let transport = FakeTransport([
      "https://news.example/feed": .redirect(302, "https://cdn.example/x?token=1"),
      "https://cdn.example/x?token=1": .ok("<rss/>", [("ETag", "\"1\"")]),
    ])
    _ = await polls(transport, times: 2)
    #expect(transport.requests.map { $0.header("If-None-Match") } == [nil, nil, nil, "\"1\""])
  }

  @Test func aStateOfAnotherURLIsOfNoUse() async {
    var state = FeedState(url: "https://news.example/old")
    state.etag = "\"old\""
    state.lastUnconditional = clock.time
    let transport = FakeTransport { _ throws(TransportError) in .ok("<rss/>") }
    let polls = await polls(transport, times: 1, from: state)
    #expect(transport.requests[0].header("If-None-Match") == nil)
    #expect(polls[0].state.url == feed.url)
  }

  @Test func aThreeOhFourThatNobodyAskedForIsAFailure() async {
    let transport = FakeTransport { _ throws(TransportError) in TransportResponse(status: 304) }
    #expect(await polls(transport, times: 1)[0].outcome == .unexpectedStatus)
  }

  // MARK: Redirects

  @Test(arguments: [(301, true), (308, true), (302, false), (303, false), (307, false)])
  func permanentRedirectsAreRememberedAfterTwoSightings(status: Int, isPermanent: Bool) async {
    let transport = FakeTransport([
      "https://news.example/feed": .redirect(status, "/new"),
      "https://news.example/new": .ok("<rss/>"),
    ])
    let polls = await polls(transport, times: 3)
    #expect(polls.map(\.hops.count) == [2, 2, isPermanent ? 1 : 2])
    #expect(polls[2].url == "https://news.example/new")
    #expect(polls[2].state.movedTo == (isPermanent ? "https://news.example/new" : nil))
  }

  /// Of a chain only the permanent beginning is remembered.
  @Test func aTemporaryStepEndsTheMemory() async {
    let transport = FakeTransport([
      "https://news.example/feed": .redirect(301, "/a"),
      "https://news.example/a": .redirect(308, "/b"),
      "https://news.example/b": .redirect(302, "/c"),
      "https://news.example/c": .ok("<rss/>"),
    ])
    #expect(await polls(transport, times: 2)[1].state.movedTo == "https://news.example/b")
  }

  @Test func aMoveThatFailsIsForgotten() async {
    var state = FeedState(url: feed.url)
    state.movedTo = "https://news.example/new"
    let transport = FakeTransport([
      "https://news.example/new": TransportResponse(status: 410),
      "https://news.example/feed": .ok("<rss/>"),
    ])
    let polls = await polls(transport, times: 2, from: state)
    #expect(polls.map(\.outcome) == [.notFound, .ok])
    #expect(transport.urls == ["https://news.example/new", "https://news.example/feed"])
  }

  @Test(
    .tallied(.transfers),
    arguments: [
      // (redirects, outcome, requests)
      (["/feed": "/feed"], FetchOutcome.redirectLoop, 1),
      (["/feed": "/a", "/a": "/b", "/b": "/a"], .redirectLoop, 3),
      (
        ["/feed": "/1", "/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5", "/5": "/6"],
        .tooManyRedirects, 6
      ),
      (["/feed": "http://news.example/plain"], .unsafeRedirect, 1),
      (["/feed": "file:///etc/passwd"], .unsafeRedirect, 1),
      (["/feed": "javascript:alert(1)"], .unsafeRedirect, 1),
      (["/feed": "http://[::1"], .unsafeRedirect, 1), (["/feed": ""], .unsafeRedirect, 1),
      (["/feed": "https://10.0.0.1/"], .addressForbidden, 1),
      (["/feed": "https://news.example:22/"], .portForbidden, 1),
    ])
  func redirectsThatAreNotFollowed(
    targets: [String: String], outcome: FetchOutcome, requests: Int
  ) async {
    let transport = FakeTransport { request in
      targets[request.url.path].map { .redirect(302, $0) } ?? .ok("<rss/>")
    }
    #expect(await polls(transport, times: 1)[0].outcome == outcome)
    #expect(transport.requests.count == requests)
  }

  @Test func fiveRedirectsAreFollowed() async {
    let targets = ["/feed": "/1", "/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5"]
    let transport = FakeTransport { request in
      targets[request.url.path].map { .redirect(302, $0) } ?? .ok("<rss/>")
    }
    #expect(await polls(transport, times: 1)[0].outcome == .ok)
  }

  @Test func anUpgradeToHTTPSIsFollowed() async {
    let plain = Feed(name: "p", url: "http://news.example/feed", source: "s")
    let transport = FakeTransport([
      "http://news.example/feed": .redirect(301, "https://news.example/feed"),
      "https://news.example/feed": .ok("<rss/>"),
    ])
    #expect(await polls(transport, times: 1, feed: plain)[0].outcome == .ok)
  }

  // MARK: Secrets

  @Test func secretsStayWithTheirHost() async {
    var own = feed
    own.request = RequestOptions(
      headers: ["Cookie": "id=1", "Accept": "text/xml"], basicAuth: "me:pass",
      userAgent: "special/1")
    let targets = [
      "https://news.example/feed": "https://news.example/next",
      "https://news.example/next": "https://news.example:8443/port",
      "https://news.example:8443/port": "https://sub.news.example/",
      "https://sub.news.example/": "https://other.example/",
      "https://other.example/": "https://news.example/back",
    ]
    let transport = FakeTransport { request in
      targets[request.url.string].map { .redirect(302, $0) } ?? .ok("<rss/>")
    }
    _ = await polls(transport, times: 1, feed: own)
    #expect(
      transport.requests.map { $0.header("Cookie") } == ["id=1", "id=1", nil, nil, nil, "id=1"])
    #expect(
      transport.requests.map(\.basicAuth) == ["me:pass", "me:pass", nil, nil, nil, "me:pass"])
    #expect(transport.requests.allSatisfy { $0.userAgent == "special/1" })
    #expect(
      transport.requests[0].headers.filter { $0.name == "Accept" }.map(\.value) == ["text/xml"])
  }

  @Test func userAndPasswordOfTheURLAreSentAsAHeaderToItsHostAlone() async {
    let own = Feed(name: "p", url: "https://me:p%40ss@news.example/feed", source: "s")
    let transport = FakeTransport([
      "https://news.example/feed": .redirect(302, "https://other.example/"),
      "https://other.example/": .ok("<rss/>"),
    ])
    _ = await polls(transport, times: 1, feed: own)
    #expect(transport.requests.map(\.basicAuth) == ["me:p@ss", nil])
    #expect(transport.urls == ["https://news.example/feed", "https://other.example/"])
  }

  // MARK: Failures

  @Test func retryAfterHoldsTheFeed() async {
    let transport = FakeTransport { _ throws(TransportError) in
      TransportResponse(status: 503, headers: HTTPHeaders([("Retry-After", "150")]))
    }
    let polls = await polls(transport, times: 4)
    #expect(polls.map(\.outcome) == [.unavailable, .heldBack, .heldBack, .unavailable])
    #expect(polls.map(\.state.lastOutcome) == polls.map(\.outcome))
    #expect(polls[1].state.lastError == polls[0].detail)
    #expect(transport.requests.count == 2)
  }

  @Test func aSecondURLThatAnswers429HoldsTheHost() async {
    let transport = FakeTransport { request in
      request.url.path == "/c"
        ? .ok("<rss/>")
        : TransportResponse(status: 429, headers: HTTPHeaders([("Retry-After", "600")]))
    }
    let fetcher = fetcher(transport)
    var outcomes: [FetchOutcome] = []
    for path in ["a", "c", "b", "c"] {
      let feed = Feed(name: path, url: "https://news.example/\(path)", source: "s")
      outcomes.append(await fetcher.poll(feed, state: FeedState(url: feed.url)).outcome)
    }
    #expect(outcomes == [.rateLimited, .ok, .rateLimited, .heldBack])
    let states = fetcher.takeHostStates()
    #expect(states.first?.heldUntil == clock.time + 600)
    // The hold outlives the run.
    let next = Fetcher(
      settings: .quick(), transport: transport,
      recall: { host in states.last { $0.host == host } },
      clock: { [clock] in clock.time })
    let poll = await next.poll(feed, state: FeedState(url: feed.url))
    #expect(poll.outcome == .heldBack)
    #expect(poll.state.heldUntil == clock.time + 600)
  }

  @Test(arguments: [
    (TransportError.Code.dns, FetchOutcome.dns), (.refused, .refused), (.timeout, .timeout),
    (.tls, .tls), (.tooLarge, .tooLarge), (.connectionLost, .connectionLost), (.proxy, .proxy),
    (.garbled, .garbled), (.headersTooLarge, .headersTooLarge), (.cancelled, .cancelled),
  ])
  func transportErrorsAreNamed(code: TransportError.Code, outcome: FetchOutcome) async {
    let transport = FakeTransport { _ throws(TransportError) in throw TransportError(code, "why") }
    let poll = await polls(transport, times: 1)[0]
    #expect(poll.outcome == outcome)
    #expect(poll.detail == "why")
    #expect(poll.state.lastError == (outcome == .cancelled ? nil : "why"))
  }

  /// A server that names an encoding which it does not use is asked once more without.
  @Test func aMisnamedEncodingIsReadAsItIs() async {
    let transport = FakeTransport { request throws(TransportError) in
      if request.acceptsCompression { throw TransportError(.badEncoding, "unknown encoding") }
      return .ok("<rss/>")
    }
    #expect(await polls(transport, times: 1)[0].outcome == .ok)
    #expect(transport.requests.count == 2)
  }

  @Test(arguments: ["", "news.example/feed", "http://", "ht!tp://x"])
  func whatIsNoURLIsNamed(url: String) async {
    let transport = FakeTransport([:])
    let poll = await polls(transport, times: 1, feed: Feed(name: "x", url: url, source: "s"))[0]
    #expect([.invalidURL, .schemeForbidden].contains(poll.outcome))
    #expect(transport.requests.isEmpty)
  }
}
