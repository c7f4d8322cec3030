import Deduplication
import Foundation
import NewsModel
import Testing

@Suite("Which articles are one story")
struct StoryMatcherTests {
  let matcher = StoryMatcher()
  let title = InventedStories.text("en").title
  let text = InventedStories.text("en").text

  @Test(
    "A translation joins its original, in any script",
    arguments: InventedStories.dam.map(\.language).filter { $0 != "en" })
  func translation(language: String) throws {
    let other = InventedStories.text(language)
    let result = matcher.match(
      window: [],
      new: background() + [
        article("a", "en", title, text), article("b", language, other.title, other.text, minute: 5),
      ])
    let placement = try #require(result["b"])
    #expect(placement.story == "a")
    #expect(placement.original == "a")
    #expect(placement.kind == .translation)
    #expect(placement.matched == "a")
    #expect(!placement.reasons.isEmpty)
    #expect(result.merged == [["a", "b"]])
  }

  @Test("Ten languages make one story, and nothing else joins")
  func everyLanguage() {
    let versions = InventedStories.dam.map { article($0.language, $0.language, $0.title, $0.text) }
    let result = matcher.match(window: [], new: background() + versions)
    #expect(result.merged == [InventedStories.dam.map(\.language).sorted()])
  }

  @Test("Another outlet's own report on the event is another story")
  func sameEvent() {
    let report = InventedStories.damReport
    let vietnamese = InventedStories.text("vi")
    let result = matcher.match(
      window: [],
      new: background() + [
        article("a", "en", title, text), article("b", "en", report.title, report.text),
        article("c", "vi", vietnamese.title, vietnamese.text),
      ])
    #expect(result.merged == [["a", "c"]])
  }

  // MARK: One language

  static let edits: [(name: String, kind: DuplicateKind, change: @Sendable (String) -> String)] = [
    ("unchanged", .exact, { $0 }),
    (
      "other quotation marks, spaces and case", .exact,
      { $0.replacing("\"", with: "“").replacing(" ", with: "\u{A0}").uppercased().lowercased() }
    ),
    ("a credit in front", .near, { "OSLO (NPB) – " + $0 }),
    (
      "boilerplate around", .near,
      { "Share this\nSubscribe to our newsletter\n" + $0 + "\nRead also\nAll rights reserved" }
    ),
    ("only the first half", .near, { $0.split(separator: "\n").prefix(3).joined(separator: "\n") }),
    ("another order", .near, { $0.split(separator: "\n").reversed().joined(separator: "\n") }),
    (
      "some words exchanged", .near,
      {
        $0.replacing("said", with: "stated").replacing("reopened", with: "went back into service")
          .replacing("repairs", with: "works").replacing("during", with: "throughout")
      }
    ),
  ]

  @Test("An edited copy joins its original", arguments: edits.indices)
  func copy(number: Int) throws {
    let edit = Self.edits[number]
    let result = matcher.match(
      window: background(),
      new: [
        article("a", "en", title, text),
        article("b", "en", "Northern dam back in service", edit.change(text), minute: 9),
      ])
    #expect(result["b"]?.kind == edit.kind, "\(edit.name)")
    #expect(result["b"]?.story == "a", "\(edit.name)")
    #expect(result["b"]?.matched == "a", "\(edit.name)")
  }

  @Test(
    "Copies are found in scripts without spaces", arguments: ["zh", "ja", "th", "ko", "hi", "ar"])
  func unspaced(language: String) {
    let version = InventedStories.text(language)
    let cut = version.text.split(separator: "\n").prefix(5).joined(separator: "\n")
    let result = matcher.match(
      window: background(),
      new: [
        article("a", language, version.title, version.text),
        article("b", language, version.title, cut, minute: 1),
      ])
    #expect(result["b"]?.kind == .near)
    #expect(result["b"]?.story == "a")
  }

  @Test("A copy in the language's other script joins its original")
  func otherScript() {
    let simplified = InventedStories.text("zh")
    let result = matcher.match(
      window: background(),
      new: [
        article("a", "zh-Hans", simplified.title, simplified.text),
        article("b", "zh-Hant", TwoScripts.chineseTitle, TwoScripts.chinese, minute: 1),
        article("c", "sr-Latn", nil, TwoScripts.serbian.latin, minute: 2),
        article("d", "sr", nil, TwoScripts.serbian.cyrillic, minute: 3),
      ])
    #expect(result.merged == [["a", "b"], ["c", "d"]])
    #expect(result["b"]?.kind == .near)
    #expect(result["d"]?.kind == .near)
  }

  @Test("Stories that machines write stay apart in any two languages, unless all agrees")
  func machines() {
    let draws = MachineStories.draws.enumerated().flatMap { number, draw in
      draw.map { article("\(number)-\($0.language)", $0.language, nil, $0.text, minute: number) }
    }
    let result = matcher.match(window: background(), new: draws)
    for story in result.merged {
      #expect(Set(story.map { $0.prefix(1) }).count == 1, "\(story)")
    }
  }

