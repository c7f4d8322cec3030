internal import Fetching
internal import Foundation
internal import NewsModel
internal import Storage

/// What becomes of an article whose page could not be had: tried again later, or extracted from what the feed said.
enum PageFailure {
  /// Tries before the feed's own content has to do. Failures of the moment are mostly over within a few polls;
  /// the three waits below (5, 30 and 180 minutes) add up to three and a half hours.
  static let attempts = 4

  static func failure(_ result: PageResult, now: Date) -> StepFailure {
    if result.outcome == .heldBack {
      return StepFailure(
        id: result.work.id, reason: reason(result),
        retryAt: result.retryAfter ?? now.addingTimeInterval(60), counts: false)
    }
    return StepFailure(id: result.work.id, reason: reason(result), retryAt: retry(result, now: now))
  }

  /// `nil` when trying again has no point, or was tried often enough.
  private static func retry(_ result: PageResult, now: Date) -> Date? {
    let severity = result.outcome.severity
    guard severity == .temporary || severity == .soft,
      result.work.attempts + 1 < attempts
    else { return nil }
    let wait = 300 * pow(6, Double(result.work.attempts))
    return max(now.addingTimeInterval(wait), result.retryAfter ?? .distantPast)
  }

  /// The outcome's name leads, so that ``status(for:)`` can read it back.
  private static func reason(_ result: PageResult) -> String {
    "\(result.outcome.rawValue): \(result.detail)"
  }

  /// The body status that such a reason stands for.
  static func status(for reason: String?) -> BodyStatus {
    let name = reason.map { String($0.prefix { $0 != ":" }) }
    switch name.flatMap(FetchOutcome.init(rawValue:)) {
    case .blocked, .unauthorized, .robotsDisallowed, .robotsUnreachable: return .blocked
    case .paywall: return .paywall
    default: return .error
    }
  }
}
