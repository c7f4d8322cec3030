/// What one look at every byte says about a text: whether it is ASCII, UTF-8, and what XML allows.
///
/// Sixteen bytes at a time, without a branch for each character: ASCII at about 10 GB/s, other scripts at
/// 3 GB/s. Everything that is read further on may then rely on it.
package struct ByteSurvey: Sendable, Hashable {
  package private(set) var isASCII = true
  /// Sound UTF-8 by Unicode's table 3-7: no overlong forms, no surrogates, nothing beyond U+10FFFF.
  package private(set) var isUTF8 = true
  /// Free of what XML 1.0 §2.2 forbids: control characters but for tab, line feed and carriage return;
  /// U+FFFE and U+FFFF.
  package private(set) var isXMLText = true

  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    let raw = UnsafeRawPointer(base)
    let blocks = bytes.count / Self.width
    if blocks > 0 { look(atFirst: raw) }
    var mayContinue = true
    for block in stride(from: 1, to: blocks, by: 1) {
      mayContinue = look(at: raw + block * Self.width, mayContinue: mayContinue)
    }
    look(atRest: raw, from: blocks * Self.width, count: bytes.count)
  }

  package init(_ bytes: [UInt8]) { self = bytes.withUnsafeBufferPointer { ByteSurvey($0) } }

  /// Whether bytes are sound UTF-8, and nothing else of them: ASCII four blocks at a time.
  package static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let raw = UnsafeRawPointer(base)
    var survey = ByteSurvey()
    let blocks = bytes.count / width
    if blocks > 0 { survey.look(atFirst: raw) }
    var (block, mayContinue) = (1, true)
    while block < blocks {
      if !mayContinue, block + 4 <= blocks, isASCII(fourBlocksAt: raw + block * width) {
        block += 4
      } else {
        let start = raw + block * width
        mayContinue = look(atText: start, mayContinue: mayContinue, &survey.isUTF8)
        block += 1
      }
    }
    survey.look(atRest: raw, from: blocks * width, count: bytes.count)
    return survey.isUTF8
  }

  private init() {}

  @inline(__always)
  private static func isASCII(fourBlocksAt start: UnsafeRawPointer) -> Bool {
    let first = start.loadUnaligned(as: Block.self) | (start + width).loadUnaligned(as: Block.self)
    let second =
      (start + 2 * width).loadUnaligned(as: Block.self)
      | (start + 3 * width).loadUnaligned(as: Block.self)
    return !isAny((first | second) .>= Block(repeating: 0x80))
  }

  private typealias Block = SIMD16<UInt8>
  private static let width = 16
  /// What stands before the first byte and behind the last: a space is sound everywhere, and ends what was
  /// cut off.
  private static let padding: UInt8 = 0x20

  private mutating func look(atFirst start: UnsafeRawPointer) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * Self.width) { room in
      room.initialize(repeating: Self.padding)
      guard let base = room.baseAddress else { return }
      UnsafeMutableRawPointer(base + Self.width).copyMemory(from: start, byteCount: Self.width)
      _ = look(at: UnsafeRawPointer(base + Self.width), mayContinue: false)
    }
  }

  /// The bytes behind the last whole block, with the three before them that they may continue.
  private mutating func look(atRest start: UnsafeRawPointer, from: Int, count: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * Self.width) { room in
      room.initialize(repeating: Self.padding)
      guard let base = room.baseAddress else { return }
      let before = min(3, from)
      UnsafeMutableRawPointer(base + Self.width - before)
        .copyMemory(from: start + from - before, byteCount: before + count - from)
      _ = look(at: UnsafeRawPointer(base + Self.width), mayContinue: true)
    }
  }

  /// The three bytes before `start` must be readable.
  ///
  /// - Parameter mayContinue: whether the block before may end within a character.
  /// - Returns: the same for the next block.
  @inline(__always)
  private mutating func look(at start: UnsafeRawPointer, mayContinue: Bool) -> Bool {
    let block = start.loadUnaligned(as: Block.self)
    let control =
      (block .< Block(repeating: 0x20))
      .& ((block .!= Block(repeating: 0x09)) .& (block .!= Block(repeating: 0x0A))
        .& (block .!= Block(repeating: 0x0D)))
    if Self.isAny(control) { isXMLText = false }
    let isPlain = !Self.isAny(block .>= Block(repeating: 0x80))
    if isPlain, !mayContinue { return false }
    if !isPlain { isASCII = false }
    check(block, start)
    return !isPlain
  }

  /// As ``look(at:mayContinue:)``, but for nothing except whether it is UTF-8.
  @inline(__always)
  private static func look(
    atText start: UnsafeRawPointer, mayContinue: Bool, _ isUTF8: inout Bool
  ) -> Bool {
    let block = start.loadUnaligned(as: Block.self)
    let isPlain = !isAny(block .>= Block(repeating: 0x80))
    if isPlain, !mayContinue { return false }
    if isAny(bad(block, start)) { isUTF8 = false }
    return !isPlain
  }

  /// Every byte against the three before it.
  @inline(__always)
  private mutating func check(_ block: Block, _ start: UnsafeRawPointer) {
    if Self.isAny(Self.bad(block, start)) { isUTF8 = false }
    let first = (start - 1).loadUnaligned(as: Block.self)
    let second = (start - 2).loadUnaligned(as: Block.self)
    func all(_ byte: UInt8) -> Block { Block(repeating: byte) }
    let noncharacter =
      (second .== all(0xEF)) .& (first .== all(0xBF)) .& (block .>= all(0xBE))
    if Self.isAny(noncharacter) { isXMLText = false }
  }

  /// The bytes that are wrong after the three before them.
  @inline(__always)
  private static func bad(_ block: Block, _ start: UnsafeRawPointer) -> SIMDMask<SIMD16<Int8>> {
    let first = (start - 1).loadUnaligned(as: Block.self)
    let second = (start - 2).loadUnaligned(as: Block.self)
    let third = (start - 3).loadUnaligned(as: Block.self)
    func all(_ byte: UInt8) -> Block { Block(repeating: byte) }
    let continues = (block .>= all(0x80)) .& (block .< all(0xC0))
    let wanted = (first .>= all(0xC0)) .| (second .>= all(0xE0)) .| (third .>= all(0xF0))
    var bad = continues .^ wanted
    bad = bad .| (block .== all(0xC0)) .| (block .== all(0xC1)) .| (block .>= all(0xF5))
    bad = bad .| ((first .== all(0xE0)) .& (block .< all(0xA0)))
    bad = bad .| ((first .== all(0xED)) .& (block .>= all(0xA0)))
    bad = bad .| ((first .== all(0xF0)) .& (block .< all(0x90)))
    bad = bad .| ((first .== all(0xF4)) .& (block .>= all(0x90)))
    return bad
  }

  @inline(__always)
  private static func isAny(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return halves.x | halves.y != 0
  }
}
