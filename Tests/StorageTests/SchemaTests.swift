import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

/// The promise to everyone who queries the database: a change that makes one of these fail is a new view, not an edit.
@Suite struct SchemaTests {
  static let views: [(name: String, columns: String)] = [
    (
      "v1_articles",
      """
      uid text, link text, url text, source text, title text, byline text, language text, \
      language_confidence real, published text, date_source text, date_flag text, modified text, \
      first_seen text, site text, section text, standfirst text, image text, words integer, \
      body_status text, confidence real, body text, story_uid text, duplicate_kind text, \
      duplicate_of text, duplicate_score real
      """
    ),
    ("v1_article_feeds", "article_uid text, feed text, guid text, first_seen text"),
    (
      "v1_stories",
      """
      uid text, headline text, language text, first_seen text, last_seen text, articles integer, \
      sources integer, languages integer, summary text, keywords text
      """
    ),
    (
      "v1_story_articles",
      """
      story_uid text, article_uid text, kind text, matched_uid text, score real, reasons text, \
      source text, language text, first_seen text
      """
    ),
    (
      "v1_summary_sentences",
      """
      story_uid text, language text, rank integer, sentence text, article_uid text, url text, \
      start integer, length integer, method text
      """
    ),
    (
      "v1_watch_hits",
      """
      watch text, article_uid text, story_uid text, source text, language text, hit text, terms text
      """
    ),
    (
      "v1_share_of_voice",
      "watch text, day text, articles integer, stories integer, sources integer"
    ),
    (
      "v1_daily_counts",
      """
      day text, source text, language text, articles integer, stories integer, full_text integer
      """
    ),
    (
      "v1_feed_health",
      """
      name text, url text, source text, status text, failures real, last_ok text, last_new text, \
      last_error text, http_status integer, next_due text, active integer
      """
    ),
    (
      "v1_runs",
      """
      id integer, started text, seconds real, status text, exit_status integer, feeds_ok integer, \
      feeds_failed integer, articles_new integer
      """
    ),
    (
      "v1_digests",
      "uid text, name text, from_ text, until text, state text, attempts integer"
    ),
    (
      "v1_deliveries",
      """
      digest_uid text, digest text, target text, state text, attempts integer, queued text, \
      last_try text, next_try text, delivered text, last_error text
      """
    ),
  ]

  @Test func viewsHaveTheirColumnsAndTypes() throws {
    let test = try everything()
    let names = try test.store.strings(
      "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")
    #expect(names == Self.views.map(\.name).sorted())
    for view in Self.views {
      let columns = try test.store.strings(
        "SELECT name FROM pragma_table_info(?) ORDER BY cid", [view.name])
      let seen = try columns.map { column in
        let types = try test.store.strings(
          "SELECT DISTINCT typeof(\"\(column)\") FROM \(view.name) WHERE \"\(column)\" IS NOT NULL")
        return "\(column) \(types.joined(separator: "/"))"
      }
      #expect(seen.joined(separator: ", ") == view.columns, "\(view.name)")
    }
  }

  @Test func everyColumnStandsOnThePage() throws {
    let page = try schemaPage()
    for view in Self.views {
      #expect(page.contains(view.name))
      let section = page.components(separatedBy: "\n### ").first {
        $0.prefix { $0 != "\n" }.contains(view.name)
      }
      for column in view.columns.components(separatedBy: ", ") {
        let name = String(column.prefix { $0 != " " })
        #expect(section?.contains("`\(name)`") == true, "\(view.name).\(name)")
      }
    }
  }

  @Test func everyQuestionOnThePageRuns() throws {
    let test = try everything()
    let queries = try schemaPage().components(separatedBy: "```sql\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
    #expect(queries.count >= 20)
    var reader = Configuration()
    reader.readonly = true
    let shell = try DatabaseQueue(path: test.path, configuration: reader)
    for query in queries {
      #expect(throws: Never.self, "\(query)") {
        let rows = try shell.read { try Row.fetchAll($0, sql: query) }
        // Those that ask for what is wrong may find nothing, and verbatim ones have to.
        let mayBeEmpty = [
          "now", "verbatim", "date_flag", "attempts", "substr", "body_status IN", "failing",
        ]
        if !mayBeEmpty.contains(where: query.contains) { #expect(!rows.isEmpty, "\(query)") }
      }
    }
  }

  @Test func migrationsAreOnlyAppendedTo() {
    // Released schemas by their hash: a new migration adds a line here, an old line never changes.
    let released = [
      "14d0b93b79626380", "1447ba1af2dd91fb", "83d037f5bf82535f", "b83d89721ccfcfd8",
      "1dbd5b1bc4b4a7a7", "230448df7eb86589",
    ]
    #expect(Schema.migrations.map { ContentHash.uid(of: $0) } == released)
  }

  private func schemaPage() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("docs/schema.md"), encoding: .utf8)
  }

  /// A store in which no column of any view is always NULL.
  private func everything() throws -> TestStore {
    let test = try TestStore()
    let store = test.store
    let feeds = try store.sync(
      [feed("herald", tags: ["world"]), feed("gazette")], now: start
    ).map(\.id)
    let links = ["https://herald.example/1", "https://gazette.example/1"]
    try store.add(
      links[0], title: "River rises", body: "The river rose.\nIt fell.", feed: feeds[0])
    try store.poll(feeds[1], [item(links[0], title: "River rises", guid: "g")])
    try store.add(
      links[1], title: "Sông dâng", body: "Sông dâng cao.", language: "vi", feed: feeds[1],
      at: hours(1), story: uid(links[0]), kind: .translation)
    var full = extraction("Sông dâng", "Sông dâng cao.")
    full.canonicalURL = links[1] + "/c"
    full.byline = "An"
    full.published = start
    full.dateSource = .jsonLD
    full.modified = start
    full.site = "Gazette"
    full.section = "World"
    full.standfirst = "Lead"
    full.image = "https://gazette.example/i.jpg"
    try store.save([
      ExtractionRecord(
        id: store.articleID(links[1]), article: full,
        language: Language(tag: "vi", script: "Latn", confidence: 0.9), words: 3, extractor: 1)
    ])
    try store.summarizeAll()
    try store.pool.write { db in
      try db.execute(sql: "UPDATE articles SET date_flag = 'future' WHERE language = 'en'")
    }
    _ = try store.updateWatches(
      [WatchList(name: "rivers", any: [try SearchQuery("river"), try SearchQuery("sông")])],
      since: start, now: start)
    _ = try store.record(
      PollRecord(
        feed: feeds[1], at: hours(2), outcome: "failed",
        health: FeedHealth(
          status: "failing", failures: 1.5, lastError: "timed out", httpStatus: 504,
          nextDue: hours(3)), state: nil))
    let run = try store.beginRun(now: start)
    try store.endRun(run, status: .done, exitStatus: 0, counts: RunCounts(), seconds: 1.5)
    let digest = try store.digest(named: "daily", from: start, until: hours(24), now: hours(25))
    try store.save(
      digest: digest.uid, state: .ok, body: Data("{}".utf8),
      targets: ["a@b.example", "c@d.example"], now: hours(25))
    for target in ["a@b.example", "c@d.example"] {
      _ = try store.beginDelivery(ofDigest: digest.uid, to: target, now: hours(26))
    }
    try store.endDelivery(ofDigest: digest.uid, to: "a@b.example", .sent, now: hours(26))
    try store.endDelivery(
      ofDigest: digest.uid, to: "c@d.example",
      .notDelivered(error: "refused", nextTry: hours(27)), now: hours(26))
    return test
  }
}
