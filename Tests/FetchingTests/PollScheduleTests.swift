import Fetching
import Foundation
import NewsModel
import Testing

struct PollScheduleTests {
  private static let now = time("2026-03-04T12:00:00Z")
  private let feed = Feed(name: "a", url: "https://news.example/feed", source: "news.example")
  private let schedule = PollSchedule(settings: ScheduleSettings(jitter: 0))

  private func polled(
    _ outcome: FetchOutcome = .ok, _ change: (inout FeedState) -> Void = { _ in }
  ) -> FeedState {
    var state = FeedState(url: feed.url)
    state.lastPolled = Self.now
    state.lastOutcome = outcome
    if outcome == .ok { state.lastNew = Self.now }
    change(&state)
    return state
  }

  /// Seconds until the feed is due.
  private func wait(
    _ state: FeedState, _ parsed: ParsedFeed? = nil, schedule: PollSchedule? = nil,
    feed: Feed? = nil
  ) -> Double? {
    (schedule ?? self.schedule).settled(
      state, feed: feed ?? self.feed, parsed: parsed, now: Self.now
    ).nextDue?.timeIntervalSince(Self.now)
  }

  /// A feed whose items were published so many seconds ago.
  private func items(_ ages: [Double]) -> ParsedFeed {
    var feed = ParsedFeed(version: "rss20", encoding: "utf-8")
    feed.items = ages.map { age in
      var item = FeedItem()
      item.published = Self.now - age
      return item
    }
    return feed
  }

  private static let rhythms: [(ages: [Double], hours: Double)] = [
    // (ages of the items in hours, hours until the next poll)
    (every(4, 20), 4.0),  // one every four hours
    (every(1.0 / 60, 20), 0.25),  // a burst: the least interval
    (every(100, 20), 24),  // a slow one: the greatest
    (every(1, 20, from: 48), 6),  // silent for two days: an eighth of it
    (every(4, 3), 2),  // a short window: a quarter of its span
    ([80.0], 10), ([0.0], 0.7), ([], 0.7),
    (every(1, 10, from: -2000), 0.7),  // future dates are not believed
  ]

  private static func every(_ gap: Double, _ count: Int, from first: Double = 0) -> [Double] {
    (0..<count).map { first + gap * Double($0) }
  }

  @Test(arguments: rhythms)
  func followsThePublishersRhythm(ages: [Double], hours: Double) throws {
    let found = try #require(wait(polled(), items(ages.map { $0 * 3600 })))
    #expect(abs(found - hours * 3600) < 1)
  }

  @Test func whatIsStatedHoldsEvenWithoutAnIntervalOfOurs() {
    let eager = PollSchedule(settings: ScheduleSettings(interval: .fixed(seconds: 0), min: 0))
    #expect(wait(polled(), schedule: eager) == 0)
    #expect(wait(polled { $0.freshUntil = Self.now + 3600 }, schedule: eager) == 3600)
    #expect(wait(polled { $0.statedInterval = 86_400 }, schedule: eager) == 86_400)
    #expect(wait(polled { $0.statedInterval = 9e9 }, schedule: eager) == 86_400)
    #expect(wait(polled { $0.skipHours = [12, 13] }, schedule: eager) == 7200)
    let held = polled(.unavailable) { $0.heldUntil = Self.now + 3600 }
    #expect(wait(held, schedule: eager) == 3600)
    #expect(!eager.isDue(held, now: Self.now + 3599))
    #expect(eager.isDue(held, now: Self.now + 3600))
    var parsed = items([])
    parsed.minimumInterval = 1800
    #expect(wait(polled(), parsed, schedule: eager) == 1800)
  }

  /// A 304 has no body, but what the last body stated goes on.
  @Test func whatWasStatedOutlivesA304() {
    var parsed = items([])
    parsed.minimumInterval = 7200
    parsed.skipDays = [4]
    let first = schedule.settled(polled(), feed: feed, parsed: parsed, now: Self.now)
    var second = first
    second.lastOutcome = .notModified
    let settled = schedule.settled(second, feed: feed, parsed: nil, now: Self.now)
    #expect(settled.statedInterval == 7200)
    #expect(settled.skipDays == [4])
    #expect(settled.nextDue == Self.now + 7200)
  }

  @Test func anOperatorsIntervalOverridesAllButRetryAfter() {
    var own = feed
    own.every = .fixed(seconds: 300)
    let state = polled {
      $0.freshUntil = Self.now + 3600
      $0.statedInterval = 7200
      $0.skipDays = [1, 2, 3]
    }
    #expect(wait(state, feed: own) == 300)
    #expect(wait(polled(.rateLimited) { $0.heldUntil = Self.now + 900 }, feed: own) == 900)
  }

  @Test func failuresAreAskedLessAndLess() {
    var state = polled()
    var waits: [Double] = []
    for _ in 0..<8 {
      state.lastOutcome = .serverError
      state = schedule.settled(state, feed: feed, parsed: nil, now: Self.now)
      waits.append(state.nextDue!.timeIntervalSince(Self.now) / 3600)
    }
    #expect(waits == [1, 2, 4, 8, 16, 24, 24, 24])
    #expect(state.failures == 4)
    #expect(state.failuresInARow == 8)
    state.lastOutcome = .notModified
    state = schedule.settled(state, feed: feed, parsed: nil, now: Self.now)
    #expect(state.failures == 0)
    #expect(state.failuresInARow == 0)
  }

