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
}