  @Test("Stories from one template with other numbers and names stay apart")
  func templates() {
    func quake(
      _ id: String, _ size: String, _ place: String, _ time: String, _ deep: Int, _ far: Int
    )
      -> WindowArticle
    {
      article(
        id, "en", nil,
        """
        An earthquake of magnitude \(size) shook \(place) at \(time) on Tuesday, the seismic service said.
        Its centre lay \(far) km from the coast, \(deep) km deep. No damage was reported at first.
        There is no danger of a tsunami, according to the warning centre for the region.
        """)
    }
    let result = matcher.match(
      window: background(),
      new: [
        quake("a", "5.1", "Bornes", "10:35", 37, 86),
        quake("b", "6.4", "Kaldfors", "22:10", 59, 54),
        quake("c", "3.9", "Zarechensk", "01:36", 30, 273),
      ])
    #expect(result.merged == [])
  }

  @Test("A round-up of several stories joins none of them")
  func roundUp() {
    let parts = InventedStories.others.filter { $0.language == "en" }.map(\.text) + [text]
    let leads = parts.map { $0.split(separator: "\n").prefix(3).joined(separator: "\n") }
    let stories = parts.enumerated().map { article("story-\($0)", "en", nil, $1) }
    let result = matcher.match(
      window: [],
      new: stories + [
        article("briefing", "en", "Morning briefing", leads.joined(separator: "\n"), minute: 8)
      ])
    #expect(result.merged == [])
  }

  @Test("A ticker that brings a story among others joins none")
  func ticker() {
    let others = InventedStories.others.filter { $0.language == "en" }
    let items = (others + [(language: "en", title: title, text: text)]).enumerated().map {
      "1\($0):\($0)5 " + $1.text.split(separator: "\n").prefix(2).joined(separator: " ")
    }
    let result = matcher.match(
      window: background(),
      new: [
        article("a", "en", title, text),
        article(
          "live", "en", "Live: the day as it happened", items.joined(separator: "\n"), minute: 4),
      ])
    #expect(result.merged == [])
  }

  @Test("A columnist's pieces of two weeks stay apart, though they open and close alike")
  func column() {
    let frame = (
      "Every Friday Marta Feld tells what the week in the harbour quarter was like.\n",
      "\nMarta Feld has lived in the quarter for 30 years. Write to her at the editors' address."
    )
    let pieces = InventedStories.others.filter { $0.language == "en" }
    let result = matcher.match(
      window: background(),
      new: [
        article("a", "en", "Harbour notes", frame.0 + pieces[0].text + frame.1, minute: -9),
        article("b", "en", "Harbour notes", frame.0 + pieces[1].text + frame.1, minute: 1),
      ])
    #expect(!result.merged.contains { $0.contains("a") && $0.contains("b") })
  }

  @Test("The second part of a series and a columnist's next piece are stories of their own")
  func series() {
    let signature =
      "\nMarta Feld writes here every Friday about life in the harbour quarter. Write to her at the editors' address."
    let pieces = InventedStories.others.filter { $0.language == "en" }
    let result = matcher.match(
      window: [],
      new: [
        article("a", "en", "Harbour notes, part 1", pieces[0].text + signature),
        article("b", "en", "Harbour notes, part 2", pieces[1].text + signature, minute: 1),
      ])
    #expect(result.merged == [])
  }

  @Test("A corrected version stays with the original and is marked")
  func correction() throws {
    let corrected =
      text.replacing("86 million", with: "88 million")
      + "\nCorrection: an earlier version gave a wrong sum."
    let result = matcher.match(
      window: background(),
      new: [article("a", "en", title, text), article("b", "en", title, corrected, minute: 30)])
    let placement = try #require(result["b"])
    #expect(placement.story == "a")
    #expect(placement.kind == .near)
    #expect(placement.reasons.contains { $0.code == "correction" })
  }

  @Test("What is too short is matched by address and to the letter only")
  func short() {
    let result = matcher.match(
      window: [],
      new: [
        article("a", "en", nil, "Snow closes the Talvik pass."),
        article("b", "en", nil, "Snow closes the Talvik pass again."),
        article("c", "en", nil, "Snow closes the Talvik pass!"),
        article("d", "en", "Live", "Watch the video.", urls: ["x"]),
        article("e", "en", "Weather", "Watch the video."),
        article("f", "en", "Sports", "", urls: ["x"]),
      ])
    #expect(result.merged == [["a", "c"], ["d", "f"]])
    #expect(result["c"]?.kind == .exact)
    #expect(result["f"]?.kind == .url)
  }

