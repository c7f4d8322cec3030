internal import ArgumentParser

/// What the benchmarks need that `tidings stage` does not do: one part of a stage alone, or many rounds of it.
@main
struct Harness: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tidings-bench", abstract: "Driven by Benchmarks/run.",
    subcommands: [
      FeedRounds.self, EvidenceOnly.self, MatchingWindow.self, Downloads.self, PressFiles.self,
      Day.self, TextWork.self,
    ])
}
