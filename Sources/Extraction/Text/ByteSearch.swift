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

  /// Whether `needle` stands at a place.
  func holds(_ needle: StaticString, at start: Int) -> Bool {
    needle.withUTF8Buffer { needle in
      guard let base = baseAddress, let wanted = needle.baseAddress, start >= 0,
        needle.count <= count - start
      else { return false }
      return memcmp(base + start, wanted, needle.count) == 0
    }
  }

  /// Where one of two bytes stands at or after `start`, which is no more than the count; the count without one.
  func first(ofEither one: UInt8, _ other: UInt8, from start: Int) -> Int {
    typealias Block = SIMD16<UInt8>
    let raw = UnsafeRawBufferPointer(self)
    var at = start
    while at + 16 <= raw.count {
      let block = raw.loadUnaligned(fromByteOffset: at, as: Block.self)
      let hits = (block .== Block(repeating: one)) .| (block .== Block(repeating: other))
      if let hit = hits.firstSet { return at + hit }
      at += 16
    }
    while at < raw.count, raw[at] != one, raw[at] != other { at += 1 }
    return at
  }

  /// Where two bytes stand one after the other, at or after `start`; sixteen places at a time.
  func first(of one: UInt8, _ other: UInt8, from start: Int) -> Int? {
    typealias Block = SIMD16<UInt8>
    let raw = UnsafeRawBufferPointer(self)
    var at = start
    while at + 17 <= raw.count {
      let first = raw.loadUnaligned(fromByteOffset: at, as: Block.self)
      let second = raw.loadUnaligned(fromByteOffset: at + 1, as: Block.self)
      let hits = (first .== Block(repeating: one)) .& (second .== Block(repeating: other))
      if let hit = hits.firstSet { return at + hit }
      at += 16
    }
    while at + 1 < raw.count {
      if raw[at] == one, raw[at + 1] == other { return at }
      at += 1
    }
    return nil
  }
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
