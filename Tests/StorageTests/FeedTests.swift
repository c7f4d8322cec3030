import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

@Suite struct FeedTests {
  @Test func historyStaysOverRenamesAndMoves() throws {
    let test = try TestStore()
    let store = test.store
    let first = try store.sync([feed("herald"), feed("gazette")], now: start)
    try store.poll(first[0].id, [item("https://herald.example/1", title: "One")])
    #expect(first.map(\.name) == ["herald", "gazette"])

    var renamed = feed("herald")
    renamed.name = "herald-world"
    let second = try store.sync([feed("gazette"), renamed], now: hours(1))
    #expect(second.map(\.id) == [first[1].id, first[0].id])
    #expect(second[1].health.status == "ok")
    #expect(second[1].state == Data("{}".utf8))

    renamed.url = "https://new.herald.example/rss"
    let third = try store.sync([renamed], now: hours(2))
    #expect(third.map(\.id) == [first[0].id])
    #expect(third[0].state == nil)
    #expect(third[0].health.status == "new")
    #expect(third[0].health.lastNew == start)
    #expect(
      try store.strings("SELECT feed, guid FROM v1_article_feeds") == ["herald-world|∅"])
    #expect(
      try store.strings("SELECT name, status, active FROM v1_feed_health ORDER BY name")
        == ["gazette|removed|0", "herald-world|new|1"])

    let back = try store.sync([renamed, feed("gazette")], now: hours(3))
    #expect(back.map(\.id) == first.map(\.id))
  }

  @Test func twoFeedsMaySwapNames() throws {
    let store = try TestStore()
    var (a, b) = (feed("a"), feed("b"))
    let before = try store.store.sync([a, b], now: start)
    (a.name, b.name) = (b.name, a.name)
    let after = try store.store.sync([a, b], now: start)
    #expect(after.map(\.id) == before.map(\.id))
    #expect(after.map(\.name) == ["b", "a"])
  }

  @Test func pausedByCommandStaysPaused() throws {
    let test = try TestStore()
    _ = try test.store.sync([feed("a")], now: start)
    try test.store.setPaused(true, feed: "a")
    #expect(try test.store.sync([feed("a")], now: start).map(\.isActive) == [false])
    try test.store.setPaused(false, feed: "a")
    #expect(try test.store.feeds().map(\.isActive) == [true])
    #expect(code { try test.store.setPaused(true, feed: "b") } == .unknown)
  }

  @Test func healthRemembersWhenItFailedFirst() throws {
    let test = try TestStore()
    let id = try test.store.sync([feed("a")], now: start)[0].id
    for (hour, status) in [(1.0, "ok"), (2, "failing"), (3, "failing"), (4, "ok"), (5, "failing")] {
      try #require(
        try test.store.record(
          PollRecord(
            feed: id, at: hours(hour), outcome: status,
            health: FeedHealth(
              status: status, failures: 1, lastOK: status == "ok" ? hours(hour) : nil,
              lastError: status == "ok" ? nil : "no answer"), state: nil)) == PollOutcome())
      let health = try test.store.feeds()[0].health
      #expect(
        health.failingSince == (status == "ok" ? nil : hours(hour == 5 ? 5 : 2)), "hour \(hour)")
    }
    #expect(try test.store.feeds()[0].health.lastOK == hours(4))
    #expect(try test.store.strings("SELECT count(*) FROM polls") == ["5"])
  }

  @Test func hostsAreKeptAsTheyAre() throws {
    let test = try TestStore()
    let host = StoredHost(key: "https://a.example", state: Data("{}".utf8), robots: Data([0, 255]))
    try test.store.save([host, StoredHost(key: "b", state: nil)], now: start)
    try test.store.save([StoredHost(key: "b", state: Data([1]))], now: start)
    #expect(try test.store.hosts() == [StoredHost(key: "b", state: Data([1])), host])
    #expect(try test.store.host("https://a.example") == host)
    #expect(try test.store.host("c") == nil)
  }

  @Test(arguments: [
    ("Mực nước sông Hồng lên nhanh.", "Mực nước  sông Hồng\nlên nhanh.", true),
    ("北部で川が増水している。", "北部で川が増水している。", true),
    ("The river rises in the north.", "A new mayor was elected.", false),
    ("", "", false),
  ])
  func aGUIDWithAnotherTitleIsKnownByItsText(before: String, after: String, isKnown: Bool) throws {
    let test = try TestStore()
    let id = try test.store.sync([feed("a")], now: start).map(\.id)[0]
    var first = item("https://a.example/1", title: "River rises in the north", guid: "g")
    first.item.summary = before
    _ = try test.store.poll(id, [first])
    var second = item("https://a.example/2", title: "Quite something else", guid: "g")
    second.item.summary = after
    #expect(try test.store.poll(id, [second], at: hours(1)).known == (isKnown ? 1 : 0))
  }

  @Test func itemsAreKnownByUIDAndByGUIDWithAnAgreeingTitle() throws {
    let test = try TestStore()
    let ids = try test.store.sync([feed("a"), feed("b")], now: start).map(\.id)
    let link = "https://a.example/1"
    #expect(
      try test.store.poll(ids[0], [item(link, title: "River rises in the north", guid: "g1")]).new
        == [uid(link)])
    // The same again; from another feed; moved; the guid used for something else.
    let cases: [(Int, DiscoveredItem, PollOutcome)] = [
      (0, item(link, title: "River rises in the north", guid: "g1"), PollOutcome(known: 1)),
      (1, item(link, title: "River rises in the north", guid: "x"), PollOutcome(known: 1)),
      (
        0, item("https://a.example/moved", title: "River rises in north", guid: "g1"),
        PollOutcome(known: 1, edited: 1)
      ),
      (
        0, item("https://a.example/2", title: "Elections: a new mayor", guid: "g1"),
        PollOutcome(new: [uid("https://a.example/2")])
      ),
      (0, item(link, title: "River falls again", guid: "g1"), PollOutcome(known: 1, edited: 1)),
      (0, item("https://a.example/3"), PollOutcome(new: [uid("https://a.example/3")])),
    ]
    for (feed, item, expected) in cases {
      #expect(try test.store.poll(ids[feed], [item], at: hours(1)) == expected)
    }
    #expect(
      try test.store.strings("SELECT title FROM v1_articles WHERE uid = ?", [uid(link)])
        == ["River falls again"])
    #expect(
      try test.store.strings(
        "SELECT feed, guid, first_seen FROM v1_article_feeds WHERE article_uid = ? ORDER BY 1",
        [uid(link)]) == ["a|g1|2026-01-05T06:00:00Z", "b|x|2026-01-05T07:00:00Z"])
  }

  /// A GUID that is the link is not written twice, nor a title that is the feed's.
  @Test func whatStandsTwiceIsWrittenOnce() throws {
    let test = try TestStore()
    let ids = try test.store.sync([feed("a"), feed("b")], now: start).map(\.id)
    func discovered(_ link: String, _ title: String, guid: String) -> DiscoveredItem {
      var found = item(link, title: title, guid: guid)
      found.uid = ContentHash.uid(of: CanonicalURL.key(for: link))
      return found
    }
    let link = "https://a.example/1"
    let stored =
      "SELECT a.item_title, l.guid FROM articles a JOIN article_feeds l ON a.id = article_id"
    let shown = "SELECT feed, guid FROM v1_article_feeds ORDER BY 1"
    try test.store.poll(ids[0], [discovered(link, "River rises in the north", guid: link)])
    #expect(try test.store.strings(stored) == ["|"])
    #expect(try test.store.strings(shown) == ["a|\(link)"])
    // Known by its GUID after it has moved, to the same feed only; and with another GUID to another feed.
    let moved = discovered("https://a.example/moved", "River rises in the north", guid: link)
    #expect(try test.store.poll(ids[0], [moved]) == PollOutcome(known: 1))
    #expect(try test.store.poll(ids[1], [discovered(link, "River rises", guid: "g")]).edited == 1)
    #expect(try test.store.strings(shown) == ["a|\(link)", "b|g"])
    #expect(try test.store.poll(ids[1], [moved]).new.count == 1)
    // A page's own headline does not change what the feed is known to have said.
    let id = try test.store.pool.read {
      try Int64.fetchOne($0, sql: "SELECT id FROM articles WHERE link = ?", arguments: [link])!
    }
    try test.store.save([
      ExtractionRecord(
        id: id, article: extraction("The river", "It rose."),
        language: Language(tag: "en", script: "Latn", confidence: 1), words: 2, extractor: 1)
    ])
    let titles = "SELECT title, item_title FROM articles WHERE id = \(id)"
    #expect(try test.store.strings(titles) == ["The river|River rises"])
    try test.store.poll(ids[1], [discovered(link, "River falls", guid: "g")])
    #expect(try test.store.strings(titles) == ["The river|River falls"])
  }

  @Test(arguments: [
    ("Sông Hồng dâng cao", "Sông Hồng dâng cao trong đêm", true),
    ("洪水がきた", "洪水がきた町", true), ("UPDATE: River rises", "River rises", true),
    ("洪水がきた", "選挙の結果", false), ("River rises", "Mayor elected today", false), ("!", "!", true),
    ("!", "?", false),
  ])
  func titlesAgree(left: String, right: String, expected: Bool) {
    #expect(TitleAgreement.holds(left, right) == expected)
    #expect(TitleAgreement.holds(right, left) == expected)
    #expect(TitleAgreement.holds(left, nil))
  }

  @Test func editedTitlesAreFound() throws {
    let test = try TestStore()
    let id = try test.store.sync([feed("a")], now: start)[0].id
    try test.store.add("https://a.example/1", title: "Ferry delayed", body: "Fog.", feed: id)
    try test.store.poll(id, [item("https://a.example/1", title: "Ferry cancelled")])
    #expect(try test.store.search(SearchQuery("delayed")).hits.isEmpty)
    #expect(try test.store.search(SearchQuery("cancelled fog")).hits.count == 1)
    #expect(try test.store.strings("SELECT headline FROM v1_stories") == ["Ferry cancelled"])
  }
}
