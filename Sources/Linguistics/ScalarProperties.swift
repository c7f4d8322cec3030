internal import CLibICU

/// What Unicode says of a scalar, as far as words and sentences need it.
package enum ScalarProperties {
  /// The coarse kinds that text is scanned by.
  package enum Kind: UInt8, Sendable {
    case uppercase, lowercase
    /// A letter without case, or a modifier letter.
    case otherLetter
    case mark, number
    case open, close, initialQuote, finalQuote, dash, otherPunctuation, symbol
    case space
    /// Controls, format characters, private use, unassigned.
    case other

    @inlinable @inline(__always) package var isLetter: Bool {
      switch self {
      case .uppercase, .lowercase, .otherLetter: true
      default: false
      }
    }

    @inlinable @inline(__always) package var isWord: Bool {
      switch self {
      case .uppercase, .lowercase, .otherLetter, .mark, .number: true
      default: false
      }
    }
  }

  /// The kinds of all scalars, for loops over whole texts: what is fetched once before the loop is not looked up, nor called
  /// for, at each of them.
  package struct Kinds: @unchecked Sendable {
    /// Of the scalars below 2^16: calling ICU for each of a text takes several times as long. Made once, never freed.
    @usableFromInline let table: UnsafePointer<Kind>

    fileprivate init() {
      let table = UnsafeMutablePointer<Kind>.allocate(capacity: 0x10000)
      for scalar in 0..<0x10000 {
        (table + scalar).initialize(to: ScalarProperties.fromICU(UInt32(scalar)))
      }
      self.table = UnsafePointer(table)
    }

    @inlinable @inline(__always) package subscript(scalar: UInt32) -> Kind {
      scalar < 0x10000 ? table[Int(scalar)] : ScalarProperties.fromICU(scalar)
    }
  }

  package static let kinds = Kinds()

  package static func kind(_ scalar: UInt32) -> Kind { kinds[scalar] }

  @usableFromInline static func fromICU(_ scalar: UInt32) -> Kind {
    // The numbers of uchar.h's UCharCategory, which ICU promises never to change.
    switch tidings_icu_category(Int32(bitPattern: scalar)) {
    case 1, 3: .uppercase
    case 2: .lowercase
    case 4, 5: .otherLetter
    case 6, 7, 8: .mark
    case 9, 10, 11: .number
    case 12, 13, 14: .space
    case 15 where (9...13).contains(scalar) || scalar == 0x85: .space
    case 19: .dash
    case 20: .open
    case 21: .close
    case 22, 23: .otherPunctuation
    case 24, 25, 26, 27: .symbol
    case 28: .initialQuote
    case 29: .finalQuote
    default: .other
    }
  }

  /// The value of a decimal digit of any script, 0–9.
  package static func digitValue(_ scalar: UInt32) -> Int? {
    if scalar < 128 { return scalar &- 0x30 < 10 ? Int(scalar) - 0x30 : nil }
    let value = tidings_icu_digit_value(Int32(bitPattern: scalar))
    return value < 0 ? nil : Int(value)
  }

  /// Whether words of this scalar's script are written without spaces between them: Han, kana, bopomofo, Thai,
  /// Lao, Khmer, Burmese.
  @inlinable @inline(__always) package static func isSpaceless(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x19E0...0x19FF: true
    case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3038...0x303B: true
    case 0x3041...0x30FF, 0x3105...0x312F, 0x31A0...0x31BF, 0x31F0...0x31FF: true
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA9E0...0xA9FF, 0xAA60...0xAA7F: true
    case 0xF900...0xFAFF, 0xFF66...0xFF9D, 0x1B000...0x1B16F, 0x20000...0x3FFFF: true
    default: false
    }
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// The scalar that starts at byte `at` of valid UTF-8, and how many bytes it takes.
  @inlinable @inline(__always) package func scalar(at: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(self[at])
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 {
      guard at + 1 < count else { return (0xFFFD, count - at) }
      return ((first & 0x1F) << 6 | UInt32(self[at + 1]) & 0x3F, 2)
    }
    if first < 0xF0 {
      guard at + 2 < count else { return (0xFFFD, count - at) }
      let low = (UInt32(self[at + 1]) & 0x3F) << 6 | UInt32(self[at + 2]) & 0x3F
      return ((first & 0x0F) << 12 | low, 3)
    }
    guard at + 3 < count else { return (0xFFFD, count - at) }
    let middle = (UInt32(self[at + 1]) & 0x3F) << 12 | (UInt32(self[at + 2]) & 0x3F) << 6
    return ((first & 0x07) << 18 | middle | UInt32(self[at + 3]) & 0x3F, 4)
  }
}
