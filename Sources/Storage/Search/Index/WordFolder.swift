internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// Words as the search index has them: told by its own tokenizer, the `unicode61` that is inside SQLite.
///
/// A class, since it owns the tokenizer. Used within one reading transaction.
final class WordFolder {
  private let tokenizer: fts5_tokenizer
  private let instance: OpaquePointer

  /// `nil` where SQLite does not hand out its tokenizers.
  init?(_ db: Database) throws {
    guard let api = try Self.interface(db) else { return nil }
    var tokenizer = fts5_tokenizer()
    var context: UnsafeMutableRawPointer?
    var instance: OpaquePointer?
    guard api.pointee.xFindTokenizer(api, "unicode61", &context, &tokenizer) == SQLITE_OK,
      Self.make(&instance, tokenizer, context) == SQLITE_OK, let instance
    else { return nil }
    self.tokenizer = tokenizer
    self.instance = instance
  }

  deinit { tokenizer.xDelete(instance) }

  /// FTS5's functions, by the way that its documentation gives (`fts5_api_from_db`).
  private static func interface(_ db: Database) throws -> UnsafeMutablePointer<fts5_api>? {
    let statement = try db.cachedStatement(sql: "SELECT fts5(?)")
    let handle = statement.sqliteStatement
    var api: UnsafeMutablePointer<fts5_api>?
    try withUnsafeMutablePointer(to: &api) { place in
      defer {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
      }
      try db.check(sqlite3_bind_pointer(handle, 1, place, "fts5_api_ptr", nil), statement)
      guard sqlite3_step(handle) == SQLITE_ROW else { return }
    }
    return api
  }

  private static func make(
    _ instance: inout OpaquePointer?, _ tokenizer: fts5_tokenizer,
    _ context: UnsafeMutableRawPointer?
  ) -> CInt {
    let options = Schema.searchTokenizer.map { strdup($0) }
    defer { options.forEach { free($0) } }
    var pointers = options.map { UnsafePointer<CChar>($0) }
    return tokenizer.xCreate(context, &pointers, CInt(pointers.count), &instance)
  }

  /// The words of a text.
  func words(of text: String) -> [String] {
    var words: [String] = []
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        withUnsafeMutablePointer(to: &words) { words in
          _ = tokenizer.xTokenize(
            instance, words, FTS5_TOKENIZE_QUERY, bytes.baseAddress, CInt(clamping: bytes.count)
          ) { words, _, bytes, count, _, _ in
            let word = UnsafeRawBufferPointer(start: bytes, count: Int(count))
            words?.assumingMemoryBound(to: [String].self).pointee
              .append(String(decoding: word, as: UTF8.self))
            return SQLITE_OK
          }
        }
      }
    }
    return words
  }
}
