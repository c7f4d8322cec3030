internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage

/// `tidings feeds`: what is polled, how it does, and what would come of a new one.
struct FeedsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds",
    abstract: "List, try, check, add, pause, remove and exchange feeds.",
    subcommands: [
      List.self, Check.self, Test.self, Add.self, Discover.self, Pause.self, Resume.self,
      Remove.self, Import.self, Export.self,
    ],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every configured feed and how it has been doing.")

    @OptionGroup var shared: SharedOptions

    func run() throws {
      let loaded = try shared.loaded()
      // Before the first run there is no database yet: the configuration alone is shown.
      let stored =
        FileManager.default.fileExists(atPath: loaded.databasePath)
        ? try loaded.store(access: .readOnly).feeds() : []
      let byName = Dictionary(stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      let rows = loaded.feeds.sorted { $0.name < $1.name }
        .map { FeedRow(feed: $0, stored: byName[$0.name]) }
      if shared.json { return try StandardOutput().writeDocument(rows) }
      var table = TextTable(
        ["NAME", "STATUS", "LAST OK", "LAST NEW", "FAILURES", "URL"],
        [.left, .left, .left, .left, .right, .left])
      for row in rows { table.add(row.cells) }
      try StandardOutput().write(table.text)
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ask every configured feed once; exit 2 if one does not answer as a feed.",
      discussion: "Stores nothing. For a maintainer's first look and for CI.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "Only these feeds.")
    var names: [String] = []

    func run() async throws {
      let loaded = try shared.loaded()
      try loaded.requireFeeds(named: names)
      try loaded.requireContact()
      let feeds = loaded.feeds.filter { names.isEmpty ? $0.active : names.contains($0.name) }
      let bar = Terminal.isErrorATerminal && !shared.quiet && !shared.json ? ProgressBar() : nil
      let answers = try await withInterruption {
        try await FeedProbe(loaded: loaded, version: Version.string)
          .answers(feeds, .asRun) { bar?.show($0) }
      }
      try print(answers.map(CheckedFeed.init))
      if answers.contains(where: { !$0.isFeed }) { throw ExitCode.alarm }
    }

    private func print(_ rows: [CheckedFeed]) throws {
      if shared.json { return try StandardOutput().writeDocument(rows) }
      guard !rows.isEmpty else {
        return StandardError.write("tidings: no feeds are configured; `tidings feeds add URL`.\n")
      }
      var table = TextTable(
        ["NAME", "RESULT", "ITEMS", "NEWEST", ""], [.left, .left, .right, .left, .left])
      let shown = rows.filter { !shared.quiet || $0.result != "ok" }
      guard !shown.isEmpty else { return }
      for row in shown { table.add(row.cells) }
      try StandardOutput().write(table.text)
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What would come of a feed: its items, their dates, and the text of the first.",
      discussion: "Takes the name of a configured feed, or any feed's URL. Stores nothing.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "A configured feed's name, or an URL.")
    var feed: String

    @Flag(
      name: .long,
      help: "What was kept and dropped of the first item's page, block by block, and why.")
    var explain = false

    func run() async throws {
      var loaded = try shared.loaded()
      let feed = loaded.feed(called: self.feed)
      guard feed.url != self.feed || self.feed.contains("://") else {
        throw Failure(
          .noInput,
          "no feed is called “\(self.feed)”, and it is no URL. `tidings feeds list` shows all of \(loaded.path)."
        )
      }
      loaded.feeds = [feed]
      try loaded.requireContact()
      let probe = FeedProbe(loaded: loaded, version: Version.string)
      let (answer, sample) = try await withInterruption {
        let answer = await probe.answer(of: feed, .asRun)
        return (answer, await Self.sample(answer, probe))
      }
      let result = TestedFeed(answer: answer, sample: sample)
      try shared.json
        ? StandardOutput().writeDocument(result)
        : StandardOutput().write(Terminal.safe(result.text(explaining: explain)))
      if !answer.isFeed { throw ExitCode.alarm }
    }

    private static func sample(
      _ answer: FeedProbe.Answer, _ probe: FeedProbe
    ) async -> TestedFeed.Sample? {
      guard let item = answer.parsed?.items.first(where: { $0.link != nil }),
        let sample = await probe.sample(item, of: answer.feed)
      else { return nil }
      return TestedFeed.Sample(sample.page, sample.extraction)
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a feed, given its URL or that of a site which offers one.",
      discussion:
        "Asks the URL first. The entry goes to feeds/added.yml beside the configuration; files that people wrote stay untouched."
    )

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The feed's URL, or a site's.")
    var url: String

    @Option(name: .long, help: "What commands call it; the URL's host when left out.")
    var name: String?

    @Option(name: .long, help: "A tag; may be repeated.")
    var tag: [String] = []

    @Flag(name: .long, help: "Add it without asking it.")
    var unverified = false

    func run() async throws {
      let loaded = try shared.loaded()
      let found = unverified ? loaded.feed(called: url) : try await verified(loaded)
      var entry = found
      entry.name = name ?? entry.name
      entry.tags = tag
      try FeedFile(loaded: loaded).add([entry], isVerified: !unverified) { _ = try shared.loaded() }
      if !shared.quiet {
        StandardError.write(Terminal.safe("added \(entry.name): \(entry.url)") + "\n")
      }
    }

    private func verified(_ loaded: LoadedSettings) async throws -> Feed {
      var asked = loaded
      let feed = loaded.feed(called: url)
      asked.feeds = [feed]
      try asked.requireContact()
      let scout = FeedScout(
        loaded: asked, probe: FeedProbe(loaded: asked, version: Version.string))
      let report = try await scout.report(on: feed, .first)
      if let best = report.best { return best }
      throw Failure(
        .noInput,
        report.found.first.map { "\(url) offers \($0.feed.url), but: \($0.detail)" }
          ?? "\(url) gives no feed: \(report.first.detail)")
    }
  }
}
