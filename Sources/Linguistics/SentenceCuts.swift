/// Finds sentence ends that ICU passes over: no space after the period, list items on one line, marks that only
/// one language ends sentences with, and languages that end them with a space.
struct SentenceCuts {
  let text: SentenceText
  let lexicon: SentenceLexicon
  let language: String

  /// Where `piece` is to be cut, in order; each offset begins a new piece.
  func cuts(in piece: Range<Int>) -> [Int] {
    switch language {
    case "hy": return cuts(in: piece, after: 0x3A, needsCapital: false)
    case "el": return (glued(piece) + cuts(in: piece, after: 0x3B, needsCapital: true)).sorted()
    case "th", "lo": return atSpaces(piece, longEnough: 120)
    case "km": return afterKhmerStops(piece)
    case "my": return atSpaces(piece, longEnough: 320)
    default: return glued(piece)
    }
  }

  /// `mark` and white space: Armenian's colon, Greek's question mark.
  private func cuts(in piece: Range<Int>, after mark: UInt8, needsCapital: Bool) -> [Int] {
    var cuts: [Int] = []
    for at in piece where text.bytes[at] == mark && at + 2 < piece.upperBound {
      guard text.bytes[at + 1] == 0x20 else { continue }
      let head = SentenceHead(of: at + 1..<piece.upperBound, in: text)
      if !needsCapital || head.kind == .uppercase { cuts.append(at + 1) }
    }
    return cuts
  }

  /// `។` and `៕`, which older ICU data do not know for ends.
  private func afterKhmerStops(_ piece: Range<Int>) -> [Int] {
    var cuts: [Int] = []
    var at = piece.lowerBound
    while at < piece.upperBound {
      let (value, next) = text.scalar(at)
      if value == 0x17D4 || value == 0x17D5, next < piece.upperBound { cuts.append(next) }
      at = next
    }
    return cuts.isEmpty ? atSpaces(piece, longEnough: 320) : cuts
  }

  // MARK: No space after the period

  /// `la fin.Début`: a word of three letters or more in lower case, a mark, and a capital.
  private func glued(_ piece: Range<Int>) -> [Int] {
    var cuts: [Int] = []
    var at = piece.lowerBound
    while at < piece.upperBound {
      let byte = text.bytes[at]
      // Letters of ASCII, first of all.
      guard byte < 0x40 || byte >= 0x80 else {
        at += 1
        continue
      }
      if byte == 0x2E || byte == 0x21 || byte == 0x3F || byte == 0xE2 {
        let (value, next) = text.scalar(at)
        switch SentenceMarks.terminator(value) {
        case .period, .strong:
          if let cut = gluedCut(at, next, in: piece) { cuts.append(cut) }
        default: break
        }
        at = next
      } else {
        at += 1
      }
    }
    return cuts
  }

  private func gluedCut(_ mark: Int, _ afterMark: Int, in piece: Range<Int>) -> Int? {
    var cut = afterMark
    while cut < piece.upperBound, case let (value, next) = text.scalar(cut),
      value == 0x22 || value == 0xBB || value == 0x201D || value == 0x29
    { cut = next }
    guard cut < piece.upperBound, mark > piece.lowerBound, text.scalarKind(cut).opensGlued else {
      return nil
    }
    let token = tokenStart(before: mark, in: piece)..<mark
    let next = cut..<tokenEnd(after: cut, in: piece)
    guard isPlainWord(token), !text.bytes[next].contains(where: { $0 == 0x40 || $0 == 0x2F }) else {
      return nil
    }
    return lexicon.abbreviations[text.folded(text.trimmed(token))] == nil ? cut : nil
  }

  /// Bytes looked at around a mark: enough for any word and most addresses, and a bound on hostile text.
  private static let longestToken = 256

  /// No address, no acronym, no number with periods; three characters or more, the last no capital.
  private func isPlainWord(_ token: Range<Int>) -> Bool {
    guard text.count(token) >= 3 else { return false }
    let bytes = text.bytes[token]
    guard !bytes.contains(where: { $0 == 0x40 || $0 == 0x2F || $0 == 0x2E || $0 == 0x5F }) else {
      return false
    }
    switch ScalarProperties.kind(text.scalar(before: token.upperBound).value) {
    case .lowercase, .number, .mark, .otherLetter, .close, .finalQuote: return true
    default: return text.bytes[token.upperBound - 1] == 0x25
    }
  }

  private func tokenStart(before end: Int, in piece: Range<Int>) -> Int {
    var start = end
    let lowest = max(piece.lowerBound, end - Self.longestToken)
    while start > lowest, text.bytes[start - 1] > 0x20 { start -= 1 }
    // What an earlier cut took off belongs to another sentence.
    if let cut = text.bytes[start..<end].lastIndex(where: { $0 == 0x2E || $0 == 0x21 || $0 == 0x3F }
    ),
      cut + 1 < end, text.scalarKind(cut + 1) == .uppercase, text.count(start..<cut) >= 3
    {
      start = cut + 1
    }
    return start
  }

  private func tokenEnd(after start: Int, in piece: Range<Int>) -> Int {
    var end = start
    let highest = min(piece.upperBound, start + Self.longestToken)
    while end < highest, text.bytes[end] > 0x20 { end += 1 }
    return end
  }

  // MARK: Languages that end a sentence with a space

  /// Thai and its like: a space that stands between two letters of the script, once a piece is long enough —
  /// half as long where a word follows that begins sentences.
  private func atSpaces(_ piece: Range<Int>, longEnough: Int) -> [Int] {
    var cuts: [Int] = []
    var (start, count, at) = (piece.lowerBound, 0, piece.lowerBound)
    while at < piece.upperBound {
      let (value, next) = text.scalar(at)
      if value == 0x20, count >= longEnough / 2, isSpaceBetweenLetters(at, next, in: piece),
        count >= longEnough || startsSentence(next, in: piece)
      {
        cuts.append(next)
        (start, count) = (next, 0)
      } else {
        count += 1
      }
      at = next
    }
    // A rest too short to be a sentence stays with the one before.
    if cuts.last != nil, text.count(start..<piece.upperBound) < longEnough / 3 { cuts.removeLast() }
    return cuts
  }

  private func isSpaceBetweenLetters(_ space: Int, _ next: Int, in piece: Range<Int>) -> Bool {
    guard space > piece.lowerBound, next < piece.upperBound else { return false }
    let (before, after) = (text.scalar(before: space).value, text.scalar(next).value)
    // ๆ repeats the word before it.
    return ScalarProperties.isSpaceless(before) && ScalarProperties.isSpaceless(after)
      && after != 0xE46
  }

  private func startsSentence(_ at: Int, in piece: Range<Int>) -> Bool {
    lexicon.starters.contains { starter in
      text.bytes[at..<piece.upperBound].starts(with: starter.utf8)
    }
  }
}

extension ScalarProperties.Kind {
  /// What a sentence may begin with right after the period of the one before.
  fileprivate var opensGlued: Bool { self == .uppercase || self == .initialQuote }
}
