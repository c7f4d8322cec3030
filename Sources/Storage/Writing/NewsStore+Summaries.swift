internal import Foundation
internal import GRDB
internal import NewsModel

extension NewsStore {
  /// Stories that have no summary or an outdated one, by first seen and uid; those tried before come last.
  ///
  /// A story of which no member has text is given up here: there is nothing to summarise.
  /// - Parameter attempts: stories whose summarising was begun so often and never ended are left out.
  package func storiesToSummarize(
    limit: Int, attempts: Int = defaultAttempts
  ) throws(StorageError) -> [SummaryWork] {
    try read { db in
      // The index has them in this order: nothing is read beyond the limit, and nothing is sorted.
      var found = try Self.stale("attempts = 0", order: "first_seen, uid", [limit], db)
      if found.count < limit {
        found += try Self.stale(
          "attempts > 0 AND attempts < ?2", order: "attempts, first_seen, uid",
          [limit - found.count, attempts], db)
      }
      return found
    }
  }

  /// - Parameter values: how many at most, and what else the condition names.
  private static func stale(
    _ condition: String, order: String, _ values: StatementArguments, _ db: Database
  ) throws -> [SummaryWork] {
    try db.rows(
      """
      SELECT id, uid, language, attempts FROM stories s WHERE stale = 1 AND \(condition)
        AND EXISTS (SELECT 1 FROM articles a JOIN bodies b ON b.article_id = a.id
          WHERE a.story_id = s.id AND a.body_status IN ('full', 'feed_only', 'partial'))
      ORDER BY \(order) LIMIT ?1
      """, values
    ).map { row in
      SummaryWork(
        id: row["id"], uid: row["uid"], language: row["language"], attempts: row["attempts"],
        members: try members(of: row["id"], db))
    }
  }

  /// Marks stories whose summary another summariser made as outdated.
  package func markOutdated(unlessSummarizedBy summarizer: String) throws(StorageError) {
    try write { db in
      try db.run(
        "UPDATE stories SET stale = 1, attempts = 0 WHERE stale = 0 AND summarizer IS NOT ?",
        [summarizer])
    }
  }

  /// Raises the attempts of stories before they are summarised.
  package func beginSummaries(of stories: [Int64]) throws(StorageError) {
    try write { db in
      for id in stories {
        try db.run("UPDATE stories SET attempts = attempts + 1 WHERE id = ?", [id])
      }
    }
  }

  /// Replaces the summaries of stories, all in one transaction.
  ///
  /// With ``StoreOptions/Body/excerpt`` the texts of their members are cut now that they are summarised.
  package func save(_ summaries: [SummaryRecord]) throws(StorageError) {
    try write { db in
      for summary in summaries { try Self.store(summary, db) }
      if options.body == .excerpt { try excerptBodies(of: summaries.map(\.story), db) }
    }
  }

  /// Notes that a story could not be summarised; it is left alone until it changes.
  package func saveFailures(ofSummaries failures: [StepFailure]) throws(StorageError) {
    try write { db in
      for failure in failures {
        try db.run(
          "UPDATE stories SET stale = 0, last_error = ? WHERE id = ?", [failure.reason, failure.id])
      }
    }
  }

  private static func members(of story: Int64, _ db: Database) throws -> [SummaryWork.Member] {
    var members: [SummaryWork.Member] = []
    try db.forEachRow(
      """
      SELECT a.uid, a.title, a.language, a.duplicate_kind, a.body_status, a.standfirst,
        \(LongValue.body)
      FROM articles a JOIN bodies b ON b.article_id = a.id
      WHERE a.story_id = ? AND a.body_status IN ('full', 'feed_only', 'partial')
      ORDER BY a.duplicate_kind IS NOT 'original', a.first_seen, a.uid
      """, [story]
    ) { row in
      members.append(
        SummaryWork.Member(
          uid: row.text(0), title: row.optionalText(1), language: row.optionalText(2),
          kind: row.optionalText(3).flatMap(DuplicateKind.init) ?? .original,
          bodyStatus: BodyStatus(rawValue: row.text(4)) ?? .full,
          standfirst: row.optionalText(5), body: row.text(6)))
    }
    return members
  }

  private static func store(_ summary: SummaryRecord, _ db: Database) throws {
    // A story that was merged away meanwhile has nothing to be stored for.
    try db.run(
      """
      UPDATE stories SET keywords = ?, stale = 0, attempts = 0, last_error = NULL, summarizer = ?
      WHERE id = ?
      """, [JSONColumn.encode(summary.keywords), summary.summarizer, summary.story])
    guard db.changesCount > 0 else { return }
    try db.run("DELETE FROM summary_sentences WHERE story_id = ?", [summary.story])
    for (language, sentences) in summary.sentences.sorted(by: { $0.key < $1.key }) {
      for (index, sentence) in sentences.enumerated() {
        try db.run(
          """
          INSERT INTO summary_sentences (story_id, language, rank, article_id, start, length, method,
            sentence)
          SELECT ?1, ?2, ?3, id, ?4, ?5, ?6,
            iif(?7 = (SELECT substr(body, ?4 + 1, ?5) FROM bodies WHERE article_id = id), '', ?7)
          FROM articles WHERE uid = ?8
          """,
          [
            summary.story, language, index + 1, sentence.start, sentence.length, summary.method,
            sentence.text.storable, sentence.articleUID,
          ])
      }
    }
  }

  private func excerptBodies(of stories: [Int64], _ db: Database) throws {
    let long = try stories.flatMap { story in
      try db.rows(
        """
        SELECT a.id, \(LongValue.body) AS body
        FROM articles a JOIN bodies b ON b.article_id = a.id
        WHERE a.story_id = ? AND length(\(LongValue.body)) > ?
        """, [story, StoreOptions.excerptLength]
      ).map { row -> (article: Int64, body: String) in (row["id"], row["body"]) }
    }
    try reindex(long.map(\.article), db) {
      for (article, body) in long {
        let excerpt = body.unicodeScalars.prefix(StoreOptions.excerptLength)
        try storeBody(String(excerpt), article: article, db)
      }
    }
  }
}
