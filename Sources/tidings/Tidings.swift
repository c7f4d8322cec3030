internal import ArgumentParser

@main
struct Tidings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tidings",
    abstract: "Monitors news feeds: each story once, in whatever languages it came.",
    version: Version.string,
    subcommands: [StageCommand.self])
}
