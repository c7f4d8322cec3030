import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

/// What is read from the index's own pages is held against what FTS5 says of the same index.
@Suite struct SearchEvaluatorTests {
  private static let words = [
    "a", "al", "alp", "alps", "an", "and", "Ande", "bo", "bon", "đo", "do", "dont", "été", "ete",
    "x",
    "мо", "мост", "京", "京都", "東京", "กรุงเทพ", "สะพาน", "10", "105", "rare",
  ]

  /// Words as frequent as their places in the list suggest.
  private static func text(_ count: Int, _ random: inout Random) -> String {
    (0..<count).map { _ in words[random.below(1 + random.below(words.count))] }
      .joined(separator: " ")
  }

  /// An index of many small pages, whose segments were merged now and then, with articles edited, pruned and deleted.
  private static func filled(pageSize: Int, _ random: inout Random) throws -> TestStore {
    let test = try TestStore()
    let feeds = try test.store.sync(
      ["f", "g", "h"].map { feed($0, tags: ["tag-" + $0]) }, now: start)
    try tell(test, "pgsz", pageSize)
    try tell(test, "automerge", 2 + random.below(6))
    for batch in 0..<9 {
      let numbers = batch * 40..<batch * 40 + 40
      let records = numbers.map { number in
        let link = "https://f.example/\(number)"
        let feed = feeds[number == 50 ? 2 : number % 3 / 2]
        let title = text(1 + random.below(4), &random)
        let body = text(random.below(40), &random)
        return ImportRecord(
          uid: uid(link), link: link, source: feed.source, feed: feed.id,
          // Every tenth as by a clock set back.
          firstSeen: hours(Double(number % 10 == 3 ? number - 25 : number)),
          extraction: ExtractionRecord(
            id: 0, article: extraction(title, body),
            language: Language(
              tag: ["en", "fr", "zh", "zh-Hant"][number % 4], script: "Latn", confidence: 1),
            words: 3, extractor: 1))
      }
      _ = try test.store.importArticles(records)
      try change(test, batch, feed: feeds[0].id, &random)
    }
    return test
  }

  private static func change(
    _ test: TestStore, _ batch: Int, feed: Int64, _ random: inout Random
  ) throws {
    let number = { (random: inout Random) in random.below(batch * 40 + 40) }
    let gone = (0..<3).map { _ in uid("https://f.example/\(number(&random))") }
    try test.store.delete(uids: gone, reason: "test", now: start)
    try test.store.poll(
      feed,
      (0..<4).map { _ in
        item("https://f.example/\(number(&random))", title: text(3, &random))
      })
    if batch % 4 == 2 { try tell(test, "merge", -8) }
    if batch % 5 == 4 {
      _ = try test.store.prune(
        Retention(page: nil, body: 3600 * Double(30 * 12 - batch * 20)), now: hours(30 * 12))
    }
  }

  private static func tell(_ test: TestStore, _ name: String, _ value: Int) throws {
    try test.store.pool.write {
      try $0.execute(
        sql: "INSERT INTO article_search (article_search, rank) VALUES (?, ?)",
        arguments: [name, value])
    }
  }

  private static func query(_ random: inout Random, depth: Int = 2) -> String {
    let word = { (random: inout Random) in
      let word = words[random.below(words.count)]
      return random.below(4) == 0 ? String(word.prefix(1 + random.below(word.count))) + "*" : word
    }
    let phrase = { (random: inout Random) in
      let count = 2 + random.below(2)
      return "\"" + (0..<count).map { _ in words[random.below(8)] }.joined(separator: " ") + "\""
        + (random.below(3) == 0 ? "*" : "")
    }
    if depth > 0, random.below(2) == 0 {
      let left = query(&random, depth: depth - 1)
      let right = query(&random, depth: depth - 1)
      return "(\(left)) \(["AND", "OR", "NOT"][random.below(3)]) (\(right))"
    }
    switch random.below(6) {
    case 0: return "title:" + word(&random)
    case 1: return phrase(&random)
    case 2:
      // Where a NEAR does not hold, FTS5 scores its phrases of several words nonetheless: within OR and NOT.
      let right = depth < 2 || random.below(2) == 0 ? word(&random) : phrase(&random)
      return word(&random) + " NEAR/\(random.below(6)) " + right
    default: return word(&random)
    }
  }

