import Deduplication
import Foundation
import GRDB
import Glibc
import NewsModel
import Testing

@testable import Storage

/// `TIDINGS_BENCHMARK=20000 swift test -c release --filter StorageBenchmarks`; docs/storage.md has its figures.
///
/// `TIDINGS_BENCHMARK_TEXTS` names a file of other texts, JSON Lines with `title`, `body` and `language`; there is an article for
/// each then. `TIDINGS_BENCHMARK_DATABASE` names a file that the articles are stored in and stay in: where it exists, only
/// searches are measured, with `TIDINGS_BENCHMARK_QUERY` that one. Times are of one core (CPU), whatever else the machine does; a search's are also of the clock.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TIDINGS_BENCHMARK"] != nil))
struct StorageBenchmarks {
  private static let batch = 100

  private static func setting(_ name: String) -> String? {
    ProcessInfo.processInfo.environment["TIDINGS_BENCHMARK" + name]
  }

  @Test func insertsSearchesAndWindows() throws {
    if let path = Self.setting("_DATABASE") {
      let isThere = FileSystem.exists(path)
      let store = try NewsStore.open(path, options: StoreOptions(creates: true))
      if !isThere { _ = try fill(store) }
      return try search(store)
    }
    let test = try TestStore()
    let text = try fill(test.store)
    try reportSize(of: test.store, text: text, "with all that matching keeps")
    try search(test.store)
    try reportWindows(of: test.store)
    let retention = Retention(page: 86_400, body: nil, article: nil, evidence: 86_400)
    let pruning = try time { _ = try test.store.prune(retention, now: hours(1000)) }
    report("  pruned in \(pruning) s")
    try reportSize(of: test.store, text: text, "of what stays")
  }

  /// Stores the articles, and says how fast.
  ///
  /// - Returns: bytes of titles and texts.
  private func fill(_ store: NewsStore) throws -> Int {
    let given = try Self.setting("_TEXTS").map(ArticleMaker.texts) ?? []
    let wanted = Self.setting("").flatMap { Int($0) } ?? 2000
    let count = (given.isEmpty ? wanted : given.count) / Self.batch * Self.batch
    let feeds = try store.sync(
      (0..<20).map { feed("feed\($0)", tags: ["tag\($0)"]) }, now: start
    ).map(\.id)
    var made = ArticleMaker()
    var (textBytes, seconds) = (0, 0.0)
    for first in stride(from: 0, to: count, by: Self.batch) {
      let texts = (first..<first + Self.batch).map { given.isEmpty ? made.article($0) : given[$0] }
      let batch = Batch(texts, first: first)
      textBytes += texts.reduce(0) { $0 + $1.title.utf8.count + $1.body.utf8.count }
      seconds += try time { try insert(batch, feed: feeds[first / Self.batch % 20], into: store) }
    }
    report("\(count) articles: \(Int(Double(count) / seconds)) a second of CPU")
    return textBytes
  }

  private func reportWindows(of store: NewsStore) throws {
    var stories = 0
    let window = try time {
      stories = try store.window(from: hours(-1), until: hours(24)).stories.count
    }
    report("  window of \(stories) stories in \(window) s")
    let kept = try time {
      _ = try store.matchWindow(since: hours(-1), evidence: 2) { $0.evidence?.count ?? 0 }
    }
    report("  matching's window in \(kept) s")
    report("  quick_check in \(try time { try store.verify() }) s")
  }

  /// Bytes of the file, and of each table and index with what it leaves empty, against those of the text.
  private func reportSize(of store: NewsStore, text: Int, _ what: String) throws {
    try store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    let bytes = FileSystem.size(of: store.path)
    report("  file \(bytes >> 20) MiB, \(Self.rounded(Double(bytes) / Double(text))) × \(what)")
    let parts = try store.pool.read { db in
      try Row.fetchAll(
        db, sql: "SELECT name, sum(pgsize) FROM dbstat GROUP BY 1 ORDER BY 2 DESC LIMIT 16")
    }
    let shares = parts.map {
      "\($0[0] as String) \(Self.rounded(($0[1] as Double) / Double(text)))"
    }
    report("    " + shares.joined(separator: ", "))
  }

