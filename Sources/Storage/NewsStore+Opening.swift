internal import Foundation
internal import GRDB

extension NewsStore {
  /// Opens the database at `path`, and brings an older one up to this program's schema.
  ///
  /// - Throws: `.missing` where there is none and `options.creates` is false; `.corrupt`, `.newer` and
  ///   `.foreign` for a file that is not ours to write to (its bytes stay as they are); `.network`; `.io`; `.busy`.
  package static func open(
    _ path: String, options: StoreOptions = StoreOptions()
  ) throws(StorageError) -> NewsStore {
    try prepareFile(path, options: options)
    do {
      let pool = try DatabasePool(path: path, configuration: configuration(options))
      let store = NewsStore(path: path, options: options, pool: pool)
      try store.configureWriter()
      if options.access == .readWrite { try store.migrate() }
      return store
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// The number of the newest migration that this program knows, and that an opened database has.
  package static var schemaVersion: Int { Schema.migrations.count }

  private static func prepareFile(
    _ path: String, options: StoreOptions
  ) throws(StorageError) {
    if let name = FileSystem.networkName(holding: path) {
      throw StorageError(
        .network,
        "\(path) lies on \(name), a network file system, where SQLite's locks do not hold. "
          + "Set store.path to a local disk.")
    }
    if FileSystem.size(of: path) == 0 {
      guard options.creates, options.access == .readWrite else {
        throw StorageError(
          .missing, "There is no database at \(path). `tidings init` or `tidings run` makes one.")
      }
      try FileSystem.createPrivately(path)
    } else {
      try FileHeader.check(path)
      try FileInspection.check(path, options: options)
    }
  }

  /// KiB of the file that a connection keeps in memory: the writer, or one that only asks, and each of those that read
  /// beside a writer. What is not there, the system has: a run over 2,000 or 20,000 articles takes no more time with 8 and
  /// 4 MB than with 32 and 32, which five connections would fill.
  private static let writerCache = 8192
  private static let readerCache = 4096

  private static func configuration(_ options: StoreOptions) -> Configuration {
    var configuration = Configuration()
    configuration.label = "tidings"
    configuration.readonly = options.access == .readOnly
    configuration.busyMode = .timeout(options.busyTimeout)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      // Takes effect on a new file only, and only before its first page is written.
      if !db.configuration.readonly { try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL") }
      let size = options.access == .readOnly ? writerCache : readerCache
      try db.execute(sql: "PRAGMA cache_size = -\(size); PRAGMA temp_store = MEMORY")
    }
    return configuration
  }

  private func configureWriter() throws {
    guard options.access == .readWrite else { return }
    try pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = \(options.synchronous.rawValue)")
      // The log may grow to 16 MB before it is emptied into the file: pages that are written often are then moved
      // less often (a third of the time of inserting into a large index).
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
      try db.execute(sql: "PRAGMA cache_size = -\(Self.writerCache)")
      if let pages = options.maxPages {
        try db.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
    }
  }

  /// Applies what is missing, each migration in a transaction of its own.
  private func migrate() throws(StorageError) {
    for (index, sql) in Schema.migrations.enumerated() {
      try write { db in
        // Looked at again inside the transaction: another process may have been faster.
        guard try Int.fetchOne(db, sql: "PRAGMA user_version") == index else { return }
        try db.execute(sql: sql)
        try db.execute(sql: "PRAGMA user_version = \(index + 1)")
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      }
    }
  }
}
