internal import Linguistics

/// A text's words as numbers: equal ones are looked up once, so that counting them and their neighbours touches no
/// strings.
struct KeywordWords {
  /// A way of writing a word, and what follows from its letters alone.
  struct Form {
    /// The word that it is a form of.
    var word: Int32
    var letters: Int32
    var isIdeographic: Bool
    var isCapital: Bool
  }

  struct Token {
    /// Index into ``KeywordWords/forms``.
    var form: Int32
    /// The word's number.
    var word: Int32
    /// Lines are numbered through all texts, from 1.
    var line: Int32
    var isTitle: Bool
    var isNumber: Bool
    /// It has a capital that no sentence's beginning explains.
    var isName: Bool
    /// Nothing but a space stands between it and the word before, in the same line.
    var followsDirectly: Bool
  }

  private(set) var tokens: [Token] = []
  private(set) var forms: [Form] = []
  private(set) var lines: Int32 = 0
  private var formIndex = ByteIndex()
  private var wordIndex = ByteIndex()

  /// How many words there are.
  var count: Int { wordIndex.count }

  /// As it is written.
  func text(ofForm form: Int32) -> String { formIndex.text(of: form) }

  /// Case-folded.
  func text(ofWord word: Int32) -> String { wordIndex.text(of: word) }

  /// Appends the words of the first `limit` bytes of a text.
  mutating func read(_ text: String, limit: Int, isTitle: Bool) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      let bytes = UnsafeBufferPointer(rebasing: bytes[..<Self.end(within: limit, of: bytes)])
      tokens.reserveCapacity(tokens.count + bytes.count / 5)
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
    var end = 0
    WordSegmenter.forEach(in: line) { start, wordEnd, kind in
      if end == 0 { lines += 1 }
      let form = form(UnsafeBufferPointer(rebasing: line[start..<wordEnd]))
      let (word, isCapital) = (forms[Int(form)].word, forms[Int(form)].isCapital)
      let isDirect = start == end || start == end + 1 && line[end] == 0x20
      let opensSentence =
        end == 0 || !isDirect && line[end..<start].contains(where: Self.mayEndSentence)
      tokens.append(
        Token(
          form: form, word: word, line: lines, isTitle: isTitle, isNumber: kind == .number,
          isName: isCapital && !opensSentence, followsDirectly: end > 0 && isDirect))
      end = wordEnd
    }
  }

  private static func mayEndSentence(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x3F, 0x21, 0x3A, 0x22, 0x80...: true
    default: false
    }
  }

  private mutating func form(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    let number = formIndex.number(of: bytes)
    if Int(number) < forms.count { return number }
    let first = bytes.scalar(at: 0).value
    var word: Int32 = 0
    Normalization.withCasefold(utf8: bytes) { word = wordIndex.number(of: $0) }
    forms.append(
      Form(
        word: word, letters: Self.letters(of: bytes, first: first),
        isIdeographic: ScalarProperties.isSpaceless(first),
        isCapital: ScalarProperties.kind(first) == .uppercase))
    return number
  }

  /// Hiragana is mostly grammar, and counts as one letter; a Hangul syllable counts three; a word of Thai and its like needs
  /// four to be more than grammar.
  private static func letters(of bytes: UnsafeBufferPointer<UInt8>, first: UInt32) -> Int32 {
    if (0x3041...0x309F).contains(first), isBefore0x30A0(bytes) { return 1 }
    let count = Int32(truncatingIfNeeded: bytes.count { $0 & 0xC0 != 0x80 })
    if (0xAC00...0xD7A3).contains(first) { return count * 3 }
    let isLongSpaceless = ScalarProperties.isSpaceless(first) && first < 0x2E80
    return isLongSpaceless && count < 4 ? 1 : count
  }

  private static func isBefore0x30A0(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < bytes.count {
      let (scalar, length) = bytes.scalar(at: at)
      guard scalar < 0x30A0 else { return false }
      at += length
    }
    return true
  }
}

/// Numbers of byte strings, from 0 in the order in which they came, by open addressing: no string is made of what is known
/// already.
private struct ByteIndex {
  private var bytes: [UInt8] = []
  private var hashes: [UInt64] = []
  /// Where each ends in `bytes`.
  private var ends: [Int32] = []
  /// Numbers; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 1024)

  init() {
    bytes.reserveCapacity(4096)
    hashes.reserveCapacity(512)
    ends.reserveCapacity(512)
  }

  var count: Int { ends.count }

  func text(of number: Int32) -> String {
    String(decoding: bytes[range(of: number)], as: UTF8.self)
  }

  private func range(of number: Int32) -> Range<Int> {
    let place = Int(number)
    return (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
  }

  /// The number of a text; ``count`` before the call where it was not known.
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = slots[slot]
      if hashes[Int(number)] == hash, isText(text, number) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int32(truncatingIfNeeded: ends.count)
    slots[slot] = number
    bytes.append(contentsOf: text)
    hashes.append(hash)
    ends.append(Int32(truncatingIfNeeded: bytes.count))
    if ends.count * 2 > slots.count { grow() }
    return number
  }

  private func isText(_ text: UnsafeBufferPointer<UInt8>, _ number: Int32) -> Bool {
    let range = range(of: number)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for (place, at) in range.enumerated() where bytes[at] != text[place] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }

  /// Eight bytes at a time. Equal hashes cost time alone, and a text is read to 60,000 bytes.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(text)
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at + 8 <= bytes.count {
      hash ^= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    hash = ((hash ^ rest) ^ (hash ^ rest) >> 32) &* 0xD6E8_FEB8_6659_FD93
    return hash ^ hash >> 32
  }
}
