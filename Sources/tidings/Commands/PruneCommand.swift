internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// `tidings prune`: what is older than its retention goes.
struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove what is older than the configuration's retention, and give the room back.",
    discussion: """
      Pages, texts, articles, the log of polls and digests go after retention.page, .body, .article, .fetch_log and \
      .digest; beyond retention.max_db the oldest articles go. Articles that were removed do not return, even while \
      their feeds still list them. Runs may go on meanwhile. Once a day is often enough.

      Age is counted until two days after the newest articles' own dates at most, so that a clock which has run ahead \
      takes nothing away.
      """)

  @OptionGroup var shared: SharedOptions

  @Flag(name: .long, help: "Only count; change nothing.")
  var dryRun = false

  @Flag(
    name: .long, help: "Go by the clock alone: for a database that nothing has come into for long.")
  var trustClock = false

  func run() throws {
    let loaded = try shared.loaded()
    let store = try loaded.store(access: dryRun ? .readOnly : .readWrite)
    let now = try agedUntil(Date(), store)
    let report = try store.prune(Retention(loaded.settings), now: now, dryRun: dryRun)
    try store.close()
    if shared.json { return try StandardOutput().writeDocument(Result(report, dryRun: dryRun)) }
    if !shared.quiet { try StandardOutput().write(text(report, loaded.settings.retention)) }
  }

  /// Pipelines at work have articles of today or yesterday; those of weeklies are pruned some days later.
  private static let patience = 2.0 * 86_400
  /// From here on it is said that the clock was not gone by.
  private static let remarkable = 30.0 * 86_400

  private func agedUntil(_ now: Date, _ store: NewsStore) throws -> Date {
    guard !trustClock, let newest = try store.newestPublication() else { return now }
    let aged = min(now, newest.addingTimeInterval(Self.patience))
    if now.timeIntervalSince(aged) > Self.remarkable, !shared.quiet {
      StandardError.write(
        """
        tidings: the clock says \(Timestamp.string(from: now)), but no article is dated after \
        \(Timestamp.string(from: newest)); pruned as of then. If the clock is right, `tidings prune --trust-clock`.

        """)
    }
    return aged
  }

  private func text(_ report: PruneReport, _ retention: RetentionSettings) -> String {
    let counts = [
      (report.articles, "articles"), (report.bodies, "texts"), (report.pages, "pages"),
      (report.evidence, "articles' evidence"), (report.polls, "polls"), (report.runs, "runs"),
      (report.digests, "digests"),
    ]
    let list = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    guard !list.isEmpty || report.bytes > 0 else { return "nothing to remove\n" }
    if dryRun {
      let more = retention.maxDatabase > 0 ? "; retention.max_db may take more" : ""
      return "would remove \(list)\(more)\n"
    }
    return "removed \(list.isEmpty ? "nothing" : list); gave back \(ByteCount.text(report.bytes))\n"
  }

  private struct Result: Encodable {
    var dryRun: Bool
    var articles, bodies, pages, evidence, polls, runs, digests, bytes: Int

    init(_ report: PruneReport, dryRun: Bool) {
      self.dryRun = dryRun
      articles = report.articles
      bodies = report.bodies
      pages = report.pages
      evidence = report.evidence
      polls = report.polls
      runs = report.runs
      digests = report.digests
      bytes = report.bytes
    }
  }
}

extension Retention {
  init(_ settings: PipelineSettings) {
    let retention = settings.retention
    self.init(
      page: retention.page, body: retention.body, article: retention.article,
      fetchLog: retention.fetchLog, digest: retention.digest,
      // Twice the window of matching: a story's members beside those that are compared.
      evidence: 2 * settings.dedupe.window,
      maxBytes: retention.maxDatabase > 0 ? retention.maxDatabase : nil,
      vacuum: Vacuum(retention.vacuum))
  }
}

extension Retention.Vacuum {
  init(_ vacuum: RetentionSettings.Vacuum) {
    switch vacuum {
    case .incremental: self = .incremental
    case .full: self = .full
    case .off: self = .off
    }
  }
}
