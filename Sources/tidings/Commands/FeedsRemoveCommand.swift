internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// `tidings feeds remove`: entries of `feeds/added.yml` taken out again.
extension FeedsCommand {
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take feeds out of feeds/added.yml.",
      discussion: """
        What the feeds brought stays stored, and a feed that is added again goes on with its history. Files that \
        people wrote are not edited: for a feed of theirs the place is named.
        """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "Names of configured feeds.")
    var names: [String]

    func run() throws {
      let loaded = try shared.loaded()
      try loaded.requireFeeds(named: names)
      let file = FeedFile(loaded: loaded)
      let places = try names.map { try place(of: $0, in: loaded, file) }
      let rest = Set(loaded.feeds.map(\.name)).subtracting(names)
      try file.remove(at: places.map(\.line)) {
        guard try Set(shared.loaded().feeds.map(\.name)) == rest else {
          throw Failure(
            .configuration,
            "the entries cannot be told apart: take them out of \(places[0].file) by hand.")
        }
      }
      try note(shared.loaded())
      guard !shared.quiet else { return }
      for name in names { StandardError.write(Terminal.safe("removed \(name)") + "\n") }
    }

    private func place(
      of name: String, in loaded: LoadedSettings, _ file: FeedFile
    ) throws -> SourceLocation {
      guard let place = loaded.origins[name] else {
        throw Failure(.noInput, "no feed is called “\(name)”.")
      }
      let folder = FileManager.default.currentDirectoryPath
      guard file.holds(place, relativeTo: folder) else {
        throw Failure(
          .usage,
          "the feed “\(name)” stands at \(place), in a file that people wrote: take it out there. "
            + "`tidings feeds pause` stops polling it at once.")
      }
      return place
    }

    /// The database knows of it at once, not only after the next run.
    private func note(_ loaded: LoadedSettings) throws {
      guard FileManager.default.fileExists(atPath: loaded.databasePath) else { return }
      let store = try loaded.store()
      _ = try store.sync(loaded.feeds, now: Date())
      try store.close()
    }
  }
}
