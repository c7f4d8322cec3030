import Foundation
import NewsModel
import Testing

struct TimestampTests {
  @Test(arguments: [
    (0.0, "1970-01-01T00:00:00Z"),
    (951_782_400, "2000-02-29T00:00:00Z"),
    (-1, "1969-12-31T23:59:59Z"),
    (1_795_265_999.9, "2026-11-21T12:59:59Z"),
    (1e15, "9999-12-31T23:59:59Z"),
  ])
  func writesUTCInWholeSeconds(seconds: Double, expected: String) {
    #expect(Timestamp.string(from: Date(timeIntervalSince1970: seconds)) == expected)
  }

  @Test func readsWhatItWrites() {
    for seconds in stride(from: -5_000_000_000.0, through: 9_000_000_000, by: 86_413 * 97) {
      let date = Date(timeIntervalSince1970: seconds)
      #expect(Timestamp.date(from: Timestamp.string(from: date)) == date)
    }
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21 10:00:00Z",
    "२०२६-11-21T10:00:00Z",
  ])
  func refusesOtherForms(text: String) {
    #expect(Timestamp.date(from: text) == nil)
  }
}
