import Markup
import NewsModel
import Testing

@testable import Extraction

@Suite struct FurnitureTests {
  private static let opening = """
    The ferry between Tarn and Osk Island resumed its service on Friday after four days of storm, the harbour \
    office said, and the timetable holds from Saturday on.
    """
  private static let closing = """
    About two hundred passengers had been waiting on the island since Monday, most of them in the school, where the \
    council had put up beds and a kitchen.
    """

  @Test(
    "Bylines, bare dates and invitations are no body, however they are worded",
    arguments: [
      "<p class='author'>Words by Mira Lund</p>", "<p><time>2025-03-04 09:26</time></p>",
      "<div><p>Enjoying this? Our Saturday letter brings the five best stories to all islands.</p><form><input></form></div>",
    ])
  func dropped(_ furniture: String) {
    let article = ArticleExtractorTests.extract(
      """
      <html><head><title>Ferry to Osk runs again</title></head><body><main><article><h1>Ferry to Osk runs again</h1>
      <p>\(Self.opening)</p>\(furniture)<p>\(Self.closing)</p></article></main></body></html>
      """)
    #expect(article.paragraphs == [Paragraph(.text, Self.opening), Paragraph(.text, Self.closing)])
  }

  @Test(
    "A text beside a picture that ends in a name is a caption",
    arguments: [
      "The last boat before the storm leaves the harbour of Tarn on Sunday evening. Harbour Post",
      "The last boat before the storm leaves the harbour of Tarn on Sunday evening. (HP)",
      "12일 폭풍이 오기 전 마지막 배가 저녁에 항구를 떠나고 있으며 승객들이 갑판에서 손을 흔들고 있다. 항구신문",
      "12日夜、嵐の前に港を出る最後の船と、甲板から手を振る乗客たち。多くは島の学校へ向かう人びとだった。港新聞",
    ])
  func captions(_ caption: String) {
    let article = ArticleExtractorTests.extract(
      """
      <html><head><title>Ferry to Osk runs again</title></head><body><main><article><h1>Ferry to Osk runs again</h1>
      <p>\(Self.opening)</p><div><img src="boat.jpg"><p>\(caption)</p></div><p>\(Self.closing)</p>
      </article></main></body></html>
      """)
    #expect(article.paragraphs == [Paragraph(.text, Self.opening), Paragraph(.text, Self.closing)])
  }

  @Test(
    "A text that is named for other things has to convince both models",
    arguments: [("teaser", 0.3, 2), ("teaser", 0.6, 3), ("story-part", 0.3, 3)])
  func named(_ name: String, first: Float, kept: Int) {
    let reading = PageReading(
      HTMLDocument(
        """
        <article><p>\(Self.opening)</p><p>\(Self.closing)</p>
        <div><p class='\(name)'>The lighthouse of Osk has a new keeper this week.</p></div></article>
        """),
      model: .fitted, title: "")
    let assembler = BodyAssembler(
      reading.statistics, opinions: [1, 1, 0.9], first: [1, 1, first], title: "")
    #expect(assembler.assemble().kept.count == kept)
  }

  @Test(
    "What follows the last full stop",
    arguments: [
      ("The boat leaves. Harbour Post", 12), ("The boat leaves.", nil), ("The boat leaves", nil),
      ("Version 2.5 leaves", nil), ("배가 떠나고 있다. 항구신문", 8), ("船が出る。港新聞", 9),
      ("“The boat leaves.” HP", 2),
    ] as [(String, Int?)])
  func tails(text: String, units: Int?) {
    let page = PageBlocks(HTMLDocument("<p>\(text)</p>"))
    #expect(page.unitsAfterLastStop(of: page.blocks[0]) == units)
  }

  @Test(
    "Names alone are a byline, and what is named for pictures a caption",
    arguments: [
      ("<p>Ada Holm</p>", false), ("<div><span>ธนา ศรีทอง</span></div>", false),
      ("<p>Ada Holm waits</p>", true), ("<p>Ada Holm.</p>", true),
      ("<div class='photo-caption'>The boat at the pier.</div>", false),
      ("<div class='photo-text'>The boat at the pier.</div>", true),
    ])
  func lines(html: String, isKept: Bool) {
    let reading = PageReading(
      HTMLDocument(
        """
        <meta name="author" content="Ada Holm, ธนา ศรีทอง"><body><article><p>\(Self.opening)</p>\(html)
        <p>\(Self.closing)</p></article>
        """),
      model: .fitted, title: "")
    let assembler = BodyAssembler(
      reading.statistics, opinions: [1, 1, 1], first: [1, 1, 1], title: "")
    #expect(assembler.assemble().kept == (isKept ? [0, 1, 2] : [0, 2]))
  }

  @Test("A standfirst is what the page marks as one")
  func standfirst() {
    let article = ArticleExtractorTests.extract(
      """
      <html><head><title>Ferry to Osk runs again</title><meta name="description" content="All news of the islands">
      </head><body><article><h1>Ferry to Osk runs again</h1>
      <p class="standfirst">Four days without a boat, and two hundred waited.</p>
      <div><p>\(Self.opening)</p><p>\(Self.closing)</p></div></article></body></html>
      """)
    #expect(article.standfirst == "Four days without a boat, and two hundred waited.")
  }
}
