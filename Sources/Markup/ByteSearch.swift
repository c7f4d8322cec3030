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

  /// Where the first byte stands that no text keeps (``Swift/UInt8/isDropped``), or an ampersand; `count` without one.
  @inline(__always)
  static func firstControl(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, orAmpersand: Bool = false
  ) -> Int {
    guard let base = bytes.baseAddress else { return bytes.count }
    typealias Block = SIMD16<UInt8>
    var at = start
    while at + 16 <= bytes.count {
      let block = UnsafeRawPointer(base + at).loadUnaligned(as: Block.self)
      var hits = (block .< Block(repeating: 0x20)) .| (block .== Block(repeating: 0x7F))
      if orAmpersand { hits = hits .| (block .== Block(repeating: 0x26)) }
      hits =
        hits
        .& ((block .!= Block(repeating: 0x0A)) .& (block .!= Block(repeating: 0x09))
          .& (block .!= Block(repeating: 0x0D)))
      if let offset = firstSet(hits) { return at + offset }
      at += 16
    }
    while at < bytes.count, !bytes[at].isDropped, !orAmpersand || bytes[at] != 0x26 { at += 1 }
    return at
  }

  @inline(__always)
  private static func firstSet(_ mask: SIMDMask<SIMD16<Int8>>) -> Int? {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    let (low, high) = (UInt64(littleEndian: halves.x), UInt64(littleEndian: halves.y))
    if low | high == 0 { return nil }
    return low != 0 ? low.trailingZeroBitCount >> 3 : 8 + high.trailingZeroBitCount >> 3
  }
}
