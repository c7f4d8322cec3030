internal import Linguistics

/// A text's evidence in the words that it was read from.
struct NamedEvidence {
  struct Entry {
    var written: String
    var position: Double
    /// A number, a place, a word with a capital within a sentence, one in katakana.
    var isTelling: Bool
  }

  let size: MatchExplanation.Size
  private var entries: [UInt32: Entry] = [:]
  /// Every key by the words it was read from: a name has a spelling and a sound.
  private var keys: [String: Set<UInt32>] = [:]

  init(_ document: MatchDocument) {
    let extractor = EvidenceExtractor.shared
    let text = extractor.normalizedText(of: document)
    let language = EvidenceExtractor.primarySubtag(of: document.language)
    var found: [UInt32: Entry] = [:]
    var words: [String: Set<UInt32>] = [:]
    size = text.withUnsafeBufferPointer { bytes in
      let scanned = ScannedText(bytes)
      let openings = Self.opening(of: scanned)
      for item in extractor.items(of: scanned, bytes: bytes, language: language) {
        let written = String(decoding: bytes[item.range].prefix(200), as: UTF8.self)
        words[written, default: []].insert(item.key.bits)
        guard found[item.key.bits] == nil else { continue }
        found[item.key.bits] = Entry(
          written: written, position: Double(item.scalar) / Double(max(1, scanned.scalars)),
          isTelling: item.rank == 0 && !openings.contains(item.range.lowerBound))
      }
      return MatchExplanation.Size(
        language: document.language, characters: scanned.scalars, words: scanned.words.count,
        paragraphs: scanned.paragraphs)
    }
    entries = found
    keys = words
  }

  /// Where words stand with a capital only because a sentence begins there: elsewhere in the text they are small, or stand
  /// nowhere else.
  ///
  /// In a text that is written without capitals, no sentence gives a word one.
  private static func opening(of scanned: ScannedText) -> Set<Int> {
    guard scanned.caselessLetters * 2 <= scanned.letters else { return [] }
    let small = Set(scanned.words.lazy.filter { $0.kind == .small }.map(\.folded))
    let inner = Set(scanned.words.lazy.filter(\.isInner).map(\.folded))
    return Set(
      scanned.words.lazy
        .filter {
          $0.kind == .capitalised && (small.contains($0.folded) || !inner.contains($0.folded))
        }
        .map(\.range.lowerBound))
  }

  /// In the order of the first text; one entry for words that share several keys.
  ///
  /// - Parameter isWorthShowing: of a key, as it stands here and there.
  func shared(
    with other: NamedEvidence, _ kinds: Set<EvidenceKey.Class>,
    isWorthShowing: (EvidenceKey, Entry, Entry) -> Bool = { _, _, _ in true }
  ) -> [MatchExplanation.Shared] {
    var seen: Set<String> = []
    return entries.filter { kinds.contains(EvidenceKey(bits: $0.key).kind ?? .digits) }
      .sorted { ($0.value.position, $0.key) < ($1.value.position, $1.key) }
      .compactMap { key, entry in
        guard let match = other.entries[key], isWorthShowing(EvidenceKey(bits: key), entry, match),
          seen.insert(entry.written).inserted
        else { return nil }
        return MatchExplanation.Shared(
          first: entry.written, second: match.written, firstPosition: entry.position,
          secondPosition: match.position)
      }
  }

  /// What is telling here and shares no key of any kind with the other text.
  func lacking(in other: NamedEvidence, _ kinds: Set<EvidenceKey.Class>) -> [String] {
    var seen: Set<String> = []
    return entries.filter {
      $0.value.isTelling && kinds.contains(EvidenceKey(bits: $0.key).kind ?? .digits)
    }
    .sorted { ($0.value.position, $0.key) < ($1.value.position, $1.key) }
    .compactMap { _, entry in
      guard seen.insert(entry.written).inserted,
        keys[entry.written, default: []].allSatisfy({ other.entries[$0] == nil })
      else { return nil }
      return entry.written
    }
  }
}
