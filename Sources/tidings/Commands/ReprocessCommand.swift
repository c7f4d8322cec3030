internal import ArgumentParser
internal import Extraction
internal import Foundation
internal import Settings
internal import Storage

/// `tidings reprocess`: what is stored, done again by this program.
struct ReprocessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reprocess",
    abstract: "Have the next run extract, match or summarise again what is stored.",
    discussion: """
      For a new version of tidings, a changed selector or threshold. Each stage takes those after it along. Nothing is \
      fetched again: texts can be extracted while their pages are kept (retention.page), and articles be matched \
      while their texts are (retention.body). uids stay, and so does what `tidings dedupe` was told.
      """)

  enum Stage: String, ExpressibleByArgument, CaseIterable {
    case extract, dedupe, summarize
  }

  @OptionGroup var shared: SharedOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Only what was first seen since: 2d, or a UTC day.", valueName: "when"))
  var since: Moment?

  @Option(name: .long, help: "From where on: extract, dedupe or summarize.")
  var stage: Stage = .extract

  @Flag(name: .long, help: "Only texts that another version of the extractor made.")
  var outdated = false

  @Flag(name: .long, help: "Only articles that were set aside: give them another chance.")
  var quarantined = false

  func validate() throws {
    if outdated || quarantined, stage != .extract {
      throw ValidationError("--outdated and --quarantined go with --stage extract.")
    }
    if quarantined, outdated || since != nil {
      throw ValidationError("--quarantined goes with neither --outdated nor --since.")
    }
  }

  func run() throws {
    let loaded = try shared.loaded()
    let store = try loaded.store()
    let count = try loaded.betweenRuns { try mark(in: store, loaded.settings) }
    try store.close()
    if shared.json {
      return try StandardOutput().writeDocument(
        Result(stage: stage.rawValue, waiting: count, unit: unit))
    }
    guard !shared.quiet else { return }
    StandardError.write(
      count == 0 ? "nothing to do again\n" : "\(count) \(unit) wait for the next run\n")
  }

  private var unit: String { stage == .summarize ? "stories" : "articles" }

  private func mark(in store: NewsStore, _ settings: PipelineSettings) throws -> Int {
    let since = since?.date(now: Date())
    switch stage {
    case .extract:
      if quarantined { return try release(in: store) }
      return try store.reprocess(
        from: .fetched, since: since, extractor: outdated ? ArticleExtractor.version : nil)
    case .dedupe:
      // Whoever's text is gone would find no one any more, and leave its story.
      let kept = settings.retention.body.map { Date().addingTimeInterval(-$0) }
      return try store.reprocess(
        from: .extracted, since: [since, kept].compactMap { $0 }.max())
    case .summarize:
      try store.resummarize(since: since)
      // Stories without any text wait for ever; they do not count.
      return try store.totals().pendingSummaries
    }
  }

  private func release(in store: NewsStore) throws -> Int {
    let uids = try store.quarantined(limit: .max).map(\.uid)
    try store.releaseQuarantined(uids: uids)
    return uids.count
  }

  private struct Result: Encodable {
    var stage: String
    var waiting: Int
    var unit: String
  }
}
