import Foundation
import GRDB
import Glibc
import NewsModel
import Testing

@testable import Storage

/// `TIDINGS_BENCHMARK=20000 swift test -c release --filter StorageBenchmarks`; docs/storage.md has its figures.
///
/// `TIDINGS_BENCHMARK_TEXTS` names a file of other texts, JSON Lines with `title`, `body` and `language`; there is an article for
/// each then. Times are of one core (CPU), whatever else the machine does; a search's are also of the clock.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TIDINGS_BENCHMARK"] != nil))
struct StorageBenchmarks {
  private static let batch = 100

  @Test func insertsSearchesAndWindows() throws {
    let environment = ProcessInfo.processInfo.environment
    let given = try environment["TIDINGS_BENCHMARK_TEXTS"].map(ArticleMaker.texts) ?? []
    let wanted = Int(environment["TIDINGS_BENCHMARK"] ?? "") ?? 2000
    let count = (given.isEmpty ? wanted : given.count) / Self.batch * Self.batch
    let test = try TestStore()
    let feeds = try test.store.sync((0..<20).map { feed("feed\($0)") }, now: start).map(\.id)
    var made = ArticleMaker()
    var (textBytes, seconds) = (0, 0.0)
    for first in stride(from: 0, to: count, by: Self.batch) {
      let texts = (first..<first + Self.batch).map { given.isEmpty ? made.article($0) : given[$0] }
      let batch = Batch(texts, first: first)
      textBytes += texts.reduce(0) { $0 + $1.title.utf8.count + $1.body.utf8.count }
      seconds += try time {
        try insert(batch, feed: feeds[first / Self.batch % 20], into: test.store)
      }
    }
    try test.store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    let bytes = FileSystem.size(of: test.path)
    report(
      "\(count) articles: \(Int(Double(count) / seconds)) a second of CPU, file \(bytes >> 20) MiB,"
    )
    report("  \(Double(bytes) / Double(textBytes)) × the bytes of the text")
    // Whatever a first query makes of caches is not the others' to bear.
    _ = try test.store.search(SearchQuery("zzz"))
    for query in [
      "river", "w1 w2 w3", "w1*", "w17", "w17 w23", "\"w3 w5\"", "w19*", "中国", "河上", "w400 NOT w3",
    ] {
      let parsed = try SearchQuery(query)
      var hits = 0
      let plain = try times { hits = try test.store.search(parsed).hits.count }
      let ranked = try times { _ = try test.store.search(parsed, ranked: true) }
      report("  search \(query): \(hits) hits in \(plain), ranked \(ranked)")
    }
    var stories = 0
    let window = try time {
      stories = try test.store.window(from: hours(-1), until: hours(24)).stories.count
    }
    report("  window of \(stories) stories in \(window) s")
    report("  quick_check in \(try time { try test.store.verify() }) s")
  }

  /// Articles as the stages hand them over: what it takes to make them is not the store's.
  private struct Batch {
    var items: [DiscoveredItem]
    var made: [String: (language: String, article: Article, first: String)] = [:]
    var at: Date

    init(_ texts: [ArticleMaker.Text], first: Int) {
      at = hours(Double(first) / 10_000)
      let links = texts.indices.map { "https://feed.example/\(first + $0)" }
      items = zip(links, texts).map { item($0, title: $1.title, guid: $0) }
      for (item, text) in zip(items, texts) {
        let line = text.body.prefix(while: { $0 != "\n" })
        made[item.uid] = (text.language, extraction(text.title, text.body), String(line))
      }
    }
  }

  /// All of the way: from the poll to the summary.
  private func insert(_ batch: Batch, feed: Int64, into store: NewsStore) throws {
    try store.poll(feed, batch.items, at: batch.at)
    let work = try store.pagesToFetch(limit: Self.batch, now: hours(24))
    try store.save(
      work.map {
        let made = batch.made[$0.uid]!
        return ExtractionRecord(
          id: $0.id, article: made.article,
          language: Language(tag: made.language, script: "", confidence: 1), words: 500,
          extractor: 1, bodyHash: $0.uid, evidence: [UInt8](repeating: 7, count: 600))
      })
    try store.saveMatches(work.map { StoryAssignment(articleUID: $0.uid, storyUID: $0.uid) })
    try store.save(
      store.storiesToSummarize(limit: Self.batch).map { story in
        let (language, _, line) = batch.made[story.uid]!
        let sentence = SummaryRecord.Sentence(
          articleUID: story.uid, text: line, start: 0, length: line.unicodeScalars.count)
        return SummaryRecord(
          story: story.id, sentences: [language: [sentence]], keywords: ["river", "news"],
          method: "lead", summarizer: "lead/1")
      })
  }

  /// Seconds of CPU time.
  private func time(_ body: () throws -> Void) rethrows -> Double {
    let start = Self.used()
    try body()
    return Self.used() - start
  }

  /// The middle one of five of the clock, and of CPU time.
  private func times(_ body: () throws -> Void) rethrows -> String {
    let clock = ContinuousClock()
    var walls: [Double] = []
    let used = try time {
      for _ in 0..<5 { walls.append(try clock.measure(body) / .milliseconds(1)) }
    }
    return "\(Self.rounded(walls.sorted()[2])) ms (\(Self.rounded(used * 200)) of CPU)"
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  private static func used() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  private func report(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}

/// Texts of some 3,500 bytes whose words are as frequent as Zipf says; one in five is Chinese.
struct ArticleMaker {
  struct Text: Decodable {
    var title: String
    var body: String
    var language: String
  }

  private var random = Random(seed: 7)

  static func texts(of path: String) throws -> [Text] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Text.self, from: Data($0.utf8))
    }
  }

  mutating func article(_ index: Int) -> Text {
    if index % 5 == 4 { return chinese(index) }
    let body = (0..<12).map { _ in words(55) + "." }.joined(separator: "\n")
    return Text(title: "River \(index) " + words(6), body: body, language: "en")
  }

  private mutating func words(_ count: Int) -> String {
    (0..<count).map { _ in "w\(rank(50_000))" }.joined(separator: " ")
  }

  private mutating func chinese(_ index: Int) -> Text {
    let body = (0..<12).map { _ in
      String(String.UnicodeScalarView((0..<95).map { _ in scalar() })) + "。"
    }.joined(separator: "\n")
    return Text(title: "中国河上\(index)", body: body, language: "zh")
  }

  private mutating func scalar() -> Unicode.Scalar { Unicode.Scalar(UInt32(0x4E00 + rank(3000)))! }

  /// Log-uniform, which is Zipf's law.
  private mutating func rank(_ bound: Int) -> Int {
    let unit = Double(random.next() >> 11) / Double(1 << 53)
    return Int(pow(Double(bound), unit))
  }
}
