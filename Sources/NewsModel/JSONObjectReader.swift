package import struct Foundation.Date

/// Reads JSON as ``JSONObjectWriter`` and Foundation's encoder write it, in a tenth of the time of the decoder.
///
/// What neither of them writes, or only for rare letters (white space, `null`, `\u`), is not read but refused: the decoder
/// is asked then, so that whatever it reads is read.
package struct JSONObjectReader {
  /// Something that only the decoder reads, or nobody.
  package struct Unreadable: Error {}

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// What `read` makes of the bytes, all of which it has to take; `nil` where it cannot.
  package static func value<T>(
    of bytes: [UInt8], _ read: (inout JSONObjectReader) throws(Unreadable) -> T
  ) -> T? {
    var reader = JSONObjectReader(bytes)
    guard let value = try? read(&reader), reader.position == bytes.count else { return nil }
    return value
  }

  /// Hands out the members of an object; `member` reads each one's value.
  package mutating func object(
    _ member: (String, inout JSONObjectReader) throws(Unreadable) -> Void
  ) throws(Unreadable) {
    try expect("{")
    guard !take("}") else { return }
    repeat {
      let key = try string()
      try expect(":")
      try member(key, &self)
    } while take(",")
    try expect("}")
  }

  package mutating func list<T>(
    _ element: (inout JSONObjectReader) throws(Unreadable) -> T
  ) throws(Unreadable) -> [T] {
    try expect("[")
    var values: [T] = []
    guard !take("]") else { return values }
    repeat { values.append(try element(&self)) } while take(",")
    try expect("]")
    return values
  }

  package mutating func string() throws(Unreadable) -> String {
    try expect("\"")
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] != UInt8(ascii: "\\") else { return try escapedString(from: start) }
      guard bytes[position] >= 0x20 else { throw Unreadable() }
      position += 1
    }
    let end = position
    try expect("\"")
    return try Self.text(bytes[start..<end])
  }

  package mutating func number() throws(Unreadable) -> Double {
    guard let value = Double(try digits()), value.isFinite else { throw Unreadable() }
    return value
  }

  package mutating func integer() throws(Unreadable) -> Int {
    guard let value = Int(try digits()) else { throw Unreadable() }
    return value
  }

  /// Of seconds since 2001.
  package mutating func date() throws(Unreadable) -> Date {
    Date(timeIntervalSinceReferenceDate: try number())
  }

  /// The string that stands at `start`, which has a backslash where the reader stands.
  private mutating func escapedString(from start: Int) throws(Unreadable) -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      var byte = bytes[position]
      guard byte >= 0x20 else { throw Unreadable() }
      if byte == UInt8(ascii: "\\") {
        position += 1
        guard position < bytes.count, let plain = Self.escapes[bytes[position]] else {
          throw Unreadable()
        }
        byte = plain
      }
      text.append(byte)
      position += 1
    }
    try expect("\"")
    return try Self.text(text[...])
  }

  private static let escapes: [UInt8: UInt8] = [
    0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
  ]

  private static func text(_ bytes: ArraySlice<UInt8>) throws(Unreadable) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Unreadable() }
    return text
  }

  /// What a number is written with. No number begins with a plus, or with a nought before another digit.
  private mutating func digits() throws(Unreadable) -> String {
    let start = position
    while position < bytes.count, Self.isOfNumber(bytes[position]) { position += 1 }
    let digits = bytes[start..<position]
    let first = digits.first == UInt8(ascii: "-") ? digits.dropFirst() : digits
    guard let lead = first.first, (0x30...0x39).contains(lead),
      lead != 0x30 || first.count == 1 || !(0x30...0x39).contains(first[first.startIndex + 1])
    else { throw Unreadable() }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
      UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(Unreadable) {
    guard take(scalar) else { throw Unreadable() }
  }
}
