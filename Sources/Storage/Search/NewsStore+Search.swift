package import Foundation
internal import GRDB

/// What a search is narrowed to. Several values of one kind are alternatives.
package struct SearchFilter: Sendable, Hashable {
  /// BCP 47; a primary tag finds its variants too: `zh` finds `zh-Hant`.
  package var languages: [String]
  package var sources: [String]
  /// Tags of the feeds that brought the article.
  package var tags: [String]
  package var since: Date?
  package var until: Date?

  package init(
    languages: [String] = [], sources: [String] = [], tags: [String] = [], since: Date? = nil,
    until: Date? = nil
  ) {
    self.languages = languages
    self.sources = sources
    self.tags = tags
    self.since = since
    self.until = until
  }
}

extension SearchFilter {
  /// Whether it asks for what stands in an article's own row.
  fileprivate var isOfArticles: Bool {
    !languages.isEmpty || !sources.isEmpty || since != nil || until != nil
  }
}

package struct SearchHit: Sendable, Hashable {
  package var uid: String
  package var title: String?
  package var url: String?
  package var source: String
  package var language: String?
  package var published: Date?
  package var firstSeen: Date
  package var storyUID: String?
  /// Of its story, best first.
  package var keywords: [String]
  package var snippet: Snippet
}

package struct SearchPage: Sendable, Hashable {
  package var hits: [SearchHit]
  /// Give it back for the next page; `nil` when there is none, and for ranked searches.
  package var next: Int64?
}

extension NewsStore {
  /// Among how many of the newest hits a ranked search chooses: all of them would mean to score every article
  /// that has the word.
  package static let rankedHits = 20_000

  /// Articles that a query finds, newest first.
  ///
  /// - Parameter ranked: best first instead (BM25, titles count five times), among the newest 20,000 hits.
  /// - Parameter after: ``SearchPage/next`` of the page before.
  package func search(
    _ query: SearchQuery, filter: SearchFilter = SearchFilter(), limit: Int = 20,
    ranked: Bool = false, after: Int64? = nil
  ) throws(StorageError) -> SearchPage {
    try read { db in
      var statement = SearchStatement(
        query: query, filter: filter, limit: limit, ranked: ranked, after: after)
      let newest = NewestArticles(db, query: query, filter: filter, after: after)
      if let ids = try newest.hits(count: ranked ? limit : limit + 1, ranked: ranked) {
        statement = SearchStatement(ids: ids)
      }
      let rows = try db.rows(statement.sql, statement.arguments)
      let terms = SnippetTerms(query)
      let hits = rows.prefix(limit).map { SearchHit(row: $0, terms: terms) }
      let last = rows.count > limit ? rows[limit - 1]["id"] as Int64? : nil
      return SearchPage(hits: hits, next: ranked ? nil : last)
    }
  }

  /// How many articles a query finds.
  package func count(
    _ query: SearchQuery, filter: SearchFilter = SearchFilter()
  ) throws(StorageError) -> Int {
    try read { db in
      let condition = SearchCondition(expression: query.expression, filter: filter)
      return try db.one(
        Int.self, "SELECT count(*) \(condition.from) WHERE \(condition.sql)", condition.arguments)
        ?? 0
    }
  }
}

/// The part of a search that chooses.
struct SearchCondition {
  var sql: String
  var arguments: StatementArguments

  /// The order of the join is fixed: the index finds, the table only looks up; and only where there is something to look
  /// up, which for 20,000 hits takes as long as to find and score them.
  let from: String
  /// SQL for an article's number, by which the outer table is in order.
  let id: String

