import Archive
import Testing

@testable import WARC

@Suite struct WARCReaderTests {
  /// `type block` of each record, `! reason` of each problem.
  private static func entries(
    _ bytes: [UInt8], pieces: Int = 1 << 16, limits: WARCReader.Limits = WARCReader.Limits()
  ) throws -> [String] {
    var reader = WARCReader(limits: limits, read: WARCFixture.reader(bytes, pieces: pieces))
    var found: [String] = []
    while let entry = try reader.next() {
      switch entry {
      case .record(let record):
        found.append("\(record.header.type) \(String(decoding: record.block, as: UTF8.self))")
      case .broken(let problem): found.append("! \(problem.reason)")
      }
    }
    return found
  }

  private static let three = ["warcinfo software: test\r\n", "response one", "resource two"]
  private static let plain =
    WARCFixture.record("warcinfo", "software: test\r\n") + WARCFixture.record("response", "one")
    + WARCFixture.record("resource", "two")
  private static let members = [
    WARCFixture.record("warcinfo", "software: test\r\n"), WARCFixture.record("response", "one"),
    WARCFixture.record("resource", "two"),
  ].map { Gzip.compressed($0) }

  @Test(arguments: [1, 2, 7, 64, 1 << 16]) func readsEveryRecordInWhateverPieces(
    pieces: Int
  ) throws {
    #expect(try Self.entries(Self.plain, pieces: pieces) == Self.three)
    #expect(try Self.entries(Array(Self.members.joined()), pieces: pieces) == Self.three)
    #expect(try Self.entries(Gzip.compressed(Self.plain), pieces: pieces) == Self.three)
    #expect(try Self.entries(Self.members.joined() + [0, 0, 0], pieces: pieces) == Self.three)
  }

  @Test func readsWhatWritersWrite() throws {
    let folded = Array(
      "WARC/1.0\nwarc-type: Response\nWARC-Target-URI:\n <http://news.example/tin-t\u{1EE9}c>\nContent-Length: 3\n\nabc\n\n"
        .utf8)
    var reader = WARCReader(read: WARCFixture.reader(folded))
    guard case .record(let record) = try reader.next() else {
      Issue.record("no record")
      return
    }
    #expect(record.header.type == "response")
    #expect(record.header.target == "http://news.example/tin-t\u{1EE9}c")
    #expect(try reader.next() == nil)
    #expect(try Self.entries([]) == [])
    #expect(try Self.entries(Array("\r\n\r\n".utf8)) == [])
  }

  /// One broken record costs itself, and what follows is read.
  @Test(arguments: [
    (Array("garbage\r\nmore of it\r\n".utf8), ["! noRecord"]),
    (Array("WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n".utf8), ["! noLength"]),
    (
      Array("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -4\r\n\r\nx\r\n\r\n".utf8),
      ["! noLength"]
    ),
    (Array("WARC/1.0\r\nContent-Length: 1\r\n\r\nx\r\n\r\n".utf8), ["! noType"]),
    (WARCFixture.record(length: 2, Array("longer".utf8)), ["! lengthWrong", "! noRecord"]),
    (WARCFixture.record(length: 40, Array("shorter".utf8)), ["! lengthWrong"]),
    (
      Array(("WARC/1.0\r\n" + String(repeating: "X-Y: z\r\n", count: 20_000)).utf8),
      ["! headerTooLong"]
    ),
  ]) func goesOnAfterBrokenRecords(broken: [UInt8], problems: [String]) throws {
    let before = WARCFixture.record("resource", "before")
    let file = before + broken + WARCFixture.record("resource", "after")
    #expect(try Self.entries(file) == ["resource before"] + problems + ["resource after"])
  }

  @Test func damagedMembersCostOneRecord() throws {
    let sizes = Self.members.map(\.count)
    let bytes = Array(Self.members.joined())
    for position in sizes[0]..<sizes[0] + sizes[1] {
      for flip in [UInt8(0xFF), 0x10] {
        var damaged = bytes
        damaged[position] ^= flip
        let found = try Self.entries(damaged)
        #expect(
          found.first == Self.three[0] && found.last == Self.three[2], "\(position): \(found)")
      }
    }
  }

  @Test func cutFilesGiveWhatIsWhole() throws {
    for length in 0..<Self.plain.count {
      let found = try Self.entries(Array(Self.plain[..<length]))
      #expect(
        found.filter { !$0.hasPrefix("!") }
          == Array(Self.three.prefix(found.count { !$0.hasPrefix("!") })))
      #expect(found.count { $0.hasPrefix("!") } <= 1)
    }
    let gzip = Array(Self.members.joined())
    for length in 0..<gzip.count {
      let found = try Self.entries(Array(gzip[..<length]))
      #expect(
        found.filter { !$0.hasPrefix("!") }
          == Array(Self.three.prefix(found.count { !$0.hasPrefix("!") })))
    }
  }

  @Test func blocksBeyondTheLimitArePassedOver() throws {
    var limits = WARCReader.Limits()
    limits.block = 1000
    let file =
      WARCFixture.record("resource", String(repeating: "x", count: 300_000))
      + WARCFixture.record("resource", "after")
    #expect(try Self.entries(file, limits: limits) == ["! tooLarge", "resource after"])
    let endless = WARCFixture.record(type: "resource", length: .max, Array("x".utf8))
    #expect(try Self.entries(endless) == ["! tooLarge"] || Self.entries(endless) == ["! truncated"])
  }

  /// Any bytes end in records and problems, never in a crash or a loop.
  @Test func anyBytesAreSurvived() throws {
    var state: UInt64 = 7
    func random() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33)
    }
    for base in [Self.plain, Array(Self.members.joined())] {
      for _ in 0..<1500 {
        var bytes = base
        for _ in 0..<(1 + random() % 4) where !bytes.isEmpty {
          let at = random() % bytes.count
          switch random() % 3 {
          case 0: bytes[at] = UInt8(truncatingIfNeeded: random())
          case 1: bytes.removeSubrange(at..<min(bytes.count, at + random() % 40))
          default:
            bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random() % 60)], at: at)
          }
        }
        #expect(try Self.entries(bytes, pieces: 1 + random() % 300).count < 200)
      }
    }
  }
}
