import Foundation
import GRDB
import SampleNewsroom
import TestSupport
import Testing

/// `kill -9` at random moments of real runs: what was committed stays, and the end is that of a run without any.
struct KillTests {
  @Test func nothingCommittedIsLostAndTheEndIsTheSame() async throws {
    let kills = Torture.count(short: 5)
    var random = Torture.generator
    let base = Date()
    let (whole, seconds) = try await undisturbed(base)
    var session = Session(whole: whole, seconds: seconds, limit: 0)
    var done = 0
    var repeats = 0
    while done < kills {
      session.limit = min(5, kills - done)
      let result = try await Newsdesk.open(now: base) { desk in
        try session.run(at: desk, &random)
      }
      guard let result else {
        // An outlet that answered too late on a busy machine, or a border of the clock: nothing to compare.
        repeats += 1
        try #require(repeats < 20, "the machine is too busy to compare runs")
        continue
      }
      done += result.stages.count
      for stage in result.stages {
        Torture.tally(.kills, survived: result.isEqual && result.lost.isEmpty, detail: stage)
      }
      #expect(result.lost == [])
      #expect(result.isEqual, "\(result.difference)")
    }
  }

  /// What a run leaves that nothing disturbs, and how long it takes.
  private func undisturbed(_ base: Date) async throws -> ([String], Double) {
    for _ in 0..<20 {
      let found = try await Newsdesk.open(now: base) { desk -> ([String], Double)? in
        let grain = PollGrain()
        let began = Date()
        try desk.begin(["run", "-q"]).waitUntilExit()
        let seconds = Date().timeIntervalSince(began)
        guard grain == PollGrain(), try desk.isSettled() else { return nil }
        return (try desk.outcome(), seconds)
      }
      if let found { return found }
    }
    throw NoUndisturbedRun()
  }

  private struct NoUndisturbedRun: Error {}
}

/// One database that is killed a few times on its way.
private struct Session {
  var whole: [String]
  var seconds: Double
  var limit: Int

  struct Result {
    /// Where each kill struck, by what was left to do.
    var stages: [String]
    var lost: [String]
    var isEqual: Bool
    var difference: String
  }

  /// - Returns: `nil` where the end cannot be compared.
  func run(at desk: Newsdesk, _ random: inout SplitMix) throws -> Result? {
    let grain = PollGrain()
    var before = Committed()
    var stages: [String] = []
    var lost: [String] = []
    for attempt in 0..<(limit * 3) where stages.count < limit {
      // Once all is done, extraction and what follows begin anew.
      if attempt > 0, before.isDone {
        try desk.begin(["reprocess", "-q"]).waitUntilExit()
        before = try desk.snapshot(Committed.init) ?? before
      }
      guard try kill(desk, after: .random(in: 0...1.1 * seconds, using: &random)) else { continue }
      let after = try desk.snapshot(Committed.init) ?? Committed()
      lost += after.missing(from: before)
      stages.append(after.stage)
      before = after
    }
    for _ in 0..<3 {
      let last = try desk.begin(["run", "-q"])
      last.waitUntilExit()
      #expect([0, 2].contains(last.terminationStatus))
      if try desk.isSettled() { break }
    }
    guard grain == PollGrain(), try desk.isSettled() else { return nil }
    let outcome = try desk.outcome()
    let difference = zip(outcome, whole).first { $0 != $1 }.map { "\($0.0)\n\($0.1)" } ?? ""
    return Result(
      stages: stages, lost: lost, isEqual: outcome == whole, difference: difference)
  }

  /// - Returns: whether the run was still at work.
  private func kill(_ desk: Newsdesk, after seconds: Double) throws -> Bool {
    let process = try desk.begin(["run", "-q"])
    Thread.sleep(forTimeInterval: seconds)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }
}

/// What a database holds that must not be lost any more.
private struct Committed {
  /// Status and text of each article.
  var articles: [String: String] = [:]
  /// Articles that belong to a story.
  var matched: Set<String> = []
  var summarised: Set<String> = []
  var steps: [Int: Int] = [:]
  var damages: [String] = []

  init() {}

  init(_ db: Database) throws {
    damages = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
    guard try db.tableExists("articles") else { return }
    for row in try Row.fetchAll(
      db, sql: "SELECT uid, body_status, body, story_uid FROM v1_articles")
    {
      articles[row["uid"]] =
        (row["body_status"] as String) == "pending" ? "" : "\(row["body"] as String? ?? "–")"
      if row["story_uid"] as String? != nil { matched.insert(row["uid"]) }
    }
    summarised = try String.fetchSet(
      db, sql: "SELECT DISTINCT article_uid FROM v1_summary_sentences")
    for row in try Row.fetchAll(db, sql: "SELECT step, count(*) AS n FROM articles GROUP BY 1") {
      steps[row["step"]] = row["n"]
    }
  }

  var isDone: Bool { !articles.isEmpty && steps.keys.allSatisfy { $0 == 3 } }

  /// The first step that is not through.
  var stage: String {
    if articles.isEmpty { return "before the first item" }
    if steps[0] != nil { return "fetching" }
    if steps[1] != nil { return "extracting" }
    if steps[2] != nil { return "matching" }
    return "summarising or later"
  }

  func missing(from before: Committed) -> [String] {
    let gone = before.articles.filter { uid, text in
      guard let now = articles[uid] else { return true }
      return !text.isEmpty && now != text
    }
    return damages + gone.keys.map { "article \($0)" }
      + before.matched.subtracting(matched).map { "story of \($0)" }
  }
}
