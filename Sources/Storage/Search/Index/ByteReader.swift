/// Bytes that are read from front to back, and never past their end.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var at: Int

  init(_ bytes: UnsafeRawBufferPointer, at: Int = 0) {
    self.bytes = bytes
    self.at = at
  }

  var isAtEnd: Bool { at >= bytes.count }

  /// A varint as SQLite writes it: seven bits a byte, the highest first; a ninth byte has eight. `nil` where the bytes end
  /// before it does.
  @inline(__always)
  mutating func varint() -> UInt64? {
    guard at < bytes.count else { return nil }
    let first = bytes[at]
    if first < 0x80 {
      at += 1
      return UInt64(first)
    }
    // Most that are longer have two bytes.
    guard at + 1 < bytes.count, bytes[at + 1] < 0x80 else { return longVarint() }
    at += 2
    return UInt64(first & 0x7F) << 7 | UInt64(bytes[at - 1])
  }

  private mutating func longVarint() -> UInt64? {
    var value: UInt64 = 0
    var index = at
    for place in 1...9 {
      guard index < bytes.count else { return nil }
      let byte = bytes[index]
      index += 1
      if place == 9 {
        value = value << 8 | UInt64(byte)
      } else {
        value = value << 7 | UInt64(byte & 0x7F)
        guard byte >= 0x80 else { break }
      }
    }
    at = index
    return value
  }

  /// A varint that has to be a count or a place in memory.
  @inline(__always)
  mutating func size() -> Int? {
    guard let value = varint(), value <= UInt64(Int32.max) else { return nil }
    return Int(value)
  }

  /// The next `count` bytes.
  @inline(__always)
  mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, count <= bytes.count - at else { return nil }
    defer { at += count }
    return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
  }
}
