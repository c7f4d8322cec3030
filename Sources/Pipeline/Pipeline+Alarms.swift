internal import Foundation
internal import Logging
internal import NewsModel
internal import Settings
internal import Storage

/// What a person must look at. Said once, and again while it stands (`failures.alert_repeat`).
extension Pipeline {
  func raiseAlarms(_ report: inout RunReport, _ request: RunRequest) throws {
    let active = try store.feeds().filter(\.isActive)
    var standing = feedAlarms(active)
    if !active.isEmpty { standing += try silence() }
    standing += network(report) + (try deliveryAlarms())
    report.alarms = standing.map { RunReport.Alarm(key: $0.key, message: $0.message, isDue: false) }
    standing += try metrics(report)
    let changes = try store.update(
      standing: standing, now: clock(), repeatAfter: settings.failures.alertRepeat)
    let due = Set(changes.due.map(\.key))
    report.alarms = standing.map {
      RunReport.Alarm(key: $0.key, message: $0.message, isDue: due.contains($0.key))
    }
    for alarm in standing {
      logger.notice("\(alarm.message)", metadata: ["alarm": "\(alarm.key)"])
    }
  }

  private func feedAlarms(_ active: [StoredFeed]) -> [Alarm] {
    active.compactMap { feed in
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

  /// No article for longer than is usual for these feeds: the quiet itself is the news.
  private func silence() throws -> [Alarm] {
    let now = clock()
    guard let newest = try store.newestArticle(notAfter: now) else { return [] }
    let age = now.timeIntervalSince(newest)
    let usual = try store.usualSilence(at: now)
    let patience = settings.digests.map(\.staleAfter).min() ?? DigestSettings().staleAfter
    guard usual?.isUnusual ?? (age > patience) else { return [] }
    return [
      Alarm(
        key: "silence",
        message:
          "no new article from any feed since \(Timestamp.string(from: newest)), for "
          + UsualSilence.words(age) + (usual.map { "; \($0.comparison)" } ?? "")
          + " — `tidings feeds check` shows whether they answer")
    ]
  }

  /// One for each target, whatever the number of digests that wait for it: the newest tells.
  private func deliveryAlarms() throws -> [Alarm] {
    let troubled = Dictionary(
      try store.troubledDeliveries().map { ("delivery:\($0.digestName):\($0.target)", $0) },
      uniquingKeysWith: { $1 })
    return troubled.sorted { $0.key < $1.key }.map {
      Alarm(key: $0.key, message: "digest " + $0.value.words + $0.value.remedy)
    }
  }

  private func network(_ report: RunReport) -> [Alarm] {
    guard report.networkDown else { return [] }
    return [
      Alarm(
        key: "network",
        message: "none of \(report.feedsDue) feeds could be reached: is the network down?")
    ]
  }

  /// Writes the metrics of this run; that they cannot be written is an alarm like any other.
  private func metrics(_ report: RunReport) throws -> [Alarm] {
    guard !settings.metrics.textfile.isEmpty else { return [] }
    let path = loaded.resolve(settings.metrics.textfile)
    var report = report
    report.seconds = max(
      0, clock().timeIntervalSince(Timestamp.date(from: report.started) ?? clock()))
    let page = MetricsPage(
      report: report, totals: try store.totals(), feeds: try store.feeds(),
      newest: try store.newestArticle(), version: version, now: clock())
    do {
      try page.write(to: path)
      return []
    } catch {
      return [
        Alarm(
          key: "metrics",
          message:
            "metrics cannot be written to \(path): \(error.localizedDescription) — see metrics.textfile in \(loaded.path)"
        )
      ]
    }
  }
}

extension NewsStore {
  /// How a silence up to `moment` compares with the weeks before; `nil` without enough of them.
  func usualSilence(at moment: Date) throws(StorageError) -> UsualSilence? {
    UsualSilence(
      sightings: try sightings(
        from: moment.addingTimeInterval(-UsualSilence.memory), until: moment),
      now: moment)
  }
}

extension StoredDelivery {
  /// What is wrong, as it follows "digest" or stands alone: `daily of 2026-11-21 has not reached a@example.org in 2 attempts: …`.
  package var words: String {
    let name = "\(digestName) of \(Timestamp.string(from: digestUntil).prefix(10))"
    let tries = attempts == 1 ? "1 attempt" : "\(attempts) attempts"
    let reason = lastError ?? "no reason known"
    return switch state {
    case .doubtful: "\(name) may or may not have reached \(target): \(reason)"
    case .failed: "\(name) was given up for \(target) after \(tries): \(reason)"
    case .pending, .sending, .sent, .dropped:
      "\(name) has not reached \(target) in \(tries): \(reason)"
    }
  }

  fileprivate var remedy: String {
    switch state {
    case .doubtful, .failed: " — `tidings digest \(digestName) --send` sends it again"
    case .pending, .sending, .sent, .dropped: " — it is tried again"
    }
  }
}
