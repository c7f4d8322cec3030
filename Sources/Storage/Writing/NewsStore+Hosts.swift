package import Foundation
internal import GRDB

/// What the fetching stage remembers of a host, as it is: JSON of its own.
package struct StoredHost: Sendable, Hashable {
  /// Scheme, host and port, or whatever the fetching stage calls a host by.
  package var key: String
  package var state: Data?
  /// The cached robots.txt and its verdict.
  package var robots: Data?

  package init(key: String, state: Data?, robots: Data? = nil) {
    self.key = key
    self.state = state
    self.robots = robots
  }
}

extension NewsStore {
  /// All hosts, by key.
  package func hosts() throws(StorageError) -> [StoredHost] {
    try read { db in
      try db.rows("SELECT key, state, robots FROM hosts ORDER BY key").map {
        StoredHost(key: $0["key"], state: $0["state"], robots: $0["robots"])
      }
    }
  }

  package func host(_ key: String) throws(StorageError) -> StoredHost? {
    try read { db in
      try db.row("SELECT key, state, robots FROM hosts WHERE key = ?", [key]).map {
        StoredHost(key: $0["key"], state: $0["state"], robots: $0["robots"])
      }
    }
  }

  /// Replaces what is known of these hosts.
  package func save(_ hosts: [StoredHost], now: Date) throws(StorageError) {
    try write { db in
      for host in hosts {
        try db.run(
          """
          INSERT INTO hosts (key, state, robots, changed) VALUES (?, ?, ?, ?)
          ON CONFLICT (key) DO UPDATE SET state = excluded.state, robots = excluded.robots,
            changed = excluded.changed
          """, [host.key, host.state, host.robots, now.stamp])
      }
    }
  }
}
