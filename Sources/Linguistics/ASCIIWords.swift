/// UAX #29's word rules for text that is ASCII throughout (WB5–WB13b).
struct ASCIIWords {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Calls `body` with the start, end and kind of each word of a range.
  @inline(__always)
  func forEach(in range: Range<Int>, _ body: (Int, Int, WordSegmenter.Kind) -> Void) {
    var at = range.lowerBound
    while at < range.upperBound {
      let first = Self.kind(of: bytes[at])
      guard first != .none else {
        at += 1
        continue
      }
      let start = at
      var (last, kinds) = (first, first.rawValue)
      at += 1
      while at < range.upperBound {
        let next = Self.kind(of: bytes[at])
        if next != .none {
          (last, kinds) = (next, kinds | next.rawValue)
          at += 1
        } else if at + 1 < range.upperBound, Self.joins(last, bytes[at], bytes[at + 1]) {
          at += 1
        } else {
          break
        }
      }
      // Underscores alone are no word; one letter makes a word of letters.
      if kinds & Class.letter.rawValue != 0 {
        body(start, at, .letters)
      } else if kinds & Class.digit.rawValue != 0 {
        body(start, at, .number)
      }
    }
  }

  enum Class: UInt8 {
    case none = 0
    case letter = 1
    case digit = 2
    case underscore = 4
  }

  @inline(__always)
  static func kind(of byte: UInt8) -> Class {
    if (byte | 0x20) &- 0x61 < 26 { return .letter }
    if byte &- 0x30 < 10 { return .digit }
    return byte == UInt8(ascii: "_") ? .underscore : .none
  }

  /// A mark inside a word or a number: `don't`, `3.14`, `10,000` (WB6, WB7, WB11, WB12).
  private static func joins(_ before: Class, _ mark: UInt8, _ after: UInt8) -> Bool {
    switch mark {
    case UInt8(ascii: "'"), UInt8(ascii: "."):
      before != .underscore && before != .none && before == kind(of: after)
    case UInt8(ascii: ":"): before == .letter && kind(of: after) == .letter
    case UInt8(ascii: ","), UInt8(ascii: ";"): before == .digit && kind(of: after) == .digit
    default: false
    }
  }
}
