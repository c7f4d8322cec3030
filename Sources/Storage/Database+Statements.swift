internal import Foundation
internal import GRDB
internal import NewsModel

extension Database {
  /// Runs one statement, prepared once per connection, for its effect: rows that it gives are passed over.
  func run(_ sql: String, _ values: BoundValues = []) throws {
    try run(cachedStatement(sql: sql), values)
  }

  func one<T: DatabaseValueConvertible & StatementColumnConvertible>(
    _ type: T.Type, _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> T? {
    try T.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  func row(
    _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> Row? {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  func rows(
    _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> [Row] {
    try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }
}

extension Date {
  /// As every time in the database is written.
  var stamp: String { Timestamp.string(from: self) }
}

extension Row {
  /// A time as ``Foundation/Date/stamp`` writes it; `nil` for NULL.
  func date(_ column: String) -> Date? {
    (self[column] as String?).flatMap(Timestamp.date(from:))
  }

  func date(at column: Int) -> Date? {
    (self[column] as String?).flatMap(Timestamp.date(from:))
  }

  /// A time that the schema says is there.
  func time(_ column: String) -> Date { date(column) ?? Date(timeIntervalSince1970: 0) }
}

extension String {
  /// Text as SQLite's functions can work on: NUL would end it for `substr`, so it becomes U+FFFD, which keeps
  /// every offset in Unicode scalars.
  var storable: String {
    guard utf8.contains(0) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
  }
}

/// Small values that the database keeps as JSON text.
enum JSONColumn {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// A list of strings, as nearly all of these values are: an encoder takes twenty times as long.
  static func encode(_ strings: [String]) -> String {
    var bytes: [UInt8] = []
    bytes.appendJSONArray(strings)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func decode<T: Decodable>(_ type: T.Type, from text: String?) -> T? {
    text.flatMap { try? JSONDecoder().decode(type, from: Data($0.utf8)) }
  }
}
