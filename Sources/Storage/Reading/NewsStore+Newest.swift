package import Foundation
internal import GRDB

extension NewsStore {
  /// When the newest article was first seen; `nil` for an empty store.
  package func newestArticle() throws(StorageError) -> Date? {
    try read { db in
      try db.rows("SELECT max(first_seen) AS at FROM articles", []).first?.date("at")
    }
  }

  /// When the first of all runs began; `nil` before it.
  package func firstRun() throws(StorageError) -> Date? {
    try read { db in try db.rows("SELECT min(started) AS at FROM runs", []).first?.date("at") }
  }
}
