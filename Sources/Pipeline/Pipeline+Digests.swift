internal import Digests
internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// Digests whose window has closed since the last run.
extension Pipeline {
  func writeDueDigests(_ report: inout RunReport) throws {
    let writer = DigestWriter(loaded: loaded, store: store)
    for settings in settings.digests {
      for window in try dueWindows(of: settings) {
        let digest = try writer.digest(
          named: settings.name, from: window.from, until: window.until, now: clock())
        guard digest.state != .empty || settings.whenEmpty == .saySo else { continue }
        report.digestsWritten += try writer.write(digest, formats: settings.formats)
      }
    }
  }

  private func dueWindows(of settings: DigestSettings) throws -> [Digests.DigestWindow] {
    let now = clock()
    // A clock that ran ahead for a while must not have said the last word on all days until then.
    let last = try store.digests(named: settings.name).map(\.until).first { $0 <= now }
    return DigestSchedule(settings).due(now: now, after: last, started: try store.firstRun())
  }
}
