import Foundation
import GRDB
import NewsModel
import TestSupport
import Testing

@testable import Storage

/// Databases that earlier programs wrote, kept as files: each opens, and holds afterwards what it held before.
struct MigrationTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/databases")

  private static let earlier = Array(1..<NewsStore.schemaVersion)

  /// Unpacks the database of a schema into a folder of its own, and removes it afterwards.
  private func with(schema: Int, _ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "tidings-schema-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let packed = Self.folder.appending(path: "schema-\(schema).db.gz")
    let path = folder + "/tidings.db"
    try #require(
      FileManager.default.fileExists(atPath: packed.path),
      "\(packed.lastPathComponent) is missing: see README.md beside it")
    try FileSystem.createPrivately(path)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", packed.path]
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    try body(path)
  }

  private static let contents = [
    "SELECT uid, link, title, language, published, first_seen, body_status, body, story_uid, duplicate_kind FROM v1_articles ORDER BY uid",
    "SELECT uid, headline, articles, sources, languages, summary, keywords FROM v1_stories ORDER BY uid",
    "SELECT story_uid, language, rank, sentence, article_uid, start, length FROM v1_summary_sentences ORDER BY 1, 2, 3",
    "SELECT article_uid, feed, guid FROM v1_article_feeds ORDER BY 1, 2",
    "SELECT name, url, status, last_ok FROM v1_feed_health ORDER BY 1",
    "SELECT id, started, status, articles_new FROM v1_runs ORDER BY 1",
  ]

  @Test(.tallied(.upgrades), arguments: earlier)
  func opensAndKeepsWhatItHeld(schema: Int) throws {
    try with(schema: schema) { path in
      let before = try DatabaseQueue(path: path).read { db in
        #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == schema)
        return try Self.contents.map { try Row.fetchAll(db, sql: $0).map(\.description) }
      }
      #expect(before.allSatisfy { !$0.isEmpty })
      // Who only reads changes nothing, and is told what to do.
      let reading = error { try NewsStore.open(path, options: readOnly) }
      #expect(reading?.code == .missing && reading?.message.contains("tidings run") == true)
      let store = try NewsStore.open(path)
      for (sql, rows) in zip(Self.contents, before) {
        let after = try store.pool.read { try Row.fetchAll($0, sql: sql).map(\.description) }
        #expect(after == rows, "\(sql)")
      }
      #expect(try store.diagnosis().isSound)
      #expect(try store.pins().count == 1)
      #expect(try store.search(SearchQuery("earthquake")).hits.count == 2)
      #expect(try store.strings("PRAGMA user_version") == ["\(NewsStore.schemaVersion)"])
      try expectSchemaOfANewOne(store)
    }
  }

  /// What was brought up to date has the tables, indexes and views of what was made today.
  private func expectSchemaOfANewOne(_ store: NewsStore) throws {
    let sql =
      "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    let fresh = try TestStore()
    #expect(try store.strings(sql) == fresh.store.strings(sql))
  }

  /// And goes on: new articles, matched with the old ones.
  @Test(.tallied(.upgrades), arguments: earlier)
  func worksOnAfterwards(schema: Int) throws {
    try with(schema: schema) { path in
      let store = try NewsStore.open(path)
      let count = try store.totals().articles
      let feed = try #require(try store.feeds().first)
      try store.add(
        "https://gazette.example/new", title: "After the update", body: "A new line of text.",
        feed: feed.id, at: hours(10_000))
      #expect(try store.totals().articles == count + 1)
      #expect(try store.search(SearchQuery("\"after the update\"")).hits.count == 1)
      #expect(try store.diagnosis().isSound)
      try store.close()
      #expect(try NewsStore.open(path, options: readOnly).totals().articles == count + 1)
    }
  }

  @Test(.tallied(.upgrades), arguments: [1, 10, 1_000_000])
  func aNewerOneIsLeftAlone(ahead: Int) throws {
    let test = try TestStore()
    try test.store.pool.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA user_version = \(NewsStore.schemaVersion + ahead)")
    }
    try test.store.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: test.path))
    for options in [StoreOptions(creates: true), readOnly] {
      let refusal = error { try NewsStore.open(test.path, options: options) }
      #expect(refusal?.code == .newer && refusal?.message.contains("Update tidings") == true)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: test.path)) == before)
  }

  private func error<T>(_ body: () throws -> T) -> StorageError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? StorageError
    }
  }
}
