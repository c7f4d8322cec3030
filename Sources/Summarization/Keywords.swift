internal import Foundation
internal import Linguistics

/// A word or phrase that tells what an article or story is about.
package struct Keyword: Sendable, Hashable {
  /// As it is written most often.
  package var text: String
  /// How often it occurs.
  package var count: Int
  /// Higher is more telling; 1 for the best of a story.
  package var score: Double
}

/// Finds keywords in any language without lists of stop words: by how often, where and how words are written.
///
/// A word counts more in the title, near the top, with a capital inside a sentence, and when it returns without being
/// everywhere; words that recur side by side become a phrase. In the spirit of YAKE (Campos et al. 2020), for every
/// script. Cost: one pass over the words.
package struct Keywords: Sendable {
  /// Bytes of a document that are read: what comes later adds few words.
  private static let limit = 60_000

  package init() {}

  /// The best `count` keywords of an article, or of the articles of one story in one language, best first.
  package func keywords(of documents: [SummaryDocument], count: Int = 8) -> [Keyword] {
    var table = KeywordTable()
    for document in documents {
      if let title = document.title { table.read(title, isTitle: true) }
      table.read(String(document.text.prefix(Self.limit)), isTitle: false)
    }
    return table.best(count)
  }
}

/// Words and pairs of neighbours, counted.
private struct KeywordTable {
  private struct Entry {
    var count = 0
    var inTitle = 0
    /// Occurrences with a capital that no sentence's beginning explains.
    var capitals = 0
    /// Words before its first occurrence in the text.
    var first = Int.max
    var lines: Set<Int> = []
    var forms: [String: Int] = [:]
    /// Words in it.
    var length = 1
    /// The words of a phrase.
    var parts: [String] = []
    var letters = 0
    var isIdeographic = false
  }

  private var entries: [String: Entry] = [:]
  private var position = 0
  private var line = 0

  /// Words of one line at most: pairs and triples are counted among neighbours in a line.
  mutating func read(_ text: String, isTitle: Bool) {
    for line in text.split(whereSeparator: \.isNewline) {
      var line = String(line)
      let words = line.withUTF8 { bytes in KeywordLine(bytes) }.words
      self.line += 1
      for index in words.indices {
        count(words[index...index], isTitle: isTitle)
        for length in 2...3 where index + length <= words.count {
          let phrase = words[index..<index + length]
          guard phrase.dropFirst().allSatisfy(\.followsDirectly) else { break }
          count(phrase, isTitle: isTitle)
        }
        if !isTitle { position += 1 }
      }
    }
  }

  private mutating func count(_ words: ArraySlice<KeywordLine.Word>, isTitle: Bool) {
    guard let first = words.first, let last = words.last, !words.contains(where: \.isNumber) else {
      return
    }
    let separator = first.isIdeographic ? "" : " "
    let key = words.map(\.folded).joined(separator: separator)
    let form = words.map(\.text).joined(separator: separator)
    var entry = entries[key] ?? Entry()
    entry.length = words.count
    entry.letters = words.contains { $0.letters < 2 } ? 0 : words.reduce(0) { $0 + $1.letters }
    entry.parts = words.count > 1 ? words.map(\.folded) : []
    entry.isIdeographic = first.isIdeographic && last.isIdeographic
    entry.lines.insert(line)
    entry.forms[form, default: 0] += 1
    if isTitle {
      entry.inTitle += 1
    } else {
      entry.count += 1
      if words.allSatisfy({ $0.isCapital && !$0.opensSentence }) { entry.capitals += 1 }
      entry.first = min(entry.first, position)
    }
    entries[key] = entry
  }

  func best(_ count: Int) -> [Keyword] {
    let scored = entries.compactMap { key, entry in score(entry).map { (key, entry, $0) } }
      .sorted { ($1.2, $0.0) < ($0.2, $1.0) }
    var chosen: [(key: String, entry: Entry, score: Double)] = []
    for (key, entry, score) in scored {
      guard chosen.count < count else { break }
      // What is part of a better one, or has one in it, would only repeat it.
      let isRepeat = chosen.contains { Self.contains($0.key, key) || Self.contains(key, $0.key) }
      if !isRepeat { chosen.append((key, entry, score)) }
    }
    guard let top = chosen.first?.score else { return [] }
    return chosen.map { _, entry, score in
      let form = entry.forms.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      return Keyword(text: form, count: entry.count + entry.inTitle, score: score / top)
    }
  }

