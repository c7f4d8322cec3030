internal import GRDB
internal import Synchronization

extension NewsStore {
  /// Makes an article findable by the title and body that are stored.
  func index(_ article: Int64, _ db: Database) throws {
    try ensureSearchIsCurrent(db)
    try write(article, command: nil, db)
  }

  /// Makes an article that is not in the index findable by these, which are stored or about to be.
  func index(
    _ article: Int64, title: String?, body: String?, _ db: Database
  ) throws {
    try ensureSearchIsCurrent(db)
    try insert(article, title: title, body: body, db)
  }

  private func insert(
    _ article: Int64, title: String?, body: String?, _ db: Database
  ) throws {
    try db.run(
      "INSERT INTO article_search (rowid, title, body) VALUES (?, ?, ?)",
      [article, title.map(SearchText.segmented) ?? "", body.map(SearchText.segmented) ?? ""])
  }

  /// Takes an article out of the index. Must be called while title and body are still those that were indexed:
  /// the index keeps no text of its own.
  func unindex(_ article: Int64, _ db: Database) throws {
    try ensureSearchIsCurrent(db)
    guard try isIndexed(article, db) else { return }
    try write(article, command: "delete", db)
  }

  /// Changes the texts of articles, and what they are found by: all are taken out before and put in after, so that
  /// FTS5 writes few segments (``index(_:_:)``).
  func reindex(_ articles: [Int64], _ db: Database, _ change: () throws -> Void) throws {
    let sorted = articles.sorted()
    for article in sorted { try unindex(article, db) }
    try change()
    for article in sorted { try index(article, db) }
  }

  func isIndexed(_ article: Int64, _ db: Database) throws -> Bool {
    try db.one(Int.self, "SELECT 1 FROM article_search_docsize WHERE id = ?", [article]) != nil
  }

  private func write(_ article: Int64, command: String?, _ db: Database) throws {
    guard
      let row = try db.row(
        """
        SELECT a.title, \(LongValue.body) AS body
        FROM articles a LEFT JOIN bodies b ON b.article_id = a.id WHERE a.id = ?
        """, [article])
    else { return }
    guard let command else {
      return try insert(article, title: row["title"], body: row["body"], db)
    }
    let title = (row["title"] as String?).map(SearchText.segmented) ?? ""
    let body = (row["body"] as String?).map(SearchText.segmented) ?? ""
    try db.run(
      "INSERT INTO article_search (article_search, rowid, title, body) VALUES (?, ?, ?, ?)",
      [command, article, title, body])
  }

  /// Builds the index anew where it was cut into words otherwise than this program would: by an older version, or
  /// with other dictionaries. Some 10 seconds for 100 MB of text.
  private func ensureSearchIsCurrent(_ db: Database) throws {
    guard !searchIsCurrent.withLock({ $0 }) else { return }
    let stored = try db.one(String.self, "SELECT value FROM meta WHERE key = 'search'")
    if stored != SearchText.fingerprint {
      try rebuildSearch(db)
      try Self.setMeta("search", to: SearchText.fingerprint, db)
    }
    // A rolled-back rebuild is found out again by the next process at the latest, by the same comparison.
    db.afterNextTransaction(
      onCommit: { _ in self.searchIsCurrent.withLock { $0 = true } }, onRollback: { _ in })
  }

  private func rebuildSearch(_ db: Database) throws {
    let articles = try Int64.fetchAll(db, sql: "SELECT id FROM article_search_docsize ORDER BY id")
    try db.execute(sql: "INSERT INTO article_search (article_search) VALUES ('delete-all')")
    for article in articles { try write(article, command: nil, db) }
  }

  /// Builds the search index anew from what is stored, e.g. after a repair.
  package func rebuildSearch() throws(StorageError) {
    try write { db in
      try rebuildSearch(db)
      try Self.setMeta("search", to: SearchText.fingerprint, db)
    }
  }
}
