import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

@Suite struct WindowTests {
  /// Windows that began before the first article was seen hold a backlog, not a day: they are no history.
  @Test func aWatchListsHistoryIsThatOfTheWindowsBefore() throws {
    let test = try TestStore()
    let store = test.store
    let feeds = try store.sync([feed("a")], now: start).map(\.id)
    let ages: [Double] = [-100, -90, -30, -29, -1, 0, 1, 23, 24]
    for (number, age) in ages.enumerated() {
      try store.add(
        "https://a.example/\(number)", title: "Wheat", body: "Wheat.", feed: feeds[0],
        at: hours(age))
    }
    let watch = WatchList(name: "wheat", any: [try SearchQuery("wheat")])
    _ = try store.updateWatches([watch], since: hours(-200), now: start)
    let window = try store.window(from: start, until: hours(24))
    #expect(window.pastWindows == 4)
    #expect(
      window.watches == [
        WatchCount(name: "wheat", articles: 3, stories: 3, sources: 1, history: [1, 0, 2, 1])
      ])
    #expect(try store.window(from: hours(200), until: hours(224)).pastWindows == 7)
    // What an unchanged list found stays where texts are shortened; a changed one is looked for anew.
    let other = WatchList(name: "wheat", any: [try SearchQuery("barley")])
    let updated = { (keeping: Bool, changed: [String: Date]) in
      _ = try store.updateWatches(
        [other], since: hours(-200), changed: changed, keepingHits: keeping, now: start)
      return try store.window(from: start, until: hours(24)).watches.map(\.articles)
    }
    #expect(try updated(true, [:]) == [3])
    #expect(try updated(true, ["wheat": hours(0)]) == [0])
    #expect(try updated(false, [:]) == [])
  }

  @Test func aWindowHoldsItsStoriesAndNothingLater() throws {
    let test = try TestStore()
    let store = test.store
    let feeds = try store.sync([feed("a", tags: ["world", "asia"]), feed("b")], now: start).map(
      \.id)
    let links = (0..<5).map { "https://a.example/\($0)" }
    try store.add(links[0], title: "Old", body: "Old text.", feed: feeds[0], at: hours(-30))
    try store.add(links[1], title: "New", body: "New text.", feed: feeds[0], at: hours(1))
    try store.add(
      links[2], title: "Neu", body: "Neuer Text.", language: "de", feed: feeds[1], at: hours(2),
      story: uid(links[1]), kind: .translation)
    try store.add(
      links[3], title: "Old again", body: "Old text again.", feed: feeds[1], at: hours(3),
      story: uid(links[0]), kind: .near)
    try store.add(
      links[4], title: "Later", body: "Later text.", feed: feeds[1], at: hours(30),
      story: uid(links[1]), kind: .near)
    let watch = WatchList(
      name: "texts", any: [try SearchQuery("text"), try SearchQuery("neuer")],
      not: [try SearchQuery("again")])
    #expect(try store.updateWatches([watch], since: hours(-48), now: hours(31)) == ["texts": 4])
    #expect(try store.updateWatches([watch], since: hours(-48), now: hours(32)) == ["texts": 0])

    let window = try store.window(from: start, until: hours(24))
    #expect(window.stories.map(\.uid) == [uid(links[0]), uid(links[1])])
    #expect(window.stories.map(\.isUpdate) == [true, false])
    let story = window.stories[1]
    #expect(story.members.map(\.title) == ["New", "Neu"])
    #expect(story.members.map(\.kind) == [.original, .translation])
    #expect((story.sources, story.languages) == (2, 2))
    #expect(story.first?.source == "a")
    let summary = try #require(try store.summaries(of: [story.uid])[story.uid])
    #expect(summary.sentences.map(\.text) == ["Neuer Text.", "New text."])
    #expect(story.tags == ["asia", "world"])
    #expect(story.watches == ["texts"])
    #expect(window.newestArticle == hours(3) && window.oldestArticle == hours(-30))
    #expect(
      window.watches == [
        WatchCount(name: "texts", articles: 2, stories: 1, sources: 2, history: [0])
      ])
    #expect(
      window.days == [
        DayCount(day: "2026-01-04", articles: 1, stories: 1),
        DayCount(day: "2026-01-05", articles: 3, stories: 2),
      ])
    #expect(window.feeds.map(\.name) == ["a", "b"])
    #expect(try store.window(from: start, until: hours(24)) == window)
    #expect(try store.window(from: hours(100), until: hours(124)).stories.isEmpty)
    #expect(
      try store.hits(of: watch, since: start).map(\.terms) == [
        ["text"], ["text", "neuer"], ["text"],
      ])
    #expect(try store.updateWatches([], since: start, now: start) == [:])
    #expect(try store.strings("SELECT * FROM v1_watch_hits") == [])
  }

  /// A version says of itself that it was corrected, or another one was matched with it and says so.
  @Test func correctedVersionsAreMarked() throws {
    let test = try TestStore()
    let store = test.store
    let feeds = try store.sync([feed("a")], now: start).map(\.id)
    let links = (0..<5).map { "https://a.example/\($0)" }
    for (number, link) in links.enumerated() {
      try store.add(
        link, title: "T\(number)", body: "Text \(number).", feed: feeds[0],
        at: hours(Double(number)))
    }
    func assignment(_ number: Int, _ matched: Int, _ reasons: [MatchReason]) -> StoryAssignment {
      StoryAssignment(
        articleUID: uid(links[number]), storyUID: uid(links[0]), kind: .near,
        matchedUID: uid(links[matched]), score: 0.9, reasons: reasons)
    }
    let own = MatchReason(
      code: "correction", text: "The later version carries a correction.", weight: 0)
    let other = MatchReason(
      code: "correction_of_other", text: "The earlier version carries a correction.", weight: 0)
    let new = MatchReason(code: "correction_new", text: "New in it: 88.", weight: 0)
    try store.saveMatches([
      assignment(1, 0, [MatchReason(code: "names", text: "a \"correction\"", weight: 1)]),
      assignment(2, 0, [own, new]), assignment(3, 2, [other]), assignment(4, 0, [own]),
    ])
    let story = try #require(try store.window(from: start, until: hours(9)).stories.first)
    #expect(
      story.members.map(\.correction) == [
        nil, nil, VersionCorrection(changes: ["New in it: 88."]), nil, VersionCorrection(),
      ])
  }

  @Test func countsAddUp() throws {
    let test = try TestStore()
    try fill(test.store, articles: 30)
    let bySource = try test.store.statistics(by: .source)
    #expect(
      bySource == [
        StatisticsRow(
          key: "gazette", articles: 30, stories: 20, sources: 1, languages: 1, fullText: 30,
          meanWords: bySource[0].meanWords)
      ])
    #expect(try test.store.statistics(by: .day).map(\.key) == ["2026-01-05"])
    #expect(try test.store.statistics(by: .language, since: hours(1)).map(\.articles) == [20])
    #expect(try test.store.statistics(by: .watch).isEmpty)
    let totals = try test.store.totals()
    #expect((totals.articles, totals.stories, totals.pendingMatch) == (30, 20, 0))
    #expect(totals.bodyStatuses == ["full": 30])
  }

  @Test func exportGoesRowByRowAndMayEndEarly() throws {
    let test = try TestStore()
    try fill(test.store, articles: 9)
    let columns = try test.store.columns(of: .articles)
    #expect(columns.first == "uid" && columns.count == 25)
    var titles: [ExportValue] = []
    try test.store.forEachRow(of: .articles, since: hours(0.5)) { titles.append($0[4]) }
    #expect(titles == (5..<9).map { .text("Report \($0) of the harbour") })
    struct Enough: Error {}
    var rows = 0
    #expect(throws: Enough.self) {
      try test.store.forEachRow(of: .articles) { _ in
        rows += 1
        if rows == 3 { throw Enough() }
      }
    }
    #expect(rows == 3)
    for view in ExportView.allCases {
      #expect(throws: Never.self) { try test.store.forEachRow(of: view, since: start) { _ in } }
    }
  }
}

