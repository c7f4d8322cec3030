internal import ArgumentParser

/// `tidings stage NAME`: one stage as an operator over JSON lines.
struct StageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage",
    abstract: "Run one stage over JSON lines: records in on stdin, records out on stdout.",
    discussion: """
      Each line of the input is one record; its `id` (any JSON value) is echoed. A record that cannot be \
      done gives {"id", "error": {"code", "message"}} and the rest goes on. docs/stages.md lists each \
      stage's fields.
      """)

  @Argument(
    help: "One of: \(StageName.allCases.map(\.rawValue).joined(separator: ", ")).")
  var name: StageName

  @Option(
    name: .long,
    help: "Records worked on at once; results keep their order. dedupe always uses one.")
  var jobs = 1

  func validate() throws {
    guard (1...1024).contains(jobs) else { throw ValidationError("--jobs takes 1 to 1024.") }
  }

  func run() throws {
    do {
      try name.stage().run(input: LineReader(), output: StandardOutput(), jobs: jobs)
    } catch let error as InputOutputError {
      StandardError.write("tidings: \(error.message)\n")
      throw ExitCode.inputOutput
    }
  }
}

enum StageName: String, CaseIterable, ExpressibleByArgument {
  case feed, date, discover, robots, url, extract, language, sentences, summarize, dedupe

  func stage() throws -> any JSONLinesStage {
    switch self {
    case .feed: RecordStage(FeedStage())
    case .date: RecordStage(DateStage())
    case .discover: RecordStage(DiscoverStage())
    case .robots: RecordStage(RobotsStage())
    case .url: RecordStage(URLStage())
    case .extract: RecordStage(ExtractStage())
    case .language: RecordStage(LanguageStage())
    case .sentences: RecordStage(SentencesStage())
    case .summarize: RecordStage(SummarizeStage())
    case .dedupe: WindowStage(DedupeStage())
    }
  }
}
