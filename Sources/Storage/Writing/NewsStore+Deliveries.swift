package import Foundation
internal import GRDB

/// Deliveries of digests. The order that keeps them from being sent twice: ``beginDelivery(ofDigest:to:now:)`` before anybody is
/// contacted, ``commitDelivery(ofDigest:to:)`` before the target could take it, ``endDelivery(ofDigest:to:_:now:)`` after it
/// answered. A process that dies between the last two leaves `sending`, of which
/// ``doubtInterruptedDeliveries(now:)`` makes `doubtful`.
extension NewsStore {
  /// Wants a finished digest sent to these targets, too, and to those again where it was given up or is in doubt. What was sent
  /// stays sent.
  package func queueDeliveries(
    ofDigest uid: String, to targets: [String], now: Date
  ) throws(StorageError) {
    try write { db in
      try Self.queue(targets, ofDigest: uid, now: now, db)
      for target in targets {
        try db.run(
          """
          UPDATE deliveries SET state = 'pending', next_try = NULL, queued = ?1
          WHERE target = ?2 AND digest_id = (SELECT id FROM digests WHERE uid = ?3)
            AND state IN ('pending', 'doubtful', 'failed', 'dropped')
          """, [now.stamp, target, uid])
      }
    }
  }

  static func queue(
    _ targets: [String], ofDigest uid: String, now: Date, _ db: Database
  ) throws {
    for target in targets {
      try db.run(
        """
        INSERT INTO deliveries (digest_id, target, state, queued)
        SELECT id, ?, 'pending', ? FROM digests WHERE uid = ? ON CONFLICT DO NOTHING
        """, [target, now.stamp, uid])
    }
  }

  /// What a run that was killed left half-way is in doubt from now on. For the holder of the run's lock alone: nobody else
  /// is sending then.
  package func doubtInterruptedDeliveries() throws(StorageError) {
    try write { db in
      try db.run(
        """
        UPDATE deliveries SET state = 'doubtful',
          last_error = 'the run was ended while the answer was awaited'
        WHERE state = 'sending'
        """)
    }
  }

  /// Drops what is wanted for targets that are configured no longer.
  ///
  /// - Parameter targets: those that are, by the digest's name.
  package func dropDeliveries(
    except targets: [String: Set<String>]
  ) throws(StorageError) {
    try write { db in
      let open = try Self.deliveries(db, where: "l.state NOT IN ('sent', 'dropped')")
      for delivery in open
      where targets[delivery.digestName]?.contains(delivery.target) != true {
        try db.run(
          """
          UPDATE deliveries SET state = 'dropped'
          WHERE target = ? AND digest_id = (SELECT id FROM digests WHERE uid = ?)
          """, [delivery.target, delivery.digestUID])
      }
    }
  }

  /// What is to be tried now, oldest digest first.
  package func dueDeliveries(now: Date) throws(StorageError) -> [StoredDelivery] {
    // A time to try again that is far ahead comes from a clock that was: no pause is longer than a day.
    let far = now.addingTimeInterval(2 * 86_400).stamp
    return try read { db in
      try Self.deliveries(
        db,
        where: """
          l.state = 'pending' AND d.body IS NOT NULL
            AND (l.next_try IS NULL OR l.next_try <= ?1 OR l.next_try > ?2)
          """, [now.stamp, far])
    }
  }

  /// What has not reached its reader although it was tried, and was not followed by a later digest that did: oldest first.
  ///
  /// - Parameter until: only digests whose window closed before.
  package func troubledDeliveries(
    before until: Date? = nil
  ) throws(StorageError) -> [StoredDelivery] {
    try read { db in try Self.troubledDeliveries(before: until, db) }
  }

  static func troubledDeliveries(
    before until: Date?, _ db: Database
  ) throws -> [StoredDelivery] {
    try deliveries(
      db,
      where: """
        (?1 IS NULL OR d.until < ?1)
          AND (l.state = 'pending' AND l.last_error IS NOT NULL
            OR l.state IN ('doubtful', 'failed') AND NOT EXISTS (
              SELECT 1 FROM deliveries m JOIN digests e ON e.id = m.digest_id
              WHERE e.name = d.name AND m.target = l.target AND m.state = 'sent'
                AND e.until > d.until))
        """, [until?.stamp])
  }

  /// All deliveries of one digest, by target.
  package func deliveries(ofDigest uid: String) throws(StorageError) -> [StoredDelivery] {
    try read { db in try Self.deliveries(db, where: "d.uid = ?1", [uid]) }
  }

  /// Notes that a delivery is about to be tried.
  ///
  /// - Returns: false where it is not wanted any more: leave it.
  package func beginDelivery(
    ofDigest uid: String, to target: String, now: Date
  ) throws(StorageError) -> Bool {
    try write { db in
      try db.run(
        """
        UPDATE deliveries SET attempts = attempts + 1, last_try = ?
        WHERE target = ? AND digest_id = (SELECT id FROM digests WHERE uid = ?)
          AND state = 'pending'
        """, [now.stamp, target, uid])
      return db.changesCount > 0
    }
  }

  /// Notes that from here on it may be delivered.
  ///
  /// - Returns: false where it is not to be: stop.
  package func commitDelivery(
    ofDigest uid: String, to target: String
  ) throws(StorageError) -> Bool {
    try write { db in
      try db.run(
        """
        UPDATE deliveries SET state = 'sending'
        WHERE target = ? AND digest_id = (SELECT id FROM digests WHERE uid = ?)
          AND state = 'pending'
        """, [target, uid])
      return db.changesCount > 0
    }
  }

  /// Notes how an attempt ended.
  package func endDelivery(
    ofDigest uid: String, to target: String, _ outcome: DeliveryOutcome, now: Date
  ) throws(StorageError) {
    let (state, error, next): (StoredDelivery.State, String?, Date?) =
      switch outcome {
      case .sent: (.sent, nil, nil)
      case .notDelivered(let error, let next): (next == nil ? .failed : .pending, error, next)
      case .doubtful(let error): (.doubtful, error, nil)
      }
    try write { db in
      try db.run(
        """
        UPDATE deliveries SET state = ?1, last_error = ?2, next_try = ?3,
          delivered = iif(?1 = 'sent', ?4, NULL)
        WHERE target = ?5 AND digest_id = (SELECT id FROM digests WHERE uid = ?6)
          AND state IN ('pending', 'sending')
        """, [state.rawValue, error, next?.stamp, now.stamp, target, uid])
    }
  }

  static func deliveries(
    _ db: Database, where condition: String, _ arguments: StatementArguments = []
  ) throws -> [StoredDelivery] {
    try db.rows(
      """
      SELECT d.uid, d.name, d.from_, d.until, l.* FROM deliveries l JOIN digests d ON d.id = l.digest_id
      WHERE \(condition) ORDER BY d.until, d.uid, l.target
      """, arguments
    ).map(StoredDelivery.init(row:))
  }
}

extension StoredDelivery {
  init(row: Row) {
    digestUID = row["uid"]
    digestName = row["name"]
    digestFrom = row.time("from_")
    digestUntil = row.time("until")
    target = row["target"]
    state = State(rawValue: row["state"]) ?? .pending
    attempts = row["attempts"]
    queued = row.time("queued")
    lastTry = row.date("last_try")
    nextTry = row.date("next_try")
    delivered = row.date("delivered")
    lastError = row["last_error"]
  }
}
