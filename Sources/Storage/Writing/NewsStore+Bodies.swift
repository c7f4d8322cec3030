internal import GRDB
internal import GRDBSQLite

extension NewsStore {
  /// Stores an article's text, in place of what it had; an empty one is none.
  func storeBody(_ body: String, article: Int64, _ db: Database) throws {
    try db.run("DELETE FROM bodies WHERE article_id = ?", [article])
    guard !body.isEmpty else { return }
    var body = body
    try body.withUTF8 { bytes in
      let pieces = LongValue.pieces(of: UnsafeRawBufferPointer(bytes), isText: true)
      try db.run(
        "INSERT INTO bodies (article_id, body) VALUES (?, ?)",
        [article, String(decoding: pieces[0], as: UTF8.self)])
      let statement = try db.cachedStatement(
        sql: "INSERT INTO body_pieces (id, piece) VALUES (?, ?)")
      try db.storePieces(pieces.dropFirst(), of: article, isText: true, statement)
    }
  }

  /// An article's whole text; `nil` where it has none.
  func body(_ article: Int64, _ db: Database) throws -> String? {
    try db.one(
      String.self,
      "SELECT \(LongValue.body(of: "b.article_id")) FROM bodies b WHERE b.article_id = ?", [article]
    )
  }
}

extension Database {
  /// Stores the second and later pieces of a value, by a statement that takes their number and themselves.
  func storePieces(
    _ pieces: ArraySlice<UnsafeRawBufferPointer>, of article: Int64, isText: Bool,
    _ statement: Statement
  ) throws {
    let handle = statement.sqliteStatement
    defer { sqlite3_clear_bindings(handle) }
    for (index, piece) in pieces.enumerated() {
      defer { sqlite3_reset(handle) }
      let id = LongValue.id(of: article, place: index + 1)
      try check(sqlite3_bind_int64(handle, 1, id), statement)
      try check(
        isText ? piece.bindText(to: handle, at: 2) : piece.bindBlob(to: handle, at: 2), statement)
      try run(statement)
    }
  }
}
