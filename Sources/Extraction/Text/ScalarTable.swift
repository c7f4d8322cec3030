/// What the extractor asks of a Unicode scalar, looked up in one table.
///
/// Built once per process from the standard library's Unicode data (about 2 ms).
struct ScalarTable: Sendable {
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16
    /// Letter or number, as `\w` without marks.
    static let word = Traits(rawValue: 1)
    /// Chinese characters: one says about as much as three letters.
    static let han = Traits(rawValue: 2)
    /// Kana and Hangul: one says about as much as two letters.
    static let syllable = Traits(rawValue: 4)
    /// Thai, Lao, Burmese, Khmer: written without spaces between words.
    static let unspaced = Traits(rawValue: 8)
    static let space = Traits(rawValue: 16)
    /// Ends a sentence if a space, a quote or nothing follows.
    static let softStop = Traits(rawValue: 32)
    /// Ends a sentence whatever follows.
    static let fullStop = Traits(rawValue: 64)
    static let comma = Traits(rawValue: 128)
    /// May stand between a sentence's end and the next one.
    static let closer = Traits(rawValue: 256)
    static let digit = Traits(rawValue: 512)
    static let letter = Traits(rawValue: 1024)
    static let upper = Traits(rawValue: 2048)
    static let lower = Traits(rawValue: 4096)
    /// Not printed: soft hyphen, zero-width space, word joiner, byte order mark.
    static let invisible = Traits(rawValue: 8192)
    /// `| • · › »`: between the items of a bar.
    static let bar = Traits(rawValue: 16384)
    /// A token of its own, since nothing separates words.
    static let alone: Traits = [.han, .syllableAlone, .unspaced]
    static let syllableAlone = Traits(rawValue: 32768)
  }

  /// Traits and the folded scalar, so that one look gives both.
  struct Entry {
    let rawValue: UInt32

    @inline(__always) var traits: Traits { Traits(rawValue: UInt16(truncatingIfNeeded: rawValue)) }
    /// Lower case, and plain letters for full-width ones.
    @inline(__always) var folded: UInt32 { rawValue >> 16 }
  }

  /// By scalar, below U+10000.
  private let entries: [UInt32]

  static let shared = ScalarTable()

  @inline(__always) func traits(_ scalar: UInt32) -> Traits {
    if scalar < 0x10000 { return Entry(rawValue: entries[Int(scalar)]).traits }
    return Self.traits(beyond: scalar)
  }

  private static func traits(beyond scalar: UInt32) -> Traits {
    if scalar >= 0x20000, scalar < 0x40000 { return [.word, .han, .letter] }
    return scalar >= 0x1F000 && scalar < 0x20000 ? [] : [.word, .letter]
  }

  @inline(__always) func isWord(_ byte: UInt8) -> Bool { traits(UInt32(byte)).contains(.word) }

  @inline(__always) func folded(_ scalar: UInt32) -> UInt32 {
    scalar < 0x10000 ? Entry(rawValue: entries[Int(scalar)]).folded : scalar
  }

  /// The table for a loop over a text: without the checks of an array.
  func withView<Result>(_ body: (View) -> Result) -> Result {
    entries.withUnsafeBufferPointer { body(View(entries: $0)) }
  }

  struct View {
    fileprivate let entries: UnsafeBufferPointer<UInt32>

    @inline(__always) subscript(ascii byte: UInt8) -> Entry {
      Entry(rawValue: entries[Int(byte)])
    }

    /// Traits and folded form of any scalar.
    @inline(__always) func look(at scalar: UInt32) -> (traits: Traits, folded: UInt32) {
      guard scalar < 0x10000 else { return (ScalarTable.traits(beyond: scalar), scalar) }
      let entry = Entry(rawValue: entries[Int(scalar)])
      return (entry.traits, entry.folded)
    }
  }

  private init() {
    entries = (UInt32(0)..<0x10000).map { value in
      guard let scalar = Unicode.Scalar(value) else { return value << 16 }
      let traits = Self.known(value) ?? Self.traits(of: scalar)
      return UInt32(Self.folded(scalar)) << 16 | UInt32(traits.rawValue)
    }
  }

  /// The large ranges that are all alike, which need no look into Unicode's data: three quarters of the table.
  static func known(_ value: UInt32) -> Traits? {
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF: [.word, .letter, .han]
    case 0xAC00...0xD7A3: [.word, .letter, .syllable]
    case 0xE000...0xF8FF: []
    default: nil
    }
  }

  private static func folded(_ scalar: Unicode.Scalar) -> UInt16 {
    let value = UInt16(truncatingIfNeeded: scalar.value)
    if value >= 0xFF01, value <= 0xFF5E {
      let plain = value - 0xFEE0
      return plain >= 0x41 && plain <= 0x5A ? plain + 32 : plain
    }
    return isCased(scalar.value) ? lowered(scalar) : value
  }

  private static func isCased(_ value: UInt32) -> Bool {
    (0x41...0x5A).contains(value) || (0xC0..<0x590).contains(value)
      || (0x1E00..<0x2000).contains(value)
  }

  private static func lowered(_ scalar: Unicode.Scalar) -> UInt16 {
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars
    return UInt16(truncatingIfNeeded: mapped.count == 1 ? mapped.first?.value ?? 0 : scalar.value)
  }

  static func traits(of scalar: Unicode.Scalar) -> Traits {
    var traits: Traits = []
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: traits = [.word, .letter, .upper]
    case .lowercaseLetter: traits = [.word, .letter, .lower]
    case .modifierLetter, .otherLetter: traits = [.word, .letter]
    case .decimalNumber: traits = [.word, .digit]
    case .letterNumber, .otherNumber: traits = [.word]
    default: break
    }
    if scalar == "_" { traits.insert(.word) }
    if isSpace(scalar.value) { traits.insert(.space) }
    return traits.union(script(scalar.value)).union(punctuation(scalar))
  }

  /// Unicode's `White_Space`, which looked up for each scalar took half the time that the table takes.
  static func isSpace(_ value: UInt32) -> Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  private static func script(_ value: UInt32) -> Traits {
    switch value {
    case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: .han
    case 0x3040...0x30FF: [.syllable, .syllableAlone]
    case 0xAC00...0xD7AF: .syllable
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: .unspaced
    default: []
    }
  }

  private static func punctuation(_ scalar: Unicode.Scalar) -> Traits {
    switch scalar {
    case ".", "!", "?", "…": .softStop
    case "。", "！", "？", "．", "؟", "۔", "।", "॥", "።", "။", "។": .fullStop
    case ",", ";", "،", "、", "，", "；": .comma
    case "\"", "”", "’", "』", "」", ")", "]": .closer
    case "»": [.closer, .bar]
    case "|", "•", "·", "›": .bar
    case "\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}": .invisible
    default: []
    }
  }
}
