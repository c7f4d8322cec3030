import Foundation
import NewsModel
import Testing

@testable import Digests

struct DigestScheduleTests {
  private func schedule(_ zone: String, _ hour: Int, _ minute: Int, _ length: Double = 86_400)
    -> DigestSchedule
  {
    DigestSchedule(hour: hour, minute: minute, length: length, timezone: zone)
  }

  private func spell(_ window: DigestWindow) -> String {
    "\(Timestamp.string(from: window.from)) \(Timestamp.string(from: window.until))"
  }

  /// Zone, closing time, length, a moment → the window that closed last.
  @Test(
    arguments: [
      ("UTC", 6, 0, 86_400, "2026-11-21T06:00:00Z", "2026-11-20T06:00:00Z 2026-11-21T06:00:00Z"),
      ("UTC", 6, 0, 86_400, "2026-11-21T05:59:59Z", "2026-11-19T06:00:00Z 2026-11-20T06:00:00Z"),
      // Summer time begins: the day has 23 hours, and 02:30 does not exist.
      (
        "Europe/Berlin", 6, 0, 86_400, "2026-03-29T12:00:00Z",
        "2026-03-28T05:00:00Z 2026-03-29T04:00:00Z"
      ),
      (
        "Europe/Berlin", 2, 30, 86_400, "2026-03-29T12:00:00Z",
        "2026-03-28T01:30:00Z 2026-03-29T01:00:00Z"
      ),
      (
        "Europe/Berlin", 2, 30, 86_400, "2026-03-30T12:00:00Z",
        "2026-03-29T01:00:00Z 2026-03-30T00:30:00Z"
      ),
      // It ends: 25 hours, and 02:30 comes twice; the first counts.
      (
        "Europe/Berlin", 6, 0, 86_400, "2026-10-25T12:00:00Z",
        "2026-10-24T04:00:00Z 2026-10-25T05:00:00Z"
      ),
      (
        "Europe/Berlin", 2, 30, 86_400, "2026-10-25T12:00:00Z",
        "2026-10-24T00:30:00Z 2026-10-25T00:30:00Z"
      ),
      (
        "Europe/Berlin", 2, 30, 86_400, "2026-10-25T00:45:00Z",
        "2026-10-24T00:30:00Z 2026-10-25T00:30:00Z"
      ),
      // Midnight itself is skipped where clocks change at midnight.
      (
        "Asia/Beirut", 0, 0, 86_400, "2026-03-29T12:00:00Z",
        "2026-03-27T22:00:00Z 2026-03-28T22:00:00Z"
      ),
      // Half-hour zones, and both sides of the date line.
      (
        "Asia/Kolkata", 6, 0, 86_400, "2026-11-21T00:30:00Z",
        "2026-11-20T00:30:00Z 2026-11-21T00:30:00Z"
      ),
      (
        "Pacific/Kiritimati", 0, 30, 86_400, "2026-11-21T11:00:00Z",
        "2026-11-20T10:30:00Z 2026-11-21T10:30:00Z"
      ),
      (
        "Pacific/Pago_Pago", 23, 59, 86_400, "2026-11-21T11:00:00Z",
        "2026-11-20T10:59:00Z 2026-11-21T10:59:00Z"
      ),
      // Hours are hours; whole days are days.
      (
        "Europe/Berlin", 6, 0, 7200, "2026-03-29T12:00:00Z",
        "2026-03-29T02:00:00Z 2026-03-29T04:00:00Z"
      ),
      (
        "Europe/Berlin", 6, 0, 604_800, "2026-03-30T12:00:00Z",
        "2026-03-23T05:00:00Z 2026-03-30T04:00:00Z"
      ),
      (
        "Nowhere/Land", 6, 0, 86_400, "2026-11-21T07:00:00Z",
        "2026-11-20T06:00:00Z 2026-11-21T06:00:00Z"
      ),
    ] as [(String, Int, Int, Double, String, String)])
  func closesOnTheReadersClock(
    zone: String, hour: Int, minute: Int, length: Double, now: String, expected: String
  ) {
    let schedule = schedule(zone, hour, minute, length)
    let windows = schedule.due(now: SampleDigest.time(now), after: nil, started: nil)
    #expect(windows.map(spell) == [expected])
  }

  /// Through a whole year, each window begins where the one before it ended.
  @Test(arguments: [
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Tehran", "Australia/Lord_Howe",
    "Africa/Cairo",
  ])
  func windowsMeet(zone: String) {
    for (hour, minute) in [(0, 0), (1, 30), (2, 15), (6, 0), (23, 59)] {
      let schedule = schedule(zone, hour, minute)
      var last = schedule.closing(atOrBefore: SampleDigest.time("2026-01-01T12:00:00Z"))
      for day in 1...365 {
        let now = SampleDigest.time("2026-01-01T12:00:00Z").addingTimeInterval(
          Double(day) * 86_400 + 7200)
        for window in schedule.due(now: now, after: last, started: nil) {
          #expect(window.from == last, "\(zone) \(hour):\(minute) \(spell(window))")
          last = window.until
        }
      }
      #expect(last > SampleDigest.time("2026-12-31T00:00:00Z"))
    }
  }

  @Test func catchesUpOnMissedWindows() {
    let schedule = schedule("UTC", 6, 0)
    let now = SampleDigest.time("2026-11-21T08:00:00Z")
    func due(_ last: String?, _ started: String?) -> [String] {
      schedule.due(
        now: now, after: last.map(SampleDigest.time), started: started.map(SampleDigest.time)
      ).map { String(Timestamp.string(from: $0.until).prefix(10)) }
    }
    #expect(due("2026-11-21T06:00:00Z", nil) == [])
    #expect(due("2026-11-18T06:00:00Z", nil) == ["2026-11-19", "2026-11-20", "2026-11-21"])
    #expect(due(nil, "2026-11-21T07:00:00Z") == [])
    #expect(due(nil, "2026-11-20T07:00:00Z") == ["2026-11-21"])
    #expect(due("2025-01-01T06:00:00Z", nil).count == DigestSchedule.mostMissed)
  }

  @Test func anyMomentMayCloseAWindow() {
    let until = SampleDigest.time("2026-11-21T08:15:00Z")
    #expect(
      spell(schedule("UTC", 6, 0).window(closing: until))
        == "2026-11-20T08:15:00Z 2026-11-21T08:15:00Z")
  }
}
