internal import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// Whether `needle` occurs, byte by byte: the C library looks for its first byte.
  func holds(_ needle: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = needle.first else { return true }
    guard let base = baseAddress, let wanted = needle.baseAddress else { return false }
    var at = 0
    while at + needle.count <= count {
      guard let hit = memchr(base + at, Int32(first), count - at - needle.count + 1) else { break }
      if memcmp(hit, wanted, needle.count) == 0 { return true }
      at = UnsafeRawPointer(hit) - UnsafeRawPointer(base) + 1
    }
    return false
  }

  /// Whether a byte occurs.
  func holds(_ byte: UInt8) -> Bool {
    guard let base = baseAddress else { return false }
    return memchr(base, Int32(byte), count) != nil
  }

  func holds(_ needle: StaticString) -> Bool { needle.withUTF8Buffer { holds($0) } }
}

extension SIMDMask<SIMD16<Int8>> {
  /// The first lane that is set.
  @inline(__always) var firstSet: Int? {
    let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    let (low, high) = (UInt64(littleEndian: halves.x), UInt64(littleEndian: halves.y))
    if low | high == 0 { return nil }
    return low != 0 ? low.trailingZeroBitCount >> 3 : 8 + high.trailingZeroBitCount >> 3
  }
}

extension String {
  /// Whether a byte occurs in its UTF-8.
  func holds(_ byte: UInt8) -> Bool {
    var text = self
    return text.withUTF8 { $0.holds(byte) }
  }

  /// Whether `needle` occurs, byte by byte. `contains(_:)` compares characters, which costs fifty times as much
  /// and would not find a word before a combining mark.
  func holds(_ needle: String) -> Bool {
    var (text, needle) = (self, needle)
    return text.withUTF8 { text in needle.withUTF8 { text.holds($0) } }
  }
}
