import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

@Suite struct WorkTests {
  private func discovered(_ test: TestStore, _ names: [String]) throws -> [Int64] {
    let feed = try test.store.sync([feed("a")], now: start)[0].id
    try test.store.poll(feed, names.map { item("https://a.example/\($0)", title: $0) })
    return try names.map { try test.store.articleID("https://a.example/\($0)") }
  }

  @Test func workComesInAFixedOrder() throws {
    let test = try TestStore()
    _ = try discovered(test, ["c", "a", "b"])
    let uids = ["a", "b", "c"].map { uid("https://a.example/\($0)") }.sorted()
    #expect(try test.store.pagesToFetch(limit: 9, now: start).map(\.uid) == uids)
    #expect(try test.store.pagesToFetch(limit: 2, now: start).map(\.uid) == Array(uids.prefix(2)))
    #expect(try test.store.pagesToFetch(limit: 9, now: start, feeds: [99]).isEmpty)
    #expect(try test.store.pagesToFetch(limit: 9, now: start, since: hours(1)).isEmpty)
  }

  @Test func whatKillsTwiceIsSetAsideWithTheReason() throws {
    let test = try TestStore()
    let ids = try discovered(test, ["deadly", "well"])
    #expect(try test.store.beginAttempt(ids, step: .discovered) == ids)
    #expect(try test.store.beginAttempt([ids[0]], step: .discovered) == [ids[0]])
    // The one that was begun once comes first, the suspect last.
    #expect(try test.store.pagesToFetch(limit: 9, now: start).map(\.id) == [ids[1], ids[0]])
    #expect(try test.store.beginAttempt(ids, step: .discovered) == [ids[1]])
    #expect(try test.store.pagesToFetch(limit: 9, now: start).map(\.id) == [ids[1]])
    let set = try test.store.quarantined()
    #expect(set.map(\.link) == ["https://a.example/deadly"])
    #expect(set[0].reason.contains("2 times"))
    try test.store.releaseQuarantined(uids: [uid("https://a.example/deadly")])
    #expect(try test.store.quarantined().isEmpty)
    #expect(try test.store.beginAttempt([ids[0]], step: .discovered) == [ids[0]])
    // Of another step: not begun.
    #expect(try test.store.beginAttempt([ids[0]], step: .fetched) == [])
  }

  @Test func aPageIsTriedAgainOrGoneOnWithout() throws {
    let test = try TestStore()
    let ids = try discovered(test, ["slow", "gone"])
    try test.store.saveFailures(ofPages: [
      StepFailure(id: ids[0], reason: "timed out", retryAt: hours(2)),
      StepFailure(id: ids[1], reason: "404"),
    ])
    #expect(try test.store.pagesToFetch(limit: 9, now: hours(1)).isEmpty)
    #expect(try test.store.pagesToFetch(limit: 9, now: hours(2)).map(\.id) == [ids[0]])
    let work = try test.store.pagesToExtract(limit: 9)
    #expect(work.map(\.id) == [ids[1]])
    #expect(work[0].page == nil && work[0].reason == "404" && work[0].item.title == "gone")
  }

