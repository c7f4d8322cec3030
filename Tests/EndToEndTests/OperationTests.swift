import Foundation
import GRDB
import NewsModel
import Pipeline
import SampleNewsroom
import Settings
import Storage
import Testing

/// What a run leaves for those who watch over it: metrics, logs, notes.
struct OperationTests {
  // MARK: Metrics

  @Test func metricsAreWrittenAfterEachRun() async throws {
    try await Newsdesk.open { desk in
      try desk.configure("metrics: {textfile: tidings.prom}")
      try await desk.runUntilSettled()
      let text = try String(contentsOf: desk.file("tidings.prom"), encoding: .utf8)
      let feeds = try desk.loaded().feeds.count
      #expect(text.components(separatedBy: "\ntidings_feed_up{").count - 1 == feeds)
      #expect(text.contains("\ntidings_run_exit_status 0\n"))
      let full = try desk.rows("SELECT count(*) AS n FROM v1_articles WHERE body_status = 'full'")
      #expect(text.contains("tidings_articles{body_status=\"full\"} \(full[0]["n"] as Int)\n"))
    }
  }

  /// A folder that is not there must not end a run: it is an alarm, told once.
  @Test func metricsThatCannotBeWrittenAreAnAlarm() async throws {
    try await Newsdesk.open(now: Date()) { desk in
      try desk.configure("metrics: {textfile: none/tidings.prom}")
      let first = try desk.tidings("run")
      #expect(first.status == 2)
      #expect(first.errors.hasPrefix("tidings: metrics cannot be written to "), "\(first)")
      let second = try desk.tidings("run")
      #expect(second.status == 2 && second.errors.isEmpty, "\(second)")
    }
  }

  // MARK: Logs

  @Test func theLogIsJSONWithTheNumberOfTheRun() async throws {
    try await Newsdesk.open(now: Date()) { desk in
      try desk.configure("log: {level: info, file: tidings.log}")
      for _ in 0..<2 {
        let run = try desk.tidings("run")
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
      }
      let log = try String(contentsOf: desk.file("tidings.log"), encoding: .utf8)
      let lines = try log.split(separator: "\n").map {
        try #require(
          try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: String], "\($0)")
      }
      #expect(Set(lines.compactMap { $0["run"] }) == ["1", "2"])
      #expect(lines.allSatisfy { $0["at"] != nil && $0["level"] != nil && $0["message"] != nil })
      let ended = try #require(lines.last)
      #expect(ended["message"] == "run ended" && ended["status"] == "done", "\(ended)")
      #expect(ended["feeds_ok"] == "\(try desk.loaded().feeds.count)")
    }
  }

  @Test func textIsForPeopleAndAFileThatCannotBeIsSaid() async throws {
    try await Newsdesk.filled { desk in
      try desk.configure("log: {level: info, format: text}")
      let run = try desk.tidings("run", "--only", "digest")
      #expect(run.errors.contains(" info run began run=2\n"), "\(run)")
      let text = try String(contentsOfFile: desk.configuration, encoding: .utf8)
      try text.replacing("format: text", with: "file: none/tidings.log")
        .write(toFile: desk.configuration, atomically: true, encoding: .utf8)
      let refused = try desk.tidings("run", "--only", "digest")
      #expect(refused.status == 74 && refused.errors.contains("log.file"), "\(refused)")
    }
  }

  // MARK: Languages

  @Test func onlyWantedLanguagesAreKeptAndOthersDoNotReturn() async throws {
    try await Newsdesk.open { desk in
      try desk.configure("language: {keep: [vi, fr]}")
      let report = try await desk.runUntilSettled()
      #expect(report.articlesDiscarded > 10)
      let languages = try desk.rows("SELECT DISTINCT language FROM v1_articles")
        .map { Language.primary(of: $0["language"] as String? ?? "und") }
      #expect(Set(languages).subtracting(["und"]) == ["vi", "fr"])
      let count = try desk.count("v1_articles")
      let again = try await desk.run(at: desk.now.addingTimeInterval(6 * 3600))
      #expect(again.articlesNew == 0 && again.pagesFetched == 0)
      #expect(try desk.count("v1_articles") == count)
    }
  }

  // MARK: First run

  /// Sixty feeds with fifty items each: a cap on pages, a note, and a digest that says what it leaves out.
  @Test func aFirstRunOverSixtyFeedsIsCappedAndSaysSo() async throws {
    let site = try await ManyFeeds.start(feeds: 60, items: 50)
    let folder = NSTemporaryDirectory() + "tidings-sixty-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try site.configure(folder)
    let result = try CommandLine.tidings(["run", "--config", folder + "/pipeline.yml", "-v"])
    #expect(result.status == 0, "\(result)")
    #expect(
      result.errors.contains(
        "60 feeds were read for the first time: all 2400 items that they offer are new; 600 older than 30 days were left out."
      ), "\(result.errors)")
    #expect(result.errors.contains("More than 300 pages are waiting"), "\(result.errors)")
    let now = Date().addingTimeInterval(1)
    let store = try NewsStore.open(folder + "/tidings.db")
    let totals = try store.totals()
    #expect(totals.articles == 2400 && totals.pendingFetch == 2100, "\(totals)")
    try store.close()
    let digest = try CommandLine.tidings([
      "digest", "daily", "--stdout", "--format", "md", "--until", Timestamp.string(from: now),
      "--config", folder + "/pipeline.yml",
    ])
    #expect(digest.status == 0, "\(digest)")
    #expect(digest.output.contains("This is the first digest: it holds the 40 largest of "))
    await site.stop()
  }

  // MARK: Progress

  /// Drawn on a terminal, never elsewhere: `script` makes one.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
  func progressIsDrawnOnATerminalOnly() async throws {
    try await Newsdesk.open(now: Date()) { desk in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
      process.arguments = [
        "-q", "-e", "-c", "\(CommandLine.executable.path) run --config \(desk.configuration)",
        desk.folder + "/typescript",
      ]
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let seen = try String(contentsOf: desk.file("typescript"), encoding: .utf8)
      let count = desk.newsroom.expectations.count
      #expect(seen.contains("polling feeds █") || seen.contains("polling feeds ░"))
      #expect(seen.contains("/s  ") && seen.contains(" left"))
      #expect(seen.contains("articles  \(count) new of "), "\(seen.suffix(2000))")
      #expect(seen.contains("done in "))
      let silent = try desk.tidings("run")
      #expect(silent.output.isEmpty && silent.errors.isEmpty, "\(silent)")
    }
  }
}
