internal import Digests
internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// Digests whose window has closed since the last run, and their way to the readers.
extension Pipeline {
  func writeDueDigests(_ report: inout RunReport) throws {
    let writer = DigestWriter(loaded: loaded, store: store)
    for settings in settings.digests {
      for window in try dueWindows(of: settings) {
        let digest = try writer.digest(
          named: settings.name, from: window.from, until: window.until, now: clock())
        let isWritten = digest.state != .empty || settings.whenEmpty == .saySo
        if isWritten {
          report.digestsWritten += try writer.write(digest, formats: settings.formats)
        }
        try writer.finish(digest, isSent: isWritten, now: clock())
      }
    }
  }

  /// What was queued by this run, and by earlier ones without success.
  func sendDigests(_ report: inout RunReport) async throws {
    let sender = DigestSender(
      loaded: loaded, store: store, version: version, clock: clock, courier: courier)
    let results = try await sender.sendDue()
    report.deliveriesSent = results.count { $0.error == nil }
    report.deliveriesFailed = results.count - report.deliveriesSent
  }

  private func dueWindows(of settings: DigestSettings) throws -> [Digests.DigestWindow] {
    let now = clock()
    let schedule = DigestSchedule(settings)
    // A window that somebody asked for in between says nothing of those that close by the schedule, and a clock that ran
    // ahead for a while must not have said the last word on all days until then.
    let last = try store.digests(named: settings.name).map(\.until)
      .first { $0 <= now && schedule.closing(atOrBefore: $0) == $0 }
    return schedule.due(now: now, after: last, started: try store.firstRun())
  }
}
