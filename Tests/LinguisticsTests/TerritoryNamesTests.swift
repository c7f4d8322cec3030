import Linguistics
import Testing

struct TerritoryNamesTests {
  @Test(arguments: [
    ("vi", "Việt Nam", "VN"), ("en", "germany", "DE"), ("ru", "Франция", "FR"), ("zh", "日本", "JP"),
    ("ar", "مصر", "EG"), ("de", "Österreich", "AT"), ("sr-Latn", "Nemačka", "DE"),
  ])
  func codeByName(language: String, name: String, code: String) {
    #expect(TerritoryNames(language: language).code(of: name) == code)
  }

  @Test func unknownLanguageHasNoNames() {
    #expect(TerritoryNames(language: "qqq").names.isEmpty)
    #expect(TerritoryNames(language: String(repeating: "x", count: 10_000)).names.isEmpty)
  }
}
