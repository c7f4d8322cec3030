/// Reads the scalars of UTF-8 bytes one after the other; bad bytes read as U+FFFD.
struct ScalarReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset: Int
  private let end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  @inline(__always) mutating func next() -> UInt32? {
    guard offset < end else { return nil }
    let first = bytes[offset]
    offset += 1
    return first < 0x80 ? UInt32(first) : longer(first)
  }

  /// The byte that comes next.
  @inline(__always) var peek: UInt8? { offset < end ? bytes[offset] : nil }

  /// Passes over the byte that ``peek`` gave, an ASCII character.
  @inline(__always) mutating func skipByte() { offset += 1 }

  /// Passes over printable ASCII with single spaces within: most of most texts.
  @inline(__always) mutating func skipASCIIText() -> Range<Int> {
    let start = offset
    var last: UInt8 = 0x20
    while offset < end {
      let byte = bytes[offset]
      // Neither a control nor beyond ASCII, and no space at the start or after another.
      guard byte &- 0x20 < 0x5F, byte != 0x20 || last != 0x20 else { break }
      last = byte
      offset += 1
    }
    if offset > start, last == 0x20 { offset -= 1 }
    return start..<offset
  }

  private mutating func longer(_ first: UInt8) -> UInt32 {
    let more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
    guard first >= 0xC2, offset + more <= end else { return 0xFFFD }
    var value = UInt32(first) & (0x3F >> UInt32(more))
    for index in 0..<more {
      let byte = bytes[offset + index]
      guard byte & 0xC0 == 0x80 else { return 0xFFFD }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    offset += more
    return value
  }
}

extension [UInt8] {
  /// Appends a scalar's UTF-8.
  @inline(__always) mutating func append(scalar: UInt32) {
    if scalar < 0x80 {
      append(UInt8(scalar))
    } else if scalar < 0x800 {
      append(UInt8(0xC0 | scalar >> 6))
      append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      append(UInt8(0xE0 | scalar >> 12))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    } else {
      append(UInt8(0xF0 | scalar >> 18))
      append(UInt8(0x80 | scalar >> 12 & 0x3F))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