  @Test("Without exact matching, equal texts are edited prints like others")
  func exactOff() {
    let pair = [
      article("a", "en", title, text), article("b", "en", title, text, minute: 1),
      article("c", "en", nil, "Watch the video."), article("d", "en", nil, "Watch the video."),
    ]
    let without = StoryMatcher(settings: MatchSettings(exact: false))
    #expect(without.match(window: background(), new: pair)["b"]?.kind == .near)
    #expect(without.match(window: background(), new: pair).merged == [["a", "b"]])
    let nothing = StoryMatcher(settings: MatchSettings(nearThreshold: 2, exact: false))
    #expect(nothing.match(window: background(), new: pair).merged == [])
    #expect(matcher.match(window: background(), new: pair).merged == [["a", "b"], ["c", "d"]])
  }

  // MARK: Order, identity, decisions of people

  @Test("The order of arrival changes nothing", arguments: 0..<6)
  func order(seed: UInt64) {
    var dice = Dice(state: seed)
    let versions = InventedStories.dam.enumerated().map { number, version in
      article(version.language, version.language, version.title, version.text, minute: number)
    }
    let half = text.split(separator: "\n").prefix(3).joined(separator: "\n")
    let all = background() + versions + [article("half", "en", title, half, minute: 40)]
    #expect(
      matcher.match(window: [], new: all.shuffled(using: &dice))
        == matcher.match(window: [], new: all))
  }

  @Test("A late arrival joins the story that is there, whose uid stays")
  func late() {
    let vietnamese = InventedStories.text("vi")
    let window = background() + [article("a", "en", title, text, story: "first")]
    let result = matcher.match(
      window: window, new: [article("b", "vi", vietnamese.title, vietnamese.text, minute: -5)])
    // The Vietnamese version was seen earlier, so it is the original now.
    #expect(result["b"]?.kind == .original)
    #expect(result["a"]?.kind == .translation)
    #expect(result.placements.map(\.story) == ["first", "first"])
    #expect(result.aliases == [])
  }

  @Test("A bridge merges two stories into the older one and leaves an alias")
  func bridge() {
    let window = [
      article("a", "en", title, text, minute: 0, story: "a", urls: ["one"]),
      article(
        "b", "en", "Other", InventedStories.damReport.text, minute: 1, story: "b", urls: ["two"]),
    ]
    let result = matcher.match(
      window: background() + window,
      new: [article("c", "en", nil, "", minute: 2, urls: ["one", "two"])])
    #expect(result.merged == [["a", "b", "c"]])
    #expect(Set(result.placements.map(\.story)) == ["a"])
    #expect(result.aliases == [StoryAlias(from: "b", to: "a")])
  }

  @Test("Nothing new changes nothing")
  func quiet() {
    #expect(matcher.match(window: background(), new: []) == MatchResult())
    #expect(matcher.match(window: [], new: []) == MatchResult())
  }

  @Test("A pin splits what is alike and joins what is not, and the later pin holds")
  func pins() {
    let vietnamese = InventedStories.text("vi")
    let report = InventedStories.damReport
    let articles = [
      article("a", "en", title, text, story: "a"),
      article("b", "vi", vietnamese.title, vietnamese.text, minute: 1, story: "a"),
      article("c", "en", report.title, report.text, minute: 2, story: "c"),
    ]
    let split = matcher.match(
      window: background() + articles, new: [], pins: [Pin(.split, "b", "a")])
    #expect(split.stories == [["a"], ["b"]])
    let joined = matcher.match(
      window: background() + articles, new: [], pins: [Pin(.join, "a", "c")])
    #expect(joined.merged == [["a", "b", "c"]])
    #expect(joined.aliases == [StoryAlias(from: "c", to: "a")])
    #expect(joined["c"]?.reasons.first?.code == "pinned")
    let undone = matcher.match(
      window: background() + articles, new: [], pins: [Pin(.split, "a", "b"), Pin(.join, "b", "a")])
    // The pinned pair is the story that it was, so nothing changes.
    #expect(undone == MatchResult())
    let strangers = matcher.match(window: background(), new: [], pins: [Pin(.join, "x", "y")])
    #expect(strangers == MatchResult())
  }

  @Test("A named source raises the score and does not decide alone")
  func source() throws {
    let half = text.split(separator: "\n").dropFirst(2).prefix(2).joined(separator: "\n")
    func score(_ basedOn: [String], _ text: String) throws -> Double {
      let documents = [
        article("a", "en", title, self.text, urls: ["https://npb.example/1"]),
        article("b", "en", "Elsewhere", text, minute: 1, basedOn: basedOn),
      ]
      let explained = matcher.explanation(
        of: MatchDocument(title: title, text: self.text, language: "en"),
        MatchDocument(title: "Elsewhere", text: text, language: "en", basedOn: basedOn),
        articles: (documents[0], documents[1]), window: background())
      return explained.score
    }
    let with = try score(["https://npb.example/1"], half)
    let without = try score([], half)
    #expect(with >= without)
    let other = InventedStories.others[1].text
    #expect(try score(["https://npb.example/1"], other) < 0.5)
  }
}
