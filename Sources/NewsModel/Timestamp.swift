package import struct Foundation.Date

/// Times as everything that tidings writes has them: UTC, `YYYY-MM-DDTHH:MM:SSZ`.
package enum Timestamp {
  /// RFC 3339 in UTC, whole seconds. Years outside 0–9999 are clamped, so that text sorts as time does.
  package static func string(from date: Date) -> String {
    let clamped = min(
      max(date.timeIntervalSince1970.rounded(.down), -62_167_219_200), 253_402_300_799)
    let seconds = Int(clamped)
    let days = floorDivide(seconds, 86_400)
    let rest = seconds - days * 86_400
    let (year, month, day) = civil(fromDays: days)
    return String(unsafeUninitializedCapacity: 20) { bytes in
      write(year, 4, UInt8(ascii: "-"), to: bytes, at: 0)
      write(month, 2, UInt8(ascii: "-"), to: bytes, at: 5)
      write(day, 2, UInt8(ascii: "T"), to: bytes, at: 8)
      write(rest / 3600, 2, UInt8(ascii: ":"), to: bytes, at: 11)
      write(rest / 60 % 60, 2, UInt8(ascii: ":"), to: bytes, at: 14)
      write(rest % 60, 2, UInt8(ascii: "Z"), to: bytes, at: 17)
      return 20
    }
  }

  /// Reads exactly what ``string(from:)`` writes; `nil` for anything else.
  package static func date(from string: String) -> Date? {
    var string = string
    return string.withUTF8 { date(from: $0) }
  }

  private static func date(from bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    guard bytes.count == 20, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84, bytes[13] == 58,
      bytes[16] == 58, bytes[19] == 90
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 48, byte <= 57 else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    let days = days(fromYear: year, month: month, day: day)
    guard civil(fromDays: days) == (year, month, day) else { return nil }
    return Date(timeIntervalSince1970: Double(days * 86_400 + hour * 3600 + minute * 60 + second))
  }

  /// Days since 1970-01-01 of a day in the proleptic Gregorian calendar
  /// (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  package static func days(fromYear year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day in the proleptic Gregorian calendar that stands so many days after 1970-01-01.
  package static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }

  /// So many digits of a value, and what stands after them.
  private static func write(
    _ value: Int, _ width: Int, _ end: UInt8, to bytes: UnsafeMutableBufferPointer<UInt8>,
    at start: Int
  ) {
    var value = value
    for place in stride(from: start + width - 1, through: start, by: -1) {
      bytes[place] = UInt8(ascii: "0") + UInt8(value % 10)
      value /= 10
    }
    bytes[start + width] = end
  }
}
