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
  /// ``TextUnit/bits(hash:isNumber:isName:)``, in the text's order.
  private(set) var units: [UInt32] = []
  private(set) var marks: [(mark: TextMark, scalar: Int)] = []
  private(set) var scalars = 0
  private(set) var paragraphs = 0
  /// Letters and digits.
  private(set) var letters = 0
  private(set) var caselessLetters = 0

  /// A previous unspaced character, which the next one makes a pair with.
  private var pair: UInt32?
  private var pairIsAlone = false
  private var before: Before = .other
  private var lineHasText = false

  private enum Before { case letterOrComma, innerSpace, other }

  private let kinds = ScalarProperties.kinds

  /// - Parameter bytes: valid UTF-8 in NFKC.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    words.reserveCapacity(bytes.count / 6)
    units.reserveCapacity(bytes.count / 6)
    var at = 0
    while at < bytes.count {
      let (scalar, length) = bytes.scalar(at: at)
      let kind = kinds[scalar]
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
    let letters = WordLetters(bytes, from: start, kinds)
    let kind: ScannedWord.Kind =
      switch firstKind {
      case .number: .number
      case .uppercase: .capitalised
      case .lowercase: WordLetters.isGeorgian(first) ? .caseless : .small
      default: .caseless
      }
    var isInner = false
    if case .capitalised = kind, case .innerSpace = before { isInner = true }
    let word = ScannedWord(
      range: start..<letters.end, scalar: scalars, folded: letters.folded, first: first, kind: kind,
      hasDigit: letters.hasDigit, isInner: isInner)
    words.append(word)
    units.append(
      TextUnit.bits(hash: word.folded, isNumber: word.hasDigit, isName: word.isInner))
    scalars += letters.scalars
    self.letters += letters.letters
    caselessLetters += letters.caseless
    before = .letterOrComma
    return letters.end
  }

  // MARK: Scripts without spaces

  private mutating func scanUnspaced(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    var places: [Int] = []
    let base = scalars
    while at < bytes.count {
      let (scalar, length) = bytes.scalar(at: at)
      guard kinds[scalar].isWord, ScalarProperties.isSpaceless(scalar) else { break }
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
      hash.add(previous)
      hash.add(scalar)
      units.append(TextUnit.bits(hash: hash.value, isNumber: false, isName: false))
      pairIsAlone = false
    } else {
      pairIsAlone = true
    }
    pair = scalar
  }

  private mutating func endPair() {
    guard let last = pair else { return }
    pair = nil
    guard pairIsAlone else { return }
    var hash = StableHash()
    hash.add(last)
    units.append(TextUnit.bits(hash: hash.value, isNumber: false, isName: false))
  }

  // MARK: What stands between words

  private mutating func note(_ scalar: UInt32, _ kind: ScalarProperties.Kind) {
    if case .space = kind {
      if case .letterOrComma = before, scalar != 0x0A {
        before = .innerSpace
      } else {
        before = .other
      }
      if scalar == 0x0A { endLine() }
      return
    }
    endPair()
    before = scalar == 0x2C || scalar == 0x3001 || scalar == 0x060C ? .letterOrComma : .other
    if let mark = Self.mark(scalar) { marks.append((mark, scalars)) }
  }

  private mutating func endLine() {
    endPair()
    guard lineHasText else { return }
    lineHasText = false
    paragraphs += 1
    marks.append((.paragraph, scalars))
  }

  private static func mark(_ scalar: UInt32) -> TextMark? {
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
enum TextUnit {
  static let numberBit: UInt32 = 1 << 31
  static let nameBit: UInt32 = 1 << 30
  static let hashMask: UInt32 = nameBit - 1

  /// Bit 31: has a digit. Bit 30: a name. The rest: a hash of the unit in lower case.
  static func bits(hash: UInt64, isNumber: Bool, isName: Bool) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 34) & hashMask | (isNumber ? numberBit : 0)
      | (isName ? nameBit : 0)
  }
}
