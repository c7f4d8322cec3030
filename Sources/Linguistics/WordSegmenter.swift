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
  /// Text in alphabets takes a scan of its own that gives what ICU would.
  package func words(in text: String) -> [Range<Int>] {
    segments(in: text).map(\.range)
  }

  /// How many words `text` has.
  package func count(in text: String) -> Int {
    var text = text
    return text.withUTF8 { Self.count(of: $0) }
  }

  /// How many words valid UTF-8 has.
  package static func count(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    forEach(in: bytes) { _, _, _ in count += 1 }
    return count
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
    forEach(in: bytes) { words.append(Word(range: $0..<$1, kind: $2)) }
    return words
  }

  /// Calls `body` with the start, end and kind of each word of valid UTF-8.
  package static func forEach(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (Int, Int, Kind) -> Void
  ) {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      ASCIIWords(bytes).forEach(in: 0..<bytes.count, body)
    } else {
      var words = AlphabeticWords(bytes)
      while let passage = words.next(body) { byICU(bytes, passage, body) }
    }
  }

  /// The words of valid UTF-8 as ICU cuts them: what every other way is held against.
  package static func segmentsByICU(of bytes: UnsafeBufferPointer<UInt8>) -> [Word] {
    var words: [Word] = []
    byICU(bytes, 0..<bytes.count) { words.append(Word(range: $0..<$1, kind: $2)) }
    return words
  }

  private static func byICU(
    _ bytes: UnsafeBufferPointer<UInt8>, _ passage: Range<Int>, _ body: (Int, Int, Kind) -> Void
  ) {
    let part = UnsafeBufferPointer(rebasing: bytes[passage])
    let first = passage.lowerBound
    _ = BreakIteratorPool.shared.withWordIterator { iterator in
      iterator.forEachSegment(of: part) { start, end, status in
        guard let kind = Kind(ruleStatus: status) else { return }
        let word = first + start..<first + end
        if bytes[word].allSatisfy({ $0 < 0x80 }) {
          // Some versions of ICU keep `name@host` in one piece: a word must not depend on its neighbours.
          ASCIIWords(bytes).forEach(in: word, body)
        } else {
          body(word.lowerBound, word.upperBound, kind)
        }
      }
    }
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
