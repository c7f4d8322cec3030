internal import GRDB
internal import GRDBSQLite

extension NewsStore {
  /// Stores an article's text, in place of what it had; an empty one is none.
  func storeBody(_ body: String, article: Int64, _ db: Database) throws {
    try db.run("DELETE FROM bodies WHERE article_id = ?", [article])
    guard !body.isEmpty else { return }
    var body = body
    try body.withUTF8 { bytes in
      let pieces = LongValue.pieces(
        of: UnsafeRawBufferPointer(bytes), first: LongValue.firstOfText, isText: true)
      let rest = try db.storePieces(pieces.dropFirst(), in: "body_pieces", isText: true)
      try db.run(
        "INSERT INTO bodies (article_id, body, first_piece, last_piece) VALUES (?, ?, ?, ?)",
        [
          article, String(decoding: pieces[0], as: UTF8.self), rest?.lowerBound, rest?.upperBound,
        ])
    }
  }

  /// An article's whole text; `nil` where it has none.
  func body(_ article: Int64, _ db: Database) throws -> String? {
    try db.one(
      String.self,
      "SELECT \(LongValue.body) FROM bodies b WHERE b.article_id = ?", [article])
  }
}

extension Database {
  /// Stores the second and later pieces of a value at the end of their table.
  ///
  /// - Returns: their numbers; `nil` for none.
  func storePieces(
    _ pieces: ArraySlice<UnsafeRawBufferPointer>, in table: String, isText: Bool
  ) throws -> ClosedRange<Int64>? {
    guard !pieces.isEmpty else { return nil }
    let last = try one(Int64.self, "SELECT max(id) FROM \(table)") ?? 0
    let statement = try cachedStatement(sql: "INSERT INTO \(table) (id, piece) VALUES (?, ?)")
    let handle = statement.sqliteStatement
    defer { sqlite3_clear_bindings(handle) }
    for (id, piece) in zip((last + 1)..., pieces) {
      defer { sqlite3_reset(handle) }
      try check(sqlite3_bind_int64(handle, 1, id), statement)
      try check(
        isText ? piece.bindText(to: handle, at: 2) : piece.bindBlob(to: handle, at: 2), statement)
      try run(statement)
    }
    return last + 1...last + Int64(pieces.count)
  }
}
