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
  private func settled(
    _ html: String, _ text: String, _ opinion: Float, first: Float? = nil, title: String = ""
  ) -> Float? {
    let document = HTMLDocument("<body><article>\(html)</article></body>")
    let reading = PageReading(document, model: .fitted, title: title)
    guard
      let index = reading.page.blocks.firstIndex(where: { reading.page.text(of: $0).contains(text) }
      )
    else { return nil }
    var opinions = [Float](repeating: 1, count: reading.page.blocks.count)
    opinions[index] = first ?? opinion
    let firsts = opinions
    opinions[index] = opinion
    let doubtful = DoubtfulBlocks(
      reading.statistics, first: firsts, document: document,
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

  @Test(
    "Labels, teasers and what stands in for others' content are not text, however likely",
    arguments: [
      ("<p>Read more: <a href='/ice'>Ice closes the strait again</a></p>", "Read more", true),
      ("<p>Читайте также: <a href='/ice'>Лёд снова закрыл пролив</a></p>", "Читайте", true),
      ("<p>関連記事:<a href='/ice'>海峡、再び氷に閉ざされる</a></p>", "関連", true),
      ("<p>เรื่องที่เกี่ยวข้อง <a href='/ice'>น้ำแข็งปิดช่องแคบอีกครั้ง</a></p>", "เรื่อง", true),
      ("<p>Read more about it in a book of the harbour master.</p>", "Read more", false),
      ("<li><a href='/ice'>Ice closes the strait</a> On Monday the crew of…</li>", "Monday", true),
      ("<li><a href='/ice'>Ice closes the strait</a> On Monday it did.</li>", "Monday", false),
      ("<li>On Monday the crew of the <a href='/ice'>ferry</a> waited…</li>", "Monday", false),
      (
        "<div>Accept cookies to see this.</div><ul><li>Accept cookies to see this.</li></ul>",
        "Accept", true
      ),
      ("<div>Accept cookies to see this.</div>", "Accept", false),
    ])
  func labels(line: String, text: String, isLabel: Bool) {
    let html = "<p>\(Self.first)</p><ul></ul>\(line)<p>\(Self.second)</p>"
    #expect(settled(html, text, 0.9) == (isLabel ? 0.09 : 0.9))
  }

  @Test(
    "A text that breaks off below a linked headline is a teaser",
    arguments: [
      ("<h3><a href='/ice'>Ice closes the strait again</a></h3>", true),
      ("<h3>Ice closes the strait again</h3>", false),
      ("<p><a href='/ice'>more</a></p>", false),
    ])
  func teasers(above: String, isTeaser: Bool) {
    let html = "<p>\(Self.first)</p>\(above)<p>On Monday the crew of the ferry...</p>"
    #expect(settled(html, "Monday", 0.9) == (isTeaser ? 0.09 : 0.9))
  }

  @Test("Another article than the headline's has to convince the first model well")
  func otherArticles() {
    let text =
      "<h1>The ferry of Osk</h1><p>\(Self.first)</p><p>\(Self.second)</p><p>\(Self.first)</p>"
    let other = "</article><article><p>In the harbour of Tarn.</p>"
    let nested = "<article><p>In the harbour of Tarn.</p></article>"
    func opinion(_ html: String, _ first: Float) -> Float? {
      settled(html, "Tarn", 0.9, first: first, title: "The ferry of Osk")
    }
    #expect(opinion(text + other, 0.7) == 0.09)
    #expect(opinion(text + other, 0.85) == 0.9)
    #expect(opinion(text + nested, 0.7) == 0.9)
    // Without text of its own the headline's article is no more than a header.
    #expect(opinion("<h1>The ferry of Osk</h1>" + other, 0.7) == 0.9)
  }

  @Test(
    "Comments behind a text, and asides of which the first model is not sure, are kept out of short texts, too",
    arguments: [
      ("<div class='comments'><p>Well said, Ida.</p></div>", true),
      ("<section id='replies'><div><p>Well said, Ida.</p></div></section>", true),
      ("<aside><p>Well said, Ida.</p></aside>", false),
      ("<div><p>Well said, Ida.</p></div>", false),
    ])
  func comments(part: String, isRefused: Bool) {
    let text = "<p>\(Self.first)</p><p>\(Self.second)</p>"
    let html = "<h1>The ferry of Osk</h1>\(text)<p>Late again: \(Self.first)</p>\(part)"
    #expect(settled(html, "Ida", 0.9, title: "The ferry of Osk") == (isRefused ? 0.09 : 0.9))
    // Without a headline before them, or text beside them, they may be what the page is about.
    #expect(settled("\(text)\(part)", "Ida", 0.9) == 0.9)
    #expect(settled("<h1>Ferry</h1>\(part)", "Ida", 0.9, title: "Ferry") == 0.9)
  }

  @Test(
    "What is set apart has to convince both models",
    arguments: [
      "aside", "nav", "footer", "form", "div role='complementary'", "div role='navigation'",
    ])
  func apart(tag: String) {
    let name = tag.prefix { $0 != " " }
    let html = "<p>\(Self.first)</p><\(tag)><p>\(Self.second)</p></\(name)>"
    #expect(settled(html, "bow door", 0.9, first: 0.4) == 0.09)
    #expect(settled(html, "bow door", 0.9, first: 0.6) == 0.9)
    #expect(
      settled("<p>\(Self.first)</p><p>\(Self.second)</p>", "bow door", 0.9, first: 0.4) == 0.9)
  }
}
