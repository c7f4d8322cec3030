package import Foundation
internal import GRDB
internal import NewsModel

extension NewsStore {
  /// How often a step is begun for one article before it is set aside (`parse.quarantine_after`).
  package static let defaultAttempts = 2

  /// No page waits for its next try so long: what does was told so by a clock that ran ahead.
  private static let longestWait: Double = 30 * 86_400

  /// Articles whose page is to be fetched: never tried ones first, then by first seen and uid.
  ///
  /// - Parameter feeds: only those first seen in these feeds (``StoredFeed/id``); `nil` for all.
  /// - Parameter since: only those first seen then or later.
  package func pagesToFetch(
    limit: Int, now: Date, feeds: Set<Int64>? = nil, since: Date? = nil
  ) throws(StorageError) -> [PageWork] {
    try read { db in
      let ids = try feeds.map { try JSONColumn.encode($0.sorted()) }
      return try db.rows(
        """
        SELECT a.id, a.uid, a.link, a.attempts, a.first_seen, a.published, f.name AS feed
        FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id
        WHERE a.step = 0 AND a.step < 3 AND a.quarantined IS NULL AND a.link IS NOT NULL
          AND (a.next_try IS NULL OR a.next_try <= ?1 OR a.next_try > ?5)
          AND (?2 IS NULL OR a.first_seen >= ?2)
          AND (?3 IS NULL OR a.feed_id IN (SELECT value FROM json_each(?3)))
        ORDER BY a.attempts, a.first_seen, a.uid LIMIT ?4
        """, [now.stamp, since?.stamp, ids, limit, now.addingTimeInterval(Self.longestWait).stamp]
      ).map(PageWork.init(row:))
    }
  }

  /// Those of these articles whose page is to be fetched, in the order of `uids`.
  package func pagesToFetch(uids: [String]) throws(StorageError) -> [PageWork] {
    guard !uids.isEmpty else { return [] }
    return try read { db in
      try uids.compactMap { uid in
        try db.row(
          """
          SELECT a.id, a.uid, a.link, a.attempts, a.first_seen, a.published, f.name AS feed
          FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id
          WHERE a.uid = ? AND a.step = 0 AND a.quarantined IS NULL AND a.link IS NOT NULL
          """, [uid]
        ).map(PageWork.init(row:))
      }
    }
  }

  /// Articles whose text is to be extracted, each with its page: never tried ones first, then by first seen and uid.
  ///
  /// Pages come packed, and lie in memory as long as what is returned.
  package func pagesToExtract(
    limit: Int, since: Date? = nil
  ) throws(StorageError) -> [ExtractionWork] {
    try read { db in
      var work: [ExtractionWork] = []
      try db.forEachRow(
        """
        SELECT a.id, a.uid, a.link, a.source, a.attempts, a.first_seen, a.last_error,
          \(SharedText.itemTitle),
          f.name, i.item, p.url, p.http_status, p.charset, p.fetched, p.size, p.page
        FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id
        LEFT JOIN items i ON i.article_id = a.id LEFT JOIN pages p ON p.article_id = a.id
        WHERE a.step = 1 AND a.step < 3 AND a.quarantined IS NULL
          AND (?1 IS NULL OR a.first_seen >= ?1)
        ORDER BY a.attempts, a.first_seen, a.uid LIMIT ?2
        """, [since?.stamp, limit]
      ) { work.append(ExtractionWork(row: $0)) }
      return work
    }
  }

  /// How many articles wait for the step after `step`.
  package func count(of step: ArticleStep) throws(StorageError) -> Int {
    try read { db in
      try db.one(
        Int.self,
        """
        SELECT count(*) FROM articles WHERE step = ? AND step < 3 AND quarantined IS NULL
        """, [step.rawValue]) ?? 0
    }
  }

  /// Raises the attempts of articles before a step is begun, and sets aside those that were begun too often:
  /// what kills the process must not kill every later run.
  ///
  /// Begin those that have an attempt behind them one by one: whatever else was under way when the process died
  /// carries the same mark. A step that ends, well or not, sets the count back.
  /// - Returns: the ids that may be begun, in the order given.
  package func beginAttempt(
    _ articles: [Int64], step: ArticleStep, limit: Int = defaultAttempts
  ) throws(StorageError) -> [Int64] {
    try write { db in
      try articles.filter { id in
        try db.run(
          """
          UPDATE articles SET quarantined = ?1, last_error = ?1
          WHERE id = ?2 AND step = ?3 AND quarantined IS NULL AND attempts >= ?4
          """,
          [
            "The step after `\(step)` was begun \(limit) times and never ended.", id,
            step.rawValue, limit,
          ])
        try db.run(
          """
          UPDATE articles SET attempts = attempts + 1
          WHERE id = ? AND step = ? AND quarantined IS NULL
          """, [id, step.rawValue])
        return db.changesCount > 0
      }
    }
  }

  /// Notes that a step failed in an orderly way: to be tried again at `retryAt`, or set aside.
  package func setAside(_ failures: [StepFailure]) throws(StorageError) {
    try write { db in
      for failure in failures {
        try db.run(
          """
          UPDATE articles SET last_error = ?1, attempts = 0, next_try = ?2,
            quarantined = iif(?2 IS NULL, ?1, NULL)
          WHERE id = ?3
          """, [failure.reason, failure.retryAt?.stamp, failure.id])
      }
    }
  }

  /// Articles that were set aside, with the reason, newest first.
  package func quarantined(
    limit: Int = 100
  ) throws(StorageError) -> [(uid: String, link: String?, reason: String)] {
    try read { db in
      try db.rows(
        """
        SELECT uid, link, quarantined FROM articles WHERE quarantined IS NOT NULL
        ORDER BY id DESC LIMIT ?
        """, [limit]
      ).map { ($0["uid"], $0["link"], $0["quarantined"]) }
    }
  }

  /// Gives articles that were set aside another chance.
  package func releaseQuarantined(uids: [String]) throws(StorageError) {
    try write { db in
      for uid in uids {
        try db.run("UPDATE articles SET quarantined = NULL, attempts = 0 WHERE uid = ?", [uid])
      }
    }
  }
}

extension PageWork {
  init(row: Row) {
    self.init(
      id: row["id"], uid: row["uid"], link: row["link"], feed: row["feed"],
      attempts: row["attempts"], firstSeen: row.time("first_seen"),
      published: row.date("published"))
  }
}

extension ExtractionWork {
  /// - Parameter row: with the columns of ``NewsStore/pagesToExtract(limit:since:)``, pages of a hundred kilobytes among them.
  init(row: BareRow) {
    id = row.integer(0)
    uid = row.text(1)
    link = row.optionalText(2)
    source = row.text(3)
    attempts = Int(row.integer(4))
    firstSeen = row.time(5)
    reason = row.optionalText(6)
    feed = row.optionalText(8)
    item = FeedItem()
    if !row.isNull(9), let stored = FeedItem(packed: Data(row.bytes(9))) { item = stored }
    item.title = row.optionalText(7) ?? item.title
    item.link = item.link ?? link
    if !row.isNull(15) {
      packedPage = PackedPage(
        url: row.text(10), httpStatus: row.isNull(11) ? nil : Int(row.integer(11)),
        charset: row.optionalText(12), fetched: row.time(13), size: Int(row.integer(14)),
        packed: Data(row.bytes(15)))
    }
  }
}
