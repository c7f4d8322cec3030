internal import Foundation
internal import Pipeline

/// What a run says: alarms that are due on stderr, and a summary where somebody is looking.
struct RunOutput {
  var report: RunReport
  var shared: SharedOptions
  /// The summary is said even where nobody looks on.
  var isForced = false

  func print() throws {
    for alarm in report.alarms where alarm.isDue {
      StandardError.write("tidings: " + Terminal.safe(alarm.message) + "\n")
    }
    if shared.json {
      try StandardOutput().writeDocument(report)
    } else if !shared.quiet, isForced || Terminal.isErrorATerminal || shared.verbose {
      StandardError.write(summary)
    }
  }

  var summary: String {
    var lines = [
      "feeds     \(report.feedsOK) ok (\(report.feedsUnchanged) unchanged), \(report.feedsFailed) failed",
      "articles  \(report.articlesNew) new of \(report.itemsSeen) items, \(report.pagesFetched) pages fetched, \(report.pagesFailed) failed",
      "text      \(list(report.bodyStatuses))"
        + (report.articlesDiscarded > 0
          ? ", \(report.articlesDiscarded) left out for their language" : ""),
      "stories   \(report.articlesMatched) articles matched: \(list(report.duplicates)); \(report.storiesSummarized) summaries",
    ]
    for failure in report.failures.prefix(5) {
      lines.append("  failed  \(failure.feed): \(failure.reason)")
    }
    if report.failures.count > 5 {
      lines.append("  and \(report.failures.count - 5) more; see `tidings feeds list`")
    }
    lines += report.notes.map { "note      \($0)" }
    lines += report.digestsWritten.map { "digest    \($0)" }
    if report.deliveriesSent + report.deliveriesFailed > 0 {
      lines.append("sent      \(report.deliveriesSent) digests, \(report.deliveriesFailed) failed")
    }
    lines.append("done in \(String(format: "%.1f", report.seconds)) s")
    return lines.map { Terminal.safe($0) + "\n" }.joined()
  }

  private func list(_ counts: [String: Int]) -> String {
    guard !counts.isEmpty else { return "none" }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}
