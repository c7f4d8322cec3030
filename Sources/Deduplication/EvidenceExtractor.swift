internal import Linguistics
internal import Synchronization

/// Makes ``Evidence`` of texts. Holds what costs time to open: transliterator, names of places, words already read.
final class EvidenceExtractor: Sendable {
  /// The one shared extractor: a cache of read-only tools, which no result depends on.
  static let shared = EvidenceExtractor()

  private let transliterator = Transliterator()
  private let tables = Mutex<[String: LanguageTables]>([:])
  private let readings = Mutex<[UInt64: Reading]>([:])
  private let stemHashes = Mutex<[UInt64: UInt64]>([:])
  /// Readings take some 40 bytes; all are forgotten when there are so many, since the words of news come in waves.
  private static let readingLimit = 1 << 16
  /// Languages come from outside.
  private static let tableLimit = 256
  /// Longer texts are cut: some 100 pages of a book.
  static let maximumBytes = 400_000

  /// A word by sound: the keys of its first letters and of its consonants.
  struct Reading {
    var name: EvidenceKey?
    var skeleton: EvidenceKey?
  }

  /// A key where it stands.
  struct Item {
    var key: EvidenceKey
    var scalar: Int
    /// Of the words that it was made of: UTF-8 byte offsets in the normalised text.
    var range: Range<Int>
    /// What is dropped first where there is too much: 0 numbers, places, names … 2 words of scripts without case.
    var rank: UInt8
  }

  /// A document's text in NFKC and in one script: the headline on a line of its own, if there is one.
  func normalizedText(of document: MatchDocument) -> String {
    var text = document.title.map { $0 + "\n" } ?? ""
    text += document.text
    if text.utf8.count > Self.maximumBytes {
      text = String(decoding: text.utf8.prefix(Self.maximumBytes), as: UTF8.self)
    }
    return ScriptFolding.folded(
      Normalization.nfkc(text), language: Self.primarySubtag(of: document.language))
  }

  func evidence(of document: MatchDocument) -> Evidence {
    var text = normalizedText(of: document)
    let language = Self.primarySubtag(of: document.language)
    return text.withUTF8 { bytes in
      let scanned = ScannedText(bytes)
      let items = items(of: scanned, bytes: bytes, language: language)
      return EvidenceBlob(scanned: scanned, items: items, bytes: bytes, language: language)
        .evidence(with: document)
    }
  }

  static func primarySubtag(of tag: String) -> String {
    let primary = tag.lowercased().prefix { $0 != "-" && $0 != "_" }
    guard (2...3).contains(primary.utf8.count), primary.utf8.allSatisfy({ $0 &- 0x61 < 26 }),
      primary != "und"
    else { return "" }
    return String(primary)
  }

  // MARK: Keys

  func items(of scanned: ScannedText, bytes: UnsafeBufferPointer<UInt8>, language: String) -> [Item]
  {
    let tables = tables(for: language)
    let isCaseless = scanned.caselessLetters * 2 > scanned.letters
    var items: [Item] = []
    items.reserveCapacity(scanned.words.count)
    if !tables.written.isEmpty { addWrittenPlaces(tables, bytes, &items) }
    let groups = SpacedNumbers(language: language)
    var next = 0
    while next < scanned.words.count {
      let index = next
      let word = scanned.words[index]
      next += 1
      if word.kind == .number {
        next = groups.end(of: index, in: scanned.words, bytes)
        addNumber(scanned.words[index..<next], bytes, &items)
        continue
      }
      if let month = tables.months[word.folded] {
        let digits = Array(String(month).utf8)
        items.append(
          Item(key: EvidenceKey(.number, digits), scalar: word.scalar, range: word.range, rank: 0))
      }
      if !tables.places.isEmpty, word.kind != .small || isCaseless {
        addPlace(at: index, scanned.words, bytes, language, tables, &items)
      }
      if word.kind == .small && !isCaseless { continue }
      addName(word, bytes, &items)
    }
    return items
  }

  /// - Parameter words: one, or a number's groups.
  private func addNumber(
    _ words: ArraySlice<ScannedWord>, _ bytes: UnsafeBufferPointer<UInt8>, _ items: inout [Item]
  ) {
    guard var word = words.first, let last = words.last else { return }
    word.range = word.range.lowerBound..<last.range.upperBound
    let written = words.map { String(decoding: bytes[$0.range], as: UTF8.self) }.joined()
    addNumber(NumberValue.canonical(written.unicodeScalars), word, &items)
  }

  private func addNumber(_ canonical: [UInt8], _ word: ScannedWord, _ items: inout [Item]) {
    guard !canonical.isEmpty, canonical.count <= 24 else { return }
    items.append(
      Item(key: EvidenceKey(.number, canonical), scalar: word.scalar, range: word.range, rank: 0))
    if let digits = NumberValue.significant(canonical) {
      items.append(
        Item(key: EvidenceKey(.digits, digits), scalar: word.scalar, range: word.range, rank: 0))
    }
  }

  private func addName(
    _ word: ScannedWord, _ bytes: UnsafeBufferPointer<UInt8>, _ items: inout [Item]
  ) {
    if (0x3007...0x9FFF).contains(word.first),
      let value = NumberValue.han(String(decoding: bytes[word.range], as: UTF8.self).unicodeScalars)
    {
      addNumber(Array(String(value).utf8), word, &items)
    }
    let reading = reading(of: word, bytes)
    // Katakana spell what is foreign: names, mostly.
    let isTelling = word.kind != .caseless || (0x30A0...0x30FF).contains(word.first)
    if let key = reading.name {
      items.append(Item(key: key, scalar: word.scalar, range: word.range, rank: isTelling ? 0 : 2))
    }
    if let key = reading.skeleton {
      items.append(Item(key: key, scalar: word.scalar, range: word.range, rank: isTelling ? 0 : 1))
    }
  }

