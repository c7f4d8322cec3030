import Foundation
import GRDB
import NewsModel
import TestSupport
import Testing

@testable import Storage

@Suite struct DurabilityTests {
  /// The file is copied as a process killed at that moment would leave it, log and all.
  @Test func whatWasReturnedFromSurvivesAKill() throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("gazette")], now: start)[0].id
    for count in 1...20 {
      try test.store.add(
        "https://gazette.example/\(count)", title: "Report \(count)", body: "One line.", feed: feed)
      let copy = test.folder + "/killed-\(count).db"
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: test.path + suffix, toPath: copy + suffix)
      }
      let killed = try NewsStore.open(copy)
      #expect(try killed.totals().articles == count)
      #expect(try killed.diagnosis().isSound)
      #expect(try killed.search(SearchQuery("report \(count)")).hits.count >= 1)
    }
  }

  @Test func aFailedTransactionLeavesNothing() throws {
    let test = try TestStore()
    let id = try test.store.sync([feed("gazette")], now: start)[0].id
    try test.store.poll(id, [item("https://gazette.example/1", title: "One")])
    #expect(code { try test.store.poll(999, [item("https://gazette.example/2")]) } == .unknown)
    #expect(try test.store.totals().articles == 1)
  }

  /// Fifty sizes that the disk may have: the store says so, keeps what it had, and goes on once there is room.
  @Test(.tallied(.fullDisk, as: 50)) func fullDiskLosesNothing() throws {
    let seed = try TestStore()
    try fill(seed.store, articles: 4)
    try seed.store.close()
    let pages = FileSystem.size(of: seed.path) / 4096
    for point in 0..<50 {
      let path = seed.folder + "/full-\(point).db"
      try FileManager.default.copyItem(atPath: seed.path, toPath: path)
      let store = try NewsStore.open(path, options: StoreOptions(maxPages: pages + point))
      var added = 0
      var failure: StorageError?
      let feed = try store.feeds()[0].id
      do {
        for index in 0..<200 {
          try store.add(
            "https://gazette.example/more/\(index)", title: "More \(index)",
            body: (0..<80).map { "Sentence \($0 * index) of a longer text." }
              .joined(separator: "\n"), feed: feed)
          added += 1
        }
      } catch let error as StorageError {
        failure = error
      }
      #expect(failure?.code == .io, "point \(point): \(String(describing: failure))")
      #expect(throws: Never.self, "closing at point \(point)") { try store.close() }
      let again = try NewsStore.open(path)
      #expect(try again.diagnosis().damages == [])
      #expect(try again.totals().articles - again.totals().pendingFetch >= 4 + added)
      #expect(throws: Never.self, "adding at point \(point)") {
        try again.add(
          "https://gazette.example/after", title: "After", body: "Room again.", feed: feed)
      }
    }
  }

  /// Readers see a consistent picture and never wait, while a run writes.
  @Test func readersAndAWriterDoNotMeet() async throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("gazette")], now: start)[0].id
    let path = test.path
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<3 {
        group.addTask {
          // A program of its own, as the sqlite3 shell would be: no busy timeout, read only.
          var configuration = Configuration()
          configuration.readonly = true
          let reader = try DatabaseQueue(path: path, configuration: configuration)
          var looks = 0
          for _ in 0..<200 {
            try await reader.read { db in
              let (articles, linked) = (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM v1_articles")!,
                try Int.fetchOne(
                  db, sql: "SELECT count(DISTINCT article_uid) FROM v1_article_feeds")!
              )
              #expect(articles == linked)
            }
            looks += 1
          }
          return looks
        }
      }
      for index in 0..<100 {
        try test.store.poll(feed, [item("https://gazette.example/\(index)", title: "T\(index)")])
      }
      for try await looks in group { #expect(looks == 200) }
    }
    #expect(try test.store.totals().articles == 100)
  }

  @Test func anotherWriterIsWaitedForAndThenReported() throws {
    let test = try TestStore()
    let other = try NewsStore.open(test.path, options: StoreOptions(busyTimeout: 0.2))
    try test.store.pool.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(code { try other.setMeta("a", to: "b") } == .busy)
      try db.execute(sql: "ROLLBACK")
    }
    try other.setMeta("a", to: "b")
  }

  @Test func backupIsWholeAndNeverOverwrites() throws {
    let test = try TestStore()
    try fill(test.store, articles: 10)
    let copy = test.folder + "/backup.db"
    try test.store.backUp(to: copy)
    #expect(FileSystem.mode(of: copy) == 0o600)
    #expect(code { try test.store.backUp(to: copy) } == .io)
    let restored = try NewsStore.open(copy)
    #expect(try restored.diagnosis().isSound)
    for view in ExportView.allCases {
      let sql = "SELECT * FROM \(view.rawValue) ORDER BY 1, 2, 3"
      #expect(try restored.strings(sql) == test.store.strings(sql))
    }
    #expect(try restored.search(SearchQuery("harbour")).hits.count == 10)
  }
}
