/// Says which of ICU's breaks are none: abbreviations, ordinals, initials, quotes and lists.
///
/// The rules in this order won on public golden rules for 19 languages: list markers; `!?…` before
/// lower case; abbreviations; ordinals; single letters; acronyms; quotes and brackets.
struct SentenceJoins {
  let text: SentenceText
  let lexicon: SentenceLexicon
  let language: String

  /// Beyond this length (in scalars) nothing is joined for the sake of quotes: a missing closing quote must not
  /// swallow the article. 420 is twice the longest sentence of ordinary news.
  private static let longestQuote = 420

  /// Whether `next` goes on with the sentence of `current`, both trimmed; `isSpaced` says that white space
  /// stands between them.
  func joins(_ current: Range<Int>, _ next: Range<Int>, isSpaced: Bool) -> Bool {
    let tail = SentenceTail(of: current, in: text)
    let head = SentenceHead(of: next, in: text)
    return continues(current, tail, next, head, isSpaced: isSpaced) || closesQuote(current, next)
  }

  private func continues(
    _ current: Range<Int>, _ tail: SentenceTail, _ next: Range<Int>, _ head: SentenceHead,
    isSpaced: Bool
  ) -> Bool {
    if head.first == 0xBF || head.first == 0xA1 { return false }
    if ListMarker.isMarker(current, in: text) { return isSpaced || tail.terminator == .period }
    if tail.endsInQuote, head.first == 0x28 { return true }
    if isNothingButMarks(next) { return true }
    switch tail.terminator {
    case .strong: return head.kind == .lowercase || head.core == 0x2C || head.core == 0x3B
    case .comma: return true
    case .full: return continuesAfterFullStop(head)
    case .none: return tail.isClosed && head.kind == .lowercase && endsInClosedPeriod(current)
    case .period: break
    }
    guard isSpaced else { return text.count(tail.word) < 3 }
    if head.kind == .lowercase { return true }
    return isAbbreviation(tail, head, current)
  }

  /// `。」と` — a quote's end inside a Japanese or Chinese sentence.
  private func continuesAfterFullStop(_ head: SentenceHead) -> Bool {
    switch head.first {
    case 0x300D, 0x300F, 0x300B, 0xFF09, 0x201D, 0xFF0C, 0x3001: true
    case 0x3068, 0x3063: language == "ja"
    default: false
    }
  }

  private func endsInClosedPeriod(_ range: Range<Int>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound, case let (value, start) = text.scalar(before: end),
      SentenceMarks.isCloser(value)
    { end = start }
    return end > range.lowerBound && end < range.upperBound && text.bytes[end - 1] == 0x2E
  }

  /// `".` and `..` alone are the end of what came before.
  private func isNothingButMarks(_ range: Range<Int>) -> Bool {
    guard range.count <= 12 else { return false }
    var at = range.lowerBound
    while at < range.upperBound {
      let (value, next) = text.scalar(at)
      guard SentenceMarks.isCloser(value) || value == 0x2E else { return false }
      at = next
    }
    return true
  }

  // MARK: Abbreviations

  private func isAbbreviation(_ tail: SentenceTail, _ head: SentenceHead, _ current: Range<Int>)
    -> Bool
  {
    guard !tail.word.isEmpty else { return false }
    let word = text.folded(tail.word)
    let isDigit = head.kind == .number
    if let known = lookup(word) {
      if known == .always { return !(tail.isClosed && beginsSentence(head)) }
      if word == "a.m" || word == "p.m" { return joinsTime(tail, head) }
      return isDigit || !head.kind.isLetter
    }
    if isDigit, lexicon.beforeNumber.contains(word) { return true }
    if lexicon.hasOrdinals, isOrdinal(tail.word) {
      return head.kind.isLetter && !beginsSentence(head)
    }
    if word.utf8.contains(0x2E) { return isAcronym(tail, head, current) }
    return isInitial(tail, head, current)
  }

