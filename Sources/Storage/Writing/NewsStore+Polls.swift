internal import Foundation
internal import GRDB
internal import NewsModel

extension NewsStore {
  /// Stores a poll: the feed's state, and its items as articles where they are new.
  ///
  /// An item is known when its uid is, or when the same feed brought its guid before under an agreeing title or with the
  /// same text (a moved link); a guid that comes back with neither is another article. An edited title is taken over.
  package func record(_ poll: PollRecord) throws(StorageError) -> PollOutcome {
    try write { db in try record(poll, db) }
  }

  /// Stores several polls in one transaction, which takes little more than one of them would.
  package func record(_ polls: [PollRecord]) throws(StorageError) -> [PollOutcome] {
    polls.isEmpty ? [] : try write { db in try polls.map { try record($0, db) } }
  }

  private func record(_ poll: PollRecord, _ db: Database) throws -> PollOutcome {
    var outcome = PollOutcome()
    let recorder = try ItemRecorder(db, poll: poll, store: self)
    for item in poll.items { try recorder.record(item, in: &outcome) }
    try Self.updateHealth(of: poll, new: outcome.new.count, db)
    return outcome
  }

  private static func updateHealth(of poll: PollRecord, new: Int, _ db: Database) throws {
    let health = poll.health
    let at = poll.at.stamp
    try db.run(
      """
      UPDATE feeds SET status = ?1, failures = ?2, last_ok = coalesce(?3, last_ok), last_error = ?4,
        http_status = ?5, next_due = ?6, state = coalesce(?7, state),
        last_new = CASE WHEN ?8 > 0 THEN ?9 ELSE last_new END,
        failing_since = CASE WHEN ?1 = 'ok' THEN NULL ELSE coalesce(failing_since, ?9) END
      WHERE id = ?10
      """,
      [
        health.status, health.failures, health.lastOK?.stamp, health.lastError, health.httpStatus,
        health.nextDue?.stamp, poll.state, new, at, poll.feed,
      ])
    try db.run(
      """
      INSERT INTO polls (feed_id, at, outcome, http_status, items, new, error)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        poll.feed, at, poll.outcome, health.httpStatus, poll.items.count, new, health.lastError,
      ])
  }
}

/// Turns the items of one poll into rows.
private struct ItemRecorder {
  let db: Database
  let poll: PollRecord
  let source: String
  let store: NewsStore

  init(_ db: Database, poll: PollRecord, store: NewsStore) throws {
    guard let source = try db.one(String.self, "SELECT source FROM feeds WHERE id = ?", [poll.feed])
    else { throw StorageError(.unknown, "The feed numbered \(poll.feed) is not stored.") }
    self.db = db
    self.poll = poll
    self.source = source
    self.store = store
  }

  func record(_ found: DiscoveredItem, in outcome: inout PollOutcome) throws {
    if let known = try known(found) {
      try link(known.id, found)
      outcome.known += 1
      if try retitle(known, as: found.item.title?.storable) { outcome.edited += 1 }
    } else if try db.one(Int.self, "SELECT 1 FROM tombstones WHERE uid = ?", [found.uid]) != nil {
      outcome.buried += 1
    } else {
      try link(try insert(found), found)
      outcome.new.append(found.uid)
    }
  }

  private struct Known {
    var id: Int64
    var title: String?
    var itemTitle: String?
    var step: ArticleStep

    init(_ row: Row) {
      id = row["id"]
      title = row["title"]
      itemTitle = row["item_title"]
      step = ArticleStep(rawValue: row["step"]) ?? .matched
    }
  }

  private func known(_ found: DiscoveredItem) throws -> Known? {
    let columns = "SELECT a.id, a.title, \(SharedText.itemTitle), a.step FROM articles a"
    if let row = try db.row("\(columns) WHERE a.uid = ?", [found.uid]) { return Known(row) }
    guard let guid = found.item.guid, !guid.isEmpty else { return nil }
    // A guid may have been used for several articles: the youngest that agrees.
    return try db.rows(
      """
      \(columns) WHERE a.id IN (
        SELECT article_id FROM article_feeds WHERE feed_id = ?1 AND guid = ?2
        UNION ALL
        SELECT l.article_id FROM articles b JOIN article_feeds l ON l.article_id = b.id
        WHERE b.uid = ?3 AND b.link = ?2 AND l.feed_id = ?1 AND l.guid = '')
      ORDER BY a.id DESC LIMIT 20
      """, [poll.feed, guid.storable, uid(ofLink: guid, found)]
    ).map(Known.init).first {
      try TitleAgreement.holds($0.itemTitle, found.item.title) || hasText(of: found.item, $0.id)
    }
  }

  /// The uid of an article whose link the guid is; `nil` where that was looked for, or it is no address.
  private func uid(ofLink guid: String, _ found: DiscoveredItem) -> String? {
    guard guid != found.item.link, guid.hasPrefix("http") else { return nil }
    return ContentHash.uid(of: CanonicalURL.key(for: guid))
  }

  /// Whether the feed gave this article the same words before.
  private func hasText(of item: FeedItem, _ article: Int64) throws -> Bool {
    guard let text = item.ownText,
      let data = try db.one(Data.self, "SELECT item FROM items WHERE article_id = ?", [article])
    else { return false }
    return FeedItem(packed: data)?.ownText == text
  }

  private func link(_ id: Int64, _ found: DiscoveredItem) throws {
    try db.run(
      """
      INSERT INTO article_feeds (article_id, feed_id, guid, first_seen)
      VALUES (?1, ?2, iif(?3 = (SELECT link FROM articles WHERE id = ?1), '', nullif(?3, '')), ?4)
      ON CONFLICT DO NOTHING
      """, [id, poll.feed, found.item.guid?.storable, poll.at.stamp])
  }

  /// Takes over an edited title; the page's own title, where it differs from the feed's, stays.
  private func retitle(_ known: Known, as title: String?) throws -> Bool {
    guard let title, !title.isEmpty, title != known.itemTitle else { return false }
    let isShown = known.title == known.itemTitle
    if isShown, known.step >= .extracted { try store.unindex(known.id, db) }
    try db.run(
      "UPDATE articles SET item_title = iif(?2, '', ?1), title = iif(?2, ?1, title) WHERE id = ?3",
      [title, isShown, known.id])
    if isShown, known.step >= .extracted {
      try store.index(known.id, db)
      try db.run(
        """
        UPDATE stories SET headline = ? WHERE id = (
          SELECT story_id FROM articles WHERE id = ? AND duplicate_kind = 'original')
        """, [title, known.id])
    }
    return true
  }

  private func insert(_ found: DiscoveredItem) throws -> Int64 {
    let item = found.item
    let title = item.title?.storable
    try db.run(
      """
      INSERT INTO articles (uid, link, source, title, item_title, published, date_source, date_flag,
        first_seen, feed_id, step)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        found.uid, item.link?.storable, source, title, title.map { _ in "" }, item.published?.stamp,
        item.published.map { _ in DateSource.feed.rawValue }, item.dateFlag?.rawValue,
        poll.at.stamp, poll.feed, found.step.rawValue,
      ])
    let id = db.lastInsertedRowID
    if found.step < .extracted {
      try db.run("INSERT INTO items (article_id, item) VALUES (?, ?)", [id, try item.packed()])
    } else {
      try store.index(id, db)
    }
    return id
  }
}
