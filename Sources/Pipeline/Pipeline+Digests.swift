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
    let last = try store.digests(named: settings.name, limit: 1).first?.until
    return DigestSchedule(settings).due(now: clock(), after: last, started: try store.firstRun())
  }
}
