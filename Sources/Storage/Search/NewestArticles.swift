internal import GRDB

/// The newest articles in a search index of their own, in memory, for queries with prefixes that most articles match.
///
/// FTS5 reads every occurrence of every word that begins with a prefix before it gives its first hit: `co*` has 2,700
/// words and half a million occurrences in 200,000 articles, which takes 0.2 s, and a ranked search reads them twice.
/// Where so many match, the first page stands among the newest few articles that have what else the query and
/// the filter ask for, and SQLite says the same of those alone: same text, same words, same query. A ranked search looks at
/// all hits, so these answer it only where there are no others.
struct NewestArticles {
  /// Enough for a page where every third matches; some 10 ms to index.
  private static let few = 64
  /// Enough where every sixth does, as long again. A prefix that is rarer than that is no burden for the whole index.
  private static let many = 128
  /// Of text: a few long documents are no few articles.
  private static let mostBytes = 600_000

  private let db: Database
  private let query: SearchQuery
  private let filter: SearchFilter
  private let after: Int64?

  /// - Parameter after: only those before this one.
  init(_ db: Database, query: SearchQuery, filter: SearchFilter, after: Int64?) {
    self.db = db
    self.query = query
    self.filter = filter
    self.after = after
  }

  /// The newest `count` hits, newest first, or the best of all; `nil` where that takes more than these articles.
  func hits(count: Int, ranked: Bool) throws -> [Int64]? {
    let prefix = query.root.shortestPrefix
    guard prefix <= SearchPhrase.shortPrefix else { return nil }
    if ranked, try candidateCount() == Self.many { return nil }
    let index = try DatabaseQueue()
    try index.inDatabase { try $0.execute(sql: Schema.searchTable) }
    let rows = try candidates()
    for most in [Self.few, Self.many - Self.few] {
      let isWhole = try index.write { try fill($0, from: rows, most: most) }
      if let found = try hits(count, in: index, ranked, isWhole: isWhole) { return found }
      guard ranked || prefix <= SearchPhrase.veryShortPrefix else { return nil }
    }
    return nil
  }

  private func hits(
    _ count: Int, in index: DatabaseQueue, _ ranked: Bool, isWhole: Bool
  ) throws -> [Int64]? {
    let order = ranked ? "bm25(article_search, 5.0, 1.0), rowid DESC" : "rowid DESC"
    let found = try index.inDatabase {
      try Int64.fetchAll(
        $0,
        sql: """
          SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY \(order) LIMIT ?
          """, arguments: [query.expression, count])
    }
    return isWhole || !ranked && found.count == count ? found : nil
  }

  /// The numbers of the newest articles that have all but the prefixes, newest first.
  private var candidateIDs: (sql: String, arguments: StatementArguments) {
    let condition = SearchCondition(
      expression: query.root.withoutShortPrefixes?.expression, filter: filter)
    let sql = """
      SELECT \(condition.id) AS id \(condition.from)
      WHERE \(condition.sql) AND (? IS NULL OR \(condition.id) < ?)
      ORDER BY \(condition.id) DESC LIMIT \(Self.many)
      """
    return (sql, condition.arguments + [after, after])
  }

  private func candidateCount() throws -> Int {
    let ids = candidateIDs
    return try db.one(Int.self, "SELECT count(*) FROM (\(ids.sql))", ids.arguments) ?? 0
  }

  private func candidates() throws -> RowCursor {
    let ids = candidateIDs
    return try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT c.id, a.title, \(LongValue.body) AS body FROM (\(ids.sql)) c
          CROSS JOIN articles a ON a.id = c.id
          LEFT JOIN bodies b ON b.article_id = a.id
          ORDER BY c.id DESC
          """), arguments: ids.arguments)
  }

  /// Indexes the next articles.
  ///
  /// - Returns: whether there are no older ones.
  private func fill(_ index: Database, from rows: RowCursor, most: Int) throws -> Bool {
    var (count, bytes) = (0, 0)
    while count < most, bytes < Self.mostBytes {
      guard let row = try rows.next() else { return true }
      let title = (row[1] as String?).map(SearchText.segmented) ?? ""
      let body = (row[2] as String?).map(SearchText.segmented) ?? ""
      try index.run(
        "INSERT INTO article_search (rowid, title, body) VALUES (?, ?, ?)",
        [row[0] as Int64, title, body])
      count += 1
      bytes += title.utf8.count + body.utf8.count
    }
    return false
  }
}

extension SearchNode {
  /// Letters of its shortest prefix in a script with spaces between words; `Int.max` without one.
  var shortestPrefix: Int {
    switch self {
    case .phrase(let phrase): phrase.prefixLength
    case .near(let left, let right, _): min(left.prefixLength, right.prefixLength)
    case .all(let nodes), .any(let nodes): nodes.map(\.shortestPrefix).min() ?? Int.max
    case .except(let node, let other): min(node.shortestPrefix, other.shortestPrefix)
    }
  }

  /// What all hits have that is not looked for by a short prefix, and perhaps others too; `nil` where that is nothing.
  var withoutShortPrefixes: SearchNode? {
    switch self {
    case .phrase(let phrase):
      return phrase.isShortPrefix ? nil : self
    case .near(let left, let right, _):
      if left.isShortPrefix { return right.isShortPrefix ? nil : .phrase(right) }
      return right.isShortPrefix ? .phrase(left) : self
    case .all(let nodes):
      let kept = nodes.compactMap(\.withoutShortPrefixes)
      return kept.count > 1 ? .all(kept) : kept.first
    case .any(let nodes):
      let kept = nodes.compactMap(\.withoutShortPrefixes)
      return kept.count == nodes.count ? .any(kept) : nil
    case .except(let node, let other):
      guard let kept = node.withoutShortPrefixes else { return nil }
      return other.shortestPrefix > SearchPhrase.shortPrefix ? .except(kept, other) : kept
    }
  }
}

extension SearchPhrase {
  /// Thousands of words begin with so few letters.
  static let veryShortPrefix = 3
  /// And with so few still hundreds.
  static let shortPrefix = 5

  var isShortPrefix: Bool { prefixLength <= Self.shortPrefix }

  /// In letters; `Int.max` for what is no prefix, or of a script without spaces: few pairs of characters begin with the
  /// same one.
  fileprivate var prefixLength: Int {
    guard isPrefix, let last = tokens.last?.unicodeScalars,
      last.allSatisfy({ SearchText.script(of: $0.value) == .spaced })
    else { return Int.max }
    return last.count
  }
}
