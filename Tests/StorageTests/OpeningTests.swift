import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

@Suite struct OpeningTests {
  @Test func missingIsMadeOnlyWhenAsked() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString + ".db"
    #expect(code { try NewsStore.open(path) } == .missing)
    #expect(code { try NewsStore.open(path, options: readOnly) } == .missing)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(code { try NewsStore.open("/nowhere/at/all.db", options: .init(creates: true)) } == .io)
  }

  @Test func newDatabaseIsPrivateInWALAndOfThisSchema() throws {
    let test = try TestStore()
    try test.store.setMeta("a", to: "b")
    for suffix in ["", "-wal", "-shm"] { #expect(FileSystem.mode(of: test.path + suffix) == 0o600) }
    #expect(try test.store.strings("PRAGMA journal_mode") == ["wal"])
    #expect(try test.store.strings("PRAGMA auto_vacuum") == ["2"])
    #expect(try test.store.strings("PRAGMA user_version") == ["\(NewsStore.schemaVersion)"])
    let synchronous = try test.store.pool.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA synchronous")
    }
    #expect(synchronous == 1)
    let full = try TestStore(options: StoreOptions(creates: true, synchronous: .full))
    let fully = try full.store.pool.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA synchronous")
    }
    #expect(fully == 2)
  }

  @Test func reopenedAsItWasLeft() throws {
    let test = try TestStore()
    try test.store.setMeta("first_run", to: "yes")
    let again = try NewsStore.open(test.path)
    #expect(try again.meta("first_run") == "yes")
    let reader = try NewsStore.open(test.path, options: readOnly)
    #expect(try reader.meta("first_run") == "yes")
    #expect(code { try reader.setMeta("x", to: "y") } == .io)
  }

  @Test func newerAndForeignDatabasesAreLeftAlone() throws {
    for (sql, expected) in [
      ("PRAGMA user_version = 999", StorageError.Code.newer),
      ("PRAGMA application_id = 7", .foreign),
    ] {
      let test = try TestStore()
      try test.store.pool.writeWithoutTransaction { try $0.execute(sql: sql) }
      try test.store.close()
      let before = try Data(contentsOf: URL(fileURLWithPath: test.path))
      #expect(code { try NewsStore.open(test.path, options: .init(creates: true)) } == expected)
      #expect(try Data(contentsOf: URL(fileURLWithPath: test.path)) == before)
    }
  }

  @Test(arguments: [
    "hello, I am a text file, and longer than a header of a hundred bytes"
      + String(repeating: ".", count: 100), "short",
  ])
  func whatIsNoDatabaseIsNotOverwritten(text: String) throws {
    let path = NSTemporaryDirectory() + UUID().uuidString + ".db"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(code { try NewsStore.open(path, options: .init(creates: true)) } == .corrupt)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func networkMountsAreKnown() {
    let table = MountTable(
      """
      22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
      40 22 0:36 / /home/me/my\\040share rw - nfs4 server:/export rw
      41 22 0:37 / /mnt rw shared:2 master:1 - ext4 /dev/sdb1 rw
      42 41 0:38 / /mnt/far rw - fuse.sshfs me@host: rw
      43 42 0:39 / /mnt/far rw - tmpfs none rw
      garbage
      """)
    #expect(table.networkName(holding: "/home/me/my share/news.db") == "nfs4")
    #expect(table.networkName(holding: "/home/me/my sharepoint/news.db") == nil)
    #expect(table.networkName(holding: "/mnt/news.db") == nil)
    #expect(table.networkName(holding: "/mnt/far/news.db") == nil)
    #expect(MountTable("").networkName(holding: "/a") == nil)
  }

  /// One page after the other overwritten: every damage that SQLite can see is seen, and nothing is written.
  @Test func damagedPagesAreFoundAndNothingIsOverwritten() throws {
    let test = try TestStore()
    try fill(test.store, articles: 60)
    try test.store.close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: test.path))
    let pages = whole.count / 4096
    var found = 0
    for point in 0..<200 {
      let page = point * 7919 % pages
      var bytes = whole
      // From the page's own header on, so that what is struck is structure.
      let start = page * 4096 + (page == 0 ? 100 : 0)
      let count = 8 + point % 64
      bytes.replaceSubrange(start..<start + count, with: Data(repeating: 0xA5, count: count))
      try bytes.write(to: URL(fileURLWithPath: test.path))
      try? FileManager.default.removeItem(atPath: test.path + "-wal")
      try? FileManager.default.removeItem(atPath: test.path + "-shm")
      let seen: StorageError.Code? = code {
        let store = try NewsStore.open(test.path, options: .init(creates: true))
        try store.verify()
      }
      guard seen == .corrupt else {
        #expect(seen == nil, "point \(point)")
        continue
      }
      found += 1
      let isAsItWas = try Data(contentsOf: URL(fileURLWithPath: test.path)) == bytes
      #expect(isAsItWas, "point \(point)")
    }
    // What is struck unseen: pages whose type SQLite does not check, such as overflow of texts.
    #expect(found >= 150, "\(found) of 200")
  }

  /// Fields of the header that SQLite does not call damage.
  @Test(arguments: [44, 47, 56, 59])
  func wrongHeaderIsFoundAtOnce(offset: Int) throws {
    let test = try TestStore()
    try fill(test.store, articles: 2)
    try test.store.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: test.path))
    bytes[offset] = 0x5A
    try bytes.write(to: URL(fileURLWithPath: test.path))
    #expect(code { try NewsStore.open(test.path, options: .init(creates: true)) } == .corrupt)
    #expect(try Data(contentsOf: URL(fileURLWithPath: test.path)) == bytes)
  }

  @Test func cutFileIsFoundAtOnce() throws {
    let test = try TestStore()
    try fill(test.store, articles: 20)
    try test.store.close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: test.path))
    for length in [1, 99, 100, 4095, 4096, 9000, whole.count / 2, whole.count - 1] {
      try whole.prefix(length).write(to: URL(fileURLWithPath: test.path))
      let seen = code { try NewsStore.open(test.path, options: .init(creates: true)) }
      #expect(seen == .corrupt, "\(length) of \(whole.count)")
      let after = try Data(contentsOf: URL(fileURLWithPath: test.path)).count
      #expect(after == length, "\(length) of \(whole.count)")
    }
  }
}

let readOnly = StoreOptions(access: .readOnly)

/// The code of the error that `body` throws, if it throws one.
func code<T>(_ body: () throws -> T) -> StorageError.Code? {
  do {
    _ = try body()
    return nil
  } catch {
    return (error as? StorageError)?.code
  }
}

/// Articles of some thousand characters each, every third one a copy of the one before.
func fill(_ store: NewsStore, articles: Int) throws {
  let feed = try store.sync([feed("gazette")], now: start)[0].id
  for index in 0..<articles {
    let isCopy = index % 3 == 1
    try store.add(
      "https://gazette.example/\(index)", title: "Report \(index) of the harbour",
      body: (0..<40).map { "Line \($0) of report \(index): the harbour stayed open." }
        .joined(separator: "\n"), feed: feed, at: hours(Double(index) / 10),
      story: isCopy ? uid("https://gazette.example/\(index - 1)") : nil,
      kind: isCopy ? .near : .original)
  }
}
