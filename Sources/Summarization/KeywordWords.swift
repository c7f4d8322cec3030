internal import Linguistics

/// A text's words as numbers: equal ones are looked up once, so that counting them and their neighbours touches no
/// strings.
struct KeywordWords {
  /// A way of writing a word, and what follows from its letters alone.
  struct Form {
    var text: String
    /// The word that it is a form of: an index into ``KeywordWords/words``.
    var word: Int32
    var letters: Int
    var isIdeographic: Bool
    var isCapital: Bool
  }

  struct Token {
    /// Index into ``KeywordWords/forms``.
    var form: Int32
    /// Index into ``KeywordWords/words``.
    var word: Int32
    /// Lines are numbered through all texts, from 1.
    var line: Int32
    var isTitle: Bool
    var isNumber: Bool
    var opensSentence: Bool
    /// Nothing but a space stands between it and the word before, in the same line.
    var followsDirectly: Bool
  }

  private(set) var tokens: [Token] = []
  private(set) var forms: [Form] = []
  /// Case-folded.
  private(set) var words: [String] = []
  private(set) var lines: Int32 = 0
  private var formIndex = ByteIndex()
  private var wordIndex = ByteIndex()

  /// Appends the words of the first `limit` bytes of a text.
  mutating func read(_ text: String, limit: Int, isTitle: Bool) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      let bytes = UnsafeBufferPointer(rebasing: bytes[..<Self.end(within: limit, of: bytes)])
      for end in SentenceSplitter.lineEnds(in: bytes) {
        read(line: UnsafeBufferPointer(rebasing: bytes[start..<end]), isTitle: isTitle)
        start = end
      }
    }
  }

  /// Not within a character's bytes.
  private static func end(within limit: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard bytes.count > limit else { return bytes.count }
    var end = limit
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private mutating func read(line: UnsafeBufferPointer<UInt8>, isTitle: Bool) {
    let segments = WordSegmenter.segments(of: line)
    guard !segments.isEmpty else { return }
    lines += 1
    var end = 0
    for segment in segments {
      let gap = line[end..<segment.range.lowerBound]
      let form = form(UnsafeBufferPointer(rebasing: line[segment.range]))
      let opensSentence = end == 0 || gap.contains(where: Self.mayEndSentence)
      tokens.append(
        Token(
          form: form, word: forms[Int(form)].word, line: lines, isTitle: isTitle,
          isNumber: segment.kind == .number, opensSentence: opensSentence,
          followsDirectly: end > 0 && (gap.isEmpty || gap.count == 1 && gap.first == 0x20)))
      end = segment.range.upperBound
    }
  }

  private static func mayEndSentence(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x3F, 0x21, 0x3A, 0x22, 0x80...: true
    default: false
    }
  }

  private mutating func form(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    let number = Int32(truncatingIfNeeded: forms.count)
    if let known = formIndex.number(of: bytes, orElse: number) { return known }
    let text = String(decoding: bytes, as: UTF8.self)
    let first = bytes.scalar(at: 0).value
    // Hiragana is mostly grammar.
    let isGrammar =
      (0x3041...0x309F).contains(first) && text.unicodeScalars.allSatisfy { $0.value < 0x30A0 }
    forms.append(
      Form(
        text: text, word: word(Normalization.casefold(text)),
        letters: isGrammar ? 1 : Self.letters(of: text, first: first),
        isIdeographic: ScalarProperties.isSpaceless(first),
        isCapital: ScalarProperties.kind(first) == .uppercase))
    return number
  }

  private mutating func word(_ folded: String) -> Int32 {
    var folded = folded
    let number = Int32(truncatingIfNeeded: words.count)
    let known = folded.withUTF8 { wordIndex.number(of: $0, orElse: number) }
    if known == nil { words.append(folded) }
    return known ?? number
  }

  /// A Hangul syllable counts three letters; a word of Thai and its like needs four to be more than grammar.
  private static func letters(of text: String, first: UInt32) -> Int {
    let count = text.unicodeScalars.count
    if (0xAC00...0xD7A3).contains(first) { return count * 3 }
    let isLongSpaceless = ScalarProperties.isSpaceless(first) && first < 0x2E80
    return isLongSpaceless && count < 4 ? 1 : count
  }
}

/// Numbers of byte strings, by open addressing: no string is made of what is known already.
private struct ByteIndex {
  private struct Entry {
    var hash: UInt64
    var range: Range<Int>
    var number: Int32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// Places in `entries`; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 512)

  /// The number under which `text` is known; `nil` where it was not, and is from now on under `number`.
  mutating func number(of text: UnsafeBufferPointer<UInt8>, orElse number: Int32) -> Int32? {
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, bytes[entry.range].elementsEqual(text) { return entry.number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: entries.count)
    let start = bytes.count
    bytes.append(contentsOf: text)
    entries.append(Entry(hash: hash, range: start..<bytes.count, number: number))
    if entries.count * 2 > slots.count { grow() }
    return nil
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (place, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: place)
    }
  }

  /// FNV-1a with a finisher. Equal hashes cost time alone, and a text is read to 60,000 bytes.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return hash ^ hash >> 32
  }
}
