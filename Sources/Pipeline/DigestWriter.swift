package import Digests
package import Foundation
package import NewsModel
package import Settings
package import Storage

/// Makes digests of what the store holds, and writes them.
package struct DigestWriter: Sendable {
  package let loaded: LoadedSettings
  package let store: NewsStore

  package init(loaded: LoadedSettings, store: NewsStore) {
    self.loaded = loaded
    self.store = store
  }

  /// The digest of that name over `from ..< until`. Its uid and generated-at are fixed at the first call, so a
  /// later one gives the same digest as long as the store holds the same.
  package func digest(
    named name: String, from: Date, until: Date, now: Date
  ) throws -> Digest {
    let stored = try store.digest(named: name, from: from, until: until, now: now)
    let previous = try store.digests(named: name).map(\.until).filter { $0 < until }.max()
    let settings = settings(of: name)
    let input = DigestInput(
      try store.window(from: from, until: until), stored: stored, previousUntil: previous,
      watches: loaded.settings.watch)
    var options = settings.options
    // What is usual for these feeds, once that is known, tells better than a fixed span.
    if let silence = try store.usualSilence(at: until) {
      options.staleAfter = silence.isUnusual ? 0 : .infinity
    }
    return try DigestBuilder(options: options).digest(from: input) { stories in
      stories.completed(
        by: try store.summaries(of: stories.map(\.uid)),
        languages: loaded.settings.summary.languages)
    }
  }

  /// Notes that a digest is written, and queues it for its targets if that is new.
  ///
  /// After the files: a run that is killed before writes them again, one that is killed afterwards has queued what is to be
  /// sent.
  ///
  /// - Parameter isSent: whether it goes to `digests[].send`; not for windows that somebody asked for.
  package func finish(_ digest: Digest, isSent: Bool, now: Date) throws {
    let targets =
      isSent ? DeliveryTarget.all(of: settings(of: digest.name)).map(\.name) : []
    try store.save(
      digest: digest.uid, state: StoredDigest.State(digest.state),
      body: Data(rendered(digest, as: .json).utf8), targets: targets, now: now)
  }

  /// The text of a digest in one form.
  package func rendered(_ digest: Digest, as format: DigestFormat) -> String {
    digest.rendered(as: format)
  }

  /// Writes a digest's files into its configured folder, each whole or not at all.
  ///
  /// - Returns: their paths.
  /// - Throws: `StorageError.io` for a folder that cannot be written.
  @discardableResult
  package func write(_ digest: Digest, formats: [DigestFormat]) throws -> [String] {
    let settings = settings(of: digest.name)
    let folder = loaded.resolve(settings.out)
    return try formats.map { format in
      let path = folder + "/" + fileName(of: digest, settings) + "." + format.fileExtension
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        try Data(rendered(digest, as: format).utf8)
          .write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        throw StorageError(
          .io, "The digest cannot be written to \(path); see digests[].out in \(loaded.path).",
          cause: error.localizedDescription)
      }
      return path
    }
  }

  /// `daily-2026-11-21`, by the day on which its window closes where its readers are; with the hour for windows
  /// that close at other times than configured.
  private func fileName(of digest: Digest, _ settings: DigestSettings) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: settings.timezone) ?? .gmt
    let local = digest.until.addingTimeInterval(
      Double(calendar.timeZone.secondsFromGMT(for: digest.until)))
    let stamp = Timestamp.string(from: local)
    let isScheduled =
      DigestSchedule(settings).closing(atOrBefore: digest.until) == digest.until
      && settings.window >= 86_400
    return digest.name + "-" + stamp.prefix(10)
      + (isScheduled ? "" : "T" + stamp.dropFirst(11).prefix(5).filter { $0 != ":" })
  }

  package func settings(of name: String) -> DigestSettings {
    loaded.settings.digests.first { $0.name == name } ?? DigestSettings()
  }
}

extension DigestSchedule {
  package init(_ settings: DigestSettings) {
    self.init(
      hour: settings.at.hour, minute: settings.at.minute, length: settings.window,
      timezone: settings.timezone)
  }
}

extension StoredDigest.State {
  init(_ state: Digest.State) {
    switch state {
    case .ok: self = .ok
    case .stale: self = .stale
    case .empty: self = .empty
    }
  }
}
