internal import NewsModel
package import Foundation

/// The dates of HTTP header fields (RFC 9110 §5.6.7): IMF-fixdate, and the two older forms that must still be read.
package enum HTTPDate {
  /// `nil` for anything else. All forms mean UTC, whatever zone they claim.
  ///
  /// - Parameter now: decides the century of two-digit years: at most 50 years ahead (RFC 9110).
  package static func date(from text: String, now: Date = Date()) -> Date? {
    let words = text.split { " ,-\t".utf8.contains($0.utf8.first!) }.map(String.init)
    guard (5...7).contains(words.count), let clockAt = words.firstIndex(where: { $0.contains(":") })
    else { return nil }
    if clockAt == 4 {
      return moment(day: words[1], month: words[2], year: words[3], clock: words[4], now: now)
    }
    guard clockAt == 3, words.count == 5 else { return nil }
    return moment(day: words[2], month: words[1], year: words[4], clock: words[3], now: now)
  }

  private static func moment(
    day: String, month: String, year: String, clock: String, now: Date
  ) -> Date? {
    let parts = clock.split(separator: ":").compactMap { number(String($0)) }
    guard let day = number(day), (1...31).contains(day),
      let month = months.firstIndex(of: month.prefix(3).lowercased()),
      let year = number(year).map({ $0 < 100 ? century($0, now) : $0 }),
      (1900...9999).contains(year),
      parts.count == 3, parts[0] < 24, parts[1] < 60, parts[2] <= 60
    else { return nil }
    let days = Timestamp.days(fromYear: year, month: month + 1, day: day)
    let civil = Timestamp.civil(fromDays: days)
    guard civil.month == month + 1, civil.day == day else { return nil }
    let seconds = days * 86_400 + parts[0] * 3600 + parts[1] * 60 + parts[2]
    return Date(timeIntervalSince1970: Double(seconds))
  }

  private static func number(_ text: String) -> Int? {
    guard text.utf8.count <= 4, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func century(_ year: Int, _ now: Date) -> Int {
    let days = Int((now.timeIntervalSince1970 / 86_400).rounded(.down))
    let thisYear = Timestamp.civil(fromDays: days).year
    let full = thisYear - thisYear % 100 + year
    return full > thisYear + 50 ? full - 100 : full
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
