internal import GRDB

extension NewsStore {
  /// A small value that is kept under a name, e.g. the version that a first run was made with.
  package func meta(_ key: String) throws(StorageError) -> String? {
    try read { db in try db.one(String.self, "SELECT value FROM meta WHERE key = ?", [key]) }
  }

  /// Keeps a small value; `nil` forgets it.
  package func setMeta(_ key: String, to value: String?) throws(StorageError) {
    try write { db in try Self.setMeta(key, to: value, db) }
  }

  static func setMeta(_ key: String, to value: String?, _ db: Database) throws {
    if let value {
      try db.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [key, value])
    } else {
      try db.run("DELETE FROM meta WHERE key = ?", [key])
    }
  }
}
