internal import Linguistics

/// A word of a text, as the scanner found it.
struct ScannedWord {
  /// UTF-8 byte offsets.
  var range: Range<Int>
  /// Where it starts, in Unicode scalars.
  var scalar: Int
  /// A hash of its letters in lower case.
  var folded: UInt64
  var first: UInt32
  var kind: Kind
  var hasDigit: Bool
  /// Capitalised after a lower-case letter or a comma, so not just because a sentence starts.
  var isInner: Bool

  enum Kind {
    /// Begins with a digit.
    case number
    /// Begins with a capital.
    case capitalised
    /// Begins with a small letter.
    case small
    /// In a script without case.
    case caseless
  }
}

/// A mark that survives translation: where a question stands, or a quotation.
enum TextMark: UInt8, CaseIterable {
  case paragraph, question, exclamation, quote, bracket, percent, currency, colon
}

/// What one pass over a text's UTF-8 gives: words, the units that near-duplicates are compared by, marks.
///
/// Letters and digits make words in scripts with spaces; runs of scripts without are cut by ICU's dictionaries for
/// names, and into overlapping pairs of characters for units. About 100 MB/s for ASCII.
struct ScannedText {
  private(set) var words: [ScannedWord] = []
  private(set) var units: [TextUnit] = []
  private(set) var marks: [(mark: TextMark, scalar: Int)] = []
  private(set) var scalars = 0
  private(set) var paragraphs = 0
  /// Letters and digits.
  private(set) var letters = 0
  private(set) var caselessLetters = 0

  /// A previous unspaced character, which the next one makes a pair with.
  private var pair: (scalar: UInt32, position: Int)?
  private var pairIsAlone = false
  private var before: Before = .other
  private var lineHasText = false

  private enum Before { case letterOrComma, innerSpace, other }

