/// Cuts text into words, in any script (UAX #29; dictionaries for Chinese, Japanese, Thai, Lao, Khmer and
/// Burmese).
///
/// ```
/// WordSegmenter().words(in: "Hà Nội 3.5%")   // [0..<3, 4..<10, 11..<14]
/// ```
package struct WordSegmenter: Sendable {
  package enum Kind: Sendable, Hashable {
    /// Letters of an alphabet, abjad, syllabary with spaces, or a dictionary word of Thai and its like.
    case letters
    /// Digits, with what may stand inside a number.
    case number
    /// Han and kana: a word of ICU's dictionary, or a single character that is in none.
    case ideographs
  }

  package struct Word: Sendable, Hashable {
    /// UTF-8 byte offsets.
    package var range: Range<Int>
    package var kind: Kind

    package init(range: Range<Int>, kind: Kind) {
      self.range = range
      self.kind = kind
    }
  }

  package init() {}

  /// Where the words of `text` stand, in order, as UTF-8 byte offsets; punctuation and space are left out.
  ///
  /// Text without a byte above 0x7F takes a scan of its own that gives what ICU would.
  package func words(in text: String) -> [Range<Int>] {
    segments(in: text).map(\.range)
  }

  /// The words of `text` with their kinds.
  package func segments(in text: String) -> [Word] {
    var text = text
    return text.withUTF8 { Self.segments(of: $0) }
  }

  /// The words of valid UTF-8.
  package static func segments(of bytes: UnsafeBufferPointer<UInt8>) -> [Word] {
    var words: [Word] = []
    words.reserveCapacity(bytes.count / 6)
    if bytes.allSatisfy({ $0 < 0x80 }) {
      ASCIIWords(bytes, 0..<bytes.count).append(to: &words)
      return words
    }
    _ = BreakIteratorPool.shared.withWordIterator { iterator in
      iterator.forEachSegment(of: bytes) { start, end, status in
        guard let kind = Kind(ruleStatus: status) else { return }
        if bytes[start..<end].allSatisfy({ $0 < 0x80 }) {
          // Some versions of ICU keep `name@host` in one piece: a word must not depend on its neighbours.
          ASCIIWords(bytes, start..<end).append(to: &words)
        } else {
          words.append(Word(range: start..<end, kind: kind))
        }
      }
    }
    return words
  }
}

extension WordSegmenter.Kind {
  /// ICU's word break tags (ubrk.h): below 100 no word, then numbers, letters, kana, ideographs by hundreds.
  init?(ruleStatus: Int32) {
    switch ruleStatus {
    case 100..<200: self = .number
    case 200..<300: self = .letters
    case 300..<500: self = .ideographs
    default: return nil
    }
  }
}

/// UAX #29's word rules for text that is ASCII throughout (WB5–WB13b).
private struct ASCIIWords {
  let bytes: UnsafeBufferPointer<UInt8>
  let range: Range<Int>

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  func append(to words: inout [WordSegmenter.Word]) {
    var at = range.lowerBound
    while at < range.upperBound {
      guard Self.continues(bytes[at]) else {
        at += 1
        continue
      }
      let end = wordEnd(from: at)
      if let kind = kind(of: at..<end) { words.append(.init(range: at..<end, kind: kind)) }
      at = end
    }
  }

  private func wordEnd(from start: Int) -> Int {
    var at = start + 1
    while at < range.upperBound {
      if Self.continues(bytes[at]) {
        at += 1
      } else if at + 1 < range.upperBound, joins(bytes[at - 1], bytes[at], bytes[at + 1]) {
        at += 2
      } else {
        break
      }
    }
    return at
  }

  /// A mark inside a word or a number: `don't`, `3.14`, `10,000` (WB6, WB7, WB11, WB12).
  private func joins(_ before: UInt8, _ mark: UInt8, _ after: UInt8) -> Bool {
    switch mark {
    case UInt8(ascii: "'"), UInt8(ascii: "."):
      Self.isLetter(before) && Self.isLetter(after) || Self.isDigit(before) && Self.isDigit(after)
    case UInt8(ascii: ":"): Self.isLetter(before) && Self.isLetter(after)
    case UInt8(ascii: ","), UInt8(ascii: ";"): Self.isDigit(before) && Self.isDigit(after)
    default: false
    }
  }

  /// Underscores alone are no word; one letter makes a word of letters.
  private func kind(of range: Range<Int>) -> WordSegmenter.Kind? {
    var kind: WordSegmenter.Kind?
    for byte in bytes[range] {
      if Self.isLetter(byte) { return .letters }
      if Self.isDigit(byte) { kind = .number }
    }
    return kind
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func continues(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }
}
