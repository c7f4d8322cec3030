/// Cuts text into sentences: the standard's breaks (UAX #29) with what they miss and what they see too much of put right.
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
    var breaks: [Int] = []
    var line = 0..<0
    for end in Self.lineEnds(in: bytes) {
      line = line.upperBound..<end
      append(line, of: text, to: &sentences, &breaks)
    }
    return sentences
  }

  /// - Parameter breaks: room for the line's breaks.
  private func append(
    _ line: Range<Int>, of text: SentenceText, to sentences: inout [Range<Int>],
    _ breaks: inout [Int]
  ) {
    let line = text.trimmed(line)
    guard !line.isEmpty else { return }
    let joins = SentenceJoins(text: text, lexicon: lexicon, language: language)
    var current: Range<Int>?
    pieces(of: line, in: text, &breaks)
    for place in 1..<breaks.count {
      let piece = text.trimmed(breaks[place - 1]..<breaks[place])
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

  /// The standard's pieces of a line, cut further: where each begins, and the line's end.
  private func pieces(of line: Range<Int>, in text: SentenceText, _ breaks: inout [Int]) {
    breaks.removeAll(keepingCapacity: true)
    breaks.append(line.lowerBound)
    breakSentences(of: line, in: text, &breaks)
    let cuts = SentenceCuts(text: text, lexicon: lexicon, language: language)
    let pieces = breaks.count
    var further: [Int] = []
    for place in 0..<pieces {
      let end = place + 1 < pieces ? breaks[place + 1] : line.upperBound
      further += cuts.cuts(in: breaks[place]..<end)
    }
    further += ListMarker.items(in: line, text)
    // Armenian ends sentences with a colon; its periods are something like semicolons.
    if language == "hy" { breaks.removeSubrange(1...) }
    if !further.isEmpty { breaks = Set(breaks + further).sorted() }
    breaks.append(line.upperBound)
  }

  /// Appends where the standard's sentences (UAX #29) begin after the first.
  private func breakSentences(of line: Range<Int>, in text: SentenceText, _ breaks: inout [Int]) {
    let bytes = UnsafeBufferPointer(rebasing: text.bytes[line])
    guard Self.tailored.contains(language) else {
      var scan = SentenceBreaks(bytes)
      while let next = scan.next() { breaks.append(line.lowerBound + next) }
      return
    }
    _ = BreakIteratorPool.shared.withIterator(.sentence, locale: locale) { iterator in
      iterator.forEachSegment(of: bytes) { start, _, _ in
        if start > 0 { breaks.append(line.lowerBound + start) }
      }
    }
  }

  /// Languages that ICU has rules of its own for: Greek asks with a semicolon.
  private static let tailored: Set<String> = ["el"]

  /// The ends of the lines, each after its line break: LF, CR, U+0085, U+2028, U+2029.
  package static func lineEnds(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var ends: [Int] = []
    var at = 0
    while let found = nextControl(in: bytes, from: at) {
      at = found + 1
      switch bytes[found] {
      case 0x0A, 0x0D: ends.append(at)
      case 0x85 where found > 0 && bytes[found - 1] == 0xC2: ends.append(at)
      case 0xA8, 0xA9:
        if found > 1 && bytes[found - 1] == 0x80 && bytes[found - 2] == 0xE2 { ends.append(at) }
      default: break
      }
    }
    return ends.last == bytes.count ? ends : ends + [bytes.count]
  }

  /// The next byte that may end a line, eight at a time where all are letters, marks and spaces of ASCII.
  @inline(__always)
  private static func nextControl(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var at = start
    while at < bytes.count {
      while at + 8 <= bytes.count {
        let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: at, as: UInt64.self)
        // Below 0x80 and not below 0x0E.
        guard (word | (word &- 0x0E0E_0E0E_0E0E_0E0E)) & 0x8080_8080_8080_8080 == 0 else { break }
        at += 8
      }
      let end = min(at + 8, bytes.count)
      while at < end {
        let byte = bytes[at]
        if byte <= 0x0D || byte == 0x85 || byte == 0xA8 || byte == 0xA9 { return at }
        at += 1
      }
    }
    return nil
  }
}
