/// Bytes that are no text in any charset: a picture, a document, an archive behind an article's address.
///
/// Some detector finds some charset for anything, so this is looked at first.
enum BinaryContent {
  /// What files of common kinds begin with (WHATWG MIME Sniffing, §6, and the formats' own specifications).
  private static let signatures: [[UInt8]] = [
    Array("%PDF-".utf8), Array("GIF8".utf8), [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF],
    Array("PK\u{3}\u{4}".utf8), [0x1F, 0x8B, 0x08], Array("RIFF".utf8), Array("OggS".utf8),
    Array("ID3".utf8), [0x1A, 0x45, 0xDF, 0xA3],
  ]
  /// Bytes that are looked at.
  private static let sample = 8192
  /// In 1,000 bytes: text has next to no control characters, random bytes have over a tenth.
  private static let mostControls = 20

  static func isLikely(_ bytes: [UInt8]) -> Bool {
    if signatures.contains(where: { bytes.starts(with: $0) }) { return true }
    guard bytes.withUnsafeBufferPointer({ holdsControl($0.prefix(sample)) }) else { return false }
    // UTF-16 and UTF-32 are full of zeros; a byte order mark says so, and mostly every other byte is one.
    var controls = 0
    var zeros = (even: 0, odd: 0)
    let looked = bytes.prefix(sample)
    for (index, byte) in looked.enumerated() {
      switch byte {
      case 0: if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
      case _ where isControl(byte): controls += 1
      default: break
      }
    }
    // Stray zeros in a page are dropped; zeros on both sides are no UTF-16.
    let stray = min(zeros.even, zeros.odd)
    return (controls + stray) * 1000 > looked.count * mostControls && looked.count >= 64
  }

  /// Sixteen bytes at a time: most pages hold none.
  private static func holdsControl(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    typealias Block = SIMD16<UInt8>
    let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes))
    var at = 0
    while at + 16 <= bytes.count {
      let block = bytes.loadUnaligned(fromByteOffset: at, as: Block.self)
      // As ``isControl(_:)`` has it.
      let lines = (block .== Block(repeating: 0x0A)) .| (block .== Block(repeating: 0x0D))
      let others =
        (block .== Block(repeating: 0x09)) .| (block .== Block(repeating: 0x0C))
        .| (block .== Block(repeating: 0x1B))
      if ((block .< Block(repeating: 0x20)) .& .!(lines .| others)).firstSet != nil { return true }
      at += 16
    }
    return bytes[at...].contains(where: isControl)
  }

  /// Tabs, line ends and form feeds are text; escapes switch charsets in ISO 2022.
  @inline(__always) private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && 1 << UInt32(byte) & 0xF7FF_C9FF as UInt32 != 0
  }
}
