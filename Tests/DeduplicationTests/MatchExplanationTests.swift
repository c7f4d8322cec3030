import Deduplication
import NewsModel
import Testing

@Suite("Why two articles are, or are not, one story")
struct MatchExplanationTests {
  let matcher = StoryMatcher()
  let english = InventedStories.text("en")

  private func document(_ language: String) -> MatchDocument {
    let (title, text) = InventedStories.text(language)
    return MatchDocument(title: title, text: text, language: language)
  }

  @Test("A translation: shared numbers, names and places side by side")
  func translation() {
    let explained = matcher.explanation(of: document("en"), document("vi"), window: background())
    #expect(explained.kind == .translation)
    #expect(explained.score >= explained.threshold)
    #expect(explained.verdict.hasPrefix("Matched as one text in two languages"))
    #expect(explained.first.language == "en")
    #expect(explained.first.paragraphs == 7)
    #expect(
      explained.second.characters
        == (InventedStories.text("vi").title + "\n" + InventedStories.text("vi").text)
        .unicodeScalars.count)
    let numbers = explained.sharedNumbers.map { [$0.first, $0.second] }
    #expect(numbers.contains(["61,000", "61.000"]))
    #expect(numbers.contains(["17.5", "17,5"]))
    #expect(
      explained.sharedPlaces.map { [$0.first, $0.second] } == [
        ["Norway", "Na Uy"], ["Finland", "Phần Lan"], ["Sweden", "Thụy Điển"],
      ])
    let names = explained.sharedNames.map(\.first)
    for name in ["Talvik", "Nordkraft", "Solbakken", "Kaldfors", "Haugland", "Elvevern"] {
      #expect(names.contains(name), "\(name)")
    }
    #expect(explained.numbers == MatchExplanation.OneSided(first: [], second: []))
    #expect(!explained.reasons.isEmpty)
  }

  @Test(
    "What is shared as names are names, whatever the scripts",
    arguments: [("zh", "vi"), ("zh", "en"), ("ja", "zh"), ("ko", "ja"), ("th", "zh"), ("ar", "zh")])
  func names(first: String, second: String) {
    let explained = matcher.explanation(
      of: document(first), document(second), window: background())
    for name in explained.sharedNames {
      #expect(
        abs(name.firstPosition - name.secondPosition) < 0.15, "\(name.first) – \(name.second)")
    }
    #expect(
      explained.sharedNames.count <= 14, "\(explained.sharedNames.map { [$0.first, $0.second] })")
  }

  @Test("A Latin name in brackets within a text of another script is one")
  func bracketedNames() {
    let shared = matcher.explanation(
      of: document("zh"), document("vi"), window: background()
    ).sharedNames
    for name in ["Talvik", "Ingrid", "Solbakken", "Petter", "Haugland"] {
      #expect(shared.contains { $0.first == name && $0.second == name }, "\(name)")
    }
    let other = InventedStories.others[0]
    let alone = matcher.explanation(
      of: document("zh"), MatchDocument(title: other.title, text: other.text, language: "en"),
      window: background()
    ).names.first
    #expect(alone.contains("Solbakken"))
  }

  @Test("A capital at a sentence's start makes no name")
  func sentenceStarts() {
    let explained = matcher.explanation(
      of: document("en"),
      MatchDocument(title: nil, text: InventedStories.damReport.text, language: "en"),
      window: background())
    let shown =
      explained.sharedNames.map(\.first) + explained.names.first + explained.names.second
    for word in ["The", "They", "About", "During"] { #expect(!shown.contains(word), "\(word)") }
  }

  @Test("Two stories: what each has alone, and that they stay apart")
  func apart() {
    let other = InventedStories.others[0]
    let explained = matcher.explanation(
      of: document("en"), MatchDocument(title: other.title, text: other.text, language: "en"),
      window: background())
    #expect(explained.kind == nil)
    #expect(explained.score < 0.1)
    #expect(explained.verdict.hasPrefix("Kept apart"))
    #expect(explained.numbers.second.contains("740"))
    #expect(explained.names.first.contains("Talvik"))
    #expect(explained.names.second.contains("Ostrander"))
  }

  @Test("One page, one text, and what is too short")
  func plain() {
    let urls = ["https://npb.example/1"]
    let here = article("a", "en", "x", "One.", urls: urls)
    let there = article("b", "en", "y", "Two.", urls: urls)
    let one = MatchDocument(title: "x", text: "One.", language: "en")
    let two = MatchDocument(title: "y", text: "Two.", language: "en")
    #expect(matcher.explanation(of: one, two, articles: (here, there)).kind == .url)
    let short = matcher.explanation(of: one, two)
    #expect(short.kind == nil)
    #expect(
      short.verdict == "At least one text is too short to be matched by its words: kept apart.")
    let same = matcher.explanation(of: document("th"), document("th"))
    #expect(same.kind == .exact)
    #expect(same.verdict == "The same text to the letter.")
  }

  @Test("The window's own copies of the two do not speak against them")
  func ownRivals() {
    let versions = ["en", "vi"].map { language in
      let (title, text) = InventedStories.text(language)
      return article(language, language, title, text)
    }
    let bare = matcher.explanation(of: document("en"), document("vi"), window: background())
    let stored = matcher.explanation(
      of: document("en"), document("vi"), window: background() + versions)
    #expect(stored.score == bare.score)
  }
}
