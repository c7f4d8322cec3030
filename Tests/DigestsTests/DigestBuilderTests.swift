import Foundation
import NewsModel
import Testing

@testable import Digests

struct DigestBuilderTests {
  private let until = SampleDigest.time("2026-11-21T06:00:00Z")

  private func story(
    _ uid: String, articles: Int = 1, sources: Int = 1, hoursAgo: Double = 2, newest: Double? = nil,
    tags: [String] = [], watches: [String] = []
  ) -> DigestInput.Story {
    let list = (0..<articles).map { index in
      DigestInput.Article(
        uid: uid + "-\(index)", kind: index == 0 ? .original : .near, language: "en", title: uid,
        source: "s\(index % sources).example", url: "https://s.example/\(uid)/\(index)",
        firstSeen: until.addingTimeInterval(
          -3600 * (index == articles - 1 ? newest ?? hoursAgo : hoursAgo)))
    }
    return DigestInput.Story(
      uid: uid, headline: uid, language: "en", articles: list, watches: watches, tags: tags)
  }

  private func input(_ stories: [DigestInput.Story], previous: Double? = 24) -> DigestInput {
    var input = DigestInput(
      uid: "d", name: "daily", from: until.addingTimeInterval(-86_400), until: until,
      generated: until)
    input.stories = stories
    input.newestArticle = until.addingTimeInterval(-3600)
    input.previousUntil = previous.map { until.addingTimeInterval(-3600 * $0) }
    input.feeds.ok = 5
    return input
  }

  private func layout(_ digest: Digest) -> [String] {
    digest.groups.map { group in
      "\(group.key): "
        + group.stories.map { $0.uid + ($0.isUpdate ? "*" : "") }.joined(separator: " ")
    }
  }

  @Test func ordersBySizeSourcesRecencyAndUID() {
    let stories = [
      story("d", hoursAgo: 5), story("c", hoursAgo: 5), story("new", hoursAgo: 1),
      story("wide", articles: 4, sources: 3), story("narrow", articles: 4, sources: 1),
      story("large", articles: 5),
    ]
    let digest = DigestBuilder(options: DigestOptions(groupBy: [])).digest(from: input(stories))
    #expect(layout(digest) == ["other: large wide narrow new c d"])
  }

  @Test func groupsByTheFirstGroupingThatApplies() {
    var given = input([
      story("a", tags: ["sport"]), story("b", tags: ["asia", "sport"]), story("c", tags: ["sport"]),
      story("d"), story("e", tags: ["sport"], watches: ["second", "first"]),
      story("f", watches: ["second"]),
    ])
    given.watches = ["first", "second"].map {
      .init(name: $0, articles: 1, stories: 1, sources: 1, history: [])
    }
    let digest = DigestBuilder(options: DigestOptions()).digest(from: given)
    #expect(layout(digest) == ["first: e", "second: f", "sport: a c", "asia: b", "other: d"])
  }

  @Test func keepsWatchedStoriesWhenItGetsCrowded() {
    let stories = (0..<5).map { story("big\($0)", articles: 9) } + [story("small", watches: ["w"])]
    var given = input(stories)
    given.watches = [.init(name: "w", articles: 1, stories: 1, sources: 1, history: [])]
    let digest = DigestBuilder(options: DigestOptions(maxStories: 3)).digest(from: given)
    #expect(layout(digest) == ["w: small", "other: big0 big1"])
    #expect(digest.totals.storiesNotShown == 3)
  }

  @Test(arguments: [
    (DigestRepetition.never, ["other: fresh"]),
    (.updatesOnly, ["other: grown* fresh"]), (.always, ["other: grown* fresh known"]),
  ])
  func repeatsAsConfigured(repetition: DigestRepetition, expected: [String]) {
    // The window reaches back beyond the last digest, which closed three hours ago.
    let stories = [
      story("known", hoursAgo: 8), story("grown", articles: 2, hoursAgo: 8, newest: 1),
      story("fresh", hoursAgo: 2),
    ]
    let options = DigestOptions(groupBy: [], repetition: repetition)
    let digest = DigestBuilder(options: options).digest(from: input(stories, previous: 3))
    #expect(layout(digest) == expected)
  }

  @Test(
    arguments: [
      (1.0, 1, Digest.State.ok), (1, 0, .empty), (27, 0, .stale), (27, 1, .stale), (nil, 0, .stale),
    ] as [(Double?, Int, Digest.State)])
  func tellsItsState(newest: Double?, stories: Int, expected: Digest.State) {
    var given = input((0..<stories).map { story("s\($0)") })
    given.newestArticle = newest.map { until.addingTimeInterval(-3600 * $0) }
    #expect(DigestBuilder(options: DigestOptions()).digest(from: given).state == expected)
  }

  @Test func warnsGravestFirst() {
    var given = input([], previous: nil)
    given.newestArticle = until.addingTimeInterval(-30 * 3600)
    given.feeds = DigestFeeds(ok: 1, failed: 3)
    given.statuses = [
      StatusCount(status: .consent, articles: 2), StatusCount(status: .full, articles: 1),
    ]
    given.failedDeliveries = ["daily of 2026-11-20 to a@example.org: refused"]
    #expect(
      DigestBuilder(options: DigestOptions()).digest(from: given).warnings == [
        "Stale: nothing new has come in for 30 hours, since 2026-11-20T00:00:00Z. Check that \"tidings run\" runs, and the feeds with \"tidings feeds check\".",
        "3 of 4 feeds failed: this digest may miss a good part of the news.",
        "This is the first digest.",
        "2 of 3 articles came without their text: 2 behind a consent wall.",
        "Not delivered: daily of 2026-11-20 to a@example.org: refused",
      ])
  }

  @Test(
    arguments: [
      (12, [2, 3, 1, 4, 2, 3, 3], 18.0 / 7, true), (5, [2, 2, 2, 2, 2, 2, 2], 2.0, false),
      (4, [0, 0, 0, 0, 0, 0, 0], 0, false), (5, [0, 0, 0, 0, 0, 0, 0], 0, true),
      (50, [], nil, false),
    ] as [(Int, [Int], Double?, Bool)])
  func marksSpikes(articles: Int, history: [Int], mean: Double?, isSpike: Bool) {
    let watch = DigestWatch(
      .init(name: "w", articles: articles, stories: 1, sources: 1, history: history))
    #expect(watch.mean == mean)
    #expect(watch.isSpike == isSpike)
  }

  @Test func countsTheWindowHonestly() {
    var walled = story("walled", articles: 3, sources: 3)
    walled.articles[1].status = .paywall
    walled.articles[2].status = .blocked
    walled.articles[2].language = "und"
    let old = story("old", articles: 2, hoursAgo: 40, newest: 1)
    let totals = DigestBuilder(options: DigestOptions()).digest(from: input([walled, old])).totals
    #expect(
      totals
        == DigestTotals(
          articles: 4, stories: 2, sources: 3, languages: 1, storiesNotShown: 0,
          statuses: [
            StatusCount(status: .full, articles: 2), StatusCount(status: .paywall, articles: 1),
            StatusCount(status: .blocked, articles: 1),
          ]))
  }
}
