internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage

/// `tidings import FILE…`: articles that were extracted elsewhere into the database.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Load articles that `stage extract` or `warc extract` gave into the database.",
    discussion: """
      Each line is an article with its `url`; `tidings run --only dedupe,summarize,digest` then matches and summarises \
      them beside all others. An article that is known already stays as it is, so a file may be loaded twice, or \
      again after an interruption. Lines that cannot be used are named on stderr and passed over; so are articles \
      without text. Status 65 if no line at all can be used.
      """)

  /// From when on an article counts as seen.
  enum Seen: String, ExpressibleByArgument, CaseIterable {
    case captured, now
  }

  @OptionGroup var shared: SharedOptions

  @Argument(help: "Files of JSON lines; - is stdin.", completion: .file(extensions: ["jsonl"]))
  var files: [String]

  @Option(name: .long, help: "The configured feed that the articles count for.")
  var feed: String?

  @Option(
    name: .long, help: "The outlet that they count for; else the feed's, else each URL's host.")
  var source: String?

  @Option(
    name: .long,
    help: """
      When they count as first seen: captured (the line's `date`, if it has one) or now. Digests show what was first \
      seen in their window.
      """)
  var seen: Seen = .captured

  func run() throws {
    let loaded = try shared.loaded()
    try loaded.requireFeeds(named: feed.map { [$0] } ?? [])
    let store = try loaded.store(creates: true)
    let result = try loaded.betweenRuns { try load(into: store, loaded) }
    try store.close()
    try say(result)
    guard result.read == 0 || result.unusable < result.read else {
      throw Failure(.data, "none of \(result.read) lines is an article of `tidings stage extract`.")
    }
  }

  // MARK: Loading

  /// Articles committed together.
  private static let batch = 500
  /// Unusable lines that are named one by one.
  private static let mostNamed = 20

  private func load(into store: NewsStore, _ loaded: LoadedSettings) throws -> Result {
    let stored = feed == nil ? [] : try store.sync(loaded.feeds, now: Date())
    let importer = ArticleImporter(
      settings: loaded.settings.language, feed: stored.first { $0.name == feed },
      language: feed.flatMap { name in loaded.feeds.first { $0.name == name }?.language },
      source: source)
    var result = Result()
    for file in files {
      let reader = file == "-" ? LineReader() : try LineReader(path: file)
      try load(reader, named: file, importer, into: store, &result)
    }
    return result
  }

  private func load(
    _ reader: LineReader, named file: String, _ importer: ArticleImporter, into store: NewsStore,
    _ result: inout Result
  ) throws {
    let now = Date()
    var number = 0
    var ready: [ImportRecord] = []
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let work = OrderedWork<(line: Data, number: Int), (number: Int, read: ImportLine.Reading)>(
      jobs: cores
    ) { [seen] item in
      (item.number, ImportLine.reading(of: item.line, seen: seen, now: now, importer))
    }
    try work.run {
      number += 1
      return try reader.nextLine().map { ($0, number) }
    } receive: { answer in
      switch answer.read {
      case .blank: return
      case .textless: result.textless += 1
      case .unusable(let why):
        result.unusable += 1
        if result.unusable <= Self.mostNamed {
          StandardError.write(
            "tidings: " + Terminal.safe("\(file):\(answer.number): \(why)") + "\n")
        }
      case .record(let record): ready.append(record)
      }
      result.read += 1
      if ready.count >= Self.batch { try commit(&ready, to: store, &result) }
    }
    try commit(&ready, to: store, &result)
  }

  private func commit(
    _ ready: inout [ImportRecord], to store: NewsStore, _ result: inout Result
  ) throws {
    guard !ready.isEmpty else { return }
    let outcome = try store.importArticles(ready)
    result.new += outcome.new + outcome.completed
    result.known += outcome.known + outcome.buried
    ready.removeAll(keepingCapacity: true)
  }

  // MARK: Result

  private struct Result: Encodable {
    var read = 0
    var new = 0
    var known = 0
    var textless = 0
    var unusable = 0
  }

  private func say(_ result: Result) throws {
    if result.unusable > Self.mostNamed {
      StandardError.write(
        "tidings: \(result.unusable - Self.mostNamed) further lines cannot be used\n")
    }
    if shared.json { return try StandardOutput().writeDocument(result) }
    guard !shared.quiet else { return }
    StandardError.write(
      "\(result.new) articles loaded, \(result.known) known already, "
        + "\(result.textless) without text, \(result.unusable) lines unusable\n")
  }
}
