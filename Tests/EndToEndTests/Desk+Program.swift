import Foundation
import GRDB
import SampleNewsroom

/// The real program at work at a desk, and what it leaves.
extension Newsdesk {
  /// A process of `tidings`, begun with this desk's configuration and its output thrown away.
  func begin(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    let process = Process()
    process.executableURL = CommandLine.executable
    process.arguments = arguments + ["--config", configuration]
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TZ": "UTC"]
      .merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// The four views at the end of all work, without the times at which articles happened to be seen: equal for an
  /// interrupted and repeated run and for one that nothing disturbed, as long as both had the same newsroom.
  func outcome(database path: String? = nil) throws -> [String] {
    let queries = [
      "SELECT uid, \(Self.link), url, source, title, byline, language, iif(date_flag = 'future', NULL, published) AS published, date_flag, body_status, body, story_uid, duplicate_kind, duplicate_of, duplicate_score FROM v1_articles ORDER BY uid",
      "SELECT uid, headline, language, articles, sources, languages, keywords FROM v1_stories ORDER BY uid",
      "SELECT story_uid, article_uid, kind, matched_uid, score, reasons FROM v1_story_articles ORDER BY 1, 2",
      "SELECT story_uid, language, rank, sentence, article_uid, start, length FROM v1_summary_sentences ORDER BY 1, 2, 3",
    ]
    return try DatabaseQueue(path: path ?? database).read { db in
      try queries.flatMap { try Row.fetchAll(db, sql: $0).map(\.description) }
    }
  }

  /// A copy of the database as it lies there, log and all, so that looking at it changes nothing.
  func snapshot<Result>(of path: String? = nil, _ body: (Database) throws -> Result) throws
    -> Result?
  {
    let path = path ?? database
    let copy = NSTemporaryDirectory() + "tidings-look-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: copy) }
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    for suffix in ["", "-wal", "-journal"]
    where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + "/a.db" + suffix)
    }
    return try DatabaseQueue(path: copy + "/a.db").read(body)
  }

  /// Whether all was fetched, extracted, matched and summarised.
  func isSettled(_ path: String? = nil) throws -> Bool {
    try DatabaseQueue(path: path ?? database).read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM articles WHERE step < 3") == 0
        && Int.fetchOne(db, sql: "SELECT count(*) FROM articles") == newsroom.expectations.count
    }
  }
}

/// What was first seen within the same five minutes counts as seen at once; runs that are to be compared must not lie
/// on both sides of such a border.
struct PollGrain: Equatable {
  private let number: Int

  init(_ date: Date = Date()) { number = Int(date.timeIntervalSince1970 / 300) }
}
