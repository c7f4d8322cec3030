package import Foundation
internal import GRDB

/// How long things are kept, in seconds; `nil` is forever.
package struct Retention: Sendable, Hashable {
  /// What becomes of the room that was freed.
  package enum Vacuum: String, Sendable, CaseIterable {
    /// Given back to the file system.
    case incremental
    /// The file is written anew, which also puts it in order: takes as much room again, and nobody else may write meanwhile.
    case full
    /// Kept for what comes next.
    case off
  }

  package var page: Double?
  package var body: Double?
  package var article: Double?
  package var fetchLog: Double?
  package var digest: Double?
  /// What matching needs of an article: the length of its window.
  package var evidence: Double?
  /// Bytes that the file may have; the oldest articles beyond it go.
  package var maxBytes: Int?
  package var vacuum: Vacuum

  package init(
    page: Double? = 7 * 86_400, body: Double? = 180 * 86_400, article: Double? = 730 * 86_400,
    fetchLog: Double? = 30 * 86_400, digest: Double? = nil, evidence: Double? = 14 * 86_400,
    maxBytes: Int? = nil, vacuum: Vacuum = .incremental
  ) {
    self.page = page
    self.body = body
    self.article = article
    self.fetchLog = fetchLog
    self.digest = digest
    self.evidence = evidence
    self.maxBytes = maxBytes
    self.vacuum = vacuum
  }
}

/// What a pruning removed, or would.
package struct PruneReport: Sendable, Hashable {
  package var pages = 0
  package var bodies = 0
  package var articles = 0
  package var polls = 0
  package var runs = 0
  package var digests = 0
  package var evidence = 0
  /// Given back to the file system.
  package var bytes = 0
}

extension NewsStore {
  /// Removes what is older than its retention, a few hundred rows a transaction so that nobody waits long.
  ///
  /// Articles that go leave a tombstone: a feed that still lists them does not bring them back.
  /// - Parameter dryRun: only counts.
  package func prune(
    _ retention: Retention, now: Date, dryRun: Bool = false
  ) throws(StorageError) -> PruneReport {
    if dryRun { return try countPrunable(retention, now: now) }
    var report = PruneReport()
    let before = FileSystem.size(of: path)
    report.articles = try pruneArticles(before: cutoff(retention.article, now), now: now)
    report.articles += try shrink(to: retention.maxBytes, now: now)
    report.bodies = try pruneBodies(before: cutoff(retention.body, now))
    report.pages = try deleteInBatches(
      "pages WHERE fetched < ?1 AND article_id IN (SELECT id FROM articles WHERE step >= 2)",
      cutoff(retention.page, now))
    report.pages += try deleteInBatches(
      """
      items WHERE article_id IN (SELECT id FROM articles WHERE step >= 2 AND first_seen < ?1)
      """, cutoff(retention.page, now), counted: false)
    report.evidence = try deleteInBatches(
      "evidence WHERE article_id IN (SELECT id FROM articles WHERE step = 3 AND first_seen < ?1)",
      cutoff(retention.evidence, now))
    report.polls = try deleteInBatches("polls WHERE at < ?1", cutoff(retention.fetchLog, now))
    report.runs = try deleteInBatches(
      "runs WHERE started < ?1 AND status <> 'running'", cutoff(retention.fetchLog, now))
    report.digests = try deleteInBatches("digests WHERE until < ?1", cutoff(retention.digest, now))
    try pruneTombstones(now: now)
    try vacuum(retention.vacuum)
    report.bytes = max(0, before - FileSystem.size(of: path))
    return report
  }

  /// The day that it is by what articles say of themselves: a clock that has run ahead must not make everything old.
  ///
  /// The date that 2% of the newest 1,000 sound dates reach or pass, since some pages claim days to come; `nil` where too
  /// few articles have one.
  package func newestPublication() throws(StorageError) -> Date? {
    try read { db in
      let dates = try db.rows(
        """
        SELECT published FROM (
          SELECT published FROM articles
          WHERE published IS NOT NULL AND date_flag IS NULL ORDER BY id DESC LIMIT 1000)
        ORDER BY published DESC
        """)
      guard dates.count >= 20 else { return nil }
      return dates[dates.count / 50].date("published")
    }
  }

  /// Deletes articles for good, e.g. on a publisher's request; they do not return.
  ///
  /// - Returns: how many there were.
  @discardableResult
  package func delete(
    uids: [String], reason: String, now: Date
  ) throws(StorageError) -> Int {
    try write { db in
      let ids = try uids.compactMap {
        try db.one(Int64.self, "SELECT id FROM articles WHERE uid = ?", [$0])
      }
      try delete(ids, reason: reason, now: now, db)
      return ids.count
    }
  }

  /// The reason of articles that were left out for their language.
  package static let languageTombstone = "language"
  /// No feed lists an item for so long; should one do so, its language is told anew.
  private static let languageTombstoneAge: Double = 90 * 86_400

  /// Of what is left out by the hundred a day, no mark is kept for ever.
  private func pruneTombstones(now: Date) throws(StorageError) {
    try write { db in
      try db.run(
        "DELETE FROM tombstones WHERE reason = ? AND removed < ?",
        [Self.languageTombstone, cutoff(Self.languageTombstoneAge, now)])
    }
  }

  private func cutoff(_ seconds: Double?, _ now: Date) -> String? {
    seconds.map { now.addingTimeInterval(-$0).stamp }
  }

