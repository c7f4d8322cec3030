import Markup
import Testing

@testable import Extraction

@Suite("Doubtful blocks")
struct DoubtfulBlocksTests {
  private static let first =
    "The night ferry to Osk left the old harbour at nine, an hour late, with forty lorries on deck."
  private static let second =
    "Its crew had spent the afternoon mending the bow door, which ice had bent two days before."

  /// What becomes of the block that holds `text`, of which the models think `opinion`; of all others they are sure.
  private func settled(_ html: String, _ text: String, _ opinion: Float) -> Float? {
    let document = HTMLDocument("<body><article>\(html)</article></body>")
    let reading = PageReading(document, model: .fitted, title: "")
    guard
      let index = reading.page.blocks.firstIndex(where: { reading.page.text(of: $0).contains(text) }
      )
    else { return nil }
    var opinions = [Float](repeating: 1, count: reading.page.blocks.count)
    opinions[index] = opinion
    let doubtful = DoubtfulBlocks(
      reading.statistics, first: opinions, document: document,
      base: PageURL("https://www.osk-post.example/ferry"))
    return doubtful.settled(opinions)[index]
  }

  @Test(
    "An item that is a sentence, and what looks like the text that follows, count as text",
    arguments: [
      (
        "<p>\(first)</p><ul><li>Dogs stay in the cars.</li></ul><p>\(second)</p>", "Dogs", 0.3, true
      ),
      ("<p>\(first)</p><ul><li>犬は車内に残ります。</li></ul><p>\(second)</p>", "犬は", 0.3, true),
      (
        "<p>\(first)</p><ul><li>Dogs stay in the cars.</li></ul><p>\(second)</p>", "Dogs", 0.1,
        false
      ),
      ("<p>\(first)</p><ul><li>Dogs and cars</li></ul><p>\(second)</p>", "Dogs", 0.3, false),
      (
        "<p>\(first)</p><ul><li><a href='/dogs'>Dogs at sea</a> They stay.</li></ul><p>\(second)</p>",
        "Dogs",
        0.3, false
      ),
      ("<p>Harbour of Osk</p><p>\(first)</p><p>\(second)</p>", "Harbour", 0.3, true),
      ("<p>Read more: harbour</p><p>\(first)</p><p>\(second)</p>", "harbour", 0.3, false),
      ("<p>\(first)</p><p>\(second)</p><p>Harbour of Osk</p>", "Harbour", 0.3, false),
      ("<div><p>Harbour of Osk</p></div><p>\(first)</p><p>\(second)</p>", "Harbour", 0.3, false),
    ] as [(String, String, Float, Bool)])
  func raised(html: String, text: String, opinion: Float, isRaised: Bool) {
    #expect(settled(html, text, opinion) == (isRaised ? 0.51 : opinion))
  }

  @Test(
    "A line that cites other sites counts as text",
    arguments: [
      (["https://sea.example/ice", "https://port.example/door"], true),
      (["https://sea.example/ice", "/timetable"], true),
      (["https://news.osk-post.example/ice", "/timetable"], false),
      (["https://sea.example/ice", "https://sea.example/ice"], false),
      (["https://sea.example/ice", "#top"], false),
    ])
  func cited(links: [String], isRaised: Bool) {
    let line = links.map { "<a href='\($0)'>a report</a>" }.joined(separator: " and ")
    let html = "<p>\(Self.first)</p><p>\(Self.second)</p><div>Sources: \(line)</div>"
    #expect(settled(html, "Sources", 0.3) == (isRaised ? 0.51 : 0.3))
  }
}
