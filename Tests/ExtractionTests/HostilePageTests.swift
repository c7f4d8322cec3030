import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Extraction

/// Pages that are made to hurt: each must end soon, and its text be kept or its status tell.
@Suite struct HostilePageTests {
  struct Page: Sendable, CustomTestStringConvertible {
    var name: String
    /// Whether the sentence in it must be found.
    var keepsText: Bool
    var make: @Sendable () -> [UInt8]
    var testDescription: String { name }
  }

  static let sentence = """
    The harbour office of Osk said on Friday that the ferry had resumed its service after four days of storm, \
    and that the two hundred passengers who had been waiting on the island were all safe and on their way home.
    """

  private static func repeated(_ unit: String, _ count: Int) -> String {
    String(repeating: unit, count: count)
  }

  static let pages: [Page] = [
    Page(name: "100,000 levels of div", keepsText: true) {
      Array((repeated("<div>", 100_000) + "<p>\(sentence)</p>").utf8)
    },
    Page(name: "100,000 levels of inline elements, closed", keepsText: true) {
      Array((repeated("<b><i>", 50_000) + sentence + repeated("</i></b>", 50_000)).utf8)
    },
    Page(name: "100,000 levels of table", keepsText: true) {
      Array((repeated("<table><tr><td>", 33_000) + "<p>\(sentence)</p>").utf8)
    },
    Page(name: "end tags without number in deep nesting", keepsText: true) {
      Array((repeated("<b>", 2_000) + "<p>\(sentence)</p>" + repeated("</x>", 300_000)).utf8)
    },
    Page(name: "a million attributes", keepsText: true) {
      let attributes = (0..<1_000_000).map { "a\($0)=1 " }.joined()
      return Array("<p>\(sentence)</p><div \(attributes)>x</div>".utf8)
    },
    Page(name: "a million class names", keepsText: true) {
      Array("<p>\(sentence)</p><div class='\(repeated("a ", 500_000))'>x</div>".utf8)
    },
    Page(name: "one line of 5 MiB", keepsText: false) { Array(repeated("word ", 1 << 20).utf8) },
    Page(name: "5 MiB without any space", keepsText: false) { Array(repeated("x", 5 << 20).utf8) },
    Page(name: "NUL bytes between all letters of a tag", keepsText: true) {
      Array("<p>\(sentence)</p>\u{0}\u{0}<d\u{0}iv>\u{0}</p>".utf8)
        + [UInt8](repeating: 0, count: 100_000)
    },
    Page(name: "entities without end", keepsText: true) {
      Array("<p>\(sentence)</p><p>\(repeated("&amp;", 500_000))</p>".utf8)
    },
    Page(name: "an entity bomb in a document type", keepsText: true) {
      Array(
        """
        <!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><p>\(sentence)</p><p>&b;&b;</p>
        """.utf8)
    },
    Page(name: "comments never closed", keepsText: true) {
      Array((repeated("<!-- ", 200_000) + "<p>\(sentence)</p>").utf8)
    },
    Page(name: "tags never closed", keepsText: true) {
      Array("<p>\(sentence)</p>\(repeated("<a href=\"", 200_000))".utf8)
    },
    Page(name: "300,000 siblings", keepsText: false) {
      Array(("<p>\(sentence)</p>" + repeated("<p>a b</p>", 300_000)).utf8)
    },
    Page(name: "JSON nested 100,000 deep", keepsText: true) {
      let json = repeated("{\"@graph\":[", 100_000)
      return Array("<script type='application/ld+json'>\(json)</script><p>\(sentence)</p>".utf8)
    },
    Page(name: "titles of 50,000 parts and as many headings", keepsText: true) {
      let title = repeated("b - ", 50_000)
      let headings = (0..<50_000).map { "<h1><i>b</i> \($0)</h1>" }.joined()
      let linked = "{\"@type\":\"NewsArticle\",\"headline\":\"\(title)\"}"
      return Array(
        """
        <title>\(title)</title><meta property="og:title" content="\(title)">
        <script type="application/ld+json">\(linked)</script><p>\(sentence)</p>\(headings)
        """.utf8)
    },
    Page(name: "100,000 dates", keepsText: true) {
      Array(
        "<h1>x</h1><p>\(sentence)</p>\(repeated("<p>Published 4 March 2025</p>", 100_000))".utf8)
    },
    Page(name: "scripts full of quotes", keepsText: true) {
      Array("<script>\(repeated("\"<p>", 300_000))</script><p>\(sentence)</p>".utf8)
    },
    Page(name: "noise", keepsText: false) {
      var state: UInt64 = 3
      return (0..<(1 << 20)).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return UInt8(truncatingIfNeeded: state >> 40)
      }
    },
    Page(name: "noise of markup", keepsText: false) {
      var state: UInt64 = 5
      let pieces = [
        "<", ">", "</", "p", "div", "\"", "'", "=", " ", "&", ";", "#x", "<!--", "-->", "é", "中",
      ]
      return (0..<300_000).flatMap { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return Array(pieces[Int(state >> 40) % pieces.count].utf8)
      }
    },
  ]

  @Test("Bounded time, text kept or flagged", .tallied(.pages), arguments: pages)
  func survives(_ page: Page) {
    let bytes = page.make()
    let clock = ContinuousClock()
    var article = Article(status: .pending)
    let elapsed = clock.measure {
      article = ArticleExtractor().extract(
        bytes, url: "https://hostile.example/a", charset: "utf-8", now: BodyStatusTests.now)
    }
    // Debug builds on a busy machine: a release build needs a tenth.
    #expect(elapsed < .seconds(60))
    let isKept = article.body.contains(Self.sentence)
    if page.keepsText { #expect(isKept || !article.status.hasText, "\(article.status)") }
  }
}
