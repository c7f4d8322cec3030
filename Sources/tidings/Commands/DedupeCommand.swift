internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// `tidings dedupe`: a person's word on what is one story.
struct DedupeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Say which articles are one story, and which are not.",
    discussion: """
      What was said of a pair is kept and holds over every later matching; the last word counts. The next run \
      applies it. `tidings explain` shows why two articles were merged, or were not.
      """,
    subcommands: [Split.self, Join.self])

  struct Split: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "These articles are a story each, whatever the matching finds.")

    @OptionGroup var decision: Decision

    func validate() throws { try decision.requireSeveral() }

    func run() throws { try decision.apply(.split) }
  }

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "These articles are one story, whatever the matching finds.")

    @OptionGroup var decision: Decision

    func validate() throws { try decision.requireSeveral() }

    func run() throws { try decision.apply(.join) }
  }
}

/// What both decisions take and do.
struct Decision: ParsableArguments {
  /// Every pair is pinned, and pairs grow with the square.
  private static let most = 50

  @OptionGroup var shared: SharedOptions

  @Argument(help: "uid or URL of each article, two or more; uids may be shortened.")
  var articles: [String]

  @Flag(name: .long, help: "Take back what was said of these articles instead.")
  var undo = false

  func requireSeveral() throws {
    guard (2...Self.most).contains(articles.count) else {
      throw ValidationError("Give between 2 and \(Self.most) articles.")
    }
  }

  func apply(_ kind: StoryPin.Kind) throws {
    let loaded = try shared.loaded()
    let store = try loaded.store()
    let found = try articles.map { try article($0, store) }
    let uids = Set(found.map(\.uid)).sorted()
    guard uids.count > 1 else {
      throw Failure(.usage, "all of these are one article, \(uids[0]).")
    }
    let pins = pairs(uids).map { StoryPin(kind, $0, $1) }
    let stories = Set(found.compactMap(\.storyUID))
    try loaded.betweenRuns {
      if undo { try store.removePins(pins) } else { try store.save(pins, now: Date()) }
      try store.rematch(uids: uids + members(of: stories, store))
    }
    try store.close()
    try print(kind, uids, pins)
  }

  private func article(_ reference: String, _ store: NewsStore) throws -> StoredArticle {
    guard let article = try store.article(reference).articleIfAny(reference) else {
      throw Failure(.noInput, "no article is called “\(reference)”; try `tidings search`.")
    }
    return article
  }

  /// Whole stories are matched again, since what leaves one may take others along.
  private func members(of stories: Set<String>, _ store: NewsStore) throws -> [String] {
    try stories.sorted().flatMap { uid -> [String] in
      guard case .found(let story) = try store.story(uid) else { return [] }
      return story.members.map(\.articleUID)
    }
  }

  private func pairs(_ uids: [String]) -> [(String, String)] {
    uids.indices.flatMap { first in
      uids.indices.filter { $0 > first }.map { (uids[first], uids[$0]) }
    }
  }

  private func print(_ kind: StoryPin.Kind, _ uids: [String], _ pins: [StoryPin]) throws {
    if shared.json {
      return try StandardOutput().writeDocument(
        Result(
          undone: undo,
          pins: pins.map {
            Result.Pin(kind: $0.kind.rawValue, first: $0.first, second: $0.second)
          }))
    }
    guard !shared.quiet else { return }
    let said = undo ? "taken back for" : kind == .join ? "one story" : "a story each"
    StandardError.write("\(said): \(uids.joined(separator: ", ")); the next run applies it\n")
  }

  private struct Result: Encodable {
    struct Pin: Encodable { var kind, first, second: String }

    var undone: Bool
    var pins: [Pin]
  }
}
