/// Reads the scalars of UTF-8 bytes one after the other; bad bytes read as U+FFFD.
struct ScalarReader {
  private typealias Block = SIMD16<UInt8>

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset: Int
  /// Never beyond the bytes.
  let end: Int

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

  /// Passes over the bytes before `place`, which must be ASCII characters.
  @inline(__always) mutating func skip(to place: Int) { offset = place }

  /// Passes over printable ASCII with single spaces within: most of most texts.
  @inline(__always) mutating func skipASCIIText() -> Range<Int> {
    let start = offset
    guard let base = bytes.baseAddress, offset < end, bytes[offset] &- 0x21 < 0x5E else {
      return start..<start
    }
    offset += 1
    // Neither a control nor beyond ASCII, and no space after another: sixteen at a time within the bytes.
    while offset + 16 <= end {
      let block = UnsafeRawPointer(base + offset).loadUnaligned(as: Block.self)
      let before = UnsafeRawPointer(base + offset - 1).loadUnaligned(as: Block.self)
      let space = Block(repeating: 0x20)
      // Two comparisons: one of a difference was made lane by lane.
      let others = (block .< space) .| (block .>= Block(repeating: 0x7F))
      let ends = others .| ((block .== space) .& (before .== space))
      if let hit = ends.firstSet { return text(from: start, to: offset + hit) }
      offset += 16
    }
    while offset < end, bytes[offset] &- 0x20 < 0x5F,
      bytes[offset] != 0x20 || bytes[offset - 1] != 0x20
    {
      offset += 1
    }
    return text(from: start, to: offset)
  }

  /// Ends a run, less a space at its end.
  @inline(__always) private mutating func text(from start: Int, to end: Int) -> Range<Int> {
    offset = bytes[end - 1] == 0x20 ? end - 1 : end
    return start..<offset
  }

  /// How many `w` the bytes from `start` to here end with.
  func addressLetters(from start: Int) -> Int {
    var at = offset
    while at > start, bytes[at - 1] | 0x20 == 0x77 { at -= 1 }
    return offset - at
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
