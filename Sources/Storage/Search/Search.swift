internal import GRDB

/// One search, within a reading transaction.
///
/// Two ways lead to the same hits. FTS5 gives the newest hits of words and phrases in a millisecond, however many there are.
/// What it is slow at — prefixes, what few hits are let through by a filter, ranking, counting — is found as sets of
/// articles (``SearchEvaluator``); where the index cannot be read that way, FTS5 does it all.
struct Search {
  private let db: Database
  private let query: SearchNode
  private let filter: SearchFilter
  private let rankedHits: Int

  /// - Parameter rankedHits: among how many of the newest hits the best are chosen.
  init(
    _ db: Database, query: SearchNode, filter: SearchFilter,
    rankedHits: Int = NewsStore.rankedHits
  ) {
    self.db = db
    self.query = query
    self.filter = filter
    self.rankedHits = rankedHits
  }

  /// The numbers of hits, and of how many where that is known.
  typealias Found = (articles: [Int64], total: Int?)

  /// The newest hits, newest first.
  func newest(_ count: Int, before: Int64?) throws -> Found {
    if query.hasPrefix || !filter.isEmpty, let evaluator = try SearchEvaluator(db) {
      let hits = try hits(evaluator)
      let newest = hits.newest(count, before: before.map { Int($0) } ?? .max)
      return (newest.map(Int64.init), hits.count)
    }
    return (try newestOfFTS5(count, before: before), nil)
  }

  /// The best of the newest, best first.
  func best(_ count: Int) throws -> Found {
    guard let evaluator = try SearchEvaluator(db) else { return (try bestOfFTS5(count), nil) }
    let hits = try hits(evaluator)
    let newest = hits.newest(rankedHits)
    if newest.isEmpty { return ([], 0) }
    var ranking = try SearchRanking(newest, evaluator)
    return (try ranking.best(count, of: query).map(Int64.init), hits.count)
  }

  func count() throws -> Int {
    guard let evaluator = try SearchEvaluator(db) else { return try countOfFTS5() }
    return try hits(evaluator).count
  }

  func hits(_ evaluator: SearchEvaluator) throws -> ArticleSet {
    let allowed = try filter.articles(db, bound: evaluator.index.bound)
    if let allowed, allowed.isEmpty { return allowed }
    var found = try evaluator.articles(of: query)
    if let allowed { found.formIntersection(allowed) }
    return found
  }
}

/// The same by FTS5 alone.
extension Search {
  private var condition: SearchCondition {
    SearchCondition(expression: query.expression, filter: filter)
  }

  func newestOfFTS5(_ count: Int, before: Int64?) throws -> [Int64] {
    let condition = condition
    return try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT s.rowid \(condition.from) WHERE \(condition.sql) AND s.rowid < ?
          ORDER BY s.rowid DESC LIMIT ?
          """), arguments: condition.arguments + [before ?? .max, count])
  }

  func bestOfFTS5(_ count: Int) throws -> [Int64] {
    let condition = condition
    return try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id FROM (
            SELECT s.rowid AS id, bm25(article_search, 5.0, 1.0) AS score \(condition.from)
            WHERE \(condition.sql) ORDER BY s.rowid DESC LIMIT ?)
          ORDER BY score, id DESC LIMIT ?
          """), arguments: condition.arguments + [rankedHits, count])
  }

  func countOfFTS5() throws -> Int {
    let condition = condition
    return try db.one(
      Int.self, "SELECT count(*) \(condition.from) WHERE \(condition.sql)", condition.arguments)
      ?? 0
  }
}
