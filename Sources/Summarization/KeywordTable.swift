internal import Foundation
internal import Linguistics

/// Words and phrases of two or three neighbours, counted.
///
/// A phrase that stands once counts for something only as a name, and one of a word that stands once stands once: so words are
/// counted first, then pairs of those that recur, then threes of pairs that do. Half of all phrases need no table.
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
    var key: Key
    /// The token that it begins with where it stands first.
    var opening: Int32
    var count: Int32 = 0
    var inTitle: Int32 = 0
    /// Occurrences with a capital that no sentence's beginning explains.
    var capitals: Int32 = 0
    /// Words before its first occurrence in the text.
    var first = Int32.max
    /// Lines that it stands in.
    var lines: Int32 = 0
    var lastLine: Int32 = 0

    init(_ key: Key, opening: Int) {
      self.key = key
      self.opening = Int32(truncatingIfNeeded: opening)
    }

    /// Words in it.
    var length: Int { key.third >= 0 ? 3 : key.second >= 0 ? 2 : 1 }
    var all: Double { Double(count + inTitle) }
    var isRepeated: Bool { count + inTitle > 1 }
    /// Written with capitals more often than not.
    var isName: Bool { capitals * 2 > count }

    /// One more occurrence, which begins with `token`.
    @inline(__always)
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

  /// What follows from how a phrase is written where it stands first.
  private struct Look {
    var letters: Int
    var isIdeographic: Bool
    var startsIdeographic: Bool
  }

  private let words: KeywordWords
  /// Those of single words come first, by their numbers.
  private var entries: [Entry] = []
  /// Places in `entries`, by hash, with open addressing; -1 where there is none.
  private var slots: [Int32] = []

  init(_ words: KeywordWords) {
    self.words = words
    let positions = countWords()
    var size = 64
    while size < words.tokens.count { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    let pairs = countPairs(positions)
    slots = [Int32](repeating: -1, count: size)
    countThrees(positions, pairs)
  }

  /// - Returns: how many words of the text stand before each token.
  private mutating func countWords() -> [Int32] {
    entries.reserveCapacity(words.count * 2)
    for word in 0..<words.count {
      entries.append(Entry(Key(first: Int32(truncatingIfNeeded: word)), opening: -1))
    }
    var positions: [Int32] = []
    positions.reserveCapacity(words.tokens.count)
    var position: Int32 = 0
    for (index, token) in words.tokens.enumerated() {
      positions.append(position)
      if !token.isTitle { position += 1 }
      guard !token.isNumber else { continue }
      let word = Int(token.word)
      if entries[word].opening < 0 { entries[word].opening = Int32(truncatingIfNeeded: index) }
      entries[word].add(token, isName: token.isName, at: positions[index])
    }
    return positions
  }

  /// - Returns: for each token the entry of the pair that it begins; -1 where none is needed.
  private mutating func countPairs(_ positions: [Int32]) -> [Int32] {
    var pairs = [Int32](repeating: -1, count: words.tokens.count)
    for index in words.tokens.indices.dropLast() {
      let (token, next) = (words.tokens[index], words.tokens[index + 1])
      guard next.followsDirectly, !token.isNumber, !next.isNumber else { continue }
      let isName = token.isName && next.isName
      let recurs = entries[Int(token.word)].isRepeated && entries[Int(next.word)].isRepeated
      guard recurs || isName && !token.isTitle else { continue }
      let key = Key(first: token.word, second: next.word)
      let place = recurs ? place(of: key, opening: index) : append(key, opening: index)
      entries[place].add(token, isName: isName, at: positions[index])
      pairs[index] = Int32(truncatingIfNeeded: place)
    }
    return pairs
  }

  private mutating func countThrees(_ positions: [Int32], _ pairs: [Int32]) {
    for index in words.tokens.indices.dropLast(2) {
      let token = words.tokens[index]
      let (second, third) = (words.tokens[index + 1], words.tokens[index + 2])
      guard second.followsDirectly, third.followsDirectly, !token.isNumber, !second.isNumber,
        !third.isNumber
      else { continue }
      let isName = token.isName && second.isName && third.isName
      let recurs = isRepeated(pairs[index]) && isRepeated(pairs[index + 1])
      guard recurs || isName && !token.isTitle else { continue }
      let key = Key(first: token.word, second: second.word, third: third.word)
      let place = recurs ? place(of: key, opening: index) : append(key, opening: index)
      entries[place].add(token, isName: isName, at: positions[index])
    }
  }

  private func isRepeated(_ place: Int32) -> Bool { place >= 0 && entries[Int(place)].isRepeated }

  private mutating func append(_ key: Key, opening: Int) -> Int {
    entries.append(Entry(key, opening: opening))
    return entries.count - 1
  }

  /// Where a phrase's entry is; made where there is none.
  private mutating func place(of key: Key, opening: Int) -> Int {
    var slot = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      if entries[Int(slots[slot])].key == key { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: entries.count)
    return append(key, opening: opening)
  }

  // MARK: Choosing

  func best(_ count: Int, without stopWords: StopWords) -> [Keyword] {
    var ranking = Ranking(
      entries.indices.compactMap { place in
        score(entries[place]).map { Ranking.Item(score: $0, place: place) }
      })
    var chosen: [(text: String, entry: Entry, score: Double)] = []
    // Equal scores go by the alphabet; only those that are reached are written out.
    while chosen.count < count, let equals = ranking.next() {
      let candidates = equals.map { (text: text(of: entries[$0.place]), entry: entries[$0.place]) }
      for candidate in candidates.sorted(by: Self.isBefore) where chosen.count < count {
        if isEmpty(candidate.entry, stopWords) { continue }
        // What is part of a better one, or has one in it, would only repeat it.
        let isRepeat = chosen.contains {
          Self.contains($0.text, candidate.text) || Self.contains(candidate.text, $0.text)
        }
        if !isRepeat { chosen.append((candidate.text, candidate.entry, equals[0].score)) }
      }
    }
    guard let top = chosen.first?.score else { return [] }
    return chosen.map { _, entry, score in
      Keyword(text: commonestForm(of: entry), count: Int(entry.all), score: score / top)
    }
  }

  private typealias Candidate = (text: String, entry: Entry)

  /// Where the letters are the same, what stands first, and is shorter, goes before.
  private static func isBefore(_ left: Candidate, _ right: Candidate) -> Bool {
    if left.text != right.text { return left.text < right.text }
    return (left.entry.opening, left.entry.length) < (right.entry.opening, right.entry.length)
  }

  /// Whether a keyword is a stop word, or a phrase that begins or ends with one and is no name: `La Paz` is. Where words
  /// are written without spaces, a phrase is a compound, which has none within it either.
  private func isEmpty(_ entry: Entry, _ stopWords: StopWords) -> Bool {
    if entry.key.second >= 0, entry.isName { return false }
    let parts = entry.key.parts
    let telling = look(of: entry).isIdeographic ? parts : [parts[0], parts[parts.count - 1]]
    return telling.contains { stopWords.contains(words.text(ofWord: $0)) }
  }

  private func text(of entry: Entry) -> String {
    entry.key.parts.map { words.text(ofWord: $0) }.joined(separator: separator(of: entry))
  }

  private func separator(of entry: Entry) -> String { look(of: entry).startsIdeographic ? "" : " " }

  /// As it is written most often; of equals the first by the alphabet.
  private func commonestForm(of entry: Entry) -> String {
    let length = entry.length
    var counts: [String: Int] = [:]
    for start in starts(of: entry.key, length: length) {
      let tokens = words.tokens[start..<start + length]
      guard tokens.dropFirst().allSatisfy(\.followsDirectly) else { continue }
      let text = tokens.map { words.text(ofForm: $0.form) }.joined(separator: separator(of: entry))
      counts[text, default: 0] += 1
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  /// The tokens that a phrase's words begin at.
  private func starts(of key: Key, length: Int) -> [Int] {
    words.tokens.withUnsafeBufferPointer { tokens in
      guard tokens.count >= length else { return [] }
      var starts: [Int] = []
      for start in 0...tokens.count - length where tokens[start].word == key.first {
        if length > 1, tokens[start + 1].word != key.second { continue }
        if length > 2, tokens[start + 2].word != key.third { continue }
        starts.append(start)
      }
      return starts
    }
  }

  private static func contains(_ phrase: String, _ part: String) -> Bool {
    phrase.utf8.count >= part.utf8.count && phrase.hasBytes(of: part) && phrase.contains(part)
  }

  // MARK: Scores

  private func score(_ entry: Entry) -> Double? {
    // A number, or nothing else.
    guard entry.opening >= 0 else { return nil }
    let isName = entry.isName
    // Phrases must recur, or be names.
    guard entry.length == 1 || entry.isRepeated || isName else { return nil }
    let look = look(of: entry)
    guard let worth = worth(entry, look, isName: isName) else { return nil }
    let frequency = entry.all / (entry.all + 2)
    let spread = Double(entry.lines) / Double(max(12, words.lines))
    // A word of every other line is grammar, unless it is written like a name.
    let grammar = isName ? 1 : max(0.05, 1 - 1.6 * max(0, spread - 0.15))
    let place = entry.first == .max ? 0.6 : 1 / (1 + 0.25 * log(1 + Double(entry.first) / 20))
    let title = entry.inTitle > 0 ? 1.7 : 1
    return frequency * grammar * place * title * worth * cohesion(entry, look)
  }

  /// How much of its commonest word's occurrences a phrase has: `of the` has little of `the`. A syllable between the
  /// ends of a compound is a word of its own elsewhere, and does not count.
  private func cohesion(_ entry: Entry, _ look: Look) -> Double {
    guard entry.length > 1 else { return 1 }
    let key = entry.key
    let isCompound = look.isIdeographic && entry.length == 3
    var most = entries[Int(key.first)].all
    if !isCompound { most = max(most, entries[Int(key.second)].all) }
    if key.third >= 0 { most = max(most, entries[Int(key.third)].all) }
    return entry.all / max(1, most)
  }

  private func look(of entry: Entry) -> Look {
    func form(_ place: Int) -> KeywordWords.Form {
      words.forms[Int(words.tokens[Int(entry.opening) + place].form)]
    }
    let last = entry.length - 1
    let (first, final) = (form(0), form(last))
    let isIdeographic = first.isIdeographic && final.isIdeographic
    // A foreign name, which no dictionary has, is cut into syllables: อาร์ + ที + เมีย.
    var hasShort = first.letters < 2 || final.letters < 2
    var letters = Int(first.letters)
    if last > 0 { letters += Int(final.letters) }
    if last > 1 {
      let middle = form(1)
      letters += Int(middle.letters)
      hasShort = hasShort || !isIdeographic && middle.letters < 2
    }
    return Look(
      letters: hasShort ? 0 : letters, isIdeographic: isIdeographic,
      startsIdeographic: first.isIdeographic)
  }

  /// What its form is worth: capitals, letters, words.
  private func worth(_ entry: Entry, _ look: Look, isName: Bool) -> Double? {
    let phrase = entry.length == 1 ? 1 : 1.25 + 0.15 * Double(entry.length - 2)
    if look.isIdeographic { return look.letters < 2 ? nil : phrase }
    guard look.letters > 1 else { return nil }
    let short = look.letters <= 3 && !isName ? 0.25 : look.letters == 4 && !isName ? 0.6 : 1
    return phrase * short * (isName ? 1.8 : 1)
  }
}

/// Gives the best first, and no more of them than are asked for: a heap.
private struct Ranking {
  struct Item {
    var score: Double
    var place: Int
  }

  private var heap: [Item]

  init(_ items: [Item]) {
    heap = items
    for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
  }

  /// All that have the best score of what is left.
  mutating func next() -> [Item]? {
    guard let best = heap.first else { return nil }
    var equals: [Item] = []
    while let item = heap.first, item.score == best.score {
      equals.append(item)
      let last = heap.removeLast()
      if !heap.isEmpty {
        heap[0] = last
        sink(0)
      }
    }
    return equals
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while case let left = 2 * place + 1, left < heap.count {
      let right = left + 1
      let better = right < heap.count && heap[right].score > heap[left].score ? right : left
      guard heap[better].score > heap[place].score else { return }
      heap.swapAt(place, better)
      place = better
    }
  }
}

extension String {
  /// Whether the bytes of another string stand in it: what settles nearly always that it does not contain it.
  fileprivate func hasBytes(of part: String) -> Bool {
    var (whole, part) = (self, part)
    return whole.withUTF8 { whole in
      part.withUTF8 { part in
        guard let first = part.first else { return true }
        for start in 0...max(0, whole.count - part.count) where whole[start] == first {
          if whole.count - start >= part.count, whole[start...].starts(with: part) { return true }
        }
        return false
      }
    }
  }
}
