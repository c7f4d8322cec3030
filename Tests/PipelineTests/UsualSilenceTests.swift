import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Pipeline

/// What is usual is learned from the set's own past, and only what is longer is an alarm.
struct UsualSilenceTests {
  /// A Monday, midnight.
  private static let start = Timestamp.date(from: "2026-01-05T00:00:00Z")!
  private static let hour = 3600.0
  private static let day = 86_400.0

  /// Invented sets of feeds: how many articles they bring in an hour, by the hour of the week.
  enum Newsroom: String, CaseIterable, Sendable {
    case world = "always"
    case national = "by day, less on weekends"
    case office = "in office hours only"
    case village = "a few a day"
    case weekly = "on Thursdays"

    func rate(day: Int, hour: Int) -> Double {
      switch self {
      case .world: hour < 5 ? 8 : 30
      case .national: (6..<23).contains(hour) ? (day < 5 ? 20 : 6) : 0.3
      case .office: day < 5 && (8..<18).contains(hour) ? 5 : 0
      case .village: (7..<20).contains(hour) ? 0.3 : 0
      case .weekly: day == 3 && (6..<12).contains(hour) ? 2 : 0
      }
    }

    /// Each run, every ten minutes, at which something had come.
    func sightings(weeks: Int, _ random: inout SplitMix) -> [Date] {
      (0..<(weeks * 7 * 144)).compactMap { run in
        let hours = run / 6
        let expected = rate(day: hours / 24 % 7, hour: hours % 24) / 6
        // Nothing comes with the probability e^-λ of a Poisson process.
        return Double.random(in: 0..<1, using: &random) < exp(-expected)
          ? nil : UsualSilenceTests.start + Double(run) * 600
      }
    }
  }

  /// The first moments at which an alarm would stand, by day.
  private func alarms(_ sightings: [Date], from: Double, to: Double, every step: Double) -> [Date] {
    var next = 0
    var days: Set<Int> = []
    return stride(from: from, to: to, by: step).map { Self.start + $0 }.filter { now in
      while next < sightings.count, sightings[next] <= now { next += 1 }
      let recent = sightings[max(0, next - 4000)..<next]
      guard UsualSilence(sightings: Array(recent), now: now)?.isUnusual == true else {
        return false
      }
      return days.insert(Int(now.timeIntervalSince(Self.start) / Self.day)).inserted
    }
  }

  @Test(arguments: Newsroom.allCases)
  func ordinaryWeeksAreQuiet(newsroom: Newsroom) {
    var random = SplitMix(state: 11)
    let sightings = newsroom.sightings(weeks: 16, &random)
    let found = alarms(
      sightings, from: 28 * Self.day, to: 16 * 7 * Self.day, every: 1.5 * Self.hour)
    #expect(found == [], "\(newsroom.rawValue)")
  }

  /// All feeds fall silent on a Tuesday at ten, after six weeks: noticed within so many hours.
  @Test(arguments: [
    (Newsroom.world, 3.0), (.national, 3.0), (.office, 4.0), (.village, 72.0), (.weekly, 220.0),
  ])
  func aStandstillIsNoticed(newsroom: Newsroom, within hours: Double) throws {
    var random = SplitMix(state: 5)
    let end = 6 * 7 * Self.day + Self.day + 10 * Self.hour
    let sightings = newsroom.sightings(weeks: 7, &random).filter { $0 < Self.start + end }
    let found = alarms(sightings, from: end, to: end + 12 * Self.day, every: Self.hour / 2)
    let first = try #require(found.first, "\(newsroom.rawValue)")
    let after = first.timeIntervalSince(Self.start + end) / Self.hour
    #expect(after <= hours, "\(newsroom.rawValue): after \(after) h")
  }

  /// One standstill in the past neither hides the next one nor is expected again.
  @Test func anOutageIsNotLearned() throws {
    var random = SplitMix(state: 3)
    let outage = (Self.start + 29 * Self.day)..<(Self.start + 31 * Self.day)
    let sightings = Newsroom.national.sightings(weeks: 6, &random).filter { !outage.contains($0) }
    let now = Self.start + 37 * Self.day + 12 * Self.hour
    let quiet = sightings.filter { $0 < now - 4 * Self.hour }
    let silence = try #require(UsualSilence(sightings: quiet, now: now))
    #expect(silence.counts.count == 4 && silence.counts[0] == 0, "\(silence)")
    #expect(silence.isUnusual)
    #expect(
      silence.comparison.hasPrefix("in the same hours of the weeks before new articles came 0, "))
    #expect(try !#require(UsualSilence(sightings: sightings, now: now)).isUnusual)
  }

  @Test func littleHistoryTeachesNothing() {
    var random = SplitMix(state: 1)
    let sightings = Newsroom.world.sightings(weeks: 4, &random)
    for days in [0.0, 6, 20] {
      #expect(UsualSilence(sightings: sightings, now: Self.start + days * Self.day) == nil)
    }
    #expect(UsualSilence(sightings: sightings, now: Self.start + 23 * Self.day) != nil)
    #expect(UsualSilence(sightings: [], now: Self.start) == nil)
    // Old history of a database that was not used since.
    #expect(UsualSilence(sightings: sightings, now: Self.start + 400 * Self.day) == nil)
  }

  @Test(arguments: [
    (0.0, "1 min"), (600.0, "10 min"), (7000.0, "117 min"), (7200.0, "2 h"), (144_000.0, "40 h"),
    (777_600.0, "9 days"),
  ])
  func spansAreSaidCoarsely(seconds: Double, words: String) {
    #expect(UsualSilence.words(seconds) == words)
  }
}
