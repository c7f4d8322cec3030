internal import Foundation
internal import GRDB
internal import NewsModel
internal import Synchronization

/// The database: everything that tidings knows, in one SQLite file.
///
/// Every method is synchronous and does one transaction: it has happened whole or not at all, and a process
/// killed at any moment loses nothing that a method had returned from. Readers never wait for the writer nor
/// it for them (WAL). Methods may be called from any thread.
package final class NewsStore: Sendable {
  package let path: String
  package let options: StoreOptions
  let pool: DatabasePool
  /// Whether the search index was found to be cut into words as this program cuts them.
  let searchIsCurrent = Mutex(false)
  /// Lists of words that evidence is written by, by number.
  let knownCodes = Mutex<[Int64: WordCodes]>([:])
  private let isClosed = Mutex(false)

  init(path: String, options: StoreOptions, pool: DatabasePool) {
    self.path = path
    self.options = options
    self.pool = pool
  }

  /// One writing transaction.
  func write<T>(_ body: (Database) throws -> T) throws(StorageError) -> T {
    do { return try pool.write(body) } catch { throw StorageError(error, path: path) }
  }

  /// One reading transaction: a consistent picture of the database.
  func read<T>(_ body: (Database) throws -> T) throws(StorageError) -> T {
    do { return try pool.read(body) } catch { throw StorageError(error, path: path) }
  }

  /// Lets go of the pages of the file that are kept in memory, after work that will not come back to them.
  package func releaseMemory() { pool.releaseMemory() }

  /// Empties the log into the file and closes it; a second time does nothing, other calls fail.
  ///
  /// Without it nothing is lost: what was committed stands in the `-wal` file until the next opening.
  package func close() throws(StorageError) {
    let wasClosed = isClosed.withLock { closed in
      defer { closed = true }
      return closed
    }
    guard !wasClosed else { return }
    if options.access == .readWrite {
      // Readers elsewhere may hold the log; then it stays, and that is well.
      try? pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    }
    do { try pool.close() } catch { throw StorageError(error, path: path) }
  }
}

/// How a store is opened.
package struct StoreOptions: Sendable, Hashable {
  package enum Synchronous: String, Sendable, CaseIterable {
    /// A power cut may take the last transactions, never the database (SQLite's advice for WAL).
    case normal
    /// A power cut takes nothing.
    case full
  }

  /// What is kept of an article's text once it was summarised.
  package enum Body: String, Sendable, CaseIterable {
    case full
    /// The first ``excerptLength`` characters: for those who may not keep whole texts.
    case excerpt
  }

  package enum Access: Sendable, Hashable {
    case readWrite
    /// For questions only: nothing in the file changes.
    case readOnly
  }

  /// Unicode scalars that ``Body/excerpt`` keeps.
  package static let excerptLength = 300

  /// Whether a missing database is made. A damaged one never is made anew.
  package var creates = false
  package var access = Access.readWrite
  /// Seconds to wait for another process.
  package var busyTimeout: Double = 10
  package var synchronous = Synchronous.normal
  package var body = Body.full
  /// The most pages (of 4 KiB) that the file may have: for tests of a full disk.
  package var maxPages: Int?

  package init(
    creates: Bool = false, access: Access = .readWrite, busyTimeout: Double = 10,
    synchronous: Synchronous = .normal, body: Body = .full, maxPages: Int? = nil
  ) {
    self.creates = creates
    self.access = access
    self.busyTimeout = busyTimeout
    self.synchronous = synchronous
    self.body = body
    self.maxPages = maxPages
  }
}