  /// The names of more words go before those of fewer.
  private func addPlace(
    at index: Int, _ words: [ScannedWord], _ bytes: UnsafeBufferPointer<UInt8>, _ language: String,
    _ tables: LanguageTables, _ items: inout [Item]
  ) {
    let opening = stemHash(of: words[index], bytes, language)
    guard tables.placeOpenings.contains(opening) else { return }
    let first = stem(of: words[index], bytes, language)
    let last = min(index + LanguageTables.longestName, words.count)
    let stems = [first] + words[index + 1..<last].map { stem(of: $0, bytes, language) }
    for count in stride(from: stems.count, through: 1, by: -1) {
      guard let code = tables.places[PlaceStem.hash(of: stems[..<count])] else { continue }
      let range = words[index].range.lowerBound..<words[index + count - 1].range.upperBound
      items.append(
        Item(
          key: EvidenceKey(.place, code.utf8), scalar: words[index].scalar, range: range, rank: 0))
      return
    }
  }

  private func addWrittenPlaces(
    _ tables: LanguageTables, _ bytes: UnsafeBufferPointer<UInt8>, _ items: inout [Item]
  ) {
    var at = 0
    var scalars = 0
    while at < bytes.count {
      let (scalar, length) = bytes.scalar(at: at)
      if scalar >= 0x0E00,
        let place = tables.written[scalar]?.first(where: {
          Self.stands($0.bytes, in: bytes, at: at)
        })
      {
        items.append(
          Item(
            key: EvidenceKey(.place, place.code.utf8), scalar: scalars,
            range: at..<at + place.bytes.count, rank: 0))
      }
      at += length
      scalars += 1
    }
  }

  private static func stands(
    _ name: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Bool {
    guard start + name.count <= bytes.count else { return false }
    for index in name.indices where bytes[start + index] != name[index] { return false }
    return true
  }

  // MARK: Readings

  private func reading(of word: ScannedWord, _ bytes: UnsafeBufferPointer<UInt8>) -> Reading {
    if bytes[word.range].allSatisfy({ $0 < 0x80 }) {
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.range.count) { latin in
        for (place, byte) in bytes[word.range].enumerated() { latin[place] = Self.lower(byte) }
        return Self.reading(of: UnsafeBufferPointer(latin))
      }
    }
    if let known = readings.withLock({ $0[word.folded] }) { return known }
    let latin = transliterator.latin(
      word: String(decoding: bytes[word.range].prefix(256), as: UTF8.self))
    let reading = Array(latin.utf8).withUnsafeBufferPointer { Self.reading(of: $0) }
    readings.withLock { readings in
      if readings.count >= Self.readingLimit { readings.removeAll(keepingCapacity: true) }
      readings[word.folded] = reading
    }
    return reading
  }

  private static func reading(of latin: UnsafeBufferPointer<UInt8>) -> Reading {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, latin.count)) { room in
      var count = 0
      for letter in latin where letter &- 0x61 < 26 || letter &- 0x30 < 10 {
        room[count] = letter
        count += 1
      }
      guard count > 0 else { return Reading() }
      let letters = UnsafeBufferPointer(rebasing: room[..<count])
      return Reading(
        name: EvidenceKey(.name, letters.prefix(6)),
        skeleton: ConsonantSkeleton.of(letters).map { EvidenceKey(.skeleton, $0) })
    }
  }

  private func stem(
    of word: ScannedWord, _ bytes: UnsafeBufferPointer<UInt8>, _ language: String
  ) -> [UInt8] {
    var text = String(decoding: bytes[word.range].prefix(256), as: UTF8.self)
    // "And" is written together with the word after it; no country's name begins with these letters.
    if language == "ar" && text.hasPrefix("وال") || language == "he" && text.hasPrefix("וה") {
      text.removeFirst()
    }
    return PlaceStem.of(transliterator.latin(word: text), language: language)
  }

  /// `PlaceStem.hash(of: [stem(of: word)])`, found without making the stem where the word is plain or was met before.
  private func stemHash(
    of word: ScannedWord, _ bytes: UnsafeBufferPointer<UInt8>, _ language: String
  ) -> UInt64 {
    let letters = UnsafeBufferPointer(rebasing: bytes[word.range].prefix(256))
    if letters.allSatisfy({ $0 < 0x80 }) {
      return PlaceStem.hash(ofASCII: letters, language: language)
    }
    var hash = StableHash()
    for byte in language.utf8 { hash.add(byte) }
    for byte in letters { hash.add(byte) }
    let key = hash.value
    if let known = stemHashes.withLock({ $0[key] }) { return known }
    let made = PlaceStem.hash(of: [stem(of: word, bytes, language)])
    stemHashes.withLock { hashes in
      if hashes.count >= Self.readingLimit { hashes.removeAll(keepingCapacity: true) }
      hashes[key] = made
    }
    return made
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte + 32 : byte }

  private func tables(for language: String) -> LanguageTables {
    if let known = tables.withLock({ $0[language] }) { return known }
    let made = LanguageTables(language: language, transliterator: transliterator)
    tables.withLock { tables in
      if tables.count >= Self.tableLimit { tables.removeAll() }
      tables[language] = made
    }
    return made
  }
}
