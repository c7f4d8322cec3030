import Foundation
import Testing

@testable import Deduplication

@Suite("Which units follow each other in two texts") struct UnitPairsTests {
  private func evidence(_ text: String, _ language: String) -> Evidence {
    Evidence(of: MatchDocument(title: nil, text: text, language: language))
  }

  private func shared(_ one: Evidence, _ other: Evidence) -> Int {
    let articles = PackedArticles()
    for evidence in [one, other] {
      articles.add(
        WindowArticle(id: "\(articles.count)", firstSeen: .distantPast, evidence: evidence),
        isNew: true)
    }
    return UnitPairs(of: 0, in: articles, units: one.header.units).shared(with: 1, in: articles)
  }

  @Test(
    "All of a text's in itself, nearly all in a shortened print", arguments: InventedStories.dam)
  func copies(language: String, title: String, text: String) {
    let whole = evidence(text, language)
    #expect(shared(whole, whole) == whole.header.units - 1)
    let lines = text.split(separator: "\n")
    let print = evidence(lines.dropLast().joined(separator: "\n"), language)
    // A long text is a sample, in which others follow each other than in the whole: those are never held against each other.
    guard print.header.samplingLevel == whole.header.samplingLevel else { return }
    #expect(print.header.units < whole.header.units)
    #expect(shared(whole, print) == print.header.units - 1)
    // From the other side all of the print's are found again, and where the cut was perhaps one more.
    #expect(shared(print, whole) >= print.header.units - 1)
  }

  @Test(
    "Hardly any where the same words stand the other way round",
    arguments: ["en", "vi", "ru", "ar", "hi"])
  func reversed(language: String) throws {
    let text = try #require(InventedStories.dam.first { $0.language == language }).text
    let words = text.split(whereSeparator: \.isWhitespace).reversed().joined(separator: " ")
    let (one, other) = (evidence(text, language), evidence(words, language))
    #expect(Double(shared(one, other)) < 0.1 * Double(one.header.units))
  }

  @Test("None without two units", arguments: ["", "dam"])
  func short(text: String) throws {
    let long = try #require(InventedStories.dam.first)
    let (one, other) = (evidence(text, "en"), evidence(long.text, "en"))
    #expect(shared(one, other) == 0)
    #expect(shared(other, one) == 0)
    #expect(shared(one, one) == 0)
  }
}
