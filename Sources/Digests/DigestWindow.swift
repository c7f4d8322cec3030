package import Foundation
internal import NewsModel

/// The span that a digest covers: `from ..< until`.
package struct DigestWindow: Sendable, Hashable {
  package var from: Date
  package var until: Date

  package init(from: Date, until: Date) {
    self.from = from
    self.until = until
  }
}

/// When a digest's windows close.
///
/// A window closes at a time of day where its readers are. On the day on which that time is skipped
/// (summer time begins) it closes when the clock has jumped; where it comes twice, at the first.
/// A window of whole days reaches back by calendar days, so that windows always meet: 23 or 25 hours
/// on the days of the change.
package struct DigestSchedule: Sendable, Hashable {
  package var hour: Int
  package var minute: Int
  /// Seconds.
  package var length: Double
  /// An IANA name; UTC where this machine does not know it.
  package var timezone: String

  /// Missed windows beyond this many are left out: nobody reads last month's.
  package static let mostMissed = 7

  package init(hour: Int, minute: Int, length: Double, timezone: String) {
    self.hour = hour
    self.minute = minute
    self.length = length
    self.timezone = timezone
  }

  /// The windows that have closed by `now`, oldest first.
  ///
  /// - Parameters:
  ///   - last: The end of the newest window that was written; `nil` if none was.
  ///   - started: When tidings first ran: a window that closed before is none of its business.
  /// - Returns: At most ``mostMissed`` of them; with neither bound, the newest alone.
  package func due(now: Date, after last: Date?, started: Date?) -> [DigestWindow] {
    let bound = [last, started].compactMap { $0 }.max()
    let newest = closing(atOrBefore: now)
    guard let bound else { return [window(closing: newest)] }
    var windows: [DigestWindow] = []
    var until = newest
    while until > bound, windows.count < Self.mostMissed {
      windows.append(window(closing: until))
      until = closing(atOrBefore: until.addingTimeInterval(-1))
    }
    return windows.reversed()
  }

  /// The window that ends at a moment, whether or not one closes there by the schedule.
  package func window(closing until: Date) -> DigestWindow {
    let days = length / 86_400
    guard days == days.rounded(), days >= 1, days < 4000 else {
      return DigestWindow(from: until.addingTimeInterval(-length), until: until)
    }
    let scheduled = closing(on: until) == until
    let from =
      scheduled
      ? closing(daysBefore: Int(days), until)
      : calendar.date(byAdding: .day, value: -Int(days), to: until)
    return DigestWindow(from: from ?? until.addingTimeInterval(-length), until: until)
  }

  /// The newest closing time that is not after a moment.
  package func closing(atOrBefore moment: Date) -> Date {
    let today = closing(on: moment)
    return today <= moment ? today : closing(daysBefore: 1, moment)
  }

  private func closing(on day: Date) -> Date { closing(daysBefore: 0, day) }

  private func closing(daysBefore days: Int, _ moment: Date) -> Date {
    let calendar = calendar
    // Noon exists on every day, so that it can be counted from.
    var parts = calendar.dateComponents([.year, .month, .day], from: moment)
    parts.hour = 12
    let noon = calendar.date(from: parts) ?? moment
    let day = calendar.date(byAdding: .day, value: -days, to: noon) ?? noon
    return instant(of: calendar.dateComponents([.year, .month, .day], from: day))
  }

  /// The first moment of a day at which its clock shows the closing time, or has passed it.
  ///
  /// Not Calendar's own: what that answers for skipped and doubled times differs between versions of
  /// Foundation. The offset before the day tells the first of two; where the clock then shows less or
  /// more than was asked for, the time was skipped, and the jump is what is looked for.
  private func instant(of day: DateComponents) -> Date {
    let zone = calendar.timeZone
    let days = Self.days(day.year ?? 1970, day.month ?? 1, day.day ?? 1)
    let wall = Double(days * 86_400 + hour * 3600 + minute * 60)
    let offsets = [-86_400.0, 86_400].map { delta in
      Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: wall + delta)))
    }
    let candidates = offsets.map { Date(timeIntervalSince1970: wall - $0) }
      .filter { $0.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: $0)) == wall }
    if let first = candidates.min() { return first }
    let before = Date(timeIntervalSince1970: wall - offsets[0])
    return zone.nextDaylightSavingTimeTransition(after: before.addingTimeInterval(-86_400))
      ?? before
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    Timestamp.days(fromYear: year, month: month, day: day)
  }

  private var calendar: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: timezone) ?? .gmt
    return calendar
  }
}
