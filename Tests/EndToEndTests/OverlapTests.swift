import Foundation
import GRDB
import SampleNewsroom
import TestSupport
import Testing

/// Cron that starts a run before the last one has ended.
struct OverlapTests {
  @Test func oneWorksAndTheOthersLeaveQuietly() async throws {
    for _ in 0..<Torture.count(short: 1) {
      try await Newsdesk.open(now: Date()) { desk in
        let results = try await startTogether(8, at: desk)
        let quiet = results.filter { $0.status == 0 && $0.output.isEmpty && $0.errors.isEmpty }
        #expect(quiet.count == 8, "\(results)")
        let runs = try desk.rows("SELECT status, articles_new FROM v1_runs")
        #expect(runs.count == 1, "\(runs)")
        #expect(runs.first?["status"] == "done")
        #expect(try desk.count("v1_articles") == desk.newsroom.expectations.count)
        Torture.tally(.overlaps, tried: 8, survived: runs.count == 1 ? quiet.count : 0)
      }
    }
  }

  /// Hosts are asked slowly, so that the one that works is still at it when the last begins.
  private func startTogether(
    _ count: Int, at desk: Newsdesk
  ) async throws -> [CommandLine.Result] {
    try await withThrowingTaskGroup(of: CommandLine.Result.self) { group in
      for _ in 0..<count {
        group.addTask {
          try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
              continuation.resume(
                with: Result {
                  try CommandLine.tidings(
                    ["run", "--config", desk.configuration], in: desk.folder,
                    environment: ["TIDINGS_HTTP__PER_HOST__MIN_INTERVAL": "0.4s"])
                })
            }
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }
}
