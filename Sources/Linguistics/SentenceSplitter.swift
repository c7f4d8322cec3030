/// Cuts text into sentences: ICU's breaks (UAX #29) with what they miss and what they see too much of put right.
///
/// ```
/// SentenceSplitter(language: "de").sentences(in: "Am 3. Mai kam z. B. Dr. Kern. Er blieb.")   // two
/// ```
/// Time grows with the length of the text; safe from any thread.
package struct SentenceSplitter: Sendable {
  private let language: String
  private let locale: String
  private let lexicon: SentenceLexicon

  /// - Parameter language: BCP 47; an unknown one gets the rules that hold for all.
  package init(language: String) {
    let primary = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    let isSound =
      (2...3).contains(primary.utf8.count) && primary.utf8.allSatisfy { $0 &- 0x61 < 26 }
    self.language = isSound ? primary : "und"
    // Without `@ss=standard`: ICU finds its suppressions at the end of longer words, too (`Santiago.` for `ago.`).
    locale = isSound ? primary : "root"
    lexicon = SentenceLexicon.lexicon(of: self.language)
  }

  /// Where the sentences of `text` stand: UTF-8 byte offsets, in order, without the white space around them. A
  /// line break always ends a sentence. Every character that is not white space is in exactly one sentence.
  package func sentences(in text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { sentences(of: $0) }
  }

  /// The same for valid UTF-8.
  package func sentences(of bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    let text = SentenceText(bytes: bytes)
    var sentences: [Range<Int>] = []
    var line = 0..<0
    for end in Self.lineEnds(in: bytes) {
      line = line.upperBound..<end
      append(line, of: text, to: &sentences)
    }
    return sentences
  }

  private func append(_ line: Range<Int>, of text: SentenceText, to sentences: inout [Range<Int>]) {
    let line = text.trimmed(line)
    guard !line.isEmpty else { return }
    let joins = SentenceJoins(text: text, lexicon: lexicon, language: language)
    var current: Range<Int>?
    for piece in pieces(of: line, in: text) {
      let piece = text.trimmed(piece)
      guard !piece.isEmpty else { continue }
      if let begun = current {
        if joins.joins(begun, piece, isSpaced: begun.upperBound < piece.lowerBound) {
          current = begun.lowerBound..<piece.upperBound
          continue
        }
        sentences.append(begun)
      }
      current = piece
    }
    if let current { sentences.append(current) }
  }

  /// ICU's pieces of a line, cut further.
  private func pieces(of line: Range<Int>, in text: SentenceText) -> [Range<Int>] {
    let cuts = SentenceCuts(text: text, lexicon: lexicon, language: language)
    var starts = Set([line.lowerBound] + ListMarker.items(in: line, text))
    for piece in icuPieces(of: line, in: text) {
      // Armenian ends sentences with a colon; its periods are something like semicolons.
      if language != "hy" { starts.insert(piece.lowerBound) }
      starts.formUnion(cuts.cuts(in: piece))
    }
    let sorted = starts.sorted() + [line.upperBound]
    return zip(sorted, sorted.dropFirst()).map { $0..<$1 }
  }

  private func icuPieces(of line: Range<Int>, in text: SentenceText) -> [Range<Int>] {
    let bytes = UnsafeBufferPointer(rebasing: text.bytes[line])
    var pieces: [Range<Int>] = []
    let done = BreakIteratorPool.shared.withIterator(.sentence, locale: locale) { iterator in
      iterator.forEachSegment(of: bytes) { start, end, _ in
        pieces.append(line.lowerBound + start..<line.lowerBound + end)
      }
    }
    return done == true ? pieces : [line]
  }

  /// The ends of the lines, each after its line break: LF, CR, U+0085, U+2028, U+2029.
  package static func lineEnds(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var ends: [Int] = []
    for at in bytes.indices {
      switch bytes[at] {
      case 0x0A, 0x0D: ends.append(at + 1)
      case 0x85 where at > 0 && bytes[at - 1] == 0xC2: ends.append(at + 1)
      case 0xA8, 0xA9:
        if at > 1 && bytes[at - 1] == 0x80 && bytes[at - 2] == 0xE2 { ends.append(at + 1) }
      default: break
      }
    }
    return ends.last == bytes.count ? ends : ends + [bytes.count]
  }
}
