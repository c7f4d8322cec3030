import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

/// The search index is written in one piece by each transaction, however many articles it has (one for what is taken out, one
/// for what is put in): FTS5 begins a new segment whenever a statement that may fail half-way comes between two articles,
/// and whenever their numbers fall.
@Suite struct IndexSegmentTests {
  private static let count = 12

  @Test func aBatchOfExtractionsIsOneSegment() throws {
    let test = try Self.extracted()
    #expect(try Self.segments(test.store) == 1)
    #expect(try test.store.search(SearchQuery("river")).hits.count == Self.count)
  }

  @Test func extractingAgainAddsTwoSegments() throws {
    let test = try Self.extracted()
    try test.store.save(Self.records(test.store, word: "lake"))
    #expect(try Self.segments(test.store) == 3)
    #expect(try test.store.search(SearchQuery("river")).hits.isEmpty)
    #expect(try test.store.search(SearchQuery("lake")).hits.count == Self.count)
    #expect(try test.store.diagnosis().isSound)
  }

  @Test func importingIsOneSegment() throws {
    let test = try TestStore()
    let records = (0..<Self.count).map { number in
      ImportRecord(
        uid: uid(Self.link(number)), link: Self.link(number), source: "herald", feed: nil,
        firstSeen: start, extraction: Self.record(0, number, word: "river"))
    }
    #expect(try test.store.importArticles(records).new == Self.count)
    #expect(try Self.segments(test.store) == 1)
    #expect(try test.store.search(SearchQuery("river")).hits.count == Self.count)
  }

  @Test func deletingAddsOneSegment() throws {
    let test = try Self.extracted()
    try test.store.delete(
      uids: (0..<Self.count - 1).reversed().map { uid(Self.link($0)) }, reason: "test", now: start)
    #expect(try Self.segments(test.store) == 2)
    #expect(try test.store.search(SearchQuery("river")).hits.count == 1)
    #expect(try test.store.diagnosis().isSound)
  }

  /// Texts are cut after their summaries, many in a transaction.
  @Test func excerptsAddTwoSegments() throws {
    let test = try Self.extracted(options: StoreOptions(creates: true, body: .excerpt))
    try test.store.saveMatches(
      (0..<Self.count).map {
        StoryAssignment(articleUID: uid(Self.link($0)), storyUID: uid(Self.link($0)))
      })
    let stories = try test.store.storiesToSummarize(limit: 100)
    try test.store.save(
      stories.map {
        SummaryRecord(story: $0.id, sentences: [:], keywords: [], method: "m", summarizer: "m/1")
      })
    #expect(try Self.segments(test.store) == 3)
    #expect(try test.store.search(SearchQuery("river")).hits.count == Self.count)
    #expect(try test.store.search(SearchQuery("estuary")).hits.isEmpty)
    #expect(try test.store.diagnosis().isSound)
  }

  // MARK: Twelve articles

  private static func link(_ number: Int) -> String { "https://herald.example/\(number)" }

  private static func record(_ id: Int64, _ number: Int, word: String) -> ExtractionRecord {
    let body = "The \(word) rose. " + String(repeating: "It rained on. ", count: 30) + "estuary"
    return ExtractionRecord(
      id: id, article: extraction("Number \(number)", body),
      language: Language(tag: "en", script: "Latn", confidence: 1), words: 100, extractor: 1,
      bodyHash: "h", evidence: [1, 2])
  }

  private static func records(_ store: NewsStore, word: String) throws -> [ExtractionRecord] {
    try (0..<count).map { try record(store.articleID(link($0)), $0, word: word) }
  }

  private static func extracted(
    options: StoreOptions = StoreOptions(creates: true)
  ) throws -> TestStore {
    let test = try TestStore(options: options)
    let feed = try test.store.sync([feed("herald")], now: start)[0].id
    try test.store.poll(
      feed, (0..<count).map { item(link($0), title: "Number \($0)") }, at: start)
    try test.store.save(records(test.store, word: "river"))
    return test
  }

  private static func segments(_ store: NewsStore) throws -> Int? {
    try store.pool.read {
      try Int.fetchOne($0, sql: "SELECT count(DISTINCT segid) FROM article_search_idx")
    }
  }
}
