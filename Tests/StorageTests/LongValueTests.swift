import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

/// Texts and evidence lie in pieces; nobody who asks sees any.
@Suite struct LongValueTests {
  /// One sentence of each kind of script: one to four bytes a letter, and marks that a cut must not part from nothing.
  static let sentences = [
    "The river rose by a metre overnight.", "Sông dâng thêm một mét trong đêm.",
    "Река за ночь поднялась на метр.", "ارتفع النهر مترا خلال الليل.", "नदी रात भर में एक मीटर बढ़ गई।",
    "河水一夜上涨了一米。", "川は一晩で一メートル増水した。", "강물이 밤새 1미터 불었다.",
    "แม่น้ำสูงขึ้นหนึ่งเมตรในคืนเดียว", "🏞️ 🌊 𝔯𝔦𝔳𝔢𝔯",
  ]

  /// Bodies of as many bytes as lie around the ends of pieces, and of half a megabyte and more.
  @Test(arguments: [0, 1, 3, 9, 14, 15, 16, 60, 700, 20_000])
  func textsComeBackWhole(times: Int) throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("herald")], now: start)[0].id
    for (index, sentence) in Self.sentences.enumerated() {
      let body = ([String(repeating: "x", count: index)] + Array(repeating: sentence, count: times))
        .filter { !$0.isEmpty }.joined(separator: "\n")
      let link = "https://herald.example/\(index)"
      try test.store.add(
        link, title: "River \(index)", body: body, feed: feed, at: hours(Double(index)))
      let seen = try test.store.pool.read {
        try String.fetchOne(
          $0, sql: "SELECT body FROM v1_articles WHERE uid = ?", arguments: [uid(link)])
      }
      #expect(seen ?? "" == body)
      guard case .found(let article) = try test.store.article(uid(link)) else {
        Issue.record("not found")
        continue
      }
      #expect(article.body ?? "" == body)
      #expect(try test.store.matchDocuments(uids: [uid(link)])[0].body ?? "" == body)
    }
    #expect(try test.store.diagnosis().isSound)
  }

  @Test func noPieceEndsWithinALetter() {
    for sentence in Self.sentences {
      for count in [1, 40, 400, 30_000] {
        let text = Array(String(repeating: sentence, count: count).utf8)
        text.withUnsafeBytes { bytes in
          let pieces = LongValue.pieces(of: bytes, first: 480, isText: true)
          #expect(pieces.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
          #expect(pieces.flatMap(Array.init) == text)
          #expect(pieces.count <= 1 << 10)
        }
      }
    }
  }

  @Test func aShorterTextLeavesNothingOfALonger() throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("herald")], now: start)[0].id
    let long = Array(repeating: Self.sentences[0], count: 100).joined(separator: "\n")
    let link = "https://herald.example/1"
    try test.store.add(link, title: "River", body: long, feed: feed)
    #expect(try test.store.strings("SELECT count(*) > 5 FROM body_pieces") == ["1"])
    for body in ["It fell.", long, ""] {
      try test.store.save([
        ExtractionRecord(
          id: test.store.articleID(link), article: extraction("River", body),
          language: Language(tag: "en", script: "Latn", confidence: 1), words: 2, extractor: 2,
          evidence: Array(body.utf8))
      ])
      #expect(
        try test.store.strings("SELECT coalesce(body, '') FROM v1_articles") == [body])
      let evidence = try test.store.matchDocuments(uids: [uid(link)])[0].evidence
      #expect(evidence == Array(body.utf8))
      #expect(try test.store.diagnosis().isSound)
    }
    #expect(try test.store.strings("SELECT count(*) FROM body_pieces") == ["0"])
    #expect(try test.store.strings("SELECT count(*) FROM evidence_pieces") == ["0"])
  }

  /// Whether an article goes by retention, by its text's or by hand: its pieces go with it.
  @Test func piecesGoWithTheirArticles() throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("herald")], now: start)[0].id
    let long = Array(repeating: Self.sentences[0], count: 100).joined(separator: "\n")
    for index in 0..<6 {
      let link = "https://herald.example/\(index)"
      try test.store.add(
        link, title: "River \(index)", body: long, feed: feed, at: hours(Double(24 * index)))
      try test.store.save(
        evidence: [(try test.store.articleID(link), [UInt8](repeating: 3, count: 2000), nil)])
    }
    try test.store.delete(uids: [uid("https://herald.example/5")], reason: "asked", now: hours(121))
    _ = try test.store.prune(
      Retention(body: 3 * 86_400, article: 4 * 86_400, evidence: 2 * 86_400), now: hours(121))
    let left = { (values: String, pieces: String) in
      try test.store.strings(
        """
        SELECT v.article_id FROM \(values) v JOIN \(pieces) p
          ON p.id BETWEEN v.first_piece AND v.last_piece GROUP BY 1 ORDER BY 1
        """)
    }
    #expect(try left("bodies", "body_pieces") == ["4", "5"])
    #expect(try left("evidence", "evidence_pieces") == ["5"])
    for (values, pieces) in [("bodies", "body_pieces"), ("evidence", "evidence_pieces")] {
      let unowned = try test.store.strings(
        """
        SELECT count(*) FROM \(pieces) p WHERE NOT EXISTS (
          SELECT 1 FROM \(values) v WHERE p.id BETWEEN v.first_piece AND v.last_piece)
        """)
      #expect(unowned == ["0"])
    }
    #expect(try test.store.diagnosis().isSound)
  }

  /// Also where texts come in another order than their items did; whole, they fill three quarters.
  @Test(arguments: [(1, 0.88), (37, 0.84)])
  func pagesAreFull(step: Int, least: Double) throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("herald")], now: start)[0].id
    for index in 0..<240 {
      try test.store.add("https://herald.example/\(index)", title: "River", body: "", feed: feed)
    }
    for index in 0..<240 {
      let body = Array(repeating: Self.sentences[0], count: 60 + index % 60).joined(separator: "\n")
      try test.store.save([
        ExtractionRecord(
          id: test.store.articleID("https://herald.example/\(index * step % 240)"),
          article: extraction("River", body),
          language: Language(tag: "en", script: "Latn", confidence: 1), words: 2, extractor: 2)
      ])
    }
    let filled = try test.store.pool.read { db in
      try Double.fetchOne(
        db,
        sql: """
          SELECT sum(payload) * 1.0 / sum(pgsize) FROM dbstat WHERE name IN ('bodies', 'body_pieces')
          """)
    }
    #expect(filled ?? 0 > least)
  }
}
