import Archive
import Testing

@Suite struct DeflateTests {
  static let samples: [[UInt8]] = [
    [], [0], Array("Hà Nội, 東京, القاهرة".utf8), [UInt8](repeating: 65, count: 1_000_000),
    (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) },
  ]

  @Test(arguments: samples.indices) func comesBackAsItWas(sample: Int) throws {
    let bytes = Self.samples[sample]
    // Compared first, so that a failure does not print a million numbers.
    let zlib = try Deflate.decompressed(Deflate.compressed(bytes), limit: 1 << 20) == bytes
    let gzip = try Gzip.decompressed(Gzip.compressed(bytes), limit: 1 << 20) == bytes
    #expect(zlib && gzip)
  }

  @Test(arguments: samples.indices) func sizeHelpsAndDeceivesNobody(sample: Int) throws {
    let bytes = Self.samples[sample]
    let packed = Deflate.compressed(bytes, level: 1)
    for size in [bytes.count, 0, 1, bytes.count + 1, max(0, bytes.count - 1), 1 << 30, -1] {
      #expect(try Deflate.decompressed(packed, size: size, limit: 1 << 20) == bytes)
    }
    #expect(throws: ArchiveError.self) {
      try Deflate.decompressed(packed, size: bytes.count, limit: bytes.count - 1)
    }
    #expect(throws: ArchiveError.self) {
      try Deflate.decompressed(Array(packed.dropLast()), size: bytes.count, limit: 1 << 20)
    }
  }

  @Test func pagesShrink() {
    let page = Array(String(repeating: "<p class=\"text\">Một đoạn văn.</p>\n", count: 500).utf8)
    #expect(Deflate.compressed(page).count * 20 < page.count)
  }

  @Test func bombEndsAtTheLimit() {
    let bomb = Deflate.compressed([UInt8](repeating: 0, count: 50_000_000), level: 9)
    #expect(bomb.count < 60_000)
    #expect { try Deflate.decompressed(bomb, limit: 1_000_000) } throws: {
      ($0 as? ArchiveError)?.code == .tooLarge
    }
  }

  @Test func cutOrAlteredBytesAreSaidToBeDamaged() {
    let whole = Deflate.compressed(Array("The river rose by two metres overnight.".utf8))
    for length in 0..<whole.count {
      #expect { try Deflate.decompressed(Array(whole[..<length]), limit: 1000) } throws: {
        ($0 as? ArchiveError)?.code == .damaged
      }
    }
    #expect(throws: ArchiveError.self) { try Deflate.decompressed([1, 2, 3, 4], limit: 10) }
    #expect(throws: ArchiveError.self) { try Gzip.decompressed(whole, limit: 1000) }
  }

  @Test func gzipMembersAreJoinedAndPaddingIsPassedOver() throws {
    let members =
      Gzip.compressed(Array("<urlset>".utf8)) + Gzip.compressed(Array("</urlset>".utf8)) + [
        0, 0, 0,
      ]
    #expect(Gzip.isMember(members))
    #expect(try Gzip.decompressed(members, limit: 100) == Array("<urlset></urlset>".utf8))
  }
}