  /// - Parameter expression: `nil` for all articles that the index knows.
  init(expression: String?, filter: SearchFilter) {
    var conditions: [String] = []
    arguments = []
    if let expression {
      let join = filter.isOfArticles ? " CROSS JOIN articles a ON a.id = s.rowid" : ""
      from = "FROM article_search s" + join
      id = "s.rowid"
      conditions = ["s.article_search MATCH ?"]
      arguments = [expression]
    } else {
      from = "FROM articles a CROSS JOIN article_search_docsize s ON s.id = a.id"
      id = "a.id"
    }
    if let since = filter.since {
      // The first such id prunes the index; the comparison is what counts (clocks are set back).
      conditions.append("\(id) >= (SELECT min(id) FROM articles WHERE first_seen >= ?)")
      conditions.append("a.first_seen >= ?")
      arguments += [since.stamp, since.stamp]
    }
    if let until = filter.until {
      conditions.append("\(id) <= (SELECT max(id) FROM articles WHERE first_seen < ?)")
      conditions.append("a.first_seen < ?")
      arguments += [until.stamp, until.stamp]
    }
    if !filter.sources.isEmpty {
      conditions.append("a.source IN (\(Self.marks(filter.sources)))")
      arguments += StatementArguments(filter.sources)
    }
    if !filter.languages.isEmpty {
      let one = "(a.language = ? OR substr(a.language, 1, length(?) + 1) = ? || '-')"
      conditions.append(
        "(" + filter.languages.map { _ in one }.joined(separator: " OR ") + ")")
      arguments += StatementArguments(filter.languages.flatMap { [$0, $0, $0] })
    }
    if !filter.tags.isEmpty {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM article_feeds l JOIN feeds f ON f.id = l.feed_id, json_each(f.tags) t
          WHERE l.article_id = \(id) AND t.value IN (\(Self.marks(filter.tags))))
        """)
      arguments += StatementArguments(filter.tags)
    }
    sql = conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
  }

  private static func marks(_ values: [String]) -> String {
    values.map { _ in "?" }.joined(separator: ", ")
  }
}

private struct SearchStatement {
  var sql: String
  var arguments: StatementArguments

  init(query: SearchQuery, filter: SearchFilter, limit: Int, ranked: Bool, after: Int64?) {
    let condition = SearchCondition(expression: query.expression, filter: filter)
    arguments = condition.arguments
    var found = """
      SELECT s.rowid AS id\(ranked ? ", bm25(article_search, 5.0, 1.0) AS score" : "") \(condition.from)
      WHERE \(condition.sql)
      """
    if let after {
      found += " AND s.rowid < ?"
      arguments += [after]
    }
    found += " ORDER BY s.rowid DESC LIMIT ?"
    arguments += [ranked ? NewsStore.rankedHits : limit + 1]
    if ranked {
      found = "SELECT id, score FROM (\(found)) ORDER BY score, id DESC LIMIT ?"
      arguments += [limit]
    }
    sql = Self.hits(found, order: ranked ? "h.score, h.id DESC" : "h.id DESC")
  }

  /// Hits that are known by their numbers, in their order.
  init(ids: [Int64]) {
    sql = Self.hits("SELECT value AS id, key FROM json_each(?)", order: "h.key")
    arguments = ["[" + ids.map(String.init).joined(separator: ",") + "]"]
  }

  private static func hits(_ found: String, order: String) -> String {
    """
    SELECT a.*, \(LongValue.body) AS body, t.uid AS story_uid, t.keywords AS story_keywords FROM (\(found)) h
    CROSS JOIN articles a ON a.id = h.id
    LEFT JOIN bodies b ON b.article_id = a.id LEFT JOIN stories t ON t.id = a.story_id
    ORDER BY \(order)
    """
  }
}

extension SearchHit {
  init(row: Row, terms: SnippetTerms) {
    uid = row["uid"]
    title = row["title"]
    url = (row["url"] as String?) ?? row["link"]
    source = row["source"]
    language = row["language"]
    published = row.date("published")
    firstSeen = row.time("first_seen")
    storyUID = row["story_uid"]
    keywords = JSONColumn.decode([String].self, from: row["story_keywords"]) ?? []
    let body = (row["body"] as String?) ?? (row["standfirst"] as String?)
    snippet = terms.snippet(of: body ?? title ?? "")
  }
}
