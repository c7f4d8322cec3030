internal import Foundation

/// A line that is one flat object of plain values, read by hand: `JSONDecoder` takes twenty times as long, which for
/// records that only name a file is as much as a thirtieth of the work on that file.
///
/// What is not plain (escapes, numbers with a point, arrays, objects, a key twice, bad UTF-8) makes no such record; the
/// decoder then reads the line, or says what is wrong with it.
struct FlatRecord {
  private var fields: [(key: String, value: JSONValue)] = []

  init?(_ line: Data) {
    let fields = line.withUnsafeBytes { bytes -> [(key: String, value: JSONValue)]? in
      var scanner = FlatScanner(bytes.bindMemory(to: UInt8.self))
      return scanner.object()
    }
    guard let fields else { return nil }
    self.fields = fields
  }

  /// The value of a key; null without one.
  subscript(key: String) -> JSONValue {
    fields.first { $0.key == key }?.value ?? .null
  }

  func has(_ key: String) -> Bool { fields.contains { $0.key == key } }
}

private struct FlatScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// All of the bytes as one object, blanks around it aside.
  mutating func object() -> [(key: String, value: JSONValue)]? {
    var fields: [(key: String, value: JSONValue)] = []
    guard take(0x7B) else { return nil }
    if !take(0x7D) {
      repeat {
        guard let key = string(), !fields.contains(where: { $0.key == key }), take(0x3A),
          let value = value()
        else { return nil }
        fields.append((key, value))
      } while take(0x2C)
      guard take(0x7D) else { return nil }
    }
    skipBlanks()
    return at == bytes.count ? fields : nil
  }

  private mutating func skipBlanks() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  /// Passes over a sign, and blanks before it.
  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func string() -> String? {
    guard take(0x22) else { return nil }
    let start = at
    while at < bytes.count, bytes[at] != 0x22 {
      guard bytes[at] >= 0x20, bytes[at] != 0x5C else { return nil }
      at += 1
    }
    guard at < bytes.count else { return nil }
    at += 1
    return String(validating: bytes[start..<(at - 1)], as: UTF8.self)
  }

  private mutating func value() -> JSONValue? {
    skipBlanks()
    guard at < bytes.count else { return nil }
    switch bytes[at] {
    case 0x22: return string().map { .string($0) }
    case 0x30...0x39: return integer()
    default: break
    }
    if takeWord("null") { return .null }
    if takeWord("true") { return .bool(true) }
    return takeWord("false") ? .bool(false) : nil
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      guard bytes[at...].starts(with: word) else { return false }
      at += word.count
      return true
    }
  }

  /// Digits that fit into 18 places, without a zero in front.
  private mutating func integer() -> JSONValue? {
    let start = at
    var value = 0
    while at < bytes.count, bytes[at] &- 0x30 < 10, at - start < 18 {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    guard at < bytes.count, at - start == 1 || bytes[start] != 0x30,
      [0x2C, 0x7D, 0x20, 0x09, 0x0D, 0x0A].contains(bytes[at])
    else { return nil }
    return .integer(value)
  }
}
