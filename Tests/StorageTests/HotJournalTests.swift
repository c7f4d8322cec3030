import Foundation
import GRDB
import Testing

@testable import Storage

/// A process killed within a transaction of a database that is not in WAL mode yet leaves a journal beside it, which a
/// connection that cannot write refuses to read past.
@Suite struct HotJournalTests {
  @Test(arguments: [StoreOptions.Access.readWrite, .readOnly])
  func aJournalLeftByAKillIsRolledBack(access: StoreOptions.Access) throws {
    let test = try TestStore()
    try test.store.setMeta("kept", to: "yes")
    try test.store.close()
    let copy = test.folder + "/killed.db"
    try killInTheMiddle(of: test.path, leaving: copy)
    let store = try NewsStore.open(copy, options: StoreOptions(access: access))
    #expect(try store.meta("kept") == "yes")
    #expect(try store.meta("lost") == nil)
    try store.close()
  }

  /// Copies file and journal while a transaction has spilled to both.
  private func killInTheMiddle(of path: String, leaving copy: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(
        sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 5; PRAGMA cache_spill = 1")
      try db.execute(sql: "BEGIN; INSERT INTO meta (key, value) VALUES ('lost', 'x')")
      for number in 0..<200 {
        try db.execute(
          sql: "INSERT INTO meta (key, value) VALUES (?, ?)",
          arguments: ["key \(number)", String(repeating: "y", count: 3000)])
      }
      for suffix in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
      }
      try db.execute(sql: "ROLLBACK")
    }
    #expect(FileSystem.size(of: copy + "-journal") > 512, "no hot journal was made")
  }
}
