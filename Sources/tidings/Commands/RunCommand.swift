internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage

/// `tidings run`: what cron calls.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract:
      "Poll what is due, extract, match, summarise, and write digests whose window has closed.",
    discussion: """
      Silent when all is well; one line on stderr for each new alarm, repeated after seven days while it stands. \
      One run at a time: while another holds the lock this one ends quietly, with 75 once that has lasted longer \
      than lock.stale_warn_after. Whatever is interrupted, the next run finishes.
      """)

  @OptionGroup var shared: SharedOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these steps: fetch, extract, dedupe, summarize, digest.", valueName: "steps"))
  var only: StepList?

  @Flag(name: .long, help: "Say what would be done; contact nobody, change nothing.")
  var dryRun = false

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Only these feeds, whether they are due or not.", valueName: "name"))
  var feed: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fetch no article that its feed dates earlier: a duration (2d) or a UTC day.",
      valueName: "when"))
  var since: Moment?

  func run() async throws {
    let loaded = try shared.loaded()
    try loaded.requireFeeds(named: feed)
    _ = try loaded.settings.watchLists()
    if dryRun { return try DryRun(loaded: loaded, feeds: feed).print(asJSON: shared.json) }
    if (only?.steps ?? Set(RunRequest.Step.allCases)).contains(.fetch) {
      try loaded.requireContact()
    }
    let request = RunRequest(
      steps: only?.steps ?? Set(RunRequest.Step.allCases), feeds: feed,
      since: since?.date(now: Date()))
    guard let report = try await Runner(loaded: loaded, shared: shared).run(request) else { return }
    if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
  }
}

/// Runs the pipeline under the lock, with a progress bar on a terminal, and says what came of it.
struct Runner {
  var loaded: LoadedSettings
  var shared: SharedOptions
  /// Whether the summary is said even where nobody looks on.
  var alwaysSummarizes = false

  /// `nil` when another run holds the lock and that is in order.
  func run(_ request: RunRequest) async throws -> RunReport? {
    guard let lock = try takeLock() else { return nil }
    let logger = try shared.logger(loaded)
    let store = try loaded.store(creates: true)
    let bar = Terminal.isErrorATerminal && !shared.quiet && !shared.json ? ProgressBar() : nil
    let pipeline = Pipeline(
      loaded: loaded, store: store, version: Version.string,
      logger: logger, observe: { bar?.show($0) })
    defer { bar?.finish() }
    let report = try await withInterruption { try await pipeline.run(request) }
    bar?.finish()
    // Told first, noted after: a run that dies between the two tells once more rather than never.
    try RunOutput(report: report, shared: shared, isForced: alwaysSummarizes).print()
    try store.markReported(report.alarms.filter(\.isDue).map(\.key), now: Date())
    withExtendedLifetime(lock) {}
    try store.close()
    return report
  }

  private func takeLock() throws -> LockBox? {
    let settings = loaded.settings.lock
    do {
      return LockBox(
        try RunLock(
          path: loaded.databasePath + ".lock", wait: settings.onBusy == .wait, now: Date()))
    } catch {
      switch error {
      case .unusable(let path, let reason):
        throw Failure(
          .inputOutput,
          "cannot use the lock \(path): \(reason). The folder of store.path has to exist and be writable."
        )
      case .held(let holder):
        try judge(holder, settings)
        return nil
      }
    }
  }

  /// Quietly leaves a lock that is held for an ordinary time to its holder.
  private func judge(_ holder: RunLock.Holder?, _ settings: LockSettings) throws {
    let age = holder.map { Date().timeIntervalSince($0.since) } ?? 0
    guard settings.onBusy == .fail || age > settings.staleWarnAfter else { return }
    let who =
      holder.map { "process \($0.process), for \(ProgressBar.duration(age))" } ?? "another run"
    throw Failure(
      .temporary,
      "the lock is held by \(who). If that run hangs, end it; the next one finishes its work.")
  }
}

/// Keeps a lock as long as it is referred to.
final class LockBox {
  private let lock: RunLock

  init(_ lock: consuming RunLock) { self.lock = lock }
}

/// `fetch,extract` and the like.
struct StepList: ExpressibleByArgument {
  var steps: Set<RunRequest.Step>

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let steps = names.compactMap(RunRequest.Step.init(rawValue:))
    guard steps.count == names.count else { return nil }
    self.steps = Set(steps)
  }
}

/// A point in time as typed: `2d` (ago), `2026-11-21`, or a full UTC timestamp.
struct Moment: ExpressibleByArgument {
  private enum Value {
    case ago(seconds: Double)
    case at(Date)
  }

  private let value: Value

  init?(argument: String) {
    if let date = Timestamp.date(from: argument)
      ?? Timestamp.date(from: argument + "T00:00:00Z")
    {
      value = .at(date)
    } else if let seconds = Quantity.duration(argument) {
      value = .ago(seconds: seconds)
    } else {
      return nil
    }
  }

  func date(now: Date) -> Date {
    switch value {
    case .ago(let seconds): now.addingTimeInterval(-seconds)
    case .at(let date): date
    }
  }
}
