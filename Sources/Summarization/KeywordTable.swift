internal import Foundation
internal import Linguistics

/// Words and phrases of two or three neighbours, counted.
struct KeywordTable {
  /// Up to three words, by their numbers; -1 where there is none.
  private struct Key: Equatable {
    var first: Int32
    var second: Int32 = -1
    var third: Int32 = -1

    /// The numbers are dense, so multiplying spreads them well enough.
    var hash: UInt64 {
      var hash = UInt64(truncatingIfNeeded: first) &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ hash >> 29 ^ UInt64(truncatingIfNeeded: second)) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ hash >> 32 ^ UInt64(truncatingIfNeeded: third)) &* 0x94D0_49BB_1331_11EB
      return hash ^ hash >> 31
    }

    var parts: [Int32] {
      third >= 0 ? [first, second, third] : second >= 0 ? [first, second] : [first]
    }
  }

  private struct Entry {
    var count: Int32 = 0
    var inTitle: Int32 = 0
    /// Occurrences with a capital that no sentence's beginning explains.
    var capitals: Int32 = 0
    /// Words before its first occurrence in the text.
    var first = Int32.max
    /// Lines that it stands in.
    var lines: Int32 = 0
    var lastLine: Int32 = 0
    /// Words in it.
    var length: Int32
    var letters: Int32
    var isIdeographic: Bool
    var startsIdeographic: Bool

    var all: Double { Double(count + inTitle) }
    /// Written with capitals more often than not.
    var isName: Bool { capitals * 2 > count }

    init(_ forms: some BidirectionalCollection<KeywordWords.Form>) {
      length = Int32(forms.count)
      startsIdeographic = forms.first?.isIdeographic ?? false
      isIdeographic = startsIdeographic && forms.last?.isIdeographic ?? false
      // A foreign name, which no dictionary has, is cut into syllables: อาร์ + ที + เมีย.
      let ends = isIdeographic ? [forms.first, forms.last].compactMap(\.self) : Array(forms)
      let hasShort = ends.contains { $0.letters < 2 }
      letters = hasShort ? 0 : Int32(forms.reduce(0) { $0 + $1.letters })
    }

    /// One more occurrence, which begins with `token`.
    mutating func add(_ token: KeywordWords.Token, isName: Bool, at position: Int32) {
      if lastLine != token.line { lines += 1 }
      lastLine = token.line
      if token.isTitle {
        inTitle += 1
      } else {
        count += 1
        if isName { capitals += 1 }
        first = min(first, position)
      }
    }
  }

  private typealias Scored = (key: Key, entry: Entry, score: Double)

  private let words: KeywordWords
  /// In the order of their first occurrence.
  private var keys: [Key] = []
  private var entries: [Entry] = []
  /// Places in `keys`, by hash, with open addressing; -1 where there is none. There are three keys a token at most.
  private var slots: [Int32]

  init(_ words: KeywordWords) {
    self.words = words
    var size = 16
    while size < words.tokens.count * 4 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    keys.reserveCapacity(words.tokens.count * 2)
    entries.reserveCapacity(words.tokens.count * 2)
    var position: Int32 = 0
    for index in words.tokens.indices {
      count(index..<index + 1, at: position)
      for end in index + 2...index + 3 {
        guard end <= words.tokens.count, words.tokens[end - 1].followsDirectly else { break }
        count(index..<end, at: position)
      }
      if !words.tokens[index].isTitle { position += 1 }
    }
  }

  private mutating func count(_ range: Range<Int>, at position: Int32) {
    for index in range where words.tokens[index].isNumber { return }
    var isName = true
    for index in range where isName {
      let token = words.tokens[index]
      isName = words.forms[Int(token.form)].isCapital && !token.opensSentence
    }
    let place = place(of: key(range), range)
    entries[place].add(words.tokens[range.lowerBound], isName: isName, at: position)
  }

  /// Where a key's entry is; made where there is none.
  private mutating func place(of key: Key, _ range: Range<Int>) -> Int {
    let slot = slot(of: key)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    slots[slot] = Int32(truncatingIfNeeded: keys.count)
    keys.append(key)
    entries.append(Entry(range.map { words.forms[Int(words.tokens[$0].form)] }))
    return keys.count - 1
  }

  /// Where a key stands, or would.
  private func slot(of key: Key) -> Int {
    var slot = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
    while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func entry(of key: Key) -> Entry? {
    let place = slots[slot(of: key)]
    return place < 0 ? nil : entries[Int(place)]
  }

  private func key(_ range: Range<Int>) -> Key {
    let tokens = words.tokens
    return Key(
      first: tokens[range.lowerBound].word,
      second: range.count > 1 ? tokens[range.lowerBound + 1].word : -1,
      third: range.count > 2 ? tokens[range.lowerBound + 2].word : -1)
  }

  // MARK: Choosing

  func best(_ count: Int, without stopWords: StopWords) -> [Keyword] {
    var scored: [Scored] = zip(keys, entries).compactMap { key, entry in
      score(key, entry).map { (key, entry, $0) }
    }
    scored.sort { $0.score > $1.score }
    var chosen: [(text: String, found: Scored)] = []
    var index = 0
    // Equal scores go by the alphabet; only those that are reached are written out.
    while index < scored.count, chosen.count < count {
      let end = scored[index...].firstIndex { $0.score < scored[index].score } ?? scored.count
      let equals = scored[index..<end].map { (text: text(of: $0), found: $0) }
      for candidate in equals.sorted(by: { $0.text < $1.text }) where chosen.count < count {
        if isEmpty(candidate.found, stopWords) { continue }
        // What is part of a better one, or has one in it, would only repeat it.
        let isRepeat = chosen.contains {
          Self.contains($0.text, candidate.text) || Self.contains(candidate.text, $0.text)
        }
        if !isRepeat { chosen.append(candidate) }
      }
      index = end
    }
    guard let top = chosen.first?.found.score else { return [] }
    return chosen.map { _, found in
      Keyword(
        text: commonestForm(of: found), count: Int(found.entry.all), score: found.score / top)
    }
  }

  /// Whether a keyword is a stop word, or a phrase that begins or ends with one and is no name: `La Paz` is. Where words
  /// are written without spaces, a phrase is a compound, which has none within it either.
  private func isEmpty(_ found: Scored, _ stopWords: StopWords) -> Bool {
    if found.key.second >= 0, found.entry.isName { return false }
    let parts = found.key.parts
    let telling = found.entry.isIdeographic ? parts : [parts[0], parts[parts.count - 1]]
    return telling.contains { stopWords.contains(words.words[Int($0)]) }
  }

  private func text(of found: Scored) -> String {
    found.key.parts.map { words.words[Int($0)] }.joined(separator: separator(of: found.entry))
  }

  private func separator(of entry: Entry) -> String { entry.startsIdeographic ? "" : " " }

  /// As it is written most often; of equals the first by the alphabet.
  private func commonestForm(of found: Scored) -> String {
    let length = found.key.parts.count
    var forms: [String: Int] = [:]
    for start in words.tokens.indices.dropLast(length - 1)
    where words.tokens[start].word == found.key.first && key(start..<start + length) == found.key {
      let tokens = words.tokens[start..<start + length]
      guard tokens.dropFirst().allSatisfy(\.followsDirectly) else { continue }
      let text = tokens.map { words.forms[Int($0.form)].text }
        .joined(separator: separator(of: found.entry))
      forms[text, default: 0] += 1
    }
    return forms.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  private static func contains(_ phrase: String, _ part: String) -> Bool {
    phrase.utf8.count >= part.utf8.count && phrase.contains(part)
  }

  // MARK: Scores

  private func score(_ key: Key, _ entry: Entry) -> Double? {
    let isName = entry.isName
    // Phrases must recur, or be names.
    guard entry.length == 1 || entry.all >= 2 || isName else { return nil }
    guard let worth = worth(entry, isName: isName) else { return nil }
    let frequency = entry.all / (entry.all + 2)
    let spread = Double(entry.lines) / Double(max(12, words.lines))
    // A word of every other line is grammar, unless it is written like a name.
    let grammar = isName ? 1 : max(0.05, 1 - 1.6 * max(0, spread - 0.15))
    let place = entry.first == .max ? 0.6 : 1 / (1 + 0.25 * log(1 + Double(entry.first) / 20))
    let title = entry.inTitle > 0 ? 1.7 : 1
    return frequency * grammar * place * title * worth * cohesion(key, entry)
  }

  /// How much of its commonest word's occurrences a phrase has: `of the` has little of `the`. A syllable between the
  /// ends of a compound is a word of its own elsewhere, and does not count.
  private func cohesion(_ key: Key, _ entry: Entry) -> Double {
    guard entry.length > 1 else { return 1 }
    let isCompound = entry.isIdeographic && entry.length == 3
    let parts = isCompound ? [key.first, key.third] : key.parts
    let most = parts.map { self.entry(of: Key(first: $0))?.all ?? 1 }.max() ?? 1
    return entry.all / max(1, most)
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
