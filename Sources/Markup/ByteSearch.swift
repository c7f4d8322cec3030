/// Looks for bytes that mean something, sixteen at a time.
enum ByteSearch {
  /// Where the first of four bytes stands at or after `start`; `count` without one. Give one several times
  /// to look for fewer.
  @inline(__always)
  static func first(
    of needles: (UInt8, UInt8, UInt8, UInt8), in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    guard let base = bytes.baseAddress else { return bytes.count }
    let one = SIMD16<UInt8>(repeating: needles.0)
    let two = SIMD16<UInt8>(repeating: needles.1)
    let three = SIMD16<UInt8>(repeating: needles.2)
    let four = SIMD16<UInt8>(repeating: needles.3)
    var at = start
    while at + 16 <= bytes.count {
      let block = UnsafeRawPointer(base + at).loadUnaligned(as: SIMD16<UInt8>.self)
      let hits = (block .== one) .| (block .== two) .| (block .== three) .| (block .== four)
      if let offset = firstSet(hits) { return at + offset }
      at += 16
    }
    while at < bytes.count {
      let byte = bytes[at]
      if byte == needles.0 || byte == needles.1 || byte == needles.2 || byte == needles.3 {
        return at
      }
      at += 1
    }
    return at
  }

  @inline(__always)
  static func first(
    of needle: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    first(of: (needle, needle, needle, needle), in: bytes, from: start)
  }

  /// The run of text that begins at `start`: up to a `<` or a byte that no text keeps (``Swift/UInt8/isDropped``), and
  /// whether it may hold an ampersand or a noncharacter (U+FFFE, U+FFFF). When in doubt it may.
  @inline(__always)
  static func text(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, mayRefer: Bool) {
    guard let base = bytes.baseAddress else { return (bytes.count, false) }
    var at = start
    var mayRefer = false
    while at + 16 <= bytes.count {
      let block = UnsafeRawPointer(base + at).loadUnaligned(as: Block.self)
      // U+FFFE and U+FFFF begin with EF BF.
      var special = block .== Block(repeating: 0xBF)
      if at > 0 {
        let before = UnsafeRawPointer(base + at - 1).loadUnaligned(as: Block.self)
        special = special .& (before .== Block(repeating: 0xEF))
      }
      special = special .| (block .== Block(repeating: 0x26))
      if isAny(special) { mayRefer = true }
      if let offset = firstSet(dropped(block) .| (block .== Block(repeating: 0x3C))) {
        return (at + offset, mayRefer)
      }
      at += 16
    }
    while at < bytes.count, bytes[at] != 0x3C, !bytes[at].isDropped {
      if bytes[at] == 0x26 || bytes[at] == 0xBF { mayRefer = true }
      at += 1
    }
    return (at, mayRefer)
  }

  /// Whether a byte that no text keeps (``Swift/UInt8/isDropped``) or an ampersand stands in `range`.
  @inline(__always)
  static func holdsControlOrAmpersand(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var at = range.lowerBound
    while at < range.upperBound, at + 16 <= bytes.count {
      let block = UnsafeRawPointer(base + at).loadUnaligned(as: Block.self)
      if let offset = firstSet(dropped(block) .| (block .== Block(repeating: 0x26))) {
        return at + offset < range.upperBound
      }
      at += 16
    }
    while at < range.upperBound {
      if bytes[at].isDropped || bytes[at] == 0x26 { return true }
      at += 1
    }
    return false
  }

  /// Whether a stretch is all white space to XML.
  @inline(__always)
  static func areBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    var at = range.lowerBound
    while at + 16 <= range.upperBound {
      let block = UnsafeRawPointer(base + at).loadUnaligned(as: Block.self)
      let blank =
        (block .== Block(repeating: 0x20)) .| (block .== Block(repeating: 0x0A))
        .| ((block .== Block(repeating: 0x09)) .| (block .== Block(repeating: 0x0D)))
      if isAny(.!blank) { return false }
      at += 16
    }
    while at < range.upperBound, bytes[at].isXMLBlank { at += 1 }
    return at == range.upperBound
  }

  private typealias Block = SIMD16<UInt8>

  /// Which bytes are control characters that no text keeps.
  @inline(__always)
  private static func dropped(_ block: Block) -> SIMDMask<SIMD16<Int8>> {
    let controls = (block .< Block(repeating: 0x20)) .| (block .== Block(repeating: 0x7F))
    return controls
      .& ((block .!= Block(repeating: 0x0A)) .& (block .!= Block(repeating: 0x09))
        .& (block .!= Block(repeating: 0x0D)))
  }

  @inline(__always)
  private static func isAny(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return halves.x | halves.y != 0
  }

  @inline(__always)
  private static func firstSet(_ mask: SIMDMask<SIMD16<Int8>>) -> Int? {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    let (low, high) = (UInt64(littleEndian: halves.x), UInt64(littleEndian: halves.y))
    if low | high == 0 { return nil }
    return low != 0 ? low.trailingZeroBitCount >> 3 : 8 + high.trailingZeroBitCount >> 3
  }
}
