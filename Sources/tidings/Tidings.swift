internal import ArgumentParser

@main
struct Tidings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tidings",
    abstract: "Monitors news feeds: each story once, in whatever languages it came.",
    discussion: """
      Polls the configured feeds, extracts the articles' text, merges near-identical stories across languages, \
      keeps verbatim summaries in SQLite and writes a daily digest.

      First steps:
        tidings demo         see it work, on this machine alone
        tidings init         a configuration of your own, here
        tidings feeds check  whether its feeds answer
        tidings run          from cron, say every ten minutes

      Exit status: 0 done · 1 a bug · 2 done, but an alarm stands · 64 usage · 65 database corrupt or newer · \
      66 no such feed, article or file · 69 the whole network down · 74 input, output or a full disk · \
      75 another run has held the lock for too long · 78 configuration · 130/143 interrupted, after committing.
      """,
    version: Version.string,
    subcommands: [
      InitCommand.self, DemoCommand.self, RunCommand.self, DigestCommand.self, FeedsCommand.self,
      SearchCommand.self, ShowCommand.self, ExplainCommand.self, StatsCommand.self,
      WatchCommand.self, DedupeCommand.self, ReprocessCommand.self, ExportCommand.self,
      ImportCommand.self, WARCCommand.self, BackupCommand.self, PruneCommand.self, SiteCommand.self,
      DoctorCommand.self, ScheduleCommand.self, ConfigCommand.self, StageCommand.self,
    ])

  /// Runs the command line, and gives every failure its sentence and its exit status.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Failure.exit(with: error, from: Tidings.self)
    }
  }
}
