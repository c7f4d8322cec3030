package import Foundation
internal import GRDB

extension NewsStore {
  /// What people said of pairs of articles, by uid.
  package func pins() throws(StorageError) -> [StoryPin] {
    try read { db in
      try db.rows("SELECT kind, first, second FROM pins ORDER BY first, second").compactMap {
        row in
        StoryPin.Kind(rawValue: row["kind"]).map { StoryPin($0, row["first"], row["second"]) }
      }
    }
  }

  /// Remembers pins; the last word on a pair counts. The next matching obeys them: mark the articles with
  /// ``rematch(uids:)``.
  package func save(_ pins: [StoryPin], now: Date) throws(StorageError) {
    try write { db in
      for pin in pins {
        try db.run(
          "INSERT OR REPLACE INTO pins (kind, first, second, pinned) VALUES (?, ?, ?, ?)",
          [
            pin.kind.rawValue, min(pin.first, pin.second), max(pin.first, pin.second), now.stamp,
          ])
      }
    }
  }

  /// Forgets what was said of these pairs.
  package func removePins(_ pins: [StoryPin]) throws(StorageError) {
    try write { db in
      for pin in pins {
        try db.run(
          "DELETE FROM pins WHERE first = ? AND second = ?",
          [min(pin.first, pin.second), max(pin.first, pin.second)])
      }
    }
  }
}
