import Deduplication
import Foundation
import NewsModel
import Testing

/// What articles say of where they come from: it raises what their words say, and never decides.
@Suite("Sources, images and credits as hints")
struct HintTests {
  private let address = "https://npb.example/talvik"
  private let original = InventedStories.text("en")

  private func document(
    _ text: String, basedOn: [String] = [], links: [String] = [], image: String? = nil
  ) -> MatchDocument {
    MatchDocument(
      title: nil, text: text, language: "en", basedOn: basedOn, links: links, image: image)
  }

  private func explained(_ one: MatchDocument, _ other: MatchDocument) -> MatchExplanation {
    let here = WindowArticle(
      id: "a", firstSeen: .distantPast, urlKeys: [address], bodyHash: one.bodyHash)
    let there = WindowArticle(
      id: "b", firstSeen: .distantPast, urlKeys: [], bodyHash: other.bodyHash)
    return StoryMatcher().explanation(
      of: one, other, articles: (here, there), window: background())
  }

  static let hints: [(code: String, words: String)] = [
    ("names_source", "isBasedOn"), ("names_source", "a link"), ("names_source", "a written line"),
    ("same_image", "the lead image"),
  ]

  private func pair(_ words: String, _ text: String) -> (MatchDocument, MatchDocument) {
    let image = words == "the lead image" ? "https://img.example/dam.jpg" : nil
    let one = document(original.text, image: image)
    switch words {
    case "isBasedOn": return (one, document(text, basedOn: [address]))
    case "a link": return (one, document(text, links: [address]))
    case "a written line": return (one, document(text + "\nSource: \(address)."))
    default: return (one, document(text, image: image))
    }
  }

  /// Parts of the text in other words here and there: among them some that leave doubt.
  private var parts: [String] {
    let lines = original.text.split(separator: "\n").map {
      $0.replacing("Engineers", with: "Workers").replacing("closed", with: "shut")
        .replacing("supplies", with: "feeds").replacing("said", with: "stated")
    }
    return (0..<4).flatMap { start in
      (2...4).map { lines.dropFirst(start).prefix($0).joined(separator: "\n") }
    }
  }

  @Test("Each raises the score of a doubtful pair, and is named", arguments: hints.indices)
  func raises(number: Int) {
    let (code, words) = Self.hints[number]
    var doubtful = 0
    for part in parts {
      let (one, other) = pair(words, part)
      let with = explained(one, other)
      let without = explained(document(original.text), document(part))
      #expect(with.reasons.contains { $0.code == code }, "\(words)")
      #expect(!without.reasons.contains { $0.code == code })
      guard (0.06..<0.9).contains(without.score), words != "a written line" else { continue }
      doubtful += 1
      #expect(with.score > without.score, "\(words)")
    }
    #expect(doubtful > 0 || words == "a written line", "\(words)")
  }

  @Test("None brings together what has other words", arguments: hints.indices)
  func neverAlone(number: Int) {
    let (_, words) = Self.hints[number]
    for text in [InventedStories.damReport.text, InventedStories.others[1].text] {
      let (one, other) = pair(words, text)
      #expect(explained(one, other).kind == nil, "\(words)")
    }
  }

  @Test("One outlet prints a text again: still one story, if a little less surely")
  func sameOutlet() {
    func explained(_ outlets: (String, String)) -> MatchExplanation {
      let texts = [original.text, original.text.replacing("said", with: "stated") + "\nMore soon."]
      let articles = zip(texts, [outlets.0, outlets.1]).map { text, outlet in
        WindowArticle(
          id: text, firstSeen: .distantPast, source: outlet, bodyHash: document(text).bodyHash)
      }
      return StoryMatcher().explanation(
        of: document(texts[0]), document(texts[1]), articles: (articles[0], articles[1]),
        window: background())
    }
    let (one, two) = (explained(("a", "a")), explained(("a", "b")))
    #expect(one.kind == .near && two.kind == .near)
    #expect(one.score < two.score)
    #expect(one.reasons.contains { $0.code == "same_outlet" })
    #expect(!two.reasons.contains { $0.code == "same_outlet" })
    #expect(explained(("", "")).score == two.score)
  }

  @Test("Not even all of them together")
  func allTogether() {
    let image = "https://img.example/dam.jpg"
    let one = document(original.text + "\nNPB", basedOn: ["https://x.example/"], image: image)
    for text in [InventedStories.damReport.text, InventedStories.others[1].text] {
      let other = document(
        text + "\nNPB", basedOn: ["https://x.example/", address], image: image)
      #expect(explained(one, other).kind == nil)
    }
  }

  @Test(
    "An address is read from an outer line, in any language",
    arguments: [
      "Source: https://npb.example/talvik", "Nguồn: https://npb.example/talvik.",
      "来源：https://npb.example/talvik）", "المصدر: https://npb.example/talvik",
      "出典＝https://npb.example/talvik。", "(https://www.npb.example/talvik)",
    ])
  func written(line: String) {
    for text in [original.text + "\n" + line, line + "\n" + original.text] {
      let found = explained(document(original.text), document(text))
      #expect(found.reasons.contains { $0.code == "names_source" }, "\(line)")
    }
    let inside = original.text + "\n" + line + "\nThe end."
    let found = explained(document(original.text), document(inside))
    #expect(!found.reasons.contains { $0.code == "names_source" })
  }
}
