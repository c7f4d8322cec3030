import Foundation
import GRDB
import NewsModel
import SampleNewsroom
import Storage
import Testing

/// Desks at which a run has just been, for tests of what comes afterwards: one run serves them all.
extension Newsdesk {
  /// What a run leaves in its folder.
  private struct Template: Sendable {
    var files: [String: Data]
    var newsroom: SampleNewsroom
    /// Stopped; nobody answers any more.
    var running: RunningNewsroom
    var now: Date
  }

  private static let template = Task {
    try await open(now: Date()) { desk in
      try await desk.runUntilSettled()
      // On a very busy machine the outlets answer too late.
      try #require(try desk.rows("SELECT 1 FROM v1_articles WHERE story_uid IS NULL").isEmpty)
      try NewsStore.open(desk.database).close()
      let names = ["pipeline.yml", "feeds/newsroom.yml", "tidings.db"]
      let files = try names.map { ($0, try Data(contentsOf: desk.file($0))) }
      return Template(
        files: Dictionary(uniqueKeysWithValues: files), newsroom: desk.newsroom,
        running: desk.running, now: desk.now)
    }
  }

  /// Runs `body` at a desk whose database is filled, and whose outlets no longer answer.
  static func filled(_ body: (Newsdesk) async throws -> Void) async throws {
    let template = try await template.value
    let folder = NSTemporaryDirectory() + "tidings-test-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/feeds", withIntermediateDirectories: true)
    for (name, data) in template.files {
      try data.write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder + "/tidings.db")
    try await body(
      Newsdesk(
        folder: folder, newsroom: template.newsroom, running: template.running, now: template.now))
  }

  func file(_ name: String) -> URL { URL(fileURLWithPath: folder + "/" + name) }

  /// Runs `tidings` with this desk's configuration.
  func tidings(_ arguments: String...) throws -> CommandLine.Result { try tidings(arguments) }

  func tidings(_ arguments: [String]) throws -> CommandLine.Result {
    try CommandLine.tidings(arguments + ["--config", configuration], in: folder)
  }

  /// Appends to the configuration.
  func configure(_ yaml: String) throws {
    let text = try String(contentsOfFile: configuration, encoding: .utf8)
    try (text + yaml + "\n").write(toFile: configuration, atomically: true, encoding: .utf8)
  }

  /// What only time or accidents bring about.
  func write(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try DatabaseQueue(path: database).write { try $0.execute(sql: sql, arguments: arguments) }
  }

  /// Overwrites the heads of pages throughout the file.
  func damageDatabase() throws {
    var data = try Data(contentsOf: file("tidings.db"))
    for page in stride(from: 3 * 4096, to: data.count - 4096, by: 4096) {
      data.replaceSubrange(page..<page + 64, with: repeatElement(0xA5, count: 64))
    }
    try data.write(to: file("tidings.db"))
  }

  func count(_ table: String) throws -> Int {
    try rows("SELECT count(*) AS count FROM \(table)")[0]["count"]
  }

  /// Each article's story.
  func stories() throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try rows(
        "SELECT uid, coalesce(story_uid, '') AS story FROM v1_articles"
      ).map { ($0["uid"], $0["story"]) })
  }
}

/// Which articles are together, whatever their stories are called.
func groups(_ stories: [String: String]) -> Set<Set<String>> {
  Set(Dictionary(grouping: stories.keys) { stories[$0] ?? "" }.values.map(Set.init))
}
