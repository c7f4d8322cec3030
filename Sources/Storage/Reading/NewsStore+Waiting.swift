package import Foundation
internal import GRDB

/// An article that has not got through all steps.
package struct WaitingArticle: Sendable, Hashable {
  package var uid: String
  package var link: String?
  /// What it has; the next step is what it waits for.
  package var step: ArticleStep
  package var firstSeen: Date
  package var lastError: String?
}

extension NewsStore {
  /// Articles first seen before `date` that still wait for a step, oldest first, and how many there are in all.
  ///
  /// Those that were set aside (``quarantined(limit:)``) wait for nothing.
  package func waiting(
    since date: Date, limit: Int = 10
  ) throws(StorageError) -> (count: Int, oldest: [WaitingArticle]) {
    try read { db in
      let condition = "step < 3 AND quarantined IS NULL AND first_seen < ?"
      let count = try db.one(
        Int.self, "SELECT count(*) FROM articles WHERE \(condition)", [date.stamp])
      let rows = try db.rows(
        """
        SELECT uid, link, step, first_seen, last_error FROM articles WHERE \(condition)
        ORDER BY first_seen, uid LIMIT ?
        """, [date.stamp, limit])
      return (
        count ?? 0,
        rows.map {
          WaitingArticle(
            uid: $0["uid"], link: $0["link"],
            step: ArticleStep(rawValue: $0["step"]) ?? .discovered,
            firstSeen: $0.time("first_seen"), lastError: $0["last_error"])
        }
      )
    }
  }
}
