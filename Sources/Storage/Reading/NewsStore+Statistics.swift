package import Foundation
internal import GRDB

/// What articles are counted by.
package enum StatisticsKey: String, Sendable, CaseIterable {
  case source, language, watch, day

  fileprivate var column: String {
    switch self {
    case .source: "a.source"
    case .language: "coalesce(a.language, 'und')"
    case .watch: "w.watch"
    case .day: "substr(a.first_seen, 1, 10)"
    }
  }
}

package struct StatisticsRow: Sendable, Hashable {
  package var key: String
  package var articles: Int
  package var stories: Int
  package var sources: Int
  package var languages: Int
  /// Articles with their whole text.
  package var fullText: Int
  /// Mean of those that have a text; `nil` where none has.
  package var meanWords: Double?
}

/// How many of everything there are.
package struct StoreTotals: Sendable, Hashable {
  package var feeds: Int
  package var articles: Int
  package var stories: Int
  package var sources: Int
  package var languages: Int
  /// By `body_status`.
  package var bodyStatuses: [String: Int]
  /// Articles by the step that remains, and those set aside.
  package var pendingFetch: Int
  package var pendingExtraction: Int
  package var pendingMatch: Int
  package var pendingSummaries: Int
  package var quarantined: Int
  /// Of the database file with its log.
  package var bytes: Int
}

extension NewsStore {
  /// Counts by source, language, watch list or day; most articles first, days in order.
  package func statistics(
    by key: StatisticsKey, since: Date? = nil, until: Date? = nil
  ) throws(StorageError) -> [StatisticsRow] {
    let order = key == .day ? "1" : "2 DESC, 1"
    let join = key == .watch ? "JOIN watch_hits w ON w.article_id = a.id" : ""
    return try read { db in
      try db.rows(
        """
        SELECT \(key.column) AS key, count(*) AS articles,
          count(DISTINCT coalesce(a.story_id, -a.id)) AS stories,
          count(DISTINCT a.source) AS sources,
          count(DISTINCT coalesce(a.language, 'und')) AS languages,
          sum(a.body_status = 'full') AS full_text,
          avg(iif(a.words > 0, a.words, NULL)) AS mean_words
        FROM articles a \(join)
        WHERE (?1 IS NULL OR a.first_seen >= ?1) AND (?2 IS NULL OR a.first_seen < ?2)
        GROUP BY 1 ORDER BY \(order)
        """, [since?.stamp, until?.stamp]
      ).map(StatisticsRow.init(row:))
    }
  }

  /// Totals of the whole database.
  package func totals() throws(StorageError) -> StoreTotals {
    let bytes = FileSystem.size(of: path) + FileSystem.size(of: path + "-wal")
    return try read { db in
      let statuses = try db.rows(
        "SELECT body_status AS status, count(*) AS count FROM articles GROUP BY 1")
      let steps = try db.rows(
        """
        SELECT step, count(*) AS count FROM articles
        WHERE step < 3 AND quarantined IS NULL GROUP BY 1
        """)
      func count(_ sql: String) throws -> Int { try db.one(Int.self, sql) ?? 0 }
      func pending(_ step: ArticleStep) -> Int {
        steps.first { $0["step"] == step.rawValue }?["count"] ?? 0
      }
      return StoreTotals(
        feeds: try count("SELECT count(*) FROM feeds WHERE configured = 1"),
        articles: try count("SELECT count(*) FROM articles"),
        stories: try count("SELECT count(*) FROM stories"),
        sources: try count("SELECT count(DISTINCT source) FROM articles"),
        languages: try count("SELECT count(DISTINCT language) FROM articles"),
        bodyStatuses: Dictionary(
          uniqueKeysWithValues: statuses.map { ($0["status"], $0["count"]) }),
        pendingFetch: pending(.discovered), pendingExtraction: pending(.fetched),
        pendingMatch: pending(.extracted),
        pendingSummaries: try count(
          """
          SELECT count(*) FROM stories s WHERE stale = 1 AND EXISTS (
            SELECT 1 FROM articles a JOIN bodies b ON b.article_id = a.id
            WHERE a.story_id = s.id AND a.body_status IN ('full', 'feed_only', 'partial'))
          """),
        quarantined: try count("SELECT count(*) FROM articles WHERE quarantined IS NOT NULL"),
        bytes: bytes)
    }
  }
}

extension StatisticsRow {
  init(row: Row) {
    key = row["key"]
    articles = row["articles"]
    stories = row["stories"]
    sources = row["sources"]
    languages = row["languages"]
    fullText = row["full_text"]
    meanWords = row["mean_words"]
  }
}