  /// - Parameter bytes: valid UTF-8 in NFKC.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    words.reserveCapacity(bytes.count / 6)
    units.reserveCapacity(bytes.count / 6)
    var at = 0
    while at < bytes.count {
      let (scalar, length) = bytes.scalar(at: at)
      let kind = ScalarProperties.kind(scalar)
      if kind.isWord {
        lineHasText = true
        at =
          scalar >= 0x0E00 && ScalarProperties.isSpaceless(scalar)
          ? scanUnspaced(bytes, from: at) : scanWord(bytes, from: at, scalar, kind)
      } else {
        note(scalar, kind)
        at += length
        scalars += 1
      }
    }
    endPair()
    endLine()
  }

  // MARK: Words

  private mutating func scanWord(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ first: UInt32,
    _ firstKind: ScalarProperties.Kind
  ) -> Int {
    endPair()
    var hash = StableHash()
    var at = start
    let startScalar = scalars
    var hasDigit = false
    while at < bytes.count {
      let (scalar, length) = bytes.scalar(at: at)
      let kind = ScalarProperties.kind(scalar)
      if kind.isWord, scalar < 0x0E00 || !ScalarProperties.isSpaceless(scalar) {
        if kind == .number { hasDigit = true }
        if kind == .otherLetter || Self.isGeorgian(scalar) { caselessLetters += 1 }
        hash.add(kind == .uppercase ? SimpleCase.lower(scalar) : scalar)
        letters += 1
      } else if hasDigit, Self.joinsDigits(bytes, at: at) {
        hash.add(scalar)
      } else {
        break
      }
      at += length
      scalars += 1
    }
    let kind: ScannedWord.Kind =
      switch firstKind {
      case .number: .number
      case .uppercase: .capitalised
      case .lowercase: Self.isGeorgian(first) ? .caseless : .small
      default: .caseless
      }
    let word = ScannedWord(
      range: start..<at, scalar: startScalar, folded: hash.value, first: first, kind: kind,
      hasDigit: hasDigit, isInner: kind == .capitalised && before == .innerSpace)
    words.append(word)
    units.append(
      TextUnit(hash: word.folded, isNumber: hasDigit, isName: word.isInner, scalar: startScalar))
    before = .letterOrComma
    return at
  }

  /// A full stop, comma or apostrophe between two digits, of any script.
  private static func joinsDigits(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Bool {
    let (mark, length) = bytes.scalar(at: at)
    switch mark {
    case 0x2E, 0x2C, 0x27, 0x2019, 0x066B, 0x066C: break
    default: return false
    }
    guard at + length < bytes.count, at > 0 else { return false }
    let next = bytes.scalar(at: at + length).value
    var back = at - 1
    while back > 0, bytes[back] & 0xC0 == 0x80 { back -= 1 }
    return ScalarProperties.digitValue(next) != nil
      && ScalarProperties.digitValue(bytes.scalar(at: back).value) != nil
  }

  private static func isGeorgian(_ scalar: UInt32) -> Bool { (0x10D0...0x10FF).contains(scalar) }

  // MARK: Scripts without spaces

  private mutating func scanUnspaced(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    var places: [Int] = []
    let base = scalars
    while at < bytes.count {
      let (scalar, length) = bytes.scalar(at: at)
      guard ScalarProperties.kind(scalar).isWord, ScalarProperties.isSpaceless(scalar) else {
        break
      }
      addUnspaced(scalar)
      places.append(at - start)
      at += length
      scalars += 1
    }
    let run = UnsafeBufferPointer(rebasing: bytes[start..<at])
    var next = 0
    for segment in WordSegmenter.segments(of: run) {
      while next < places.count, places[next] < segment.range.lowerBound { next += 1 }
      let range = segment.range.lowerBound + start..<segment.range.upperBound + start
      var hash = StableHash()
      var inside = range.lowerBound
      while inside < range.upperBound {
        let (scalar, length) = bytes.scalar(at: inside)
        hash.add(scalar)
        inside += length
      }
      words.append(
        ScannedWord(
          range: range, scalar: base + next, folded: hash.value,
          first: bytes.scalar(at: range.lowerBound).value, kind: .caseless, hasDigit: false,
          isInner: false))
    }
    before = .other
    return at
  }

  private mutating func addUnspaced(_ scalar: UInt32) {
    letters += 1
    caselessLetters += 1
    if let previous = pair {
      var hash = StableHash()
      hash.add(previous.scalar)
      hash.add(scalar)
      units.append(
        TextUnit(hash: hash.value, isNumber: false, isName: false, scalar: previous.position))
      pairIsAlone = false
    } else {
      pairIsAlone = true
    }
    pair = (scalar, scalars)
  }

  private mutating func endPair() {
    guard let last = pair else { return }
    pair = nil
    guard pairIsAlone else { return }
    var hash = StableHash()
    hash.add(last.scalar)
    units.append(TextUnit(hash: hash.value, isNumber: false, isName: false, scalar: last.position))
  }

  // MARK: What stands between words

  private mutating func note(_ scalar: UInt32, _ kind: ScalarProperties.Kind) {
    if kind == .space {
      before = before == .letterOrComma && scalar != 0x0A ? .innerSpace : .other
      if scalar == 0x0A { endLine() }
      return
    }
    endPair()
    before = scalar == 0x2C || scalar == 0x3001 || scalar == 0x060C ? .letterOrComma : .other
    if let mark = Self.mark(scalar, kind) { marks.append((mark, scalars)) }
  }

  private mutating func endLine() {
    endPair()
    guard lineHasText else { return }
    lineHasText = false
    paragraphs += 1
    marks.append((.paragraph, scalars))
  }

  private static func mark(_ scalar: UInt32, _ kind: ScalarProperties.Kind) -> TextMark? {
    switch scalar {
    case 0x3F, 0x061F, 0x037E, 0x1367, 0xFF1F: .question
    case 0x21, 0xFF01: .exclamation
    case 0x22, 0xAB, 0x201C, 0x201E, 0x300C, 0x300E, 0x3010: .quote
    case 0xBB, 0x201D, 0x300D, 0x300F: .quote
    case 0x28, 0xFF08: .bracket
    case 0x25, 0x066A, 0xFF05: .percent
    case 0x24, 0xA2...0xA5, 0x20A0...0x20CF: .currency
    case 0x3A, 0xFF1A: .colon
    default: nil
    }
  }
}

/// One step of a text in its order: a word, or two characters of a script without spaces.
struct TextUnit {
  /// Bit 31: has a digit. Bit 30: a name. The rest: a hash of the unit in lower case.
  var bits: UInt32
  var scalar: Int

  static let numberBit: UInt32 = 1 << 31
  static let nameBit: UInt32 = 1 << 30
  static let hashMask: UInt32 = nameBit - 1

  init(hash: UInt64, isNumber: Bool, isName: Bool, scalar: Int) {
    bits = UInt32(truncatingIfNeeded: hash >> 34) & Self.hashMask
    if isNumber { bits |= Self.numberBit }
    if isName { bits |= Self.nameBit }
    self.scalar = scalar
  }
}

/// Lower case of one scalar, as far as one scalar gives one.
enum SimpleCase {
  static func lower(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A: return scalar + 32
    case 0xC0...0xDE where scalar != 0xD7: return scalar + 32
    case 0x391...0x3AB, 0x410...0x42F: return scalar + 32
    case 0x400...0x40F: return scalar + 80
    case 0x1EA0...0x1EFF: return scalar | 1
    default:
      guard let properties = Unicode.Scalar(scalar)?.properties else { return scalar }
      let mapped = properties.lowercaseMapping.unicodeScalars
      return mapped.count == 1 ? mapped.first?.value ?? scalar : scalar
    }
  }
}
