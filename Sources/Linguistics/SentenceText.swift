/// UTF-8 read scalar by scalar, forwards and backwards, as the sentence rules need it.
struct SentenceText {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The scalar that starts at `at`, and where the next one starts.
  func scalar(_ at: Int) -> (value: UInt32, next: Int) {
    let scalar = bytes.scalar(at: at)
    return (scalar.value, at + scalar.length)
  }

  /// The scalar that ends at `end`, and where it starts.
  func scalar(before end: Int) -> (value: UInt32, start: Int) {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80, end - start < 4 { start -= 1 }
    return (bytes.scalar(at: start).value, start)
  }

  /// `range` without white space and invisible characters at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, case let (value, next) = scalar(start), Self.isBlank(value) { start = next }
    while end > start, case let (value, before) = scalar(before: end), Self.isBlank(value) {
      end = before
    }
    return start..<end
  }

  /// White space, and format characters such as byte order and direction marks.
  static func isBlank(_ scalar: UInt32) -> Bool {
    if scalar < 0x7F { return scalar <= 0x20 }
    let kind = ScalarProperties.kind(scalar)
    return kind == .space || kind == .other
  }

  func folded(_ range: Range<Int>) -> String {
    Normalization.casefold(String(decoding: bytes[range], as: UTF8.self))
  }

  /// How many scalars there are in `range`.
  func count(_ range: Range<Int>) -> Int {
    bytes[range].count { $0 & 0xC0 != 0x80 }
  }
}

/// How a piece of text ends.
struct SentenceTail {
  enum Terminator {
    /// A full stop that abbreviations share: `.` and its full-width form.
    case period
    /// `!`, `?`, `…` and their like.
    case strong
    /// A mark that can only end a sentence: `。`, `।`, `።`, `۔`, `။`.
    case full
    /// A comma of its script that ICU takes for an end: `၊`, `፣`.
    case comma
    case none
  }

  let terminator: Terminator
  /// Quotes or brackets stand after the terminator.
  let isClosed: Bool
  /// The last of them is a quotation mark.
  let endsInQuote: Bool
  /// The word before the terminator, with periods inside it: `z.B`, `Dr`, `12`.
  let word: Range<Int>
  /// The scalar before the word, 0 at the start.
  let beforeWord: UInt32

  init(of range: Range<Int>, in text: SentenceText) {
    var end = range.upperBound
    var isClosed = false
    var endsInQuote = false
    while end > range.lowerBound, case let (value, start) = text.scalar(before: end) {
      let isCloser = SentenceMarks.isCloser(value)
      guard isCloser || SentenceText.isBlank(value) && value > 0x7F else { break }
      if isCloser && !isClosed { endsInQuote = SentenceMarks.isQuote(value) }
      isClosed = isClosed || isCloser
      end = start
    }
    self.isClosed = isClosed
    self.endsInQuote = endsInQuote
    guard end > range.lowerBound else {
      terminator = .none
      word = end..<end
      beforeWord = 0
      return
    }
    let last = text.scalar(before: end)
    terminator = SentenceMarks.terminator(last.value)
    word =
      terminator == .period
      ? Self.word(endingAt: last.start, in: text, from: range.lowerBound) : end..<end
    beforeWord = word.lowerBound > range.lowerBound ? text.scalar(before: word.lowerBound).value : 0
  }

  private static func word(endingAt end: Int, in text: SentenceText, from lowest: Int) -> Range<Int>
  {
    var start = end
    var wordEnd = end
    // No abbreviation is longer than 64 bytes.
    let lowest = max(lowest, end - 64)
    while start > lowest, case let (value, before) = text.scalar(before: start) {
      let isInside =
        value == 0x2E || value == 0xBA || value == 0xB0 || value == 0xAA
        || ScalarProperties.kind(value).isWord
      if !isInside {
        // Direction marks stand between an Arabic abbreviation and its period.
        guard SentenceText.isBlank(value), value > 0x7F, start == wordEnd else { break }
        wordEnd = before
      }
      start = before
    }
    return start..<max(start, wordEnd)
  }
}

/// How a piece of text begins.
struct SentenceHead {
  /// The very first scalar.
  let first: UInt32
  /// The first scalar after quotes, brackets and dashes, and its kind.
  let core: UInt32
  let kind: ScalarProperties.Kind
  let word: Range<Int>

  init(of range: Range<Int>, in text: SentenceText) {
    var at = range.lowerBound
    first = at < range.upperBound ? text.scalar(at).value : 0
    while at < range.upperBound, case let (value, next) = text.scalar(at),
      SentenceMarks.isOpener(value) || SentenceText.isBlank(value)
    { at = next }
    core = at < range.upperBound ? text.scalar(at).value : 0
    kind = at < range.upperBound ? ScalarProperties.kind(core) : .other
    var end = at
    while end < range.upperBound, case let (value, next) = text.scalar(end),
      ScalarProperties.kind(value).isWord || value == 0x27 || value == 0x2019
    { end = next }
    word = at..<end
  }
}

/// The marks that sentences end in, open with and are closed by.
enum SentenceMarks {
  static func terminator(_ scalar: UInt32) -> SentenceTail.Terminator {
    switch scalar {
    case 0x2E, 0xFF0E, 0x2024: .period
    case 0x21, 0x3F, 0x2026, 0x203C, 0x203D, 0x2047...0x2049, 0x61F, 0xFF1F, 0xFF01: .strong
    case 0x3002, 0xFF61, 0x964, 0x965, 0x6D4, 0x1362, 0x1367, 0x104B, 0x17D4, 0x17D5, 0x589: .full
    case 0x104A, 0x1363...0x1366: .comma
    default: .none
    }
  }

  static func isCloser(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x29, 0x5D, 0x7D: true
    case 0..<0x80: false
    case 0x201C, 0x2018: true  // German closes with what English opens with
    default:
      switch ScalarProperties.kind(scalar) {
      case .close, .finalQuote: true
      default: false
      }
    }
  }

  static func isQuote(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A, 0x300C...0x300F: true
    default: false
    }
  }

  /// Quotes, brackets and dashes that a sentence may begin with; `¿` and `¡` always begin one.
  static func isOpener(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x28, 0x5B, 0x2D: true
    case 0..<0x80: false
    case 0xBF, 0xA1: true
    default:
      switch ScalarProperties.kind(scalar) {
      case .open, .initialQuote, .dash: true
      default: false
      }
    }
  }
}
