import Foundation
import GRDB
import NewsModel
import Pipeline
import SampleNewsroom
import Settings
import Storage
import TestSupport
import Testing

/// Clocks that are set back, run ahead for years, and change to summer time.
struct ClockTests {
  private static let day = 86_400.0

  /// Each a way of the clock, in seconds from the first run on; after it all must be as after the first.
  @Test(
    .tallied(.clocks),
    arguments: [
      [-day], [-10 * 365 * day], [10 * 365 * day], [-day, 10 * 365 * day, -3600],
      [3600, -3600, 3600],
    ])
  func nothingIsLostAndPollingGoesOn(jumps: [Double]) async throws {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      let first = try desk.contents()
      for jump in jumps { try await desk.run(at: desk.now.addingTimeInterval(jump)) }
      let report = try await desk.run(at: desk.now.addingTimeInterval(2 * Self.day))
      #expect(report.feedsDue == (try desk.loaded().feeds.count))
      #expect(report.articlesNew == 0)
      #expect(try desk.contents() == first)
    }
  }

  /// A first run ten years ahead: what it found is kept, and later days have their digests.
  @Test(.tallied(.clocks)) func aClockThatRanAheadHasNotTheLastWord() async throws {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled(from: desk.now)
      let ahead = desk.now.addingTimeInterval(10 * 365 * Self.day)
      let future = try await desk.run(at: ahead)
      #expect(!future.digestsWritten.isEmpty)
      for day in 1...3 {
        let report = try await desk.run(at: desk.now.addingTimeInterval(Double(day) * Self.day))
        #expect(report.digestsWritten.count == 3, "day \(day): \(report.digestsWritten)")
      }
    }
  }

  /// The nightly pruning of a machine whose clock is ten years ahead: what pages say of their own dates counts.
  @Test(.tallied(.clocks)) func aClockThatRunsAheadPrunesNothing() async throws {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      let contents = try desk.contents()
      // Shifted back instead of the clock ahead: the program has the machine's own.
      for (table, columns) in [
        ("articles", ["first_seen", "published"]), ("pages", ["fetched"]), ("polls", ["at"]),
        ("runs", ["started"]),
      ] {
        for column in columns {
          try desk.write(
            "UPDATE \(table) SET \(column) = strftime('%Y-%m-%dT%H:%M:%SZ', \(column), '-10 years')"
          )
        }
      }
      let shifted = try desk.contents()
      let pruned = try desk.tidings("prune")
      #expect(pruned.status == 0 && pruned.errors.contains("--trust-clock"), "\(pruned)")
      #expect(try desk.contents() == shifted)
      #expect(shifted.count == contents.count)
      let doctor = try desk.tidings("doctor")
      #expect(doctor.output.contains("no article is dated after"), "\(doctor)")
      #expect(try desk.tidings("prune", "--trust-clock", "-q").errors == "")
      #expect(try desk.rows("SELECT 1 FROM v1_articles").isEmpty)
    }
  }

  /// Articles first seen in the future must not hide that nothing comes in now.
  @Test(.tallied(.clocks)) func silenceIsHeardAfterAClockRanAhead() async throws {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      try desk.write(
        "UPDATE articles SET first_seen = '2036-01-01T00:00:00Z' WHERE id = 1")
      let report = try await desk.run(at: desk.now.addingTimeInterval(3 * Self.day))
      #expect(report.alarms.contains { $0.key == "silence" }, "\(report.alarms)")
    }
  }

  /// Windows of a digest meet over the nights of the change, in zones of both hemispheres.
  @Test(
    .tallied(.clocks),
    arguments: [
      ("Europe/Berlin", "2026-10-24T12:00:00Z"), ("Europe/Berlin", "2026-03-28T12:00:00Z"),
      ("America/New_York", "2026-10-31T12:00:00Z"), ("Australia/Sydney", "2026-10-03T12:00:00Z"),
    ])
  func digestsMeetOverTheChangeOfTheClock(zone: String, from: String) async throws {
    let begin = try #require(Timestamp.date(from: from))
    try await Newsdesk.open(now: begin) { desk in
      let text = try String(contentsOfFile: desk.configuration, encoding: .utf8)
      try text.replacing("timezone: UTC", with: "timezone: \(zone)\n    at: \"02:30\"")
        .write(toFile: desk.configuration, atomically: true, encoding: .utf8)
      try await desk.runUntilSettled()
      for hour in stride(from: 12, through: 72, by: 12) {
        try await desk.run(at: begin.addingTimeInterval(Double(hour) * 3600))
      }
      let windows = try desk.rows("SELECT from_, until FROM v1_digests ORDER BY until")
      #expect(windows.count == 3)
      for (one, next) in zip(windows, windows.dropFirst()) {
        #expect(one["until"] as String == next["from_"])
      }
    }
  }
}
