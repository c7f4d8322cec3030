import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

/// Evidence is written shorter, and comes back to the byte.
@Suite struct WordCodesTests {
  private static func bytes(_ words: [UInt32]) -> [UInt8] {
    words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  /// Words as frequent as Zipf says.
  private static func words(_ count: Int, _ random: inout Random) -> [UInt32] {
    (0..<count).map { _ in
      let unit = Double(random.next() >> 11) / Double(1 << 53)
      return UInt32(pow(200_000, unit)) &* 0x9E37_79B1
    }
  }

  @Test func whateverIsGivenComesBack() {
    var random = Random(seed: 11)
    let codes = WordCodes(learnedFrom: (0..<400).map { _ in Self.bytes(Self.words(500, &random)) })
    #expect(codes.words.count > 5_000)
    for length in Array(0..<140) + [2_530, 4_096, 70_001] {
      let known = Array(Self.bytes(Self.words(length / 4 + 1, &random)).prefix(length))
      let noise = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      for bytes in [known, noise, [UInt8](repeating: 0, count: length)] {
        let encoded = codes.encoded(bytes)
        #expect(codes.decoded(encoded) == bytes)
        for part in Set([0, 4, 32, length / 2]) where part < length && part % 4 == 0 {
          let beginning = [UInt8](unsafeUninitializedCapacity: part) { room, count in
            let isRead = encoded.withUnsafeBufferPointer {
              codes.decode($0, into: UnsafeMutableBufferPointer(rebasing: room[..<part]))
            }
            count = isRead ? part : 0
          }
          #expect(beginning == Array(bytes.prefix(part)))
        }
        for packed in [PackedBytes(encoded, codes: codes), PackedBytes(bytes)] {
          #expect(packed.length == length)
          for part in [0, 1, 6, 32, length, length + 9] {
            #expect(packed.beginning(part) == Array(bytes.prefix(part)))
          }
        }
        #expect(codes.encoded(bytes).count <= bytes.count + bytes.count / 64 + 4)
      }
    }
    let text = Self.bytes(Self.words(600, &random))
    #expect(codes.encoded(text).count < text.count * 3 / 4)
  }

  @Test func noBytesAreACrash() {
    var random = Random(seed: 12)
    let codes = WordCodes(words: Self.words(300, &random))
    let sound = codes.encoded(Self.bytes(Self.words(200, &random)))
    for cut in 0..<sound.count { #expect(codes.decoded(Array(sound[..<cut])) == nil) }
    for _ in 0..<20_000 {
      var bytes = sound
      for _ in 0...(random.next() % 4) {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      _ = codes.decoded(bytes)
      _ = WordCodes(words: []).decoded(bytes)
      _ = PackedBytes(bytes, codes: codes).beginning(32)
    }
    #expect(codes.decoded([0xFF, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
    #expect(
      WordCodes(words: []).decoded(WordCodes(words: []).encoded([1, 2, 3, 4, 5])) == [
        1, 2, 3, 4, 5,
      ])
  }

  @Test func equalSamplesGiveEqualLists() {
    var random = Random(seed: 13)
    let samples = (0..<50).map { _ in Self.bytes(Self.words(300, &random)) }
    let (one, other) = (WordCodes(learnedFrom: samples), WordCodes(learnedFrom: samples.reversed()))
    #expect(one.words == other.words && one.fingerprint == other.fingerprint)
    #expect(WordCodes(words: one.words.dropLast()).fingerprint != one.fingerprint)
  }

  /// A list is learned once enough is stored, another when there is eight times as much; what was written before stays
  /// readable, by another process too.
  @Test func evidenceIsWrittenShorterOnceLearned() throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("herald")], now: start)[0].id
    var random = Random(seed: 14)
    var stored: [String: [UInt8]] = [:]
    for first in stride(from: 0, to: 3_600, by: 100) {
      let items = (first..<first + 100).map { item("https://herald.example/\($0)", title: "T") }
      try test.store.poll(feed, items, at: hours(Double(first)))
      let records = try items.map { found in
        let evidence = [2, 0, 0, 0] + Self.bytes(Self.words(400, &random)) + [1]
        stored[found.uid] = evidence
        return ExtractionRecord(
          id: try test.store.articleID(found.item.link!), article: extraction("T", "Text."),
          language: Language(tag: "en", script: "Latn", confidence: 1), words: 1, extractor: 1,
          evidence: evidence)
      }
      try test.store.save(records)
    }
    let lists = try test.store.strings("SELECT articles FROM evidence_words ORDER BY articles")
    #expect(lists == ["500", "3600"] || lists == ["500"])
    let lengths = try test.store.strings(
      """
      SELECT words IS NOT NULL, count(*) > 0, avg((SELECT sum(length(piece)) FROM evidence_pieces p
        WHERE p.id BETWEEN e.first_piece AND e.last_piece) + length(evidence)) < 1300
      FROM evidence e GROUP BY 1 ORDER BY 1
      """)
    #expect(lengths == ["0|1|0", "1|1|1"])
    try test.store.close()
    let again = try NewsStore.open(test.path)
    let waiting = try again.articlesToMatch(evidence: 2) { $0 }
    for work in waiting { #expect(work.evidence == stored[work.uid]) }
    #expect(waiting.count == stored.count)
  }
}
