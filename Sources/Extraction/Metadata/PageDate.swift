internal import Foundation
internal import NewsModel

/// A date as a page writes it.
struct PageDate: Sendable, Hashable {
  var year: Int
  var month: Int
  var day: Int
  /// Seconds after midnight; `nil` for a date alone.
  var seconds: Int?
  /// Minutes east of UTC, where the page says.
  var offset: Int?

  /// The instant in UTC; midnight for a date alone.
  var instant: Date {
    var days = Timestamp.days(fromYear: year, month: month, day: day) * 86400
    days += (seconds ?? 0) - (offset ?? 0) * 60
    return Date(timeIntervalSince1970: Double(days))
  }

  /// `YYYY-MM-DD`, the day as written, whatever the zone.
  var text: String {
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// `nil` for days that no calendar has, and for years no page was published in.
  init?(year: Int, month: Int, day: Int) {
    let lengths = [
      31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30,
      31, 31, 30, 31, 30, 31,
    ]
    guard (1995...2100).contains(year), (1...12).contains(month), day >= 1,
      day <= lengths[month - 1]
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  init?(epoch: Int) {
    let days = Int((Double(epoch) / 86400).rounded(.down))
    let civil = Timestamp.civil(fromDays: days)
    self.init(year: civil.year, month: civil.month, day: civil.day)
    seconds = epoch - days * 86400
    offset = 0
  }
}
