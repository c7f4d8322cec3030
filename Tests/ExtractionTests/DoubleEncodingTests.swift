import Foundation
import NewsModel
import Testing

@testable import Extraction

@Suite struct DoubleEncodingTests {
  /// UTF-8 taken for Latin-1.
  private static func doubled(_ text: String) -> String {
    String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
  }

  @Test(
    "What was encoded twice is decoded twice",
    arguments: [
      "The crew’s “night”", "Xin chào Việt Nam", "Утренний паром", "夜行船は遅れた", "เรือ", "🚢 a",
    ])
  func undone(_ text: String) {
    #expect(DoubleEncoding.undone(Self.doubled(text)) == text)
  }

  @Test(
    "What was not stays as it is",
    arguments: ["plain", "café, naïve", "Việt Nam", "паром", "夜行船", "São Paulo — “ok”", ""])
  func kept(_ text: String) { #expect(DoubleEncoding.undone(text) == nil) }

  @Test("Sound and broken signs on one page")
  func mixed() {
    #expect(DoubleEncoding.undone("café and " + Self.doubled("it’s")) == "café and it’s")
  }

  @Test("A page of which several signs are broken is read anew, its title, too")
  func page() {
    let title = "The ferry’s night"
    let paragraphs = (1...4).map {
      "<p>On night \($0) the ferry’s crew waited for the ice to part, and “nobody slept”, as its master said.</p>"
    }
    let html =
      "<html><head><title>\(title)</title></head><body><article><h1>\(title)</h1>\(paragraphs.joined())</article></body></html>"
    func article(_ html: String) -> Article {
      ArticleExtractor().extract(
        Array(html.utf8), url: "https://osk.example/ferry", charset: "utf-8",
        now: Date(timeIntervalSince1970: 1_700_000_000))
    }
    let sound = article(html)
    let broken = article(Self.doubled(html))
    #expect(sound.title == title)
    #expect(sound.paragraphs.count == 4)
    #expect(broken.title == sound.title)
    #expect(broken.paragraphs == sound.paragraphs)
  }
}
