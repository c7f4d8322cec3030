internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// `tidings feeds pause` and `resume`: polling stopped without touching the configuration.
extension FeedsCommand {
  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Poll feeds no more until they are resumed.",
      discussion:
        "For a feed that is broken for a while. The configuration stays as it is; what the feed brought stays stored."
    )

    @OptionGroup var switching: FeedSwitch

    func run() throws { try switching.set(paused: true) }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Poll paused feeds again.",
      discussion:
        "A feed that the configuration switches off (active: false) stays off; that is said.")

    @OptionGroup var switching: FeedSwitch

    func run() throws { try switching.set(paused: false) }
  }
}

/// What both take and do.
struct FeedSwitch: ParsableArguments {
  @OptionGroup var shared: SharedOptions

  @Argument(help: "Names of configured feeds.")
  var names: [String]

  func set(paused: Bool) throws {
    let loaded = try shared.loaded()
    try loaded.requireFeeds(named: names)
    let store = try loaded.store(creates: true)
    // A feed that was configured since the last run is known from here on.
    _ = try store.sync(loaded.feeds, now: Date())
    for name in names { try store.setPaused(paused, feed: name) }
    let stored = try store.feeds()
    try store.close()
    try print(loaded, stored)
  }

  private func print(_ loaded: LoadedSettings, _ stored: [StoredFeed]) throws {
    let byName = Dictionary(stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let feeds = loaded.feeds.filter { names.contains($0.name) }
    if shared.json {
      return try StandardOutput().writeDocument(
        feeds.map { FeedRow(feed: $0, stored: byName[$0.name]) })
    }
    guard !shared.quiet else { return }
    for feed in feeds {
      let isPaused = byName[feed.name]?.isPaused == true
      let state =
        isPaused
        ? "paused" : feed.active ? "polled" : "off: the configuration has `active: false` for it"
      StandardError.write(Terminal.safe("\(feed.name): \(state)") + "\n")
    }
  }
}
