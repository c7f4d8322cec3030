internal import ArgumentParser
internal import Pipeline
internal import Settings

/// `tidings config`: what the configuration says, and whether it can be read.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Check the configuration, or show it with all defaults.",
    subcommands: [Check.self, Show.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read the configuration and every feeds file; name each mistake with its line.")

    @OptionGroup var shared: SharedOptions

    func run() throws {
      let loaded = try shared.loaded()
      _ = try loaded.settings.watchLists()
      if shared.json {
        try StandardOutput().writeDocument(
          Result(path: loaded.path, files: loaded.files, feeds: loaded.feeds.count))
      } else if !shared.quiet {
        let files = loaded.files.count == 1 ? "1 file" : "\(loaded.files.count) files"
        try StandardOutput().write(
          "\(loaded.path): fine; \(loaded.feeds.count) feeds in \(files)\n")
      }
    }

    private struct Result: Encodable {
      var path: String
      var files: [String]
      var feeds: Int
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The configuration as it holds, with every default; secrets masked.")

    @OptionGroup var shared: SharedOptions

    func run() throws { try StandardOutput().write(shared.loaded().rendered) }
  }
}
