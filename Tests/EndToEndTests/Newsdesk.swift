import Foundation
import GRDB
import Pipeline
import SampleNewsroom
import Settings
import Storage

/// A folder with a configuration for the sample newsroom, and the newsroom running: the whole of tidings in a test.
struct Newsdesk {
  let folder: String
  let newsroom: SampleNewsroom
  let running: RunningNewsroom
  /// The only clock that the pipeline sees.
  let now: Date

  static let now = Date(timeIntervalSince1970: 1_795_260_600)  // 2026-11-21T09:10:00Z

  /// Runs `body` at a desk of its own, and clears up after it.
  static func open<Result>(
    now: Date = now, _ body: (Newsdesk) async throws -> Result
  ) async throws -> Result {
    let newsroom = SampleNewsroom(now: now)
    let running = try await newsroom.start()
    let folder = NSTemporaryDirectory() + "tidings-test-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desk = Newsdesk(folder: folder, newsroom: newsroom, running: running, now: now)
    try desk.writeConfiguration()
    do {
      let result = try await body(desk)
      await running.stop()
      return result
    } catch {
      await running.stop()
      throw error
    }
  }

  var configuration: String { folder + "/pipeline.yml" }
  var database: String { folder + "/tidings.db" }

  private func writeConfiguration() throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/feeds", withIntermediateDirectories: true)
    try newsroom.pipelineYAML(port: running.port)
      .write(toFile: configuration, atomically: true, encoding: .utf8)
    try newsroom.feedsYAML
      .write(toFile: folder + "/feeds/newsroom.yml", atomically: true, encoding: .utf8)
  }

  func loaded() throws -> LoadedSettings {
    try SettingsFile.load(path: configuration, environment: [:], workingDirectory: folder)
  }

  /// One run, at the desk's own time.
  @discardableResult
  func run(_ request: RunRequest = RunRequest(), at time: Date? = nil) async throws -> RunReport {
    let loaded = try loaded()
    let store = try NewsStore.open(database, options: StoreOptions(creates: true))
    defer { try? store.close() }
    let time = time ?? now
    return try await Pipeline(loaded: loaded, store: store, version: "test", clock: { time })
      .run(request)
  }

  /// Runs until no page waits for another try: on a busy machine an outlet may answer too late at first.
  ///
  /// - Returns: the report of the first run.
  @discardableResult
  func runUntilSettled(from time: Date? = nil) async throws -> RunReport {
    let begin = time ?? now
    let first = try await run(at: begin)
    for hour in 1...4 {
      guard try !rows("SELECT 1 FROM v1_articles WHERE story_uid IS NULL LIMIT 1").isEmpty else {
        break
      }
      try await run(at: begin.addingTimeInterval(Double(hour) * 3600))
    }
    return first
  }

  /// SQL for an article's link without tracking parameters: two feeds list one article, with and without, and which
  /// of them is polled first is left to chance.
  static let link =
    "iif(instr(link, '?utm') > 0, substr(link, 1, instr(link, '?utm') - 1), link) AS link"

  func rows(_ sql: String) throws -> [Row] {
    try DatabaseQueue(path: database).read { try Row.fetchAll($0, sql: sql) }
  }

  /// What a run leaves, times aside: equal for an interrupted and repeated run.
  func contents() throws -> [String] {
    let queries = [
      "SELECT uid, \(Self.link), url, source, title, byline, language, published, date_flag, body_status, body, story_uid, duplicate_kind, duplicate_of, duplicate_score FROM v1_articles ORDER BY uid",
      "SELECT uid, headline, language, articles, sources, languages, keywords FROM v1_stories ORDER BY uid",
      "SELECT story_uid, article_uid, kind, matched_uid, score, reasons FROM v1_story_articles ORDER BY 1, 2",
      "SELECT story_uid, language, rank, sentence, article_uid, start, length FROM v1_summary_sentences ORDER BY 1, 2, 3",
    ]
    return try queries.flatMap { try rows($0).map(\.description) }
  }
}
