package import Foundation
internal import GRDB

extension NewsStore {
  /// When the newest article was first seen; `nil` for an empty store.
  ///
  /// - Parameter limit: what was first seen later, by a clock that ran ahead, does not count.
  package func newestArticle(notAfter limit: Date? = nil) throws(StorageError) -> Date? {
    try read { db in
      try db.rows(
        "SELECT max(first_seen) AS at FROM articles WHERE ?1 IS NULL OR first_seen <= ?1",
        [limit?.stamp]
      ).first?.date("at")
    }
  }

  /// When the first of all runs began; `nil` before it.
  package func firstRun() throws(StorageError) -> Date? {
    try read { db in try db.rows("SELECT min(started) AS at FROM runs", []).first?.date("at") }
  }

  /// Each moment since `from` and before `until` at which new articles came, once, in order.
  ///
  /// Jumps from moment to moment along the index: a polled set has some 150 of them a day, however many articles.
  package func sightings(from: Date, until: Date) throws(StorageError) -> [Date] {
    try read { db in
      try db.rows(
        """
        WITH RECURSIVE moments (at) AS (
          SELECT min(first_seen) FROM articles WHERE first_seen >= ?1
          UNION ALL
          SELECT (SELECT min(first_seen) FROM articles WHERE first_seen > at) FROM moments
          WHERE at < ?2)
        SELECT at FROM moments WHERE at < ?2
        """, [from.stamp, until.stamp]
      ).compactMap { $0.date("at") }
    }
  }
}
