package import Foundation
internal import Archive
internal import GRDB
internal import NewsModel

extension NewsStore {
  /// The digest of that name whose window closes at `until`, made where there is none yet.
  ///
  /// Its uid hangs on name and window alone, and its generated-at is `now` of the first call: a second rendering gives
  /// the same bytes.
  package func digest(
    named name: String, from: Date, until: Date, now: Date
  ) throws(StorageError) -> StoredDigest {
    let uid = ContentHash.uid(of: "digest\n\(name)\n\(from.stamp)\n\(until.stamp)")
    return try write { db in
      try db.run(
        """
        INSERT INTO digests (uid, name, from_, until, generated, state)
        VALUES (?, ?, ?, ?, ?, 'pending') ON CONFLICT DO NOTHING
        """, [uid, name, from.stamp, until.stamp, now.stamp])
      guard let row = try db.row("SELECT * FROM digests WHERE uid = ?", [uid]) else {
        throw StorageError(.bug, "The digest \(name) vanished while it was made.")
      }
      return StoredDigest(row: row)
    }
  }

  /// Keeps what a digest says (as JSON): it is finished.
  ///
  /// - Parameter targets: where it is to be sent; queued in the same transaction, and only when it was not finished before, so
  ///   that rendering it again sends nothing again.
  package func save(
    digest uid: String, state: StoredDigest.State, body: Data, targets: [String] = [],
    now: Date = Date(timeIntervalSince1970: 0)
  ) throws(StorageError) {
    let packed = Data(Deflate.compressed([UInt8](body)))
    try write { db in
      let isNew =
        try db.one(Bool.self, "SELECT body IS NULL FROM digests WHERE uid = ?", [uid]) ?? false
      try db.run(
        "UPDATE digests SET state = ?, body = ? WHERE uid = ?", [state.rawValue, packed, uid])
      if isNew { try Self.queue(targets, ofDigest: uid, now: now, db) }
    }
  }

  /// Finished digests, newest window first.
  ///
  /// - Parameter name: only those; `nil` for all.
  package func digests(
    named name: String? = nil, limit: Int = 100
  ) throws(StorageError) -> [StoredDigest] {
    try read { db in
      try db.rows(
        """
        SELECT * FROM digests WHERE (?1 IS NULL OR name = ?1) AND body IS NOT NULL
        ORDER BY until DESC, name LIMIT ?2
        """, [name, limit]
      ).map(StoredDigest.init(row:))
    }
  }
}

extension StoredDigest {
  /// The most bytes that a stored digest may decompress to.
  private static let limit = 256 << 20

  init(row: Row) {
    uid = row["uid"]
    name = row["name"]
    from = row.time("from_")
    until = row.time("until")
    generated = row.time("generated")
    state = State(rawValue: row["state"])
    body = (row["body"] as Data?).flatMap { data in
      (try? Deflate.decompressed([UInt8](data), limit: Self.limit)).map { Data($0) }
    }
  }
}