  private static let filters = [
    SearchFilter(), SearchFilter(sources: ["g"]), SearchFilter(sources: ["h", "none"]),
    SearchFilter(sources: ["none"]), SearchFilter(languages: ["zh"]),
    SearchFilter(languages: ["fr", "zh-Hant"]), SearchFilter(tags: ["tag-f", "tag-h"]),
    SearchFilter(since: hours(10)), SearchFilter(since: hours(400), until: hours(470)),
    SearchFilter(until: hours(20)), SearchFilter(until: hours(460)),
    SearchFilter(languages: ["en"], sources: ["f"], since: hours(100)),
  ]

  @Test(arguments: [64, 200, 4050]) func findsAndRanksAsFTS5Does(pageSize: Int) throws {
    var random = Random(seed: UInt64(pageSize))
    let test = try Self.filled(pageSize: pageSize, &random)
    var found = 0
    for _ in 0..<150 {
      let text = Self.query(&random)
      let query = try SearchQuery(text)
      let filter = Self.filters[max(0, random.below(2 * Self.filters.count) - Self.filters.count)]
      try test.store.pool.read { db in
        let search = Search(db, query: query.root, filter: filter, rankedHits: 100)
        let evaluator = try #require(try SearchEvaluator(db))
        let all = try search.newestOfFTS5(.max, before: nil)
        #expect(try search.hits(evaluator).newest(.max) == all.map { Int($0) }, "\(text) \(filter)")
        #expect(try search.count() == all.count)
        #expect(
          try search.newest(7, before: 300).articles == Array(all.filter { $0 < 300 }.prefix(7)))
        #expect(try search.best(20).articles == (try search.bestOfFTS5(20)), "\(text) \(filter)")
        found += all.isEmpty ? 0 : 1
      }
    }
    #expect(found > 50)
    #expect(try test.store.diagnosis().isSound)
  }

  /// Nothing that stands in the index's pages leads out of them.
  @Test func damagedPagesAreSurvived() throws {
    var random = Random(seed: 5)
    let test = try Self.filled(pageSize: 200, &random)
    let pages = try test.store.pool.read {
      try Row.fetchAll($0, sql: "SELECT id, block FROM article_search_data")
    }
    for round in 0..<150 {
      let page = pages[random.below(pages.count)]
      var bytes = [UInt8](page[1] as Data)
      guard !bytes.isEmpty else { continue }
      for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      if round % 7 == 0 { bytes.removeLast(random.below(bytes.count)) }
      try test.store.pool.writeWithoutTransaction { db in
        try db.inSavepoint {
          try db.execute(
            sql: "UPDATE article_search_data SET block = ? WHERE id = ?",
            arguments: [Data(bytes), page[0] as Int64])
          for text in ["a*", "\"a al\"", "мост NEAR/3 a", "title:x", "al NOT (an OR é*)"] {
            let query = try SearchQuery(text)
            _ = try? Search(db, query: query.root, filter: SearchFilter()).count()
            _ = try? Search(db, query: query.root, filter: SearchFilter()).best(5)
          }
          return .rollback
        }
      }
    }
  }

  @Test func anIndexLaidOutOtherwiseIsLeftToFTS5() throws {
    func segments(_ record: [UInt8]) -> [IndexSegment]? {
      record.withUnsafeBytes { IndexSegment.all(in: $0) }
    }
    // Two levels: one of two segments, one of one.
    let record: [UInt8] = [0, 0, 0, 9, 2, 3, 50, 0, 2, 4, 1, 3, 5, 2, 2, 0, 1, 1, 1, 0x81, 0]
    #expect(
      segments(record) == [
        IndexSegment(number: 5, pages: 2...2), IndexSegment(number: 4, pages: 1...3),
        IndexSegment(number: 1, pages: 1...128),
      ])
    #expect(segments([0, 0, 0, 9, 0, 0, 0]) == [])
    // As newer versions write it for tables with `contentless_delete`.
    #expect(segments([0, 0, 0, 9, 0xFF, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0]) == nil)
    for count in record.indices { #expect(segments(Array(record[..<count])) == nil, "\(count)") }
  }

  @Test func varintsAreReadAsSQLiteWritesThem() {
    let cases: [([UInt8], UInt64?)] = [
      ([0], 0), ([0x7F], 127), ([0x81, 0], 128), ([0x81, 1], 129), ([0xFF, 0x7F], 16383),
      ([0x81, 0x80, 0], 16384), ([], nil), ([0x80], nil),
      (Array(repeating: 0xFF, count: 9), .max), (Array(repeating: 0xFF, count: 8), nil),
    ]
    for (bytes, value) in cases {
      bytes.withUnsafeBytes {
        var reader = ByteReader($0)
        #expect(reader.varint() == value)
        #expect(reader.at == (value == nil ? 0 : bytes.count))
      }
    }
  }
}