@Suite struct RetentionTests {
  private let day = 86_400.0

  @Test func eachKindHasItsTime() throws {
    let test = try TestStore()
    try fill(test.store, articles: 30)
    let dry = try test.store.prune(
      Retention(page: day, body: day, article: 2 * day), now: hours(25), dryRun: true)
    let done = try test.store.prune(
      Retention(page: day, body: day, article: 2 * day), now: hours(25))
    #expect((dry.pages, dry.bodies, dry.articles) == (10, 10, 0))
    #expect((done.pages, done.bodies, done.articles) == (10, 10, 0))
    #expect(try test.store.search(SearchQuery("open")).hits.count == 20)
    #expect(try test.store.search(SearchQuery("harbour"), limit: 99).hits.count == 30)
    #expect(try test.store.strings("SELECT count(*) FROM v1_summary_sentences") == ["20"])
    #expect(try test.store.diagnosis().isSound)
    let again = try test.store.prune(
      Retention(page: day, body: day, article: 2 * day), now: hours(25))
    #expect((again.pages, again.bodies, again.articles) == (0, 0, 0))
  }

  @Test func purgedArticlesStayAway() throws {
    let test = try TestStore()
    try fill(test.store, articles: 30)
    let report = try test.store.prune(Retention(article: day), now: hours(25))
    #expect(report.articles == 10)
    #expect(try test.store.totals().articles == 20)
    let feed = try test.store.feeds()[0].id
    let links = (0..<10).map { "https://gazette.example/\($0)" }
    #expect(try test.store.poll(feed, links.map { item($0) }).buried == 10)
    #expect(try test.store.search(SearchQuery("harbour"), limit: 99).hits.count == 20)
    #expect(try test.store.diagnosis().isSound)
  }

  @Test func theFileShrinksToItsBound() throws {
    let test = try TestStore()
    try fill(test.store, articles: 400)
    let before = try test.store.diagnosis().bytes
    let report = try test.store.prune(Retention(maxBytes: before / 2), now: hours(50))
    #expect(report.articles > 0)
    #expect(try test.store.diagnosis().bytes <= before / 2 + 200_000)
    #expect(try test.store.diagnosis().isSound)
    #expect(try test.store.totals().articles > 0)
  }
}
