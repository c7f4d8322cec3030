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

  /// Keeps what a digest says (as JSON).
  package func save(
    digest uid: String, state: StoredDigest.State, body: Data
  ) throws(StorageError) {
    let packed = Data(Deflate.compressed([UInt8](body)))
    try write { db in
      try db.run(
        "UPDATE digests SET state = ?, body = ? WHERE uid = ?", [state.rawValue, packed, uid])
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

  /// What was tried to bring digests to their readers and has not succeeded yet, oldest digest first.
  package func pendingDeliveries() throws(StorageError) -> [StoredDelivery] {
    try read { db in try Self.deliveries(db, where: "l.delivered IS NULL") }
  }

  /// All deliveries of one digest.
  package func deliveries(ofDigest uid: String) throws(StorageError) -> [StoredDelivery] {
    try read { db in try Self.deliveries(db, where: "d.uid = ?1", [uid]) }
  }

  /// Notes that a delivery is about to be tried; it is pending from here on until it is delivered.
  ///
  /// - Returns: false where it was delivered already: never send twice.
  package func beginDelivery(
    ofDigest uid: String, to target: String
  ) throws(StorageError) -> Bool {
    try write { db in
      try db.run(
        """
        INSERT INTO deliveries (digest_id, target, attempts)
        SELECT id, ?, 1 FROM digests WHERE uid = ?
        ON CONFLICT (digest_id, target) DO UPDATE SET attempts = attempts + 1
          WHERE delivered IS NULL
        """, [target, uid])
      return db.changesCount > 0
    }
  }

  /// Notes how a delivery ended: well where `error` is `nil`.
  package func endDelivery(
    ofDigest uid: String, to target: String, error: String?, now: Date
  ) throws(StorageError) {
    try write { db in
      try db.run(
        """
        UPDATE deliveries SET delivered = iif(?1 IS NULL, ?2, NULL), last_error = ?1
        WHERE target = ?3 AND digest_id = (SELECT id FROM digests WHERE uid = ?4)
        """, [error, now.stamp, target, uid])
    }
  }

  static func deliveries(
    _ db: Database, where condition: String, _ arguments: StatementArguments = []
  ) throws -> [StoredDelivery] {
    try db.rows(
      """
      SELECT d.uid, l.* FROM deliveries l JOIN digests d ON d.id = l.digest_id
      WHERE \(condition) ORDER BY d.until, d.uid, l.target
      """, arguments
    ).map { row in
      StoredDelivery(
        digestUID: row["uid"], target: row["target"], attempts: row["attempts"],
        delivered: row.date("delivered"), lastError: row["last_error"])
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
