import Foundation
import GRDB
import Pipeline
import Storage
import Testing

/// A run that is stopped anywhere is finished by the next.
struct InterruptionTests {
  /// With the same clock, an interrupted and repeated run ends equal to an undisturbed one, to the last column.
  @Test func aCancelledRunIsFinishedByTheNext() async throws {
    let whole = try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      return try desk.contents()
    }
    for milliseconds in [5, 40, 120, 400, 900] {
      try await Newsdesk.open { desk in
        let task = Task { try await desk.run() }
        try await Task.sleep(for: .milliseconds(milliseconds))
        task.cancel()
        _ = try await task.value
        try await desk.runUntilSettled()
        // Pages of a run that was stopped while polling wait for the feeds' next turn.
        let report = try await desk.run(at: desk.now.addingTimeInterval(6 * 3600))
        #expect(report.articlesNew == 0)
        let contents = try desk.contents()
        #expect(
          contents == whole,
          "stopped after \(milliseconds) ms: \(String(describing: zip(contents, whole).first { $0 != $1 }))"
        )
      }
    }
  }

  /// A killed process: what it had committed is there afterwards, and the next run ends with the same stories.
  @Test func aKilledRunIsFinishedByTheNext() async throws {
    let whole = try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      return try Outcome(desk)
    }
    try await Newsdesk.open { desk in
      for milliseconds in [30, 90, 150, 250, 400, 700] {
        let before = try? desk.rows("SELECT uid, body_status FROM v1_articles")
        try kill(desk, after: milliseconds)
        // Killed before it could make its database, a run leaves none.
        let after = (try? desk.rows("SELECT uid, body_status FROM v1_articles")) ?? []
        let uids = Set(after.map { $0["uid"] as String })
        #expect(
          (before ?? []).allSatisfy { uids.contains($0["uid"]) }, "a committed article is lost")
      }
      let run = try CommandLine.tidings(["run", "--config", desk.configuration, "-q"])
      #expect(run.status == 0, "\(run.errors)")
      try await desk.runUntilSettled(from: Date().addingTimeInterval(3600))
      let outcome = try Outcome(desk)
      for (article, expected) in zip(outcome.articles, whole.articles) {
        #expect(article == expected)
      }
      #expect(outcome.articles.count == whole.articles.count)
      #expect(outcome.stories.subtracting(whole.stories) == [])
      #expect(whole.stories.subtracting(outcome.stories) == [])
      #expect(outcome.summarised == whole.summarised)
      let runs = try desk.rows("SELECT status FROM v1_runs").map { $0["status"] as String }
      #expect(!runs.contains("running"))
    }
  }

  private func kill(_ desk: Newsdesk, after milliseconds: Int) throws {
    let process = Process()
    process.executableURL = CommandLine.executable
    process.arguments = ["run", "--config", desk.configuration, "-q"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// What does not hang on when each article was first seen: texts, labels, and who belongs together.
  private struct Outcome {
    var articles: [String]
    var stories: Set<Set<String>>
    var summarised: Int

    init(_ desk: Newsdesk) throws {
      articles = try desk.rows(
        "SELECT \(Newsdesk.link), title, language, body_status, body FROM v1_articles ORDER BY 1"
      ).map(\.description)
      let rows = try desk.rows("SELECT \(Newsdesk.link), story_uid FROM v1_articles")
      stories = Set(
        Dictionary(grouping: rows) { $0["story_uid"] as String? ?? "" }.values
          .map { Set($0.map { $0["link"] as String }) })
      summarised =
        try desk.rows("SELECT DISTINCT story_uid FROM v1_summary_sentences").count
    }
  }
}
