internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage

/// `tidings watch`: the watch lists, and what they find.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Show the watch lists and their hits, or try them before a run does.",
    subcommands: [List.self, Test.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every configured list with what runs have found for it.")

    @OptionGroup var shared: SharedOptions

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Count what was first seen since: 2d, or a UTC day; 7d when left out.", valueName: "when"))
    var since: Moment?

    func run() throws {
      let loaded = try shared.loaded()
      let lists = try loaded.settings.watchLists()
      let counts = try counts(loaded)
      let rows = lists.map { Row($0, counts[$0.name]) }
      if shared.json { return try StandardOutput().writeDocument(rows) }
      guard !rows.isEmpty else { return Self.sayNone(shared, loaded) }
      var table = TextTable(
        ["NAME", "ARTICLES", "STORIES", "SOURCES", "QUERIES"],
        [.left, .right, .right, .right, .left])
      for row in rows { table.add(row.cells) }
      try StandardOutput().write(table.text)
    }

    private func counts(_ loaded: LoadedSettings) throws -> [String: StatisticsRow] {
      // Before the first run there is no database yet: the configuration alone is shown.
      guard FileManager.default.fileExists(atPath: loaded.databasePath) else { return [:] }
      let rows = try loaded.store(access: .readOnly)
        .statistics(by: .watch, since: (since ?? .aWeekAgo).date(now: Date()))
      return Dictionary(rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    fileprivate static func sayNone(_ shared: SharedOptions, _ loaded: LoadedSettings) {
      if !shared.quiet {
        StandardError.write(
          Terminal.safe("tidings: \(loaded.path) has no watch lists; see `watch` in it.") + "\n")
      }
    }

    private struct Row: Encodable {
      var name: String
      var any, not, languages: [String]
      var sources: [String]
      var articles, stories, articleSources: Int

      init(_ list: WatchList, _ count: StatisticsRow?) {
        name = list.name
        any = list.any.map(\.text)
        not = list.not.map(\.text)
        languages = list.languages
        sources = list.sources
        articles = count?.articles ?? 0
        stories = count?.stories ?? 0
        articleSources = count?.sources ?? 0
      }

      var cells: [String] {
        let unwanted = not.isEmpty ? "" : ", but not " + not.joined(separator: " | ")
        return [
          name, "\(articles)", "\(stories)", "\(articleSources)",
          any.joined(separator: " | ") + unwanted,
        ]
      }
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What lists find now among the stored articles, newest first; stores nothing.",
      discussion:
        "For a list that was just written. No hit is no error; a query that cannot be understood is (78)."
    )

    @OptionGroup var shared: SharedOptions

    @Argument(help: "Only this list.")
    var name: String?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Among what was first seen since: 2d, or a UTC day; 7d when left out.", valueName: "when"))
    var since: Moment?

    @Option(name: .long, help: "The most hits to show of each list.")
    var limit = 20

    func validate() throws {
      guard (1...1000).contains(limit) else {
        throw ValidationError("--limit has to be between 1 and 1000.")
      }
    }

    func run() throws {
      let loaded = try shared.loaded()
      let lists = try lists(loaded)
      if lists.isEmpty { return List.sayNone(shared, loaded) }
      let store = try loaded.store(access: .readOnly)
      let begin = (since ?? .aWeekAgo).date(now: Date())
      let found = try lists.map {
        Found(name: $0.name, hits: try store.hits(of: $0, since: begin, limit: limit).map(Hit.init))
      }
      if shared.json { return try StandardOutput().writeDocument(found) }
      try StandardOutput().write(Terminal.safe(found.map(text).joined(separator: "\n")))
    }

    private func lists(_ loaded: LoadedSettings) throws -> [WatchList] {
      let lists = try loaded.settings.watchLists()
      guard let name else { return lists }
      guard let list = lists.first(where: { $0.name == name }) else {
        let known = lists.map(\.name).joined(separator: ", ")
        throw Failure(
          .noInput,
          "no watch list is called “\(name)” in \(loaded.path)"
            + (known.isEmpty ? "; there is none." : "; there are: \(known)."))
      }
      return [list]
    }

    private func text(_ found: Found) -> String {
      let count =
        found.hits.count == limit ? "the newest \(limit) hits" : "\(found.hits.count) hits"
      return "\(found.name): \(count)\n"
        + found.hits.map {
          "  \($0.articleUid)  \($0.firstSeen)  \($0.source)  \($0.title ?? "–")"
            + "  [\($0.terms.joined(separator: " | "))]\n"
        }.joined()
    }

    private struct Found: Encodable {
      var name: String
      var hits: [Hit]
    }

    private struct Hit: Encodable {
      var articleUid, source, firstSeen: String
      var title: String?
      var terms: [String]

      init(_ hit: WatchHit) {
        articleUid = hit.articleUID
        source = hit.source
        firstSeen = Timestamp.string(from: hit.firstSeen)
        title = hit.title
        terms = hit.terms
      }
    }
  }
}

extension Moment {
  /// What digests compare with.
  static let aWeekAgo = Moment(argument: "7d")!
}
