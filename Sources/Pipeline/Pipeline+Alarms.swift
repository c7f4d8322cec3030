internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// What a person must look at. Said once, and again while it stands (`failures.alert_repeat`).
extension Pipeline {
  func raiseAlarms(_ report: inout RunReport, _ request: RunRequest) throws {
    let standing = try feedAlarms() + silence() + network(report)
    let changes = try store.update(
      standing: standing, now: clock(), repeatAfter: settings.failures.alertRepeat)
    let due = Set(changes.due.map(\.key))
    report.alarms = standing.map {
      RunReport.Alarm(key: $0.key, message: $0.message, isDue: due.contains($0.key))
    }
  }

  private func feedAlarms() throws -> [Alarm] {
    try store.feeds().filter(\.isActive).compactMap { feed in
      guard feed.health.status == "retired" || feed.health.failures >= settings.failures.alertAfter
      else { return nil }
      let since = feed.health.failingSince.map { " since \(Timestamp.string(from: $0))" } ?? ""
      let state = feed.health.status == "retired" ? "is given up" : "keeps failing"
      return Alarm(
        key: "feed:\(feed.name)",
        message:
          "feed \(feed.name) \(state)\(since): \(feed.health.lastError ?? "no reason known") — `tidings feeds test \(feed.name)` shows what it gives"
      )
    }
  }

  /// No article for longer than the digests accept: the quiet itself is the news.
  private func silence() throws -> [Alarm] {
    let patience = settings.digests.map(\.staleAfter).min() ?? 26 * 3600
    guard let newest = try store.newestArticle(), try store.feeds().contains(where: \.isActive),
      clock().timeIntervalSince(newest) > patience
    else { return [] }
    return [
      Alarm(
        key: "silence",
        message:
          "no new article from any feed since \(Timestamp.string(from: newest)) — `tidings feeds check` shows whether they answer"
      )
    ]
  }

  private func network(_ report: RunReport) -> [Alarm] {
    guard report.networkDown else { return [] }
    return [
      Alarm(
        key: "network",
        message: "none of \(report.feedsDue) feeds could be reached: is the network down?")
    ]
  }
}