  @Test(arguments: [
    (FetchOutcome.notFound, 30), (.timeout, 60), (.rateLimited, 120), (.gone, 1), (.tls, 30),
  ])
  func deadFeedsAreRetiredAndRevived(outcome: FetchOutcome, times: Int) {
    var state = polled()
    for time in 1...times {
      #expect(state.retired == nil, "after \(time - 1)")
      state.lastOutcome = outcome
      state = schedule.settled(state, feed: feed, parsed: nil, now: Self.now)
    }
    #expect(state.retired == Self.now)
    #expect(!schedule.isDue(state, now: Self.now + 14 * 86_400 - 1))
    #expect(schedule.isDue(state, now: Self.now + 14 * 86_400))
    state.lastOutcome = .ok
    let revived = schedule.settled(state, feed: feed, parsed: nil, now: Self.now)
    #expect(revived.retired == nil)
    #expect(revived.failures == 0)
  }

  /// Being held back after a failure does not count the failure again.
  @Test(arguments: [FetchOutcome.heldBack, .cancelled])
  func whatWasNotAskedIsNoFailure(outcome: FetchOutcome) {
    let failed = schedule.settled(polled(.serverError), feed: feed, parsed: nil, now: Self.now)
    var held = failed
    held.lastOutcome = outcome
    held.heldUntil = Self.now + 9 * 3600
    let settled = schedule.settled(held, feed: feed, parsed: nil, now: Self.now)
    #expect(settled.failures == failed.failures)
    #expect(settled.failuresInARow == 1)
    #expect(settled.nextDue == Self.now + 9 * 3600)
  }

  @Test func whatIsNoFeedCountsAgainstIt() {
    let state = polled(.ok) {
      $0.etag = "\"x\""
      $0.bodyHash = "h"
    }
    let rejected = schedule.rejected(state, detail: "It is a page.", now: Self.now)
    let settled = schedule.settled(rejected, feed: feed, parsed: nil, now: Self.now)
    #expect(settled.lastOutcome == .notAFeed)
    #expect(settled.lastError == "It is a page.")
    #expect(settled.failures == 1)
    #expect(settled.etag == nil)
    #expect(settled.bodyHash == nil)
  }

  @Test func jitterIsTheFeedsOwnAndNeverLater() {
    let jittery = PollSchedule(settings: ScheduleSettings(interval: .fixed(seconds: 3600)))
    var waits: Set<Double> = []
    for number in 0..<100 {
      let one = Feed(name: "n", url: "https://news.example/\(number)", source: "s")
      let first = wait(polled(), schedule: jittery, feed: one)!
      #expect(first == wait(polled(), schedule: jittery, feed: one))
      #expect(first > 3600 * 0.9 && first <= 3600)
      waits.insert(first)
    }
    #expect(waits.count > 90)
    let least = PollSchedule(settings: ScheduleSettings(interval: .fixed(seconds: 900), jitter: 1))
    #expect(wait(polled(), schedule: least) == 900)
  }

  @Test func aClockThatWasWrongSilencesNothing() {
    #expect(schedule.isDue(FeedState(url: feed.url), now: Self.now))
    #expect(schedule.isDue(polled { $0.nextDue = Self.now + 400 * 86_400 }, now: Self.now))
    #expect(!schedule.isDue(polled { $0.nextDue = Self.now + 60 }, now: Self.now))
  }

  @Test(arguments: [
    // 2026-03-04 is a Wednesday.
    ("2026-03-04T12:34:56Z", [], [], "2026-03-04T12:34:56Z"),
    ("2026-03-04T12:34:56Z", [3], [], "2026-03-04T12:34:56Z"),
    ("2026-03-04T12:34:56Z", [12, 13], [], "2026-03-04T14:00:00Z"),
    ("2026-03-04T23:34:56Z", [23, 24, 1], [], "2026-03-05T02:00:00Z"),
    ("2026-03-06T12:00:00Z", [], [6, 7], "2026-03-06T12:00:00Z"),
    ("2026-03-07T12:00:00Z", [], [6, 7], "2026-03-09T00:00:00Z"),
    ("2026-03-07T12:00:00Z", [0, 1], [6, 7], "2026-03-09T02:00:00Z"),
    ("2026-03-07T12:00:00Z", Array(0...23), [], "2026-03-07T12:00:00Z"),
    ("2026-03-07T12:00:00Z", [], Array(1...7), "2026-03-07T12:00:00Z"),
    ("2026-03-07T12:00:00Z", [99, -1], [0, 8], "2026-03-07T12:00:00Z"),
    ("1969-12-31T23:30:00Z", [23], [], "1970-01-01T00:00:00Z"),
  ])
  func skipsWhatTheFeedSkips(from: String, hours: [Int], days: [Int], to: String) {
    #expect(SkippedTimes(hours: hours, days: days).next(from: time(from)) == time(to))
  }

  /// States written before a field existed are still read.
  @Test func oldStatesAreRead() throws {
    let old =
      #"{"url": "https://news.example/feed", "etag": "W/\"1\"", "lastOutcome": "unheardOf"}"#
    let state = try JSONDecoder().decode(FeedState.self, from: Data(old.utf8))
    var expected = FeedState(url: feed.url)
    expected.etag = "W/\"1\""
    #expect(state == expected)
    let round = try JSONDecoder().decode(FeedState.self, from: JSONEncoder().encode(polled()))
    #expect(round == polled())
  }
}
