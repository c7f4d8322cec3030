internal import Linguistics

/// How a sentence begins and ends.
struct SentenceForm {
  /// It ends in a mark that sentences end in. True for scripts that have no such mark.
  let isFinished: Bool
  let opensWithQuote: Bool

  init(of bytes: UnsafeBufferPointer<UInt8>) {
    let first = bytes.isEmpty ? 0 : bytes.scalar(at: 0).value
    opensWithQuote = Self.isQuote(first) || ScalarProperties.kind(first) == .dash
    var end = bytes.count
    var last: UInt32 = 0
    while end > 0 {
      let start = Self.start(before: end, bytes)
      last = bytes.scalar(at: start).value
      guard Self.isCloser(last) || ScalarProperties.kind(last) == .finalQuote else { break }
      end = start
    }
    isFinished = Self.isEnd(last) || Self.needsNoMark(last)
  }

  private static func isQuote(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x2018, 0x300C, 0x300E, 0x2039: true
    default: false
    }
  }

  private static func isCloser(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x29, 0x5D, 0x20, 0xA0, 0xBB, 0xAB, 0x201C, 0x201D, 0x2019, 0x300D, 0x300F,
      0xFF09:
      true
    default: false
    }
  }

  private static func isEnd(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E, 0x21, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0x61F, 0x964, 0x965, 0x6D4,
      0x589, 0x1362, 0x104B, 0x17D4, 0x17D5, 0x3A, 0x3B:
      true
    default: false
    }
  }

  /// Thai and Lao end sentences with a space, and Khmer often.
  private static func needsNoMark(_ scalar: UInt32) -> Bool {
    (0xE00..<0xF00).contains(scalar) || (0x1780..<0x1800).contains(scalar)
  }

  private static func start(before end: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
