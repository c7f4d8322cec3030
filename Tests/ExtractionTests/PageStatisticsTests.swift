import Markup
import Testing

@testable import Extraction

@Suite struct PageStatisticsTests {
  private static func statistics(_ body: String) -> PageStatistics {
    let document = HTMLDocument("<html><body>\(body)</body></html>")
    return PageStatistics(
      PageBlocks(document), PageMetadata(document), title: "Ferry to Osk", byline: "")
  }

  @Test(
    "The same words again are a repetition elsewhere, not in the same place",
    arguments: [
      ("<div><p>Mind the gap.</p><p>Mind the gap.</p></div>", [1, 1]),
      ("<div><p>Mind the gap.</p></div><ul><li>Mind the gap.</li></ul>", [2, 2]),
    ] as [(String, [Int32])])
  func repeats(_ body: String, _ expected: [Int32]) {
    #expect(Self.statistics(body).repeats == expected)
  }

  @Test("Three boxes of one name are a row; the nearest row counts")
  func cards() throws {
    let comments = (1...4).map { "<div class='reply'><b>Ida \($0)</b><p>Good news.</p></div>" }
    let statistics = Self.statistics(
      "<p>The ferry runs.</p><section>\(comments.joined())</section>")
    let places = statistics.page.blocks.map { statistics.cards.places[Int($0.container)] }
    #expect(places.first?.row == -1)
    #expect(Set(places.dropFirst().map(\.box)).count == 4)
    let row = try #require(places.last.map { statistics.cards.rows[Int($0.row)] })
    #expect(row.count == 4)
    #expect(row.kind == 4)
  }

  @Test(
    "A layout's classes name nothing",
    arguments: [
      ("flex items-center md:justify-start text-sm bottom-0 float-left", []),
      ("hidden md:block", []),
      ("md:hidden", []),
      ("hidden", .hidden),
      ("story-related lg:grid", .related),
      ("items-list", .related),
      ("page-bottom", .foot),
    ] as [(String, ClassBits)])
  func utilities(_ name: String, _ expected: ClassBits) {
    let bits = Array(name.utf8).withUnsafeBufferPointer { ClassLexicon.bits(of: $0) }
    let telling: ClassBits = [.hidden, .related, .foot, .side, .navigation]
    #expect(bits.intersection(telling) == expected)
  }

  @Test(
    "Look-alikes are known by their class, figures and places in a row aside",
    arguments: [
      ("<p class='q' id='a'>One fine day.</p><p class='q' id='b'>Another day.</p>", true),
      ("<p class='post-17 odd'>One fine day.</p><p class='post-18 even'>Another day.</p>", true),
      ("<p class='lead'>One fine day.</p><p class='note'>Another day.</p>", false),
    ])
  func looks(_ body: String, areAlike: Bool) {
    let blocks = Self.statistics("<div>\(body)</div>").page.blocks
    #expect((blocks[0].look == blocks[1].look) == areAlike)
  }

  @Test(
    "The headline is the h1 that has the title, else a heading, else a line that is it",
    arguments: [
      ("<p>Ferry to Osk</p><h2>Ferry to Osk</h2><h1>A ferry to Osk at last</h1>", 2),
      ("<p>Ferry to Osk</p><h1>The Post</h1><h2>Ferry to Osk</h2>", 2),
      ("<ul><li><a href='/'>Ferry to Osk</a></li></ul><div>Ferry to Osk</div><p>It ran.</p>", 1),
      ("<h1>The Post</h1><p>It ran to Osk.</p>", -1),
    ])
  func headline(_ body: String, _ expected: Int) {
    #expect(Self.statistics(body).headline == expected)
  }

  @Test(
    "A name on most of the page's text says something where it means comments, behind the headline")
  func wrappedComments() {
    let comment =
      "<p>\(String(repeating: "I have waited for it for years, as we all did. ", count: 9))</p>"
    let page = Self.statistics(
      "<h1>Ferry to Osk</h1><p>It runs.</p><div class='comments'><div><div><div>\(comment)</div></div></div></div>"
    )
    let whole = Self.statistics(
      "<div class='comments'><div><h1>Ferry to Osk</h1><div><div>\(comment)</div></div></div></div>"
    )
    let names = [page, whole].map { statistics in
      statistics.inherited[Int(statistics.page.blocks.last?.container ?? 0)].far
    }
    #expect(names.map { $0.contains(.comment) } == [true, false])
  }

  @Test(
    "A text breaks off where it ends in an ellipsis",
    arguments: [
      ("The crew of…", true), ("The crew of...", true), ("The crew [...]", true),
      ("乗組員は……", true), ("The crew waited.", false), ("Wait.", false), ("…and so on", false),
      ("a…", true), ("…", false),
    ])
  func ellipsis(_ text: String, _ expected: Bool) {
    let page = PageBlocks(HTMLDocument("<body><p>\(text)</p></body>"))
    #expect(page.blocks.first.map { page.trailsOff($0) } == (page.blocks.isEmpty ? nil : expected))
  }
}