  /// Whatever belongs to an article goes with it (foreign keys); its stories are put in order again.
  private func delete(_ ids: [Int64], reason: String, now: Date, _ db: Database) throws {
    var stories: Set<Int64> = []
    for id in ids.sorted() { try unindex(id, db) }
    for id in ids {
      if let story = try db.one(
        Int64.self, "SELECT story_id FROM articles WHERE id = ? AND story_id IS NOT NULL", [id])
      {
        stories.insert(story)
      }
      try db.run(
        """
        INSERT OR REPLACE INTO tombstones (uid, removed, reason)
        SELECT uid, ?, ? FROM articles WHERE id = ?
        """, [now.stamp, reason, id])
      try db.run("DELETE FROM articles WHERE id = ?", [id])
    }
    for story in stories.sorted() { try Self.refreshStory(story, db) }
  }

  private static let batch = 200

  private func pruneArticles(before cutoff: String?, now: Date) throws(StorageError) -> Int {
    guard let cutoff else { return 0 }
    return try inBatches { db in
      let ids = try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT id FROM articles WHERE first_seen < ? ORDER BY first_seen, id LIMIT ?"),
        arguments: [cutoff, Self.batch])
      try delete(ids, reason: "retention", now: now, db)
      return ids.count
    }
  }

  /// Removes the oldest articles until the pages in use fit, as many at a time as their mean size suggests: how much
  /// room they gave back shows only once the search index was merged.
  private func shrink(to bytes: Int?, now: Date) throws(StorageError) -> Int {
    guard let bytes, bytes > 0 else { return 0 }
    var total = 0
    for _ in 0..<5 {
      let (size, count) = try usage()
      guard size > bytes, count > 0 else { break }
      let share = Double(size - bytes) / Double(size)
      var excess = max(1, Int((Double(count) * share).rounded(.up)))
      total += try inBatches { db in
        let ids = try Int64.fetchAll(
          db.cachedStatement(sql: "SELECT id FROM articles ORDER BY first_seen, id LIMIT ?"),
          arguments: [min(Self.batch, excess)])
        try delete(ids, reason: "max_db", now: now, db)
        excess -= ids.count
        return ids.count
      }
      try write { db in
        try db.run("INSERT INTO article_search (article_search) VALUES ('optimize')")
      }
    }
    return total
  }

  /// Bytes of the pages in use, and how many articles there are.
  private func usage() throws(StorageError) -> (bytes: Int, articles: Int) {
    try read { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
      let size = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
      return ((pages - free) * size, try db.one(Int.self, "SELECT count(*) FROM articles") ?? 0)
    }
  }

  /// Takes away texts; titles, dates, stories and summaries stay, and search knows the title only.
  private func pruneBodies(before cutoff: String?) throws(StorageError) -> Int {
    guard let cutoff else { return 0 }
    return try inBatches { db in
      let ids = try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT b.article_id FROM articles a JOIN bodies b ON b.article_id = a.id
            WHERE a.first_seen < ? AND a.step = 3 ORDER BY a.first_seen, a.id LIMIT ?
            """), arguments: [cutoff, Self.batch])
      try reindex(ids, db) {
        for id in ids { try db.run("DELETE FROM bodies WHERE article_id = ?", [id]) }
      }
      return ids.count
    }
  }

  private func deleteInBatches(
    _ condition: String, _ cutoff: String?, counted: Bool = true
  ) throws(StorageError) -> Int {
    guard let cutoff else { return 0 }
    let table = condition.prefix { $0 != " " }
    let rest = condition.dropFirst(table.count)
    let deleted = try inBatches { db in
      try db.run(
        """
        DELETE FROM \(table) WHERE rowid IN (
          SELECT rowid FROM \(table)\(rest) LIMIT \(Self.batch))
        """, [cutoff])
      return db.changesCount
    }
    return counted ? deleted : 0
  }

  /// Repeats a transaction until it finds nothing more to do.
  private func inBatches(_ body: (Database) throws -> Int) throws(StorageError) -> Int {
    var total = 0
    while true {
      let count = try write(body)
      if count == 0 { return total }
      total += count
    }
  }

  /// Does what was said with free pages, and empties the log.
  private func vacuum(_ way: Retention.Vacuum) throws(StorageError) {
    do {
      try pool.writeWithoutTransaction { db in
        switch way {
        case .incremental: try db.execute(sql: "PRAGMA incremental_vacuum")
        case .full: try db.execute(sql: "VACUUM")
        case .off: break
        }
        try db.execute(sql: "PRAGMA optimize")
      }
      pool.writeWithoutTransaction { db in _ = try? db.checkpoint(.truncate) }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  private func countPrunable(
    _ retention: Retention, now: Date
  ) throws(StorageError) -> PruneReport {
    try read { db in
      func count(_ condition: String, _ seconds: Double?) throws -> Int {
        guard let cutoff = cutoff(seconds, now) else { return 0 }
        return try db.one(Int.self, "SELECT count(*) FROM \(condition)", [cutoff]) ?? 0
      }
      var report = PruneReport()
      report.articles = try count("articles WHERE first_seen < ?", retention.article)
      report.bodies = try count(
        """
        bodies b JOIN articles a ON a.id = b.article_id WHERE a.step = 3 AND a.first_seen < ?
        """, retention.body)
      report.pages = try count(
        "pages p JOIN articles a ON a.id = p.article_id WHERE a.step >= 2 AND p.fetched < ?",
        retention.page)
      report.evidence = try count(
        "evidence e JOIN articles a ON a.id = e.article_id WHERE a.step = 3 AND a.first_seen < ?",
        retention.evidence)
      report.polls = try count("polls WHERE at < ?", retention.fetchLog)
      report.runs = try count("runs WHERE started < ? AND status <> 'running'", retention.fetchLog)
      report.digests = try count("digests WHERE until < ?", retention.digest)
      return report
    }
  }
}