  private func search(_ store: NewsStore) throws {
    // Whatever a first query makes of caches is not the others' to bear.
    _ = try store.search(SearchQuery("zzz"))
    if let query = Self.setting("_QUERY") { return try search(store, query, SearchFilter(), "") }
    let queries = [
      "river", "1 2 3", "17", "17 23", "41237", "\"3 5\"", "\"17 230 41\"", "\"3 t*\"", "t*", "ta*",
      "tan*", "tane*", "ta* co*", "q*", "400 NOT 3", "2 NEAR/3 7", "2 NEAR/3 ta*", "title:9",
      "title:t*",
      "(5 OR 6) 7", "中国", "河上", "\u{4E10}\u{4E20}", "\u{4F10}*",
    ]
    for query in queries { try search(store, query, SearchFilter(), "") }
    let filters: [(String, SearchFilter)] = [
      ("language:zh", SearchFilter(languages: ["zh"])),
      ("language:en", SearchFilter(languages: ["en"])),
      ("source", SearchFilter(sources: ["feed7"])),
      ("no such source", SearchFilter(sources: ["none"])), ("tag", SearchFilter(tags: ["tag3"])),
      ("no such tag", SearchFilter(tags: ["none"])), ("since", SearchFilter(since: hours(0.5))),
      ("until", SearchFilter(until: hours(0.5))),
    ]
    for (name, filter) in filters {
      for query in ["17", "river", "ta*", "中国"] { try search(store, query, filter, ", \(name)") }
    }
  }

  /// Numbers stand for the words of that rank.
  private func search(
    _ store: NewsStore, _ pattern: String, _ filter: SearchFilter, _ name: String
  ) throws {
    let text = pattern.replacing(#/(^|[^/0-9])([0-9]+)/#) {
      $0.1 + ArticleMaker.word(Int($0.2)!)
    }
    let query = try SearchQuery(text)
    var hits = 0
    let newest = try times { _ = try store.search(query, filter: filter).hits.count }
    let ranked = try times { _ = try store.search(query, filter: filter, ranked: true) }
    let counted = try times { hits = try store.count(query, filter: filter) }
    report("  \(pattern)\(name): newest \(newest), ranked \(ranked), \(hits) counted \(counted)")
  }

  /// Articles as the stages hand them over: what it takes to make them is not the store's.
  private struct Batch {
    struct Made {
      var language: String
      var article: Article
      var evidence: [UInt8]
      var sentences: [SummaryRecord.Sentence]
    }

    var items: [DiscoveredItem]
    var made: [String: Made] = [:]
    var at: Date

    init(_ texts: [ArticleMaker.Text], first: Int) {
      let at = hours(Double(first) / 10_000)
      self.at = at
      items = zip(first..., texts).map { Self.item(of: $1, number: $0, at: at) }
      for (number, (item, text)) in zip(first..., zip(items, texts)) {
        made[item.uid] = Self.extracted(text, item, number: number, at: at)
      }
    }

    /// As news sites write addresses, and feeds their teasers.
    private static func item(
      of text: ArticleMaker.Text, number: Int, at: Date
    ) -> DiscoveredItem {
      let link =
        "https://www.herald-\(number / 100 % 20).example/world/2026/01/05/"
        + "the-words-of-a-headline-in-the-address-\(number)"
      var found = StorageTests.item(link, title: text.title, guid: link)
      found.item.published = at - 600
      found.item.summary = String(text.body.prefix(180))
      found.item.authors = [FeedAuthor(name: "A. Reporter")]
      found.item.categories = [FeedCategory(term: "World")]
      return found
    }

