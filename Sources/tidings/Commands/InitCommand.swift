internal import ArgumentParser
internal import Foundation
internal import Settings
internal import Storage

/// `tidings init`: where one's own monitoring begins.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented pipeline.yml, feeds/ and an empty database into a folder.",
    discussion: "What is there already stays as it is.")

  @Argument(help: "The folder; made where it is missing.")
  var directory = "."

  @Flag(name: [.short, .long], help: "Nothing but errors.")
  var quiet = false

  func run() throws {
    let root = URL(fileURLWithPath: directory).standardizedFileURL
    try write(SettingsFile.template, to: root.appending(path: "pipeline.yml"))
    try write(Self.starterFeeds, to: root.appending(path: "feeds/feeds.yml"))
    let configuration = root.appending(path: "pipeline.yml").path
    let loaded = try SettingsFile.load(
      path: configuration, environment: ProcessInfo.processInfo.environment,
      workingDirectory: root.path)
    try loaded.store(creates: true).close()
    say("database  \(loaded.databasePath)")
    say(
      """

      Next: set http.contact in \(configuration), add feeds to feeds/feeds.yml,
      then `tidings feeds check` and `tidings run`.
      """)
  }

  private func write(_ text: String, to file: URL) throws {
    let manager = FileManager.default
    guard !manager.fileExists(atPath: file.path) else { return say("kept      \(file.path)") }
    do {
      try manager.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file, options: .withoutOverwriting)
    } catch {
      throw Failure(
        .inputOutput, "cannot write \(file.path): \(error.localizedDescription)")
    }
    say("written   \(file.path)")
  }

  private func say(_ line: String) {
    if !quiet { StandardError.write(line + "\n") }
  }

  static let starterFeeds = """
    # Feeds, one entry each; `tidings feeds test URL` shows what would come of one before you add it, and
    # `tidings feeds check` asks them all. Order does not matter; a folder may hold many such files.
    feeds: []
    #  - url: https://www.example.org/rss.xml
    #    name: example          # what commands call it; the URL's host when left out
    #    source: example.org    # the outlet it counts for
    #    language: en           # a hint; what the text says wins
    #    tags: [world]

    """
}
