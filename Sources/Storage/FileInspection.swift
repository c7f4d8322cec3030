internal import GRDB

/// A look at a database through a connection that cannot write, before one that can is opened: opening for writing
/// alone changes bytes of a file.
enum FileInspection {
  /// Up to this size every opening for writing reads the whole file for damage, at some 0.6 GB/s; beyond it
  /// ``NewsStore/verify()`` does so when asked.
  static let verifiedSize = 64 << 20

  /// Throws `.corrupt`, `.foreign` or `.newer` for a file that is not to be written to.
  static func check(_ path: String, options: StoreOptions) throws(StorageError) {
    do {
      do {
        try inspect(path, options: options)
      } catch let error as DatabaseError
        where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK
        || error.extendedResultCode == .SQLITE_READONLY_RECOVERY
      {
        try rollBack(path, options: options)
        try inspect(path, options: options)
      }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  private static func inspect(_ path: String, options: StoreOptions) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(options.busyTimeout)
    let connection = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? connection.close() }
    try connection.read { db in
      try recognise(db, path: path, options: options)
      if options.access == .readWrite, FileSystem.size(of: path) <= verifiedSize {
        try verify(db, path: path)
      }
    }
  }

  /// A process killed within a transaction, before the file was in WAL mode, leaves a journal that only a connection
  /// that may write can roll back: the first statement of one does.
  private static func rollBack(_ path: String, options: StoreOptions) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(options.busyTimeout)
    let connection = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? connection.close() }
    try connection.writeWithoutTransaction { db in
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master")
    }
  }

  /// Throws `.corrupt` with what `PRAGMA quick_check` found.
  static func verify(_ db: Database, path: String) throws {
    let damages = try String.fetchAll(db, sql: "PRAGMA quick_check(20)").filter { $0 != "ok" }
    guard damages.isEmpty else {
      throw StorageError(
        .corrupt, StorageError.corruptionMessage(path),
        cause: damages.prefix(3).joined(separator: "; "))
    }
  }

  private static func recognise(_ db: Database, path: String, options: StoreOptions) throws {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    // A process killed while it made the database leaves one without tables.
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
    guard application == Schema.applicationID || isEmpty else {
      throw StorageError(
        .foreign, "\(path) is a database of another program; set store.path to another file.")
    }
    guard version <= NewsStore.schemaVersion else {
      throw StorageError(
        .newer,
        "\(path) has schema \(version), this tidings knows \(NewsStore.schemaVersion). "
          + "Update tidings; nothing was changed.")
    }
    guard version == NewsStore.schemaVersion || options.access == .readWrite else {
      throw StorageError(
        .missing,
        "\(path) has schema \(version), older than this tidings; `tidings run` brings it up to date."
      )
    }
  }
}
