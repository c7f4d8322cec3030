internal import Linguistics
internal import Synchronization

/// Makes ``Evidence`` of texts. Holds what costs time to open: transliterator, names of places, words already read.
final class EvidenceExtractor: Sendable {
  /// The one shared extractor: a cache of read-only tools, which no result depends on.
  static let shared = EvidenceExtractor()

  private let transliterator = Transliterator()
  private let tables = Mutex<[String: LanguageTables]>([:])
  /// Those that no text is being read with: as many as there ever were texts at once.
  private let readings = Mutex<[WordReadings]>([])
  /// Languages come from outside.
  private static let tableLimit = 256
  /// Longer texts are cut: some 100 pages of a book.
  static let maximumBytes = 400_000

  /// A key where it stands.
  struct Item {
    var key: EvidenceKey
    var scalar: Int
    /// Of the words that it was made of: UTF-8 byte offsets in the normalised text.
    var range: Range<Int>
    /// What is dropped first where there is too much: 0 numbers, places, names … 2 words of scripts without case.
    var rank: UInt8
  }

  /// A document's text as UTF-8 in NFKC and in one script: the headline on a line of its own, if there is one.
  func normalizedText(of document: MatchDocument) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(document.text.utf8.count + (document.title?.utf8.count ?? 0) + 1)
    if let title = document.title {
      text += title.utf8
      text.append(UInt8(ascii: "\n"))
    }
    text += document.text.utf8
    if text.count > Self.maximumBytes {
      text = Array(String(decoding: text.prefix(Self.maximumBytes), as: UTF8.self).utf8)
    }
    var normal = Normalization.nfkc(utf8: text)
    ScriptFolding.fold(&normal, language: Self.primarySubtag(of: document.language))
    return normal
  }

  func evidence(of document: MatchDocument) -> Evidence {
    let language = Self.primarySubtag(of: document.language)
    return normalizedText(of: document).withUnsafeBufferPointer { bytes in
      let scanned = ScannedText(bytes)
      let items = items(of: scanned, bytes: bytes, language: language)
      return EvidenceBlob(scanned: scanned, items: items, language: language)
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
    let readings = readings.withLock { $0.popLast() } ?? WordReadings(transliterator)
    defer { self.readings.withLock { $0.append(readings) } }
    let tables = tables(for: language)
    let isCaseless = scanned.caselessLetters * 2 > scanned.letters
    let hasPlaces = !tables.places.isEmpty
    var items: [Item] = []
    items.reserveCapacity(scanned.words.count)
    if let written = tables.written { Self.addPlaces(written, bytes, &items) }
    let groups = SpacedNumbers(language: language)
    var next = 0
    while next < scanned.words.count {
      let index = next
      let word = scanned.words[index]
      next += 1
      if case .number = word.kind {
        next = groups.end(of: index, in: scanned.words, bytes)
        Self.addNumber(scanned.words[index..<next], bytes, &items)
        continue
      }
      if let month = tables.months[word.folded] {
        Self.add(EvidenceKey(.number, "\(month)".utf8), word, &items)
      }
      if case .small = word.kind, !isCaseless { continue }
      let reading = readings.reading(of: Self.bytes(of: word, bytes), tables.stems)
      if hasPlaces, tables.placeOpenings[reading.stem] != nil {
        addPlace(at: index, scanned.words, bytes, tables, readings, &items)
      }
      Self.addName(word, reading, bytes, &items)
    }
    return items
  }

  private static func bytes(
    of word: ScannedWord, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[word.range])
  }

  private static func add(
    _ key: EvidenceKey, _ word: ScannedWord, rank: UInt8 = 0, _ items: inout [Item]
  ) {
    items.append(Item(key: key, scalar: word.scalar, range: word.range, rank: rank))
  }

  /// - Parameter words: one, or a number's groups.
  private static func addNumber(
    _ words: ArraySlice<ScannedWord>, _ bytes: UnsafeBufferPointer<UInt8>, _ items: inout [Item]
  ) {
    guard var word = words.first, let last = words.last else { return }
    word.range = word.range.lowerBound..<last.range.upperBound
    var digits = WrittenDigits()
    for word in words { digits.read(Self.bytes(of: word, bytes)) }
    addNumber(digits.canonical, word, &items)
  }

  private static func addNumber(
    _ canonical: [UInt8], _ word: ScannedWord, _ items: inout [Item]
  ) {
    guard !canonical.isEmpty, canonical.count <= 24 else { return }
    add(EvidenceKey(.number, canonical), word, &items)
    if let digits = NumberValue.significant(canonical) {
      add(EvidenceKey(.digits, digits), word, &items)
    }
  }

  private static func addName(
    _ word: ScannedWord, _ reading: WordReadings.Reading, _ bytes: UnsafeBufferPointer<UInt8>,
    _ items: inout [Item]
  ) {
    if NumberValue.isHanNumeral(word.first),
      let value = NumberValue.han(String(decoding: bytes[word.range], as: UTF8.self).unicodeScalars)
    {
      addNumber(Array("\(value)".utf8), word, &items)
    }
    // Katakana spell what is foreign: names, mostly.
    var isTelling = true
    if case .caseless = word.kind { isTelling = (0x30A0...0x30FF).contains(word.first) }
    if reading.name != 0 {
      add(EvidenceKey(bits: reading.name), word, rank: isTelling ? 0 : 2, &items)
    }
    if reading.skeleton != 0 {
      add(EvidenceKey(bits: reading.skeleton), word, rank: isTelling ? 0 : 1, &items)
    }
  }

  /// The names of more words go before those of fewer.
  private func addPlace(
    at index: Int, _ words: [ScannedWord], _ bytes: UnsafeBufferPointer<UInt8>,
    _ tables: LanguageTables, _ readings: WordReadings, _ items: inout [Item]
  ) {
    let last = min(index + LanguageTables.longestName, words.count)
    let stems = words[index..<last].map {
      readings.stem(of: Self.bytes(of: $0, bytes), tables.stems)
    }
    for count in stride(from: stems.count, through: 1, by: -1) {
      guard let code = tables.places[PlaceStem.hash(of: stems[..<count])] else { continue }
      let range = words[index].range.lowerBound..<words[index + count - 1].range.upperBound
      items.append(
        Item(
          key: EvidenceKey(.place, code.utf8), scalar: words[index].scalar, range: range, rank: 0))
      return
    }
  }

  private static func addPlaces(
    _ written: WrittenPlaces, _ bytes: UnsafeBufferPointer<UInt8>, _ items: inout [Item]
  ) {
    var at = 0
    var scalars = 0
    while at < bytes.count {
      let (scalar, length) = bytes.scalar(at: at)
      if scalar >= 0x0E00, let place = written.name(at: at, of: bytes, scalar) {
        items.append(
          Item(
            key: EvidenceKey(.place, place.code.utf8), scalar: scalars,
            range: at..<at + place.bytes.count, rank: 0))
      }
      at += length
      scalars += 1
    }
  }

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
