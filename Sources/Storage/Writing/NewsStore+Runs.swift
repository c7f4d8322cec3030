package import Foundation
internal import GRDB

extension NewsStore {
  /// Notes that a run begins; one that never ended is noted as killed.
  ///
  /// Call it with the lock held: whatever else is `running` is not.
  /// - Returns: its number, for ``endRun(_:status:exitStatus:counts:report:now:)``.
  package func beginRun(now: Date) throws(StorageError) -> Int64 {
    try write { db in
      try db.run("UPDATE runs SET status = 'killed' WHERE status = 'running'")
      try db.run("INSERT INTO runs (started, status) VALUES (?, 'running')", [now.stamp])
      return db.lastInsertedRowID
    }
  }

  /// Notes how a run ended.
  ///
  /// - Parameter report: whatever the run has to say beyond the counts, as JSON.
  package func endRun(
    _ id: Int64, status: StoredRun.Status, exitStatus: Int, counts: RunCounts,
    seconds: Double, report: Data? = nil
  ) throws(StorageError) {
    try write { db in
      try db.run(
        """
        UPDATE runs SET status = ?, exit_status = ?, seconds = ?, feeds_ok = ?, feeds_failed = ?,
          articles_new = ?, report = ?
        WHERE id = ?
        """,
        [
          status.rawValue, exitStatus, seconds, counts.feedsOK, counts.feedsFailed,
          counts.articlesNew, report, id,
        ])
    }
  }

  /// The latest runs, newest first.
  package func runs(limit: Int = 20) throws(StorageError) -> [StoredRun] {
    try read { db in
      try db.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", [limit]).map { row in
        StoredRun(
          id: row["id"], started: row.time("started"), seconds: row["seconds"],
          status: StoredRun.Status(rawValue: row["status"]) ?? .failed,
          exitStatus: row["exit_status"],
          counts: RunCounts(
            feedsOK: row["feeds_ok"], feedsFailed: row["feeds_failed"],
            articlesNew: row["articles_new"]))
      }
    }
  }
}
