import Foundation
import NewsModel
import Testing

@testable import Deduplication

/// The same articles in several runs, in any order.
@Suite("Whatever comes first")
struct ArrivalTests {
  /// A newsroom over many runs: what it remembers between them, as the database would.
  private struct Newsroom {
    var stored: [String: WindowArticle] = [:]
    var placements: [String: StoryPlacement] = [:]
    var aliases: [String: String] = [:]
    var given: Set<String> = []
    let pins: [Pin]

    mutating func run(_ new: [WindowArticle]) {
      let result = StoryMatcher().match(window: Array(stored.values), new: new, pins: pins)
      for article in new { stored[article.id] = article }
      for placement in result.placements {
        stored[placement.article]?.storyUID = placement.story
        placements[placement.article] = placement
        given.insert(placement.story)
        aliases[placement.story] = nil
        // As the database has it: a name follows the article that it is from.
        if aliases[placement.article] != nil { aliases[placement.article] = placement.story }
      }
      for alias in result.aliases { aliases[alias.from] = alias.to }
    }

    var stories: Set<Set<String>> {
      Set(
        Dictionary(grouping: placements.values, by: \.story).values.map { Set($0.map(\.article)) })
    }

    /// The story that an old link leads to.
    func story(_ uid: String) -> String {
      var (uid, steps) = (uid, 0)
      while let next = aliases[uid], steps < 100 { (uid, steps) = (next, steps + 1) }
      return uid
    }
  }

  private static func cut(_ text: String, _ lines: Int) -> String {
    text.split(separator: "\n").prefix(lines).joined(separator: "\n")
  }

  /// Translations, copies, another report, a round-up with its parts, one page under two addresses.
  private static var articles: [WindowArticle] {
    let english = InventedStories.text("en")
    let parts = InventedStories.others.filter { $0.language == "en" }
    let briefing = (parts.map(\.text) + [english.text]).map { cut($0, 2) }.joined(separator: "\n")
    let report = InventedStories.damReport
    return InventedStories.dam.enumerated().map { number, version in
      article(version.language, version.language, version.title, version.text, minute: number)
    } + background() + [
      article("cut", "en", nil, cut(english.text, 4), minute: 31),
      article("credited", "en", nil, "OSLO (NPB) – " + english.text, minute: 32),
      article("report", "en", report.title, report.text, minute: 33, urls: ["https://r.example/1"]),
      article("bakery", "en", nil, parts[0].text + "\nNPB", minute: 34),
      article("opera", "en", nil, cut(parts[1].text, 4), minute: 35),
      article("briefing", "en", "Briefing", briefing, minute: 36),
      article("mobile", "en", "Anglers", "", minute: 37, urls: ["https://r.example/1"]),
    ]
  }

  /// Articles dealt out to so many runs.
  private static func deal(_ articles: [WindowArticle], seed: UInt64) -> [[WindowArticle]] {
    var dice = Dice(state: seed &* 0x9E37_79B9)
    var runs = [[WindowArticle]](repeating: [], count: 1 + Int(seed % 5))
    for article in articles.shuffled(using: &dice) {
      runs[Int.random(in: 0..<runs.count, using: &dice)].append(article)
    }
    return runs
  }

  private func newsroom(seed: UInt64, pins: [Pin] = []) -> Newsroom {
    var room = Newsroom(pins: pins)
    for run in Self.deal(Self.articles, seed: seed) { room.run(run) }
    // A last run without anything new: pins are looked at again.
    room.run([])
    return room
  }

  private static var atOnce: Set<Set<String>> {
    var room = Newsroom(pins: [])
    room.run(articles)
    return room.stories
  }

  @Test("All at once: what belongs together is together")
  func atOnce() {
    let merged = Self.atOnce.filter { $0.count > 1 }
    #expect(
      merged == [
        Set(InventedStories.dam.map(\.language) + ["cut", "credited"]), ["report", "mobile"],
        ["other-0", "bakery"], ["other-1", "opera"],
      ])
  }

  @Test("In several runs, in any order, the stories come out the same", arguments: 0..<24)
  func anyOrder(seed: UInt64) {
    let room = newsroom(seed: seed)
    #expect(room.stories == Self.atOnce)
    for (story, placements) in Dictionary(grouping: room.placements.values, by: \.story) {
      let oldest = StoryMatcher.ordered(placements.compactMap { room.stored[$0.article] })[0].id
      #expect(Set(placements.map(\.original)) == [oldest], "\(story)")
      #expect(placements.filter { $0.kind == .original }.map(\.article) == [oldest], "\(story)")
    }
  }

  @Test("An old link leads to the story of the article that it is named after", arguments: 0..<24)
  func oldLinks(seed: UInt64) {
    let room = newsroom(seed: seed)
    for uid in room.given {
      #expect(room.placements[uid]?.story == room.story(uid), "\(uid)")
    }
  }

  @Test("What a person split or joined stays so, whatever comes when", arguments: 0..<24)
  func pins(seed: UInt64) throws {
    let room = newsroom(seed: seed, pins: [Pin(.split, "en", "vi"), Pin(.join, "report", "fr")])
    func story(_ id: String) throws -> String { try #require(room.placements[id]).story }
    #expect(try story("en") != story("vi"))
    #expect(try story("report") == story("fr"))
    #expect(try story("mobile") == story("report"))
    #expect(try story("briefing") != story("en"))
    for uid in room.given where room.stored[uid] != nil {
      #expect(room.placements[uid]?.story == room.story(uid), "\(uid)")
    }
  }
}
