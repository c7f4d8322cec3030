internal import Foundation
internal import GRDB

extension SearchFilter {
  /// The articles that it lets through; `nil` where it asks for nothing.
  ///
  /// Each is read from an index of the table: some 10 ms for 100,000 of them.
  func articles(_ db: Database, bound: Int) throws -> ArticleSet? {
    var found: ArticleSet?
    for part in [
      try sources(db, bound), try languages(db, bound), try tags(db, bound), try since(db, bound),
      try until(db, bound),
    ] {
      guard let part else { continue }
      found?.formIntersection(part)
      found = found ?? part
    }
    return found
  }

  private func sources(_ db: Database, _ bound: Int) throws -> ArticleSet? {
    guard !sources.isEmpty else { return nil }
    var set = ArticleSet(bound: bound)
    for source in sources {
      try set.insert("SELECT id FROM articles WHERE source = ?", [source], db)
    }
    return set
  }

  private func languages(_ db: Database, _ bound: Int) throws -> ArticleSet? {
    guard !languages.isEmpty else { return nil }
    var set = ArticleSet(bound: bound)
    for language in languages {
      try set.insert("SELECT id FROM articles WHERE language = ?", [language], db)
      // All that begins with the tag and a hyphen, after which comes the full stop.
      try set.insert(
        "SELECT id FROM articles WHERE language > ? AND language < ?",
        [language + "-", language + "."], db)
    }
    return set
  }

  private func tags(_ db: Database, _ bound: Int) throws -> ArticleSet? {
    guard !tags.isEmpty else { return nil }
    var feeds: [Int64] = []
    try db.forEachRow(
      """
      SELECT id FROM feeds WHERE EXISTS (
        SELECT 1 FROM json_each(tags) WHERE value IN (SELECT value FROM json_each(?)))
      """, [JSONColumn.encode(tags)]
    ) { feeds.append($0.integer(0)) }
    var set = ArticleSet(bound: bound)
    for feed in feeds {
      try set.insert("SELECT article_id FROM article_feeds WHERE feed_id = ?", [feed], db)
    }
    return set
  }

  private func since(_ db: Database, _ bound: Int) throws -> ArticleSet? {
    try since.map {
      try Self.articles(">=", "<", $0.stamp, isMost: { $0 < bound / 2 }, db, bound)
    }
  }

  private func until(_ db: Database, _ bound: Int) throws -> ArticleSet? {
    try until.map {
      try Self.articles("<", ">=", $0.stamp, isMost: { $0 > bound / 2 }, db, bound)
    }
  }

  /// Those seen on one side of a time, or all but those on the other: whichever are fewer, as the first on the later
  /// side suggests. Articles are numbered nearly as they were seen, but not quite: clocks are set back.
  private static func articles(
    _ side: String, _ other: String, _ time: String, isMost: (Int) -> Bool, _ db: Database,
    _ bound: Int
  ) throws -> ArticleSet {
    let first = try db.one(
      Int.self,
      "SELECT id FROM articles WHERE first_seen >= ? ORDER BY first_seen LIMIT 1", [time])
    let rows = { (side: String) in "SELECT id FROM articles WHERE first_seen \(side) ?" }
    var set = ArticleSet(bound: bound)
    guard isMost(first ?? bound) else {
      try set.insert(rows(side), [time], db)
      return set
    }
    try set.insert(rows(other), [time], db)
    var rest = ArticleSet.all(bound: bound)
    rest.subtract(set)
    return rest
  }
}

extension ArticleSet {
  /// Puts in what a query gives.
  fileprivate mutating func insert(
    _ sql: String, _ values: BoundValues, _ db: Database
  ) throws {
    try db.forEachRow(sql, values) { insert(Int($0.integer(0))) }
  }
}