  @Test func anArticleGoesThroughItsSteps() throws {
    let test = try TestStore()
    let id = try discovered(test, ["1"])[0]
    let page = StoredPage(
      url: "https://a.example/1?x", httpStatus: 200, charset: "windows-1258", fetched: hours(1),
      bytes: Array("<p>Một</p>".utf8) + [0, 255])
    try test.store.save(page, article: id)
    let work = try test.store.pagesToExtract(limit: 9)[0]
    #expect(work.page == page)
    #expect(work.source == "a" && work.feed == "a" && work.item.title == "1")

    var extracted = extraction("Một", "Dòng một.\nDòng hai.")
    extracted.canonicalURL = "https://a.example/canonical"
    extracted.links = ["https://b.example/"]
    extracted.published = hours(-1)
    extracted.dateSource = .jsonLD
    try test.store.save([
      ExtractionRecord(
        id: id, article: extracted, language: Language(tag: "vi", script: "Latn", confidence: 0.97),
        words: 4, extractor: 3, bodyHash: "abc", evidence: [7, 8])
    ])
    #expect(try test.store.pagesToExtract(limit: 9).isEmpty)
    // With evidence of another version comes the text; with what is of use, neither text nor links.
    let match = try test.store.articlesToMatch(evidence: 8) { $0 }[0]
    #expect(match.body == "Dòng một.\nDòng hai." && match.evidence == [7, 8])
    #expect(match.links == ["https://b.example/"] && match.bodyHash == "abc")
    let usual = try test.store.articlesToMatch(evidence: 7) { $0 }[0]
    #expect(usual.body == nil && usual.links.isEmpty && usual.evidence == [7, 8])
    #expect(match.published == hours(-1) && match.storyUID == nil)

    try test.store.saveMatches([StoryAssignment(articleUID: match.uid, storyUID: match.uid)])
    #expect(try test.store.articlesToMatch(evidence: 7) { $0 }.isEmpty)
    let version = try #require(match.evidence?.first)
    let window = try test.store.matchWindow(since: start, evidence: version) { $0 }
    #expect(window.map(\.uid) == [match.uid])
    #expect(window[0].body == nil)
    let outdated = try test.store.matchWindow(since: start, evidence: version + 1) { $0 }
    #expect(outdated[0].body == match.body)
    let summary = try test.store.storiesToSummarize(limit: 9)[0]
    #expect(summary.members.map(\.body) == [match.body])
    try test.store.summarizeAll()
    #expect(try test.store.storiesToSummarize(limit: 9).isEmpty)
    #expect(
      try test.store.strings(
        "SELECT language, rank, sentence, url, start, length, method FROM v1_summary_sentences")
        == ["vi|1|Dòng một.|https://a.example/canonical|0|9|lead"])
    #expect(try test.store.diagnosis().contradictions == [])
  }

  @Test func reprocessingGoesBackAStep() throws {
    let test = try TestStore()
    try fill(test.store, articles: 3)
    #expect(try test.store.reprocess(from: .fetched, extractor: 1) == 0)
    #expect(try test.store.reprocess(from: .fetched, since: hours(0.15)) == 1)
    #expect(try test.store.reprocess(from: .fetched, extractor: 2) == 2)
    let work = try test.store.pagesToExtract(limit: 9)
    #expect(work.count == 3)
    try test.store.save(
      work.map {
        ExtractionRecord(
          id: $0.id, article: extraction("Again", "Quite another text."), language: .undetermined,
          words: 3, extractor: 2)
      })
    #expect(try test.store.search(SearchQuery("harbour")).hits.isEmpty)
    #expect(try test.store.search(SearchQuery("another")).hits.count == 3)
    #expect(try test.store.diagnosis().damages == [])
  }

  @Test func alarmsAreToldOnceAndAgainAfterAWeek() throws {
    let test = try TestStore()
    let store = test.store
    defer { withExtendedLifetime(test) {} }
    let alarm = Alarm(key: "feed:a", message: "a is silent")
    func due(_ day: Double, _ alarms: [Alarm]) throws -> [String] {
      let now = hours(day * 24)
      let due = try store.update(standing: alarms, now: now).due.map(\.key)
      try store.markReported(due, now: now)
      return due
    }
    #expect(try due(0, [alarm]) == ["feed:a"])
    #expect(try due(1, [alarm]) == [])
    #expect(try due(6.9, [alarm, Alarm(key: "b", message: "b")]) == ["b"])
    #expect(try due(7, [alarm]) == ["feed:a"])
    #expect(try store.standingAlarms().map(\.since) == [start])
    #expect(try store.update(standing: [], now: hours(170)).cleared.map(\.key) == ["feed:a"])
    #expect(try due(8, [alarm]) == ["feed:a"])
    // Not told: due again.
    #expect(try store.update(standing: [Alarm(key: "c", message: "")], now: start).due.count == 1)
    #expect(try store.update(standing: [Alarm(key: "c", message: "")], now: start).due.count == 1)
  }

  @Test func aRunThatNeverEndedWasKilled() throws {
    let test = try TestStore()
    let store = test.store
    defer { withExtendedLifetime(test) {} }
    _ = try store.beginRun(now: start)
    let second = try store.beginRun(now: hours(1))
    try store.endRun(
      second, status: .done, exitStatus: 0,
      counts: RunCounts(feedsOK: 3, feedsFailed: 1, articlesNew: 9), seconds: 2.5)
    #expect(
      try store.strings("SELECT * FROM v1_runs") == [
        "1|2026-01-05T06:00:00Z|∅|killed|∅|0|0|0", "2|2026-01-05T07:00:00Z|2.5|done|0|3|1|9",
      ])
    #expect(try store.runs().map(\.status) == [.done, .killed])
  }

  @Test func aDigestKeepsItsFirstTime() throws {
    let test = try TestStore()
    let store = test.store
    defer { withExtendedLifetime(test) {} }
    let digest = try store.digest(named: "daily", from: start, until: hours(24), now: hours(25))
    #expect(digest.state == nil && digest.body == nil)
    try store.save(digest: digest.uid, state: .ok, body: Data("{}".utf8))
    let again = try store.digest(named: "daily", from: start, until: hours(24), now: hours(99))
    #expect(again.uid == digest.uid && again.generated == hours(25))
    #expect(try store.digests(named: "daily").map(\.body) == [Data("{}".utf8)])
  }
}
