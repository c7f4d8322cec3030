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
  let language: String

  func evidence(with document: MatchDocument) -> Evidence {
    let lines = OuterLines(of: document.text)
    let (units, level) = sampledUnits()
    let keys = boundedKeys()
    let marks = boundedMarks()
    let sources = references(SourceLines.sources(of: document, lines))
    let images = references(document.image.map { [$0] } ?? [])
    let credits = references(SourceLines.credits(of: lines))
    let header = Evidence.Header(
      language: language, flags: flags(of: document, lines), samplingLevel: level,
      scalars: scanned.scalars, letters: scanned.letters, unitTotal: scanned.units.count,
      paragraphs: scanned.paragraphs, units: units.count, keys: keys.count, marks: marks.count,
      sources: sources.count, images: images.count, credits: credits.count)
    var blob: [UInt8] = []
    blob.reserveCapacity(header.end)
    header.write(to: &blob)
    Self.append(units, to: &blob)
    Self.append(keys.map(\.bits), to: &blob)
    for key in keys { blob.append(key.position) }
    for mark in marks {
      blob.append(UInt8(truncatingIfNeeded: mark >> 8))
      blob.append(UInt8(truncatingIfNeeded: mark))
    }
    for list in [sources, images, credits] { Self.append(list, to: &blob) }
    return Evidence(trusted: blob)
  }

  private func flags(of document: MatchDocument, _ lines: OuterLines?) -> Evidence.Flags {
    var flags: Evidence.Flags = []
    if CorrectionNotice.stands(in: document, lines) { flags.insert(.corrected) }
    let isCaseless = scanned.caselessLetters * 2 > scanned.letters
    if isCaseless { flags.insert(.caseless) }
    if scanned.letters < (isCaseless ? Self.minimumCaselessLetters : Self.minimumLetters) {
      flags.insert(.short)
    }
    return flags
  }

  /// The lowest level that keeps few enough.
  private func sampledUnits() -> (units: [UInt32], level: Int) {
    guard scanned.units.count > Self.maximumUnits else { return (scanned.units, 0) }
    let highest = 20
    var counts = [Int](repeating: 0, count: highest + 1)
    for unit in scanned.units { counts[min(unit.trailingZeroBitCount, highest)] += 1 }
    var (level, kept) = (0, scanned.units.count)
    while kept > Self.maximumUnits, level < highest {
      kept -= counts[level]
      level += 1
    }
    let units = scanned.units.filter { UnitSample.keeps($0, level: level) }
    return (Array(units.prefix(Self.maximumUnits)), level)
  }

  private struct PlacedKey {
    var bits: UInt32
    var position: UInt8
    var rank: UInt8
  }

  private func boundedKeys() -> [PlacedKey] {
    // In one number each, which sorts by key, then position, then rank.
    var placed = items.map { item in
      UInt64(item.key.bits) << 16 | UInt64(position(of: item.scalar)) << 8 | UInt64(item.rank)
    }
    KeyOrder.sort(&placed)
    var kept: [PlacedKey] = []
    kept.reserveCapacity(placed.count)
    var (repeats, previous) = (0, UInt32(0))
    for value in placed {
      var key = PlacedKey(
        bits: UInt32(truncatingIfNeeded: value >> 16),
        position: UInt8(truncatingIfNeeded: value >> 8), rank: UInt8(truncatingIfNeeded: value))
      repeats = !kept.isEmpty && previous == key.bits ? repeats + 1 : 0
      guard repeats < Self.maximumRepeats else { continue }
      previous = key.bits
      key.rank += UInt8(repeats)
      kept.append(key)
    }
    if kept.count > Self.maximumKeys { Self.dropLeast(&kept) }
    return kept
  }

  /// Drops what ranks lowest; the hash decides among equals, so that two texts drop the same.
  private static func dropLeast(_ keys: inout [PlacedKey]) {
    // In one number each: rank, hash, position, class.
    var ranked = keys.map { key in
      UInt64(key.rank) << 40 | UInt64(key.bits & 0x1FFF_FFFF) << 11 | UInt64(key.position) << 3
        | UInt64(key.bits >> 29)
    }
    // Ranks are below 2 + maximumRepeats: three bits.
    KeyOrder.sort(&ranked, bits: 43)
    var kept = ranked.prefix(maximumKeys).map { value in
      UInt64(value & 7) << 45 | (value >> 11 & 0x1FFF_FFFF) << 16 | (value >> 3 & 0xFF) << 8
    }
    KeyOrder.sort(&kept)
    keys = kept.map { value in
      PlacedKey(
        bits: UInt32(truncatingIfNeeded: value >> 16),
        position: UInt8(truncatingIfNeeded: value >> 8), rank: 0)
    }
  }

  /// Kind and position of each, in the upper half and the lower: ascending.
  private func boundedMarks() -> [UInt16] {
    scanned.marks.prefix(Self.maximumMarks)
      .map { UInt16($0.mark.rawValue) << 8 | UInt16(position(of: $0.scalar)) }.sorted()
  }

  private func position(of scalar: Int) -> UInt8 {
    UInt8(min(255, scalar * 256 / max(1, scanned.scalars)))
  }

  private func references(_ addresses: [String]) -> [UInt32] {
    guard !addresses.isEmpty else { return [] }
    var seen: Set<UInt32> = []
    return addresses.map(Reference.hash).filter { seen.insert($0).inserted }
      .prefix(Self.maximumReferences).map { $0 }
  }

  private static func append(_ values: [UInt32], to bytes: inout [UInt8]) {
    #if _endian(little)
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      for value in values {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
      }
    #endif
  }
}

/// Sorts some hundred keys: by their upper bits first, which are hashes, so that hardly any two are left to be compared.
enum KeyOrder {
  private static let digit: UInt64 = 10
  /// More that share their upper bits are sorted as anything is.
  private static let most = 24

  /// - Parameter bits: which values have at most.
  static func sort(_ values: inout [UInt64], bits: UInt64 = 48) {
    guard values.count > most else { return values.sort() }
    let spread = [UInt64](unsafeUninitializedCapacity: values.count) { room, count in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1 << Int(digit)) { ends in
        scatter(values, by: bits - digit, into: room, ends)
        var start = 0
        for end in ends {
          sort(UnsafeMutableBufferPointer(rebasing: room[start..<Int(end)]))
          start = Int(end)
        }
      }
      count = values.count
    }
    values = spread
  }

  /// - Parameter ends: where the values of each digit end, afterwards.
  private static func scatter(
    _ values: [UInt64], by shift: UInt64, into room: UnsafeMutableBufferPointer<UInt64>,
    _ ends: UnsafeMutableBufferPointer<Int32>
  ) {
    ends.initialize(repeating: 0)
    for value in values { ends[Int(value >> shift)] += 1 }
    var start: Int32 = 0
    for place in ends.indices { (ends[place], start) = (start, start + ends[place]) }
    for value in values {
      let place = Int(value >> shift)
      room.initializeElement(at: Int(ends[place]), to: value)
      ends[place] += 1
    }
  }

  private static func sort(_ values: UnsafeMutableBufferPointer<UInt64>) {
    guard values.count > 1 else { return }
    guard values.count <= most else {
      var values = values
      return values.sort()
    }
    for place in 1..<values.count {
      let value = values[place]
      var at = place
      while at > 0, values[at - 1] > value {
        values[at] = values[at - 1]
        at -= 1
      }
      values[at] = value
    }
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
