internal import Linguistics
internal import NewsModel

/// Bounds what was found in a text and packs it.
struct EvidenceBlob {
  /// Units kept per article. 512 keep 100,000 articles of any length in 500 MB, index included; longer
  /// texts are sampled by hash, which keeps the order and the same words on both sides.
  static let maximumUnits = 512
  /// Keys kept per article, repeats included.
  static let maximumKeys = 384
  /// Places kept of one key.
  static let maximumRepeats = 4
  static let maximumMarks = 96
  static let maximumReferences = 8
  /// Texts below so many letters and digits are matched by address and to the letter only: in three
  /// sentences two reports of one event may share everything.
  static let minimumLetters = 90
  static let minimumCaselessLetters = 40

  let scanned: ScannedText
  let items: [EvidenceExtractor.Item]
  let bytes: UnsafeBufferPointer<UInt8>
  let language: String

  func evidence(with document: MatchDocument) -> Evidence {
    let (units, level) = sampledUnits()
    let keys = boundedKeys()
    let marks = boundedMarks()
    let sources = references(SourceLines.sources(of: document))
    let images = references(document.image.map { [$0] } ?? [])
    let credits = references(SourceLines.credits(of: document.text))
    let header = Evidence.Header(
      language: language, flags: flags(of: document), samplingLevel: level,
      scalars: scanned.scalars, letters: scanned.letters, unitTotal: scanned.units.count,
      paragraphs: scanned.paragraphs, units: units.count, keys: keys.count, marks: marks.count,
      sources: sources.count, images: images.count, credits: credits.count)
    var blob: [UInt8] = []
    blob.reserveCapacity(header.end)
    header.write(to: &blob)
    for unit in units { Self.append(unit, to: &blob) }
    for key in keys { Self.append(key.bits, to: &blob) }
    for key in keys { blob.append(key.position) }
    for mark in marks { blob += [mark.kind, mark.position] }
    for reference in sources + images + credits { Self.append(reference, to: &blob) }
    return Evidence(trusted: blob)
  }

  private func flags(of document: MatchDocument) -> Evidence.Flags {
    var flags: Evidence.Flags = []
    if CorrectionNotice.stands(in: document) { flags.insert(.corrected) }
    let isCaseless = scanned.caselessLetters * 2 > scanned.letters
    if isCaseless { flags.insert(.caseless) }
    if scanned.letters < (isCaseless ? Self.minimumCaselessLetters : Self.minimumLetters) {
      flags.insert(.short)
    }
    return flags
  }

  private func sampledUnits() -> (units: [UInt32], level: Int) {
    var units = scanned.units.map(\.bits)
    var level = 0
    while units.count > Self.maximumUnits, level < 20 {
      level += 1
      units = units.filter { UnitSample.keeps($0, level: level) }
    }
    return (Array(units.prefix(Self.maximumUnits)), level)
  }

  private struct PlacedKey {
    var bits: UInt32
    var position: UInt8
    var rank: UInt8
  }

  private func boundedKeys() -> [(bits: UInt32, position: UInt8)] {
    // In one number each, which sorts by key, then position, then rank.
    let placed = items.map { item in
      UInt64(item.key.bits) << 16 | UInt64(position(of: item.scalar)) << 8 | UInt64(item.rank)
    }.sorted()
    var kept: [PlacedKey] = []
    kept.reserveCapacity(placed.count)
    var repeats = 0
    for value in placed {
      var key = PlacedKey(
        bits: UInt32(truncatingIfNeeded: value >> 16),
        position: UInt8(truncatingIfNeeded: value >> 8), rank: UInt8(truncatingIfNeeded: value))
      repeats = kept.last?.bits == key.bits ? repeats + 1 : 0
      guard repeats < Self.maximumRepeats else { continue }
      key.rank += UInt8(repeats)
      kept.append(key)
    }
    if kept.count > Self.maximumKeys {
      // The hash decides among equals, so that two texts drop the same.
      kept.sort {
        ($0.rank, $0.bits & 0x1FFF_FFFF, $0.position) < (
          $1.rank, $1.bits & 0x1FFF_FFFF, $1.position
        )
      }
      kept.removeLast(kept.count - Self.maximumKeys)
      kept.sort { ($0.bits, $0.position) < ($1.bits, $1.position) }
    }
    return kept.map { ($0.bits, $0.position) }
  }

  private func boundedMarks() -> [(kind: UInt8, position: UInt8)] {
    scanned.marks.prefix(Self.maximumMarks).map { ($0.mark.rawValue, position(of: $0.scalar)) }
      .sorted { $0 < $1 }
  }

  private func position(of scalar: Int) -> UInt8 {
    UInt8(min(255, scalar * 256 / max(1, scanned.scalars)))
  }

  private func references(_ addresses: [String]) -> [UInt32] {
    var seen: Set<UInt32> = []
    return addresses.map(Reference.hash).filter { seen.insert($0).inserted }
      .prefix(Self.maximumReferences).map { $0 }
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// Which units a text too long keeps.
enum UnitSample {
  static func keeps(_ unit: UInt32, level: Int) -> Bool {
    // The lower bits choose, the same for both texts; at a higher level a subset is kept.
    unit & (1 << UInt32(level) - 1) == 0
  }
}

/// An address or a credit, in 32 bits.
enum Reference {
  static func hash(_ address: String) -> UInt32 {
    UInt32(truncatingIfNeeded: StableHash.of(address.utf8) >> 32)
  }
}