  /// By the whole word; by its last part only where it is one word (`V.Cte` knows `cte`).
  private func lookup(_ word: String) -> SentenceLexicon.Abbreviation? {
    if let known = lexicon.abbreviations[word] { return known }
    guard let dot = word.lastIndex(of: ".") else { return nil }
    let last = word[word.index(after: dot)...]
    guard last.utf8.count > 2 else { return nil }
    return lexicon.abbreviations[String(last)]
  }

  private func beginsSentence(_ head: SentenceHead) -> Bool {
    // A letter with a period is an initial, whatever word it could be.
    let isInitial =
      head.word.upperBound < text.bytes.count && text.bytes[head.word.upperBound] == 0x2E
    return !isInitial && lexicon.starters.contains(text.folded(head.word))
  }

  /// `5 a.m. Mr. Smith` goes on, `6 P.M. Mr. Smith` does not.
  private func joinsTime(_ tail: SentenceTail, _ head: SentenceHead) -> Bool {
    guard head.kind == .uppercase else { return true }
    let isLower = text.bytes[tail.word.lowerBound] >= 0x61
    return isLower && lexicon.abbreviations[text.folded(head.word)] == .always
  }

  /// One or two digits, or a Roman number in capitals.
  private func isOrdinal(_ word: Range<Int>) -> Bool {
    let bytes = text.bytes[word]
    if bytes.count <= 2, bytes.allSatisfy({ $0 &- 0x30 < 10 }) { return true }
    return bytes.count <= 6 && bytes.allSatisfy { Array("IVXLC".utf8).contains($0) }
  }

  /// `U.S.`, `т.г.`, `s.r.o.`: single letters with periods between them.
  private func isAcronym(_ tail: SentenceTail, _ head: SentenceHead, _ current: Range<Int>) -> Bool
  {
    let parts = text.bytes[tail.word].split(separator: 0x2E)
    let isSingleLetters = parts.allSatisfy { part in
      let slice = text.count(part.startIndex..<part.endIndex)
      return slice <= 2 && text.scalarKind(part.startIndex).isLetter
    }
    guard isSingleLetters, !parts.isEmpty else { return false }
    guard head.kind == .uppercase else { return true }
    return !beginsSentence(head) && !stands(head.word, inLowerCaseWithin: current)
  }

  /// The next word was used without its capital before: then the capital is a sentence's.
  private func stands(_ word: Range<Int>, inLowerCaseWithin range: Range<Int>) -> Bool {
    let needle = Array(String(decoding: text.bytes[word], as: UTF8.self).lowercased().utf8)
    guard needle.count >= 2, range.count < 4_000 else { return false }
    return text.bytes[range].containsWord(needle)
  }

  /// `J. Smith`, `Plan B. The`: a single letter.
  private func isInitial(_ tail: SentenceTail, _ head: SentenceHead, _ current: Range<Int>) -> Bool
  {
    let (value, next) = text.scalar(tail.word.lowerBound)
    let isDoubled = isDoubledCapital(tail.word)
    guard isDoubled || endOfMarks(from: next, to: tail.word.upperBound) == tail.word.upperBound
    else {
      return false
    }
    guard tail.beforeWord != 0x2F, tail.beforeWord != 0xB0 else { return false }
    switch ScalarProperties.kind(value) {
    case .uppercase: return !beginsSentence(head) || followsInitialOrName(tail, current, value)
    case .lowercase: return head.kind != .uppercase || !beginsSentence(head)
    case .otherLetter: return Self.hasInitials(value)
    default: return false
    }
  }

  /// `EE. UU.`, `FF. AA.`: plurals in Spanish double their capitals.
  private func isDoubledCapital(_ word: Range<Int>) -> Bool {
    let bytes = text.bytes[word]
    guard language == "es", bytes.count == 2, let first = bytes.first else { return false }
    return bytes.last == first && (0x41...0x5A).contains(first)
  }

