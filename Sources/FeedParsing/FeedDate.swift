package import struct Foundation.Date
internal import NewsModel

/// Dates as feeds and pages write them.
package enum FeedDate {
  /// The instant that `text` names; `nil` for what is no date or cannot be read without guessing.
  ///
  /// RFC 822 and its many variants, RFC 3339, W3CDTF and what else ISO 8601 allows, Unix time, month names
  /// of 80 languages, digits of every script, Chinese, Japanese and Korean forms with their eras,
  /// Buddhist years where the language is Thai, Lao or Khmer, Solar Hijri where it is Persian or Pashto.
  /// No zone means UTC, no time of day 00:00, no day the first. Linear; 0.1 µs for the two common forms.
  ///
  /// - Parameter language: BCP 47; settles what the text leaves open, such as the order of day and month.
  package static func parse(_ text: String, language: String? = nil) -> Date? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count <= lengthLimit else { return nil }
      let trimmed = ends(bytes)
      if let date = common(trimmed) { return date }
      return LooseDate(String(decoding: trimmed, as: UTF8.self), language: language)?.date
    }
  }

  /// Longer text may hold a date, but is none.
  private static let lengthLimit = 200

  /// 1 for Monday to 7 for Sunday, by the English name or its first three letters.
  static func weekday(_ text: String) -> Int? {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return names.firstIndex(of: String(text.lowercased().prefix(3))).map { $0 + 1 }
  }

  /// `nil` where a field is out of its range. Second 60 is the next minute's first, 24:00 the next day's.
  static func instant(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    offset: Int = 0
  ) -> Date? {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      hour < 24 || (minute == 0 && second == 0)
    else { return nil }
    let days = Timestamp.days(fromYear: year, month: month, day: day)
    guard Timestamp.civil(fromDays: days) == (year, month, day) else { return nil }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset * 60
    return Date(timeIntervalSince1970: Double(seconds))
  }

  private static func ends(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  // MARK: The two common forms

  /// The date if it is written as RFC 822 or RFC 3339 have it, without white space at the ends.
  static func common(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    rfc822(bytes) ?? rfc3339(bytes)
  }

  /// `Tue, 05 Sep 2023 10:00:00 +0000`, with or without weekday, with one digit for the day, `GMT` or `Z`.
  private static func rfc822(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    var at = 0
    if bytes.count > 5, bytes[3] == UInt8(ascii: ","), bytes[4] == 0x20 { at = 5 }
    guard let day = digits(bytes, &at, 1...2), space(bytes, &at), let month = month(bytes, &at),
      space(bytes, &at), let year = digits(bytes, &at, 4...4), space(bytes, &at),
      let time = time(bytes, &at), space(bytes, &at), let offset = offset(bytes, &at),
      at == bytes.count
    else { return nil }
    return instant(
      year: year, month: month, day: day, hour: time.0, minute: time.1, second: time.2,
      offset: offset)
  }

  /// `2023-09-05T10:00:00.000+02:00`
  private static func rfc3339(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    var at = 0
    guard bytes.count >= 20, let year = digits(bytes, &at, 4...4), byte(bytes, &at, 0x2D),
      let month = digits(bytes, &at, 2...2), byte(bytes, &at, 0x2D),
      let day = digits(bytes, &at, 2...2), byte(bytes, &at, 0x54), let time = time(bytes, &at)
    else { return nil }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard digits(bytes, &at, 1...9) != nil else { return nil }
    }
    guard let offset = offset(bytes, &at), at == bytes.count else { return nil }
    return instant(
      year: year, month: month, day: day, hour: time.0, minute: time.1, second: time.2,
      offset: offset)
  }

  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ count: ClosedRange<Int>
  ) -> Int? {
    let start = at
    var value = 0
    while at < bytes.count, at - start < count.upperBound, bytes[at] &- 48 < 10 {
      value = value * 10 + Int(bytes[at] - 48)
      at += 1
    }
    return at - start >= count.lowerBound ? value : nil
  }

  private static func byte(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ expected: UInt8
  ) -> Bool {
    guard at < bytes.count, bytes[at] == expected else { return false }
    at += 1
    return true
  }

  private static func space(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
    byte(bytes, &at, 0x20)
  }

  /// The three letters of an English month; four of them share no second and third letter but by these.
  private static func month(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
    guard at + 3 < bytes.count else { return nil }
    let key =
      UInt32(bytes[at] | 0x20) << 16 | UInt32(bytes[at + 1] | 0x20) << 8
      | UInt32(bytes[at + 2] | 0x20)
    guard let index = months.firstIndex(of: key) else { return nil }
    at += 3
    return index + 1
  }

  private static let months: [UInt32] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { name in name.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

  private static func time(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) -> (Int, Int, Int)? {
    guard let hour = digits(bytes, &at, 2...2), byte(bytes, &at, 0x3A),
      let minute = digits(bytes, &at, 2...2), byte(bytes, &at, 0x3A),
      let second = digits(bytes, &at, 2...2)
    else { return nil }
    return (hour, minute, second)
  }

  /// Minutes east of UTC: `+0200`, `+02:00`, `Z`, `GMT`.
  private static func offset(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
    guard at < bytes.count else { return nil }
    if bytes.count - at == 3, bytes[at] == 0x47, bytes[at + 1] == 0x4D, bytes[at + 2] == 0x54 {
      at += 3
      return 0
    }
    if byte(bytes, &at, UInt8(ascii: "Z")) { return 0 }
    let isEast = bytes[at] == UInt8(ascii: "+")
    guard isEast || bytes[at] == UInt8(ascii: "-") else { return nil }
    at += 1
    guard let hours = digits(bytes, &at, 2...2), hours < 15 else { return nil }
    if at < bytes.count, bytes[at] == 0x3A { at += 1 }
    guard let minutes = digits(bytes, &at, 2...2), minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (isEast ? 1 : -1)
  }
}

/// Reads and judges the dates of one feed.
struct DateReader: Sendable {
  /// `nil` flags no date as future.
  var now: Date?

  func date(_ text: String, language: String?) -> Date? {
    FeedDate.parse(text, language: language)
  }

  /// What is odd about an item's date. One that is there but unreadable says so itself.
  func flag(of item: FeedItem) -> DateFlag? {
    guard let date = item.published ?? item.updated else { return item.dateFlag ?? .missing }
    if date.timeIntervalSince1970 < Self.earliest { return .ancient }
    if let now, date.timeIntervalSince(now) > Self.tolerance { return .future }
    return nil
  }

  /// 1990-01-01: the web has no articles from before; Unix time 0 and year 1 are unset clocks and fields.
  private static let earliest = 631_152_000.0
  /// An hour: clocks that run fast, summer time forgotten.
  private static let tolerance = 3600.0
}
