package import Foundation
internal import GRDB

extension NewsStore {
  /// Tells which of the alarms that stand now people are to be told of, and forgets those that stand no more.
  ///
  /// An alarm is due when it is new, and again when `repeatAfter` seconds have passed since people were last told.
  /// What is due counts as told once ``markReported(_:now:)`` says so: a run killed before it could print tells
  /// the next time.
  package func update(
    standing alarms: [Alarm], now: Date, repeatAfter: Double = 7 * 86_400
  ) throws(StorageError) -> AlarmChanges {
    try write { db in
      var changes = AlarmChanges()
      let keys = Set(alarms.map(\.key))
      for old in try Self.alarms(db) where !keys.contains(old.key) {
        try db.run("DELETE FROM alarms WHERE key = ?", [old.key])
        changes.cleared.append(old)
      }
      for alarm in alarms {
        try db.run(
          """
          INSERT INTO alarms (key, message, since) VALUES (?, ?, ?)
          ON CONFLICT (key) DO UPDATE SET message = excluded.message
          """, [alarm.key, alarm.message, now.stamp])
      }
      changes.due = try Self.alarms(db).filter { alarm in
        guard let reported = alarm.reported else { return true }
        // A clock that was set back must not silence an alarm: the distance counts.
        return abs(now.timeIntervalSince(reported)) >= repeatAfter
      }
      return changes
    }
  }

  /// Notes that people were told of these alarms.
  package func markReported(_ keys: [String], now: Date) throws(StorageError) {
    try write { db in
      for key in keys {
        try db.run("UPDATE alarms SET reported = ? WHERE key = ?", [now.stamp, key])
      }
    }
  }

  /// The alarms that stood when they were last looked at, by key.
  package func standingAlarms() throws(StorageError) -> [StandingAlarm] {
    try read { db in try Self.alarms(db) }
  }

  static func alarms(_ db: Database) throws -> [StandingAlarm] {
    try db.rows("SELECT * FROM alarms ORDER BY key").map { row in
      StandingAlarm(
        key: row["key"], message: row["message"], since: row.time("since"),
        reported: row.date("reported"))
    }
  }
}
