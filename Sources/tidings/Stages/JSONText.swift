/// Writes JSON by hand, for records that are written a thousand times a second: `JSONEncoder` takes ten times as long.
///
/// The bytes are the encoder's own with `.withoutEscapingSlashes`; whoever writes an object gives its keys in order.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private var hasMember = false

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func beginObject() {
    bytes.append(0x7B)
    hasMember = false
  }

  mutating func endObject() {
    bytes.append(0x7D)
    hasMember = true
  }

  mutating func key(_ key: StaticString) {
    if hasMember { bytes.append(0x2C) }
    hasMember = true
    bytes.append(0x22)
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\":".utf8)
  }

  /// A member; nothing for `nil`.
  mutating func member(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    self.key(key)
    string(value)
  }

  mutating func member(_ key: StaticString, _ value: Double) {
    self.key(key)
    let text = value.description
    bytes.append(contentsOf: text.hasSuffix(".0") ? text.utf8.dropLast(2) : text.utf8[...])
  }

  mutating func member(_ key: StaticString, _ values: [String]) {
    self.key(key)
    bytes.append(0x5B)
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      string(value)
    }
    bytes.append(0x5D)
  }

  /// `false` for a value that only the encoder writes.
  mutating func member(_ key: StaticString, _ value: JSONValue) -> Bool {
    self.key(key)
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    case .integer(let value): bytes.append(contentsOf: value.description.utf8)
    case .string(let value): string(value)
    case .number, .array, .object: return false
    }
    return true
  }

  mutating func endLine() { bytes.append(0x0A) }

  mutating func string(_ text: String) {
    var text = text
    bytes.append(0x22)
    text.withUTF8 { source in
      var start = 0
      for (index, byte) in source.enumerated()
      where byte < 0x20 || byte == 0x22 || byte == 0x5C {
        bytes.append(contentsOf: source[start..<index])
        escape(byte)
        start = index + 1
      }
      bytes.append(contentsOf: source[start...])
    }
    bytes.append(0x22)
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x22, 0x5C: bytes.append(byte)
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }
}
