package import Foundation

/// When a delivery that failed is tried again.
///
/// The first two retries are the next runs'. From then on the pauses double from half an hour to six hours: a server that
/// refuses an address for good is asked some thirty times in all, not the 670 that a week of runs would make.
/// A digest that found no way in seven days is old news and given up.
package struct RetrySchedule: Sendable {
  package static let patience = 7 * 86_400.0

  private static let firstPause = 1800.0
  private static let longestPause = 6 * 3600.0

  /// - Parameters:
  ///   - attempts: so far, at least one.
  ///   - queued: when the delivery was first wanted.
  ///   - asked: seconds that the other side asks for.
  /// - Returns: the moment from which the next run tries again; `nil`: never.
  package static func next(
    afterAttempts attempts: Int, queued: Date, now: Date, asked: Double? = nil
  ) -> Date? {
    let doublings = Double(min(max(attempts - 3, 0), 20))
    let pause = attempts < 3 ? 0 : min(longestPause, firstPause * pow(2, doublings))
    let next = now.addingTimeInterval(max(pause, asked ?? 0))
    return next.timeIntervalSince(queued) < patience ? next : nil
  }
}
