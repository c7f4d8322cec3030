package import Foundation
internal import GRDB
package import NewsModel

extension NewsStore {
  /// Makes the stored feeds those that are configured, and says how each stands, in the same order.
  ///
  /// A feed is known by its URL (so it may be renamed) or else by its name (so its URL may move); either way its
  /// articles and its health stay with it. A moved one begins with fresh state: validators and redirects belong to an URL.
  /// Feeds that are configured no more are kept, marked as removed, and come back with their history.
  package func sync(_ feeds: [Feed], now: Date) throws(StorageError) -> [StoredFeed] {
    try write { db in
      let known = try FeedIdentity(db)
      let ids = known.ids(of: feeds)
      for id in known.configured.subtracting(ids.compactMap(\.self)) {
        try db.run("UPDATE feeds SET configured = 0 WHERE id = ?", [id])
      }
      var synced: [Int64] = []
      for (feed, id) in zip(feeds, ids) {
        // Most are as they were: writing thousands of them anew took half a second of each run.
        if let id, known.isStored(feed, as: id) {
          synced.append(id)
        } else {
          synced.append(try Self.store(feed, as: id, now: now, db))
        }
      }
      let stored = try Self.feeds(db, where: "configured = 1")
      let byID = Dictionary(uniqueKeysWithValues: stored.map { ($0.id, $0) })
      return synced.compactMap { byID[$0] }
    }
  }

  /// All feeds ever configured, by name; removed ones last.
  package func feeds() throws(StorageError) -> [StoredFeed] {
    try read { db in try Self.feeds(db, where: "1") }
  }

  /// Stops or resumes polling a feed, whatever the configuration says.
  ///
  /// - Throws: `.unknown` where no configured feed bears the name.
  package func setPaused(_ paused: Bool, feed name: String) throws(StorageError) {
    try write { db in
      try db.run(
        "UPDATE feeds SET paused = ? WHERE name = ? AND configured = 1", [paused, name])
      guard db.changesCount > 0 else {
        throw StorageError(.unknown, "No configured feed is called \"\(name)\".")
      }
    }
  }

  private static func store(
    _ feed: Feed, as id: Int64?, now: Date, _ db: Database
  ) throws -> Int64 {
    let tags = JSONColumn.encode(feed.tags)
    guard let id else {
      try db.run(
        """
        INSERT INTO feeds (name, url, source, language, tags, enabled, added)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [feed.name, feed.url, feed.source, feed.language, tags, feed.active, now.stamp])
      return db.lastInsertedRowID
    }
    try db.run(
      """
      UPDATE feeds SET status = 'new', failures = 0, failing_since = NULL, last_error = NULL,
        http_status = NULL, next_due = NULL, state = NULL
      WHERE id = ? AND url <> ?
      """, [id, feed.url])
    try db.run(
      """
      UPDATE feeds SET name = ?, url = ?, source = ?, language = ?, tags = ?, enabled = ?,
        configured = 1
      WHERE id = ?
      """,
      [feed.name, feed.url, feed.source, feed.language, tags, feed.active, id])
    return id
  }

  /// Row by row and by the numbers of columns: there may be thousands, several times a run.
  static func feeds(_ db: Database, where condition: String) throws -> [StoredFeed] {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT id, name, url, source, configured, enabled, paused, status, failures, last_ok,
            last_error, http_status, next_due, last_new, failing_since, state
          FROM feeds WHERE \(condition) ORDER BY configured DESC, name, id
          """))
    var feeds: [StoredFeed] = []
    while let row = try rows.next() { feeds.append(StoredFeed(row: row)) }
    return feeds
  }
}

/// Which stored feed a configured one is.
private struct FeedIdentity {
  /// What the configuration says of a feed, as it is stored.
  private struct Row {
    var name: String
    var url: String
    var source: String
    var language: String?
    var tags: [String]
    var isEnabled: Bool
  }

  /// Those that are configured so far.
  private(set) var configured: Set<Int64> = []
  private var rows: [Int64: Row] = [:]
  private var byURL: [String: Int64] = [:]
  private var byName: [String: Int64] = [:]

  init(_ db: Database) throws {
    // Ascending, so that of several old ones the configured, then the youngest, is remembered.
    let cursor = try GRDB.Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT id, name, url, source, language, tags, enabled, configured FROM feeds
          ORDER BY configured, id
          """))
    var known = TagLists()
    while let row = try cursor.next() {
      let id: Int64 = row[0]
      let stored = Row(
        name: row[1], url: row[2], source: row[3], language: row[4], tags: known.tags(in: row[5]),
        isEnabled: row[6])
      if row[7] { configured.insert(id) }
      byURL[stored.url] = id
      byName[stored.name] = id
      rows[id] = stored
    }
  }

  /// Whether nothing of a feed has changed since it was stored.
  func isStored(_ feed: Feed, as id: Int64) -> Bool {
    guard configured.contains(id), let row = rows[id] else { return false }
    return row.name == feed.name && row.url == feed.url && row.source == feed.source
      && row.language == feed.language && row.tags == feed.tags && row.isEnabled == feed.active
  }

  /// By URL first, over all feeds, and only what remains by name: two feeds that swap names keep their histories.
  func ids(of feeds: [Feed]) -> [Int64?] {
    var taken: Set<Int64> = []
    var ids = feeds.map { feed -> Int64? in
      byURL[feed.url].flatMap { taken.insert($0).inserted ? $0 : nil }
    }
    for (index, feed) in feeds.enumerated() where ids[index] == nil {
      ids[index] = byName[feed.name].flatMap { taken.insert($0).inserted ? $0 : nil }
    }
    return ids
  }
}

extension StoredFeed {
  /// - Parameter row: with the columns of ``NewsStore/feeds(_:where:)``.
  init(row: Row) {
    let (isConfigured, isEnabled, isPaused): (Bool, Bool, Bool) = (row[4], row[5], row[6])
    id = row[0]
    name = row[1]
    url = row[2]
    source = row[3]
    isRemoved = !isConfigured
    self.isPaused = isPaused
    isActive = isConfigured && isEnabled && !isPaused
    health = FeedHealth(
      status: row[7], failures: row[8], lastOK: row.date(at: 9), lastError: row[10],
      httpStatus: row[11], nextDue: row.date(at: 12))
    health.lastNew = row.date(at: 13)
    health.failingSince = row.date(at: 14)
    state = row[15]
  }
}

/// Lists of tags as they are stored; each is read once, however many feeds have it.
private struct TagLists {
  private var known: [String: [String]] = [:]

  mutating func tags(in text: String) -> [String] {
    if let tags = known[text] { return tags }
    let tags = JSONColumn.decode([String].self, from: text) ?? []
    known[text] = tags
    return tags
  }
}
