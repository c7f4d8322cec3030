package import Foundation
internal import GRDB

extension NewsStore {
  /// Sends articles back to a step, to be done again by this program's version of it.
  ///
  /// - Parameter step: what they have when it begins: `.fetched` to extract again (only those whose page or item
  ///   is still kept), `.extracted` to match again.
  /// - Parameter extractor: only those that another version of the extractor made.
  /// - Returns: how many.
  @discardableResult
  package func reprocess(
    from step: ArticleStep, since: Date? = nil, extractor: Int? = nil
  ) throws(StorageError) -> Int {
    try write { db in
      try db.run(
        """
        UPDATE articles SET step = ?1, attempts = 0, quarantined = NULL, next_try = NULL
        WHERE step > ?1 AND (?2 IS NULL OR first_seen >= ?2) AND (?3 IS NULL OR extractor IS NOT ?3)
          AND (?1 > 1 OR EXISTS (SELECT 1 FROM pages p WHERE p.article_id = articles.id)
            OR EXISTS (SELECT 1 FROM items i WHERE i.article_id = articles.id))
        """, [step.rawValue, since?.stamp, extractor])
      return db.changesCount
    }
  }

  /// Has these articles matched again by the next run.
  package func rematch(uids: [String]) throws(StorageError) {
    try write { db in
      for uid in uids {
        try db.run("UPDATE articles SET step = 2, attempts = 0 WHERE uid = ? AND step = 3", [uid])
      }
    }
  }

  /// Has stories first seen at or after `since` summarised again.
  package func resummarize(since: Date? = nil) throws(StorageError) {
    try write { db in
      try db.run(
        "UPDATE stories SET stale = 1, attempts = 0 WHERE ?1 IS NULL OR last_seen >= ?1",
        [since?.stamp])
    }
  }
}
