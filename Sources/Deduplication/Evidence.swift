internal import NewsModel

/// What is kept of a text to match it by: a compact blob of at most about 4 KB.
///
/// Layout, version 2, little-endian: a header of ``Header/size`` bytes, then so many units (4 bytes each), keys (4),
/// the keys' positions (1), marks (2: kind, position) and outward references (4) as the header says.
package struct Evidence: Sendable, Hashable {
  /// The version of the extraction and of the blob's layout. Evidence of another version is made anew.
  package static let version = 2

  /// The bytes to store.
  package let blob: [UInt8]

  /// Extracts the evidence of one text. About 0.1 ms for a page of English, 1 ms of Thai.
  package init(of document: MatchDocument) {
    self = EvidenceExtractor.shared.evidence(of: document)
  }

  /// Reads stored evidence; `nil` for bytes of another version or that are damaged.
  package init?(blob: [UInt8]) {
    guard Self.isSound(blob) else { return nil }
    self.blob = blob
  }

  /// - Parameter trusted: bytes that ``EvidenceBlob`` has just written.
  init(trusted: [UInt8]) { blob = trusted }

  private static func isSound(_ blob: [UInt8]) -> Bool {
    guard blob.count >= Header.size, Int(blob[0]) == version else { return false }
    let header = blob.withUnsafeBytes { Header($0) }
    return blob.count == header.end
  }
}

extension Evidence {
  /// The fixed part of a blob.
  struct Header {
    static let size = 32

    /// The primary language subtag, at most 3 ASCII letters; empty where unknown. So short a string needs no memory
    /// of its own.
    var language: String
    var flags: Flags
    /// Every 2^level-th unit is kept, chosen by hash, so that two texts keep the same ones.
    var samplingLevel: Int
    /// Of the whole text, title included.
    var scalars: Int
    var letters: Int
    /// Before sampling.
    var unitTotal: Int
    var paragraphs: Int
    var units: Int
    var keys: Int
    var marks: Int
    var sources: Int
    var images: Int
    var credits: Int

    var unitStart: Int { Self.size }
    var keyStart: Int { unitStart + 4 * units }
    var positionStart: Int { keyStart + 4 * keys }
    var markStart: Int { positionStart + keys }
    var referenceStart: Int { markStart + 2 * marks }
    var end: Int { referenceStart + 4 * (sources + images + credits) }
  }

  struct Flags: OptionSet {
    let rawValue: UInt8
    /// A paragraph at the start or the end says that the text was corrected.
    static let corrected = Flags(rawValue: 1)
    /// Most letters are of a script without case.
    static let caseless = Flags(rawValue: 2)
    /// Too short to be matched by its words.
    static let short = Flags(rawValue: 4)
  }

  var header: Header { blob.withUnsafeBytes { Header($0) } }
}

extension Evidence.Header {
  /// `nil` for bytes of another version, or whose length is another than they say.
  init?(of packed: PackedBytes) {
    guard let beginning = packed.beginning(Self.size), beginning.count == Self.size,
      Int(beginning[0]) == Evidence.version
    else { return nil }
    self = beginning.withUnsafeBytes { Self($0) }
    guard packed.length == end else { return nil }
  }

  init(_ bytes: UnsafeRawBufferPointer) {
    func u16(_ at: Int) -> Int {
      Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self)))
    }
    func u32(_ at: Int) -> Int {
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
    }
    flags = Evidence.Flags(rawValue: bytes[1])
    samplingLevel = Int(bytes[2])
    language = String(decoding: bytes[3..<6].prefix { $0 != 0 }, as: UTF8.self)
    sources = Int(bytes[6])
    images = Int(bytes[7])
    scalars = u32(8)
    letters = u32(12)
    unitTotal = u32(16)
    paragraphs = u16(20)
    units = u16(22)
    keys = u16(24)
    marks = u16(26)
    credits = Int(bytes[28])
  }

  func write(to bytes: inout [UInt8]) {
    var head = [UInt8](repeating: 0, count: Self.size)
    func put(_ value: Int, _ count: Int, _ at: Int) {
      let bounded = min(value, count == 4 ? Int(UInt32.max) : 1 << (8 * count) - 1)
      for byte in 0..<count { head[at + byte] = UInt8(truncatingIfNeeded: bounded >> (8 * byte)) }
    }
    put(Evidence.version, 1, 0)
    put(Int(flags.rawValue), 1, 1)
    put(samplingLevel, 1, 2)
    for (index, letter) in language.utf8.prefix(3).enumerated() { head[3 + index] = letter }
    put(sources, 1, 6)
    put(images, 1, 7)
    put(scalars, 4, 8)
    put(letters, 4, 12)
    put(unitTotal, 4, 16)
    put(paragraphs, 2, 20)
    put(units, 2, 22)
    put(keys, 2, 24)
    put(marks, 2, 26)
    put(credits, 1, 28)
    bytes.append(contentsOf: head)
  }
}

// MARK: Parts

extension Evidence {
  /// ``TextUnit/bits(hash:isNumber:isName:)``, in the text's order.
  func units(_ header: Header) -> [UInt32] { words(at: header.unitStart, header.units) }

  /// Ascending; a key that stands at several places comes as often.
  func keys(_ header: Header) -> [UInt32] { words(at: header.keyStart, header.keys) }

  /// Parallel to the keys: 0 (start of the text) to 255 (end).
  func positions(_ header: Header) -> [UInt8] {
    Array(blob[header.positionStart..<header.markStart])
  }

  func marks(_ header: Header) -> MarkPlaces {
    MarkPlaces(blob[header.markStart..<header.referenceStart])
  }

  private func words(at start: Int, _ count: Int) -> [UInt32] {
    blob.withUnsafeBytes { bytes in
      [UInt32](unsafeUninitializedCapacity: count) { words, used in
        UnsafeMutableRawBufferPointer(words).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + 4 * count]))
        used = count
        for place in 0..<count { words[place] = UInt32(littleEndian: words[place]) }
      }
    }
  }

  /// Where the text says it comes from, its lead image, and the agencies that it credits.
  var references: (sources: [UInt32], images: [UInt32], credits: [UInt32]) {
    let header = header
    let images = header.referenceStart + 4 * header.sources
    return (
      words(at: header.referenceStart, header.sources), words(at: images, header.images),
      words(at: images + 4 * header.images, header.credits)
    )
  }
}

/// Where a text's marks stand, by kind.
struct MarkPlaces {
  private var positions: [UInt8] = []
  /// Where each kind's begin in `positions`; one more at the end.
  private var starts = [0]

  /// - Parameter bytes: kind and position of each mark, by kind, then position.
  init(_ bytes: ArraySlice<UInt8>) {
    positions.reserveCapacity(bytes.count / 2)
    for mark in TextMark.allCases {
      for place in stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2)
      where bytes[place] == mark.rawValue {
        positions.append(bytes[place + 1])
      }
      starts.append(positions.count)
    }
  }

  /// Of a kind, ascending, in 256ths of the text.
  ///
  /// - Parameter number: the kind's place among all.
  func of(_ number: Int) -> ArraySlice<UInt8> { positions[starts[number]..<starts[number + 1]] }
}