    /// With what pages say beside the text, and what matching keeps of it.
    private static func extracted(
      _ text: ArticleMaker.Text, _ item: DiscoveredItem, number: Int, at: Date
    ) -> Made {
      var article = extraction(text.title, text.body)
      article.canonicalURL = item.item.link
      article.byline = "A. Reporter and B. Editor"
      article.published = at - 600
      article.dateSource = .jsonLD
      article.modified = at - 300
      article.site = "The Herald"
      article.section = "World"
      article.standfirst = String(text.body.prefix(140))
      article.image = "https://images.herald.example/2026/01/05/\(number)/lead-1200x800.jpg"
      article.links = (0..<2).map {
        "https://www.herald.example/world/2026/01/04/other-\(number)-\($0)"
      }
      let document = MatchDocument(
        title: text.title, text: article.body, language: text.language, links: article.links,
        image: article.image)
      return Made(
        language: text.language, article: article, evidence: Evidence(of: document).blob,
        sentences: sentences(of: article.body, uid: item.uid))
    }

    /// The first three lines, cut where a sentence might end.
    private static func sentences(of body: String, uid: String) -> [SummaryRecord.Sentence] {
      var start = 0
      return body.split(separator: "\n").prefix(3).map { line in
        defer { start += line.unicodeScalars.count + 1 }
        let text = String(line.prefix(line.utf8.count > 2 * line.count ? 50 : 130))
        return SummaryRecord.Sentence(
          articleUID: uid, text: text, start: start, length: text.unicodeScalars.count)
      }
    }
  }

  /// All of the way: from the poll to the summary. Every fifth article is a copy of the one before.
  private func insert(_ batch: Batch, feed: Int64, into store: NewsStore) throws {
    try store.poll(feed, batch.items, at: batch.at)
    let work = try store.pagesToFetch(limit: Self.batch, now: hours(24))
    try store.save(
      work.map {
        let made = batch.made[$0.uid]!
        return ExtractionRecord(
          id: $0.id, article: made.article,
          language: Language(tag: made.language, script: "", confidence: 1), words: 500,
          extractor: 1, bodyHash: $0.uid + $0.uid, evidence: made.evidence)
      })
    try store.saveMatches(Self.assignments(work.map(\.uid)))
    try store.save(
      store.storiesToSummarize(limit: Self.batch).map { story in
        let made = batch.made[story.uid]!
        return SummaryRecord(
          story: story.id, sentences: [made.language: made.sentences],
          keywords: ["river", "news", "harbour board", "A. Reporter", "Herald"], method: "lead",
          summarizer: "lead/1")
      })
  }

  private static func assignments(_ uids: [String]) -> [StoryAssignment] {
    uids.enumerated().map { index, uid in
      guard index % 5 == 4 else { return StoryAssignment(articleUID: uid, storyUID: uid) }
      return StoryAssignment(
        articleUID: uid, storyUID: uids[index - 1], kind: .near, matchedUID: uids[index - 1],
        score: 0.97,
        reasons: (1...5).map {
          MatchReason(
            code: "reason_\($0)", text: "So much of both texts is alike: \($0).", weight: 1.25)
        })
    }
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
    (0..<count).map { _ in Self.word(rank(50_000)) }.joined(separator: " ")
  }

  /// The word of a rank: its first letter as frequent as in English, then syllables.
  static func word(_ rank: Int) -> String {
    var random = Random(seed: UInt64(rank))
    var letters = [UInt8(firsts[random.below(firsts.count)])]
    var rest = rank
    while rest > 0 {
      letters += [vowels[rest % vowels.count], consonants[rest / vowels.count % consonants.count]]
      rest /= vowels.count * consonants.count
    }
    return String(decoding: letters, as: UTF8.self)
  }

  private static let vowels = Array("aeiou".utf8)
  private static let consonants = Array("bcdfghklmnprst".utf8)
  /// Each as often as it begins a word of a hundred.
  private static let firsts = Array(
    ("ttttttttttttttttaaaaaaaaaaaaooooooooiiiiiiissssssswwwwwwcccccbbbbpppphhhhffffmmmmdddrrreeellnnggu"
      + "vyjkq").utf8)

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
