package import Delivery
package import Fetching
package import Foundation
package import Logging
package import Settings
package import Storage
internal import NewsModel

/// The order of the stages, and what is committed between them.
///
/// Feeds in, digest out. Each step takes what its predecessor left pending in the store and commits what it did,
/// so a run that dies at any moment is finished by the next. Failures of single feeds and pages are data in the
/// report; only the store itself failing ends a run.
package struct Pipeline: Sendable {
  package let loaded: LoadedSettings
  package let store: NewsStore
  package var transport: any Transport
  /// What brings digests to their readers; `nil`: SMTP, sendmail and HTTP.
  package var courier: (@Sendable () -> any Courier)?
  /// Of this program, for the user agent.
  package var version: String
  package var clock: @Sendable () -> Date
  package var logger: Logger
  /// Told of what happens, for a progress bar; called from many tasks.
  package var observe: @Sendable (RunEvent) -> Void

  package init(
    loaded: LoadedSettings, store: NewsStore, version: String, transport: (any Transport)? = nil,
    clock: @escaping @Sendable () -> Date = { Date() },
    logger: Logger = Logger(label: "tidings", factory: { _ in SwiftLogNoOpLogHandler() }),
    observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.loaded = loaded
    self.store = store
    self.version = version
    self.transport =
      transport ?? CurlTransport(settings: FetchSettings(loaded.settings, version: version))
    self.clock = clock
    self.logger = logger
    self.observe = observe
  }

  var settings: PipelineSettings { loaded.settings }

  /// Extraction and summaries by cores. Looked up once: it takes reading files.
  var cores: Int { Self.activeCores }

  private static let activeCores = max(1, ProcessInfo.processInfo.activeProcessorCount)

  /// Does what `request` asks for. The caller holds the ``RunLock``.
  ///
  /// - Throws: `StorageError`, when the database fails. Cancellation ends the run early, in order, and is said in
  ///   the report.
  package func run(_ request: RunRequest) async throws -> RunReport {
    let started = clock()
    var report = RunReport()
    report.started = Timestamp.string(from: started)
    report.run = try store.beginRun(now: started)
    var numbered = self
    numbered.logger[metadataKey: "run"] = "\(report.run)"
    return try await numbered.run(request, &report, since: started)
  }

  private func run(
    _ request: RunRequest, _ report: inout RunReport, since started: Date
  ) async throws -> RunReport {
    logger.info("run began")
    do {
      try await perform(request, &report)
      report.interrupted = Task.isCancelled
      if !report.interrupted { try raiseAlarms(&report, request) }
      try end(&report, since: started, report.interrupted ? .interrupted : .done)
      return report
    } catch {
      // The caller tells people; here for those who read logs.
      logger.notice("run failed", metadata: ["why": "\(error)"])
      try? end(&report, since: started, .failed)
      throw error
    }
  }

  private func perform(_ request: RunRequest, _ report: inout RunReport) async throws {
    try await gather(request, &report)
    for step in RunRequest.Step.allCases where request.steps.contains(step) {
      guard !Task.isCancelled else { return }
      switch step {
      case .fetch, .extract: break
      case .dedupe: try matchArticles(&report)
      case .summarize: try await summarizeStories(&report)
      case .digest:
        try writeDueDigests(&report)
        try await sendDigests(&report)
      }
    }
  }

  private func end(
    _ report: inout RunReport, since started: Date, _ status: StoredRun.Status
  ) throws {
    report.seconds = max(0, clock().timeIntervalSince(started))
    try store.endRun(
      report.run, status: status, exitStatus: Int(report.exitStatus),
      counts: RunCounts(
        feedsOK: report.feedsOK, feedsFailed: report.feedsFailed, articlesNew: report.articlesNew),
      seconds: report.seconds, report: try? JSONEncoder().encode(report))
    logger.info(
      "run ended",
      metadata: [
        "status": "\(status.rawValue)", "exit_status": "\(report.exitStatus)",
        "seconds": "\(report.seconds)", "feeds_ok": "\(report.feedsOK)",
        "feeds_failed": "\(report.feedsFailed)", "articles_new": "\(report.articlesNew)",
        "pages_fetched": "\(report.pagesFetched)",
        "articles_extracted": "\(report.articlesExtracted)",
        "articles_matched": "\(report.articlesMatched)",
        "stories_summarized": "\(report.storiesSummarized)",
      ])
  }
}

extension RunReport {
  /// What the process says of the run: 0, or 2 while an alarm stands, or 69 with the whole network down.
  package var exitStatus: Int32 { networkDown ? 69 : alarms.isEmpty ? 0 : 2 }
}
