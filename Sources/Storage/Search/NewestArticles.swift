internal import GRDB

/// The newest articles in a search index of their own, in memory, for queries that most articles match.
///
/// FTS5 reads every occurrence of every word that begins with a prefix before it gives its first hit: `co*` has 2,700
/// words and half a million occurrences in 200,000 articles, which takes 0.2 s. Where so many match, the first page
/// stands among the newest few articles, and SQLite says the same of those alone: same text, same words, same query.
struct NewestArticles {
  /// Enough for a page where every third matches; some 10 ms to index.
  private static let most = 64
  /// Of text: a few long documents are no few articles.
  private static let mostBytes = 500_000

  private let db: Database
  private let after: Int64?

  /// - Parameter after: only those before this one.
  init(_ db: Database, after: Int64?) {
    self.db = db
    self.after = after
  }

  /// The newest `count` hits, newest first; `nil` where that takes more than these articles.
  func hits(of expression: String, count: Int) throws -> [Int64]? {
    let index = try DatabaseQueue()
    try index.inDatabase { try $0.execute(sql: Schema.searchTable) }
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT a.id, a.title, b.body FROM articles a
          JOIN article_search_docsize d ON d.id = a.id
          LEFT JOIN bodies b ON b.article_id = a.id
          WHERE ?1 IS NULL OR a.id < ?1 ORDER BY a.id DESC LIMIT ?2
          """), arguments: [after, Self.most])
    let isWhole = try index.write { try fill($0, from: rows) }
    let found = try index.inDatabase {
      try Int64.fetchAll(
        $0,
        sql: """
          SELECT rowid FROM article_search WHERE article_search MATCH ?
          ORDER BY rowid DESC LIMIT ?
          """, arguments: [expression, count])
    }
    return found.count == count || isWhole ? found : nil
  }

  /// - Returns: whether there are no older ones.
  private func fill(_ index: Database, from rows: RowCursor) throws -> Bool {
    var (count, bytes) = (0, 0)
    while let row = try rows.next() {
      guard bytes < Self.mostBytes else { return false }
      let title = (row["title"] as String?).map(SearchText.segmented) ?? ""
      let body = (row["body"] as String?).map(SearchText.segmented) ?? ""
      try index.run(
        "INSERT INTO article_search (rowid, title, body) VALUES (?, ?, ?)",
        [row["id"] as Int64, title, body])
      count += 1
      bytes += title.utf8.count + body.utf8.count
    }
    return count < Self.most
  }
}

extension SearchNode {
  /// Whether it asks for words by their first three letters or fewer: thousands of words begin with those.
  var hasShortPrefix: Bool {
    switch self {
    case .phrase(let phrase): phrase.isShortPrefix
    case .near(let left, let right, _): left.isShortPrefix || right.isShortPrefix
    case .all(let nodes), .any(let nodes): nodes.contains(where: \.hasShortPrefix)
    case .except(let node, let other): node.hasShortPrefix || other.hasShortPrefix
    }
  }
}

extension SearchPhrase {
  /// Of scripts with spaces between words; few pairs of characters begin with the same one.
  fileprivate var isShortPrefix: Bool {
    guard isPrefix, let last = tokens.last?.unicodeScalars, last.count <= 3 else { return false }
    return last.allSatisfy { SearchText.script(of: $0.value) == .spaced }
  }
}
