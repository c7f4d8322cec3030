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
  var isEmpty: Bool { !isOfArticles && tags.isEmpty }

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
  /// How many hits there are on all pages, where that is known without counting them.
  package var total: Int?
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
      let search = Search(db, query: query.root, filter: filter)
      let (ids, total) =
        ranked ? try search.best(limit) : try search.newest(limit + 1, before: after)
      let terms = SnippetTerms(query)
      let hits = try SearchHit.rows(of: ids.prefix(limit), db).map {
        SearchHit(row: $0, terms: terms)
      }
      return SearchPage(
        hits: hits, next: !ranked && ids.count > limit ? ids[limit - 1] : nil,
        total: total)
    }
  }

  /// How many articles a query finds.
  package func count(
    _ query: SearchQuery, filter: SearchFilter = SearchFilter()
  ) throws(StorageError) -> Int {
    try read { db in try Search(db, query: query.root, filter: filter).count() }
  }
}

/// The part of a search that chooses.
struct SearchCondition {
  var sql: String
  var arguments: StatementArguments

  /// The order of the join is fixed: the index finds, the table only looks up; and only where there is something to look
  /// up, which for 20,000 hits takes as long as to find and score them.
  let from: String
  init(expression: String, filter: SearchFilter) {
    let join = filter.isOfArticles ? " CROSS JOIN articles a ON a.id = s.rowid" : ""
    from = "FROM article_search s" + join
    var conditions = ["s.article_search MATCH ?"]
    arguments = [expression]
    if let since = filter.since {
      // The first such id prunes the index; the comparison is what counts (clocks are set back).
      conditions.append("s.rowid >= (SELECT min(id) FROM articles WHERE first_seen >= ?)")
      conditions.append("a.first_seen >= ?")
      arguments += [since.stamp, since.stamp]
    }
    if let until = filter.until {
      conditions.append("s.rowid <= (SELECT max(id) FROM articles WHERE first_seen < ?)")
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
          WHERE l.article_id = s.rowid AND t.value IN (\(Self.marks(filter.tags))))
        """)
      arguments += StatementArguments(filter.tags)
    }
    sql = conditions.joined(separator: " AND ")
  }

  private static func marks(_ values: [String]) -> String {
    values.map { _ in "?" }.joined(separator: ", ")
  }
}

extension SearchHit {
  /// What is shown of articles, in their order.
  fileprivate static func rows(of articles: some Collection<Int64>, _ db: Database) throws -> [Row]
  {
    let numbers = "[" + articles.map(String.init).joined(separator: ",") + "]"
    return try db.rows(
      """
      SELECT a.*, \(LongValue.body) AS body, t.uid AS story_uid, t.keywords AS story_keywords
      FROM json_each(?) h CROSS JOIN articles a ON a.id = h.value
      LEFT JOIN bodies b ON b.article_id = a.id LEFT JOIN stories t ON t.id = a.story_id
      ORDER BY h.key
      """, [numbers])
  }

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