  private static func contains(_ phrase: String, _ part: String) -> Bool {
    guard phrase.utf8.count >= part.utf8.count else { return false }
    return phrase.contains(part)
  }

  private func score(_ entry: Entry) -> Double? {
    let count = Double(entry.count)
    let all = count + Double(entry.inTitle)
    guard entry.count > 0 || entry.inTitle > 0 else { return nil }
    let isName = entry.capitals * 2 > entry.count
    // Phrases must recur, or be names.
    guard entry.length == 1 || all >= 2 || isName else { return nil }
    guard let worth = worth(entry, isName: isName) else { return nil }
    let frequency = all / (all + 2)
    let spread = Double(entry.lines.count) / Double(max(12, line))
    // A word of every other line is grammar, unless it is written like a name.
    let grammar = isName ? 1 : max(0.05, 1 - 1.6 * max(0, spread - 0.15))
    let place = entry.first == .max ? 0.6 : 1 / (1 + 0.25 * log(1 + Double(entry.first) / 20))
    let title = entry.inTitle > 0 ? 1.7 : 1
    return frequency * grammar * place * title * worth * cohesion(entry)
  }

  /// How much of its commonest word's occurrences a phrase has: `of the` has little of `the`.
  private func cohesion(_ entry: Entry) -> Double {
    let most = entry.parts.map { entries[$0].map { $0.count + $0.inTitle } ?? 1 }.max() ?? 1
    return entry.parts.isEmpty ? 1 : Double(entry.count + entry.inTitle) / Double(max(1, most))
  }

  /// What its form is worth: capitals, letters, words.
  private func worth(_ entry: Entry, isName: Bool) -> Double? {
    let phrase = entry.length == 1 ? 1 : 1.25 + 0.15 * Double(entry.length - 2)
    if entry.isIdeographic { return entry.letters < 2 ? nil : phrase }
    guard entry.letters > 1 else { return nil }
    let short = entry.letters <= 3 && !isName ? 0.25 : entry.letters == 4 && !isName ? 0.6 : 1
    return phrase * short * (isName ? 1.8 : 1)
  }
}

/// The words of a line.
private struct KeywordLine {
  struct Word {
    var text: String
    var folded: String
    var letters: Int
    var isNumber: Bool
    var isIdeographic: Bool
    var isCapital: Bool
    var opensSentence: Bool
    /// Nothing but a space stands between it and the word before.
    var followsDirectly: Bool
  }

  private(set) var words: [Word] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var end = 0
    for segment in WordSegmenter.segments(of: bytes) {
      let gap = bytes[end..<segment.range.lowerBound]
      words.append(Self.word(segment, bytes, gap: gap, isFirst: words.isEmpty))
      end = segment.range.upperBound
    }
  }

  /// A Hangul syllable counts three letters; a word of Thai and its like needs four to be more than grammar.
  private static func letters(of text: String, first: UInt32) -> Int {
    let count = text.unicodeScalars.count
    if (0xAC00...0xD7A3).contains(first) { return count * 3 }
    let isLongSpaceless = ScalarProperties.isSpaceless(first) && first < 0x2E80
    return isLongSpaceless && count < 4 ? 1 : count
  }

  private static func word(
    _ segment: WordSegmenter.Word, _ bytes: UnsafeBufferPointer<UInt8>,
    gap: Slice<UnsafeBufferPointer<UInt8>>,
    isFirst: Bool
  ) -> Word {
    let text = String(decoding: bytes[segment.range], as: UTF8.self)
    let first = bytes.scalar(at: segment.range.lowerBound).value
    let isSpaceless = ScalarProperties.isSpaceless(first)
    // Hiragana is mostly grammar.
    let isGrammar =
      (0x3041...0x309F).contains(first) && text.unicodeScalars.allSatisfy { $0.value < 0x30A0 }
    return Word(
      text: text, folded: Normalization.casefold(text),
      letters: isGrammar ? 1 : letters(of: text, first: first), isNumber: segment.kind == .number,
      isIdeographic: isSpaceless, isCapital: ScalarProperties.kind(first) == .uppercase,
      opensSentence: isFirst
        || gap.contains {
          $0 == 0x2E || $0 == 0x3F || $0 == 0x21 || $0 == 0x3A || $0 == 0x22 || $0 >= 0x80
        },
      followsDirectly: gap.isEmpty || gap.count == 1 && gap.first == 0x20)
  }
}
