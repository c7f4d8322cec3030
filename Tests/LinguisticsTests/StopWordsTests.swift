import Testing

@testable import Linguistics

struct StopWordsTests {
  /// A word that texts have in another form could never be met.
  @Test func theListIsAsTheTextsWillBe() {
    let file = String(decoding: PackageResources.stop_words_txt, as: UTF8.self)
    let lines = file.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count > 30)
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      #expect(words[0].hasPrefix("[") && words[0].hasSuffix("]"))
      let known = StopWords(language: String(words[0].dropFirst().dropLast()))
      for word in words.dropFirst() { #expect(known.contains(Normalization.casefold(word))) }
    }
  }

  @Test(arguments: [
    ("en", "the", "bridge"), ("en-GB", "of", "flood"), ("zh-Hant", "沒有", "地震"),
    ("no", "ikke", "bro"),
    ("ja", "について", "鯨"), ("ar", "في", "نهر"), ("ru", "который", "мост"), ("ko", "있다", "다리"),
    ("th", "ที่", "สะพาน"), ("hi", "नहीं", "पुल"), ("vi", "của", "cầu"), ("fr", "les", "pont"),
  ])
  func goesByThePrimarySubtag(language: String, stopWord: String, other: String) {
    let words = StopWords(language: language)
    #expect(words.contains(stopWord) && !words.contains(other))
  }

  @Test func hasNoneForWhatItDoesNotKnow() {
    #expect(!StopWords(language: "und").contains("the"))
    #expect(!StopWords(language: "").contains("the"))
  }
}
