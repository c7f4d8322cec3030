import Foundation
import Pipeline
import SampleNewsroom
import Settings
import Storage
import TestSupport
import Testing

/// A week and more of runs in one process: nothing is left behind that grows.
struct SoakTests {
  private struct Reading {
    /// KiB of memory in use.
    var memory: Int
    var descriptors: Int
    /// KiB.
    var database: Int

    init(_ desk: Newsdesk) throws {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
      memory = line.flatMap { Int($0.split { $0 == " " || $0 == "\t" }[1]) } ?? 0
      descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
      let size = try FileManager.default.attributesOfItem(atPath: desk.database)[.size] as? Int
      database = (size ?? 0) / 1024
    }
  }

  /// Every ten minutes of the desk's clock a run, every day a pruning as cron would do it.
  @Test func memoryDescriptorsAndDatabaseStayFlat() async throws {
    let runs = Torture.count(short: 20)
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      let contents = try desk.contents()
      var first: Reading?
      for number in 1...runs {
        let time = desk.now.addingTimeInterval(Double(number) * 600)
        let report = try await desk.run(at: time)
        #expect(report.articlesNew == 0 && report.exitStatus != 69)
        // Before both readings, too: the log of polls may have grown for a day since the last time.
        if number % 144 == 0 || number == runs / 5 || number == runs {
          let store = try NewsStore.open(desk.database)
          // Of the log of polls a day, so that a week shows whether it is bounded.
          _ = try store.prune(
            Retention(page: nil, body: nil, article: nil, fetchLog: 86_400), now: time)
          try store.close()
        }
        if number == runs / 5 { first = try Reading(desk) }
      }
      let (before, after) = (try #require(first), try Reading(desk))
      #expect(try desk.contents() == contents)
      // A fifth of the runs warms up caches. What a run in a thousand leaks by the kilobyte would show.
      let isFlat = [
        after.memory <= before.memory + max(16 << 10, before.memory / 5),
        after.descriptors <= before.descriptors + 4,
        after.database <= before.database * 5 / 4 + (Torture.isFull ? 0 : 256),
      ]
      #expect(isFlat == [true, true, true], "\(before) → \(after)")
      Torture.tally(
        .soak, tried: runs, survived: isFlat.allSatisfy { $0 } ? runs : 0,
        detail:
          "memory \(before.memory >> 10) → \(after.memory >> 10) MiB, descriptors \(before.descriptors) → \(after.descriptors), database \(before.database) → \(after.database) KiB from the fifth part on to the end"
      )
    }
  }
}