  /// After `John Smith I.` a capital "The" is a sentence; after `J. R.` it hardly is.
  private func followsInitialOrName(_ tail: SentenceTail, _ current: Range<Int>, _ letter: UInt32)
    -> Bool
  {
    guard letter != 0x49, tail.word.lowerBound - current.lowerBound >= 3 else { return false }
    let before = text.trimmed(current.lowerBound..<tail.word.lowerBound)
    return !before.isEmpty && text.bytes[before.upperBound - 1] == 0x2E
  }

  private func endOfMarks(from start: Int, to end: Int) -> Int {
    var at = start
    while at < end, case let (value, next) = text.scalar(at), ScalarProperties.kind(value) == .mark
    {
      at = next
    }
    return at
  }

  /// Scripts without case whose letters stand for names; a Hangul syllable or Han character before a period
  /// is a word.
  private static func hasInitials(_ scalar: UInt32) -> Bool {
    (0x590..<0xF00).contains(scalar) || (0x10A0..<0x1100).contains(scalar)
      || (0x1200..<0x1380).contains(scalar)
  }

  // MARK: Quotes and brackets

  /// The sentence has an open quote or bracket that `next` closes.
  private func closesQuote(_ current: Range<Int>, _ next: Range<Int>) -> Bool {
    let whole = current.lowerBound..<next.upperBound
    guard whole.count < Self.longestQuote * 4,
      whole.count < Self.longestQuote || text.count(whole) < Self.longestQuote
    else { return false }
    var balance = QuoteBalance()
    balance.read(current, in: text)
    let (isOpen, straight) = (balance.isOpen, balance.straightQuotes)
    guard isOpen || straight % 2 == 1 else { return false }
    balance.read(current.upperBound..<next.upperBound, in: text)
    if isOpen && !balance.isOpen { return true }
    return straight % 2 == 1 && balance.straightQuotes % 2 == 0
  }
}

extension SentenceText {
  func scalarKind(_ at: Int) -> ScalarProperties.Kind { ScalarProperties.kind(scalar(at).value) }
}

extension Slice where Base == UnsafeBufferPointer<UInt8> {
  /// Whether `needle` stands in it between bytes that are no letters.
  fileprivate func containsWord(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, count >= needle.count else { return false }
    func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }
    for at in startIndex...(endIndex - needle.count) where self[at] == first {
      let end = at + needle.count
      if (at == startIndex || !isLetter(self[at - 1])) && (end == endIndex || !isLetter(self[end])),
        self[at..<end].elementsEqual(needle)
      {
        return true
      }
    }
    return false
  }
}

/// Which quotes and brackets are open after some text.
struct QuoteBalance {
  private var open: [UInt32] = []
  private(set) var straightQuotes = 0

  var isOpen: Bool { !open.isEmpty }

  mutating func read(_ range: Range<Int>, in text: SentenceText) {
    var at = range.lowerBound
    while at < range.upperBound {
      switch text.bytes[at] {
      case 0x22:
        straightQuotes += 1
        at += 1
      // Brackets; what is above ASCII, but for the letters of alphabets.
      case 0x28, 0x29, 0x5B, 0x5D, 0xC2, 0xE2...:
        let (value, next) = text.scalar(at)
        read(value)
        at = next
      default: at += 1
      }
    }
  }

  private mutating func read(_ scalar: UInt32) {
    switch (scalar, open.last) {
    case (0x201D, 0x201C), (0x201D, 0x201E), (0x201C, 0x201E), (0xAB, 0xBB), (0xBB, 0xAB):
      open.removeLast()
    case (_, let last?) where Self.closers[last] == scalar: open.removeLast()
    case (0x28, _), (0x5B, _), (0xFF08, _), (0x3010, _), (0x300A, _), (0x300C, _), (0x300E, _),
      (0xAB, _),
      (0x201C, _), (0x201E, _):
      open.append(scalar)
    default: break
    }
  }

  private static let closers: [UInt32: UInt32] = [
    0x28: 0x29, 0x5B: 0x5D, 0xFF08: 0xFF09, 0x3010: 0x3011, 0x300A: 0x300B, 0x300C: 0x300D,
    0x300E: 0x300F,
  ]
}
