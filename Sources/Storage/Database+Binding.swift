internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import NewsModel

/// What a statement is given, in the order of its parameters.
///
/// GRDB checks, boxes and copies the values of every execution, and an article needs thirty small statements; these go to
/// SQLite as they are.
struct BoundValues: ExpressibleByArrayLiteral {
  var values: [(any BoundValue)?]

  init(arrayLiteral values: (any BoundValue)?...) { self.values = values }
}

/// What SQLite can be given as it is.
protocol BoundValue {
  /// - Returns: SQLite's result code.
  func bind(to statement: SQLiteStatement, at index: CInt) -> CInt
}

/// SQLite's `SQLITE_TRANSIENT`: it copies what it is given.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension String: BoundValue {
  func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
    var text = self
    return text.withUTF8 { UnsafeRawBufferPointer($0).bindText(to: statement, at: index) }
  }
}

extension Int64: BoundValue {
  func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
    sqlite3_bind_int64(statement, index, self)
  }
}

extension Int: BoundValue {
  func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
    sqlite3_bind_int64(statement, index, Int64(self))
  }
}

extension Bool: BoundValue {
  func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
    sqlite3_bind_int64(statement, index, self ? 1 : 0)
  }
}

extension Double: BoundValue {
  func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
    sqlite3_bind_double(statement, index, self)
  }
}

extension Data: BoundValue {
  func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
    withUnsafeBytes { $0.bindBlob(to: statement, at: index) }
  }
}

extension [UInt8]: BoundValue {
  func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
    withUnsafeBytes { $0.bindBlob(to: statement, at: index) }
  }
}

extension UnsafeRawBufferPointer {
  func bindText(to statement: SQLiteStatement, at index: CInt) -> CInt {
    // A null pointer would be NULL, and an empty text is none.
    guard let baseAddress else { return sqlite3_bind_text(statement, index, "", 0, copied) }
    return sqlite3_bind_text(
      statement, index, baseAddress.assumingMemoryBound(to: CChar.self), CInt(clamping: count),
      copied)
  }

  func bindBlob(to statement: SQLiteStatement, at index: CInt) -> CInt {
    guard let baseAddress else { return sqlite3_bind_zeroblob(statement, index, 0) }
    return sqlite3_bind_blob(statement, index, baseAddress, CInt(clamping: count), copied)
  }
}

extension Database {
  /// Runs a prepared statement to its end.
  func run(_ statement: Statement, _ values: BoundValues) throws {
    let handle = statement.sqliteStatement
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    try bind(values, to: statement)
    try run(statement)
  }

  /// Runs a statement whose values are bound.
  func run(_ statement: Statement) throws {
    while true {
      let code = sqlite3_step(statement.sqliteStatement)
      if code == SQLITE_DONE { return }
      if code != SQLITE_ROW { try check(code, statement) }
    }
  }

  func check(_ code: CInt, _ statement: Statement) throws {
    guard code != SQLITE_OK else { return }
    throw DatabaseError(
      resultCode: ResultCode(rawValue: code), message: lastErrorMessage, sql: statement.sql)
  }
}

/// The row that a statement stands on, read as SQLite has it.
struct BareRow {
  fileprivate let handle: SQLiteStatement

  func isNull(_ column: CInt) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func integer(_ column: CInt) -> Int64 { sqlite3_column_int64(handle, column) }

  /// NULL is the empty text.
  func text(_ column: CInt) -> String { String(decoding: bytes(column), as: UTF8.self) }

  func optionalText(_ column: CInt) -> String? { isNull(column) ? nil : text(column) }

  /// A time as ``Foundation/Date/stamp`` writes it; the beginning of 1970 for anything else.
  func time(_ column: CInt) -> Date {
    Timestamp.date(from: text(column)) ?? Date(timeIntervalSince1970: 0)
  }

  /// Of a text or a blob; good until the statement goes on.
  func bytes(_ column: CInt) -> UnsafeRawBufferPointer {
    // In this order: the bytes may be converted by the first call.
    let start = sqlite3_column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }
}

extension Database {
  /// Hands out the rows of a query one by one.
  func forEachRow(
    _ sql: String, _ values: BoundValues, _ body: (BareRow) throws -> Void
  ) throws {
    try forEachRow(sql, values) { row, _ in try body(row) }
  }

  /// Hands out the rows of a query one by one, until the body says that it is done.
  func forEachRow(
    _ sql: String, _ values: BoundValues, _ body: (BareRow, _ isDone: inout Bool) throws -> Void
  ) throws {
    let statement = try cachedStatement(sql: sql)
    let handle = statement.sqliteStatement
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    try bind(values, to: statement)
    var isDone = false
    while !isDone {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { return }
      if code != SQLITE_ROW { try check(code, statement) }
      try body(BareRow(handle: handle), &isDone)
    }
  }

  private func bind(_ values: BoundValues, to statement: Statement) throws {
    let handle = statement.sqliteStatement
    guard sqlite3_bind_parameter_count(handle) == CInt(values.values.count) else {
      throw DatabaseError(
        resultCode: .SQLITE_MISUSE, message: "\(values.values.count) values", sql: statement.sql)
    }
    for (index, value) in zip(CInt(1)..., values.values) {
      try check(value?.bind(to: handle, at: index) ?? sqlite3_bind_null(handle, index), statement)
    }
  }
}
