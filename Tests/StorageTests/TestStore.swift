import Foundation
import GRDB
import NewsModel

@testable import Storage

/// A store in a folder of its own, removed with it.
final class TestStore {
  let folder: String
  let store: NewsStore
  var path: String { store.path }

  init(options: StoreOptions = StoreOptions(creates: true)) throws {
    folder = NSTemporaryDirectory() + "tidings-storage-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    store = try NewsStore.open(folder + "/tidings.db", options: options)
  }

  deinit {
    try? store.close()
    try? FileManager.default.removeItem(atPath: folder)
  }
}

/// 2026-01-05T06:00:00Z, a Monday.
let start = Timestamp.date(from: "2026-01-05T06:00:00Z")!

func hours(_ hours: Double) -> Date { start.addingTimeInterval(hours * 3600) }

func feed(_ name: String, source: String? = nil, tags: [String] = []) -> Feed {
  Feed(name: name, url: "https://\(name).example/feed", source: source ?? name, tags: tags)
}

func item(
  _ link: String, title: String? = nil, guid: String? = nil, step: ArticleStep = .discovered
) -> DiscoveredItem {
  var item = FeedItem()
  item.link = link
  item.title = title
  item.guid = guid
  return DiscoveredItem(uid: uid(link), item: item, step: step)
}

func uid(_ link: String) -> String { ContentHash.uid(of: link) }

func extraction(
  _ title: String?, _ body: String, status: BodyStatus = .full
) -> Article {
  var article = Article(status: status, confidence: 0.9)
  article.title = title
  article.paragraphs = body.split(separator: "\n").map { Paragraph(.text, String($0)) }
  return article
}

extension NewsStore {
  /// Records a poll that went well.
  @discardableResult
  func poll(_ feed: Int64, _ items: [DiscoveredItem], at: Date = start) throws -> PollOutcome {
    try record(
      PollRecord(
        feed: feed, at: at, outcome: "ok",
        health: FeedHealth(status: "ok", lastOK: at, httpStatus: 200, nextDue: at + 900),
        state: Data("{}".utf8), items: items))
  }

  /// An article that has come all the way: known from `feed`, extracted, matched and summarised by its first sentence.
  @discardableResult
  func add(
    _ link: String, title: String, body: String, language: String = "en", feed: Int64,
    at: Date = start, story: String? = nil, kind: DuplicateKind = .original,
    status: BodyStatus = .full
  ) throws -> String {
    try poll(feed, [item(link, title: title)], at: at)
    let id = try articleID(link)
    try save(
      StoredPage(
        url: link, httpStatus: 200, charset: "utf-8", fetched: at,
        bytes: Array("<p>\(body)</p>".utf8)), article: id)
    try save([
      ExtractionRecord(
        id: id, article: extraction(title, body, status: status),
        language: Language(tag: language, script: "Zyyy", confidence: 0.9),
        words: body.split(separator: " ").count, extractor: 1, bodyHash: "h", evidence: [1, 2])
    ])
    try saveMatches([
      StoryAssignment(
        articleUID: uid(link), storyUID: story ?? uid(link), kind: kind,
        matchedUID: kind == .original ? nil : story, score: kind == .original ? nil : 0.9,
        reasons: kind == .original
          ? [] : [MatchReason(code: "names", text: "Names agree", weight: 2)])
    ])
    try summarizeAll()
    return uid(link)
  }

  func articleID(_ link: String) throws -> Int64 {
    try pool.read {
      try Int64.fetchOne($0, sql: "SELECT id FROM articles WHERE uid = ?", arguments: [uid(link)])!
    }
  }

  /// Every story gets the first line of each language's first member.
  func summarizeAll() throws {
    for work in try storiesToSummarize(limit: 1000) {
      var sentences: [String: [SummaryRecord.Sentence]] = [:]
      for member in work.members where sentences[member.language ?? "und"] == nil {
        let line = String(member.body.prefix { $0 != "\n" })
        sentences[member.language ?? "und"] = [
          .init(
            articleUID: member.uid, text: line, start: 0, length: line.unicodeScalars.count)
        ]
      }
      try save([
        SummaryRecord(
          story: work.id, sentences: sentences, keywords: ["news"], method: "lead",
          summarizer: "lead/1")
      ])
    }
  }

  func strings(_ sql: String, _ arguments: StatementArguments = []) throws -> [String] {
    try pool.read { db in
      try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
        row.databaseValues.map(\.plain).joined(separator: "|")
      }
    }
  }
}

extension DatabaseValue {
  var plain: String {
    switch storage {
    case .null: "∅"
    case .int64(let value): "\(value)"
    case .double(let value): "\(value)"
    case .string(let value): value
    case .blob: "blob"
    }
  }
}
