internal import NewsModel

/// Writes a record of JSON lines by hand: `JSONEncoder` takes ten times as long.
///
/// The bytes are the encoder's own with `.withoutEscapingSlashes`; whoever writes an object gives its keys in order.
struct JSONRecord {
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
    bytes.appendJSONString(value)
  }

  mutating func member(_ key: StaticString, _ value: Double) {
    self.key(key)
    let text = value.description
    bytes.append(contentsOf: text.hasSuffix(".0") ? text.utf8.dropLast(2) : text.utf8[...])
  }

  mutating func member(_ key: StaticString, _ values: [String]) {
    self.key(key)
    bytes.appendJSONArray(values)
  }

  /// `false` for a value that only the encoder writes.
  mutating func member(_ key: StaticString, _ value: JSONValue) -> Bool {
    self.key(key)
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    case .integer(let value): bytes.append(contentsOf: value.description.utf8)
    case .string(let value): bytes.appendJSONString(value)
    case .number, .array, .object: return false
    }
    return true
  }

  mutating func endLine() { bytes.append(0x0A) }
}
