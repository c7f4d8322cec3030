internal import ArgumentParser
internal import Deduplication
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Storage

/// A run's matching against a window that lies in a database, as the pipeline does it.
struct MatchingWindow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "window", subcommands: [Fill.self, Match.self])

  fileprivate static let newest = Timestamp.date(from: "2026-03-08T06:00:00Z") ?? .distantPast
  fileprivate static let version = UInt8(Evidence.version)

  fileprivate struct Record: Decodable {
    var lang: String
    var title: String?
    var text: String
  }

  fileprivate static func records() throws -> [Record] {
    let decoder = JSONDecoder()
    var records: [Record] = []
    while let line = readLine() {
      records.append(try decoder.decode(Record.self, from: Data(line.utf8)))
    }
    return records
  }

  fileprivate static func document(_ record: Record) -> MatchDocument {
    MatchDocument(title: record.title, text: record.text, language: record.lang)
  }
}

extension MatchingWindow {
  /// Stores the records of standard input as articles that are matched already, over seven days.
  struct Fill: ParsableCommand {
    @Argument var path: String

    func run() throws {
      let store = try NewsStore.open(path, options: StoreOptions(creates: true))
      let feed = Feed(name: "invented", url: "https://invented.example/feed", source: "invented")
      let id = try store.sync([feed], now: newest)[0].id
      var number = 0
      let decoder = JSONDecoder()
      var batch: [Record] = []
      while let line = readLine() {
        batch.append(try decoder.decode(Record.self, from: Data(line.utf8)))
        if batch.count == 500 { try save(&batch, &number, feed: id, store) }
      }
      try save(&batch, &number, feed: id, store)
      try store.close()
    }

    private func save(
      _ batch: inout [Record], _ number: inout Int, feed: Int64, _ store: NewsStore
    ) throws {
      let at = newest.addingTimeInterval(-6 * 86_400 + Double(number))
      let items = batch.indices.map { place in
        var item = FeedItem()
        item.link = "https://invented.example/2026/03/\(number + place)/a-story-of-some-kind.html"
        item.title = batch[place].title
        return DiscoveredItem(
          uid: ContentHash.uid(of: item.link ?? ""), item: item, step: .fetched)
      }
      _ = try store.record(
        PollRecord(
          feed: feed, at: at, outcome: "ok",
          health: FeedHealth(status: "ok", lastOK: at, httpStatus: 200, nextDue: at), state: nil,
          items: items))
      var records: [String: Record] = [:]
      for (item, record) in zip(items, batch) { records[item.uid] = record }
      let work = try store.pagesToExtract(limit: batch.count)
      try store.save(work.compactMap { work in records[work.uid].map { extraction(work, $0) } })
      try store.saveMatches(
        work.map { StoryAssignment(articleUID: $0.uid, storyUID: $0.uid) })
      number += batch.count
      batch.removeAll()
    }

    private func extraction(_ work: ExtractionWork, _ record: Record) -> ExtractionRecord {
      var article = Article(status: .full, confidence: 1)
      article.title = record.title
      // The window is about evidence; a line of body keeps the database small.
      article.paragraphs = [Paragraph(.text, String(record.text.prefix(80)))]
      let document = document(record)
      return ExtractionRecord(
        id: work.id, article: article,
        language: Language(tag: record.lang, script: "Zyyy", confidence: 1), words: 1,
        extractor: 1, bodyHash: document.bodyHash, evidence: Evidence(of: document).blob)
    }
  }

  /// Loads the window, matches the records of standard input and prints what that took, in CPU seconds.
  struct Match: ParsableCommand {
    @Argument var path: String

    struct Report: Encodable {
      var window: Int
      /// From the database until the index stands.
      var start: Double
      /// By new article where all are matched at once, as in a run; `nil` without new ones, likewise the others.
      var mean: Double?
      /// Of single new articles, one after the other.
      var median: Double?
      var percentile95: Double?
      var stories: Int
    }

    func run() throws {
      let new = try records().enumerated().map { number, record in
        let document = document(record)
        return WindowArticle(
          id: "new-\(number)", firstSeen: newest.addingTimeInterval(Double(number)),
          bodyHash: document.bodyHash, evidence: Evidence(of: document))
      }
      let began = cpuTime()
      let store = try NewsStore.open(path)
      let articles = PackedArticles()
      for article in new { articles.add(article, isNew: true) }
      try store.addWindow(since: newest.addingTimeInterval(-7 * 86_400), to: articles)
      store.releaseMemory()
      let indexed = IndexedWindow(articles, settings: MatchSettings())
      let start = cpuTime() - began
      let together = cpuTime()
      let result = indexed.result()
      let mean = new.isEmpty ? nil : (cpuTime() - together) / Double(new.count)
      let times = times(indexed)
      let report = Report(
        window: articles.count - new.count, start: start, mean: mean,
        median: quantile(0.5, of: times),
        percentile95: quantile(0.95, of: times),
        stories: Set(result.placements.map(\.story)).count)
      print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    }

    private func times(_ indexed: IndexedWindow) -> [Double] {
      var times: [Double] = []
      indexed.forEachNew { place in
        let began = cpuTime()
        _ = place()
        times.append(cpuTime() - began)
      }
      return times.sorted()
    }

    private func quantile(_ share: Double, of sorted: [Double]) -> Double? {
      sorted.isEmpty ? nil : sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }

    private func cpuTime() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }
}
