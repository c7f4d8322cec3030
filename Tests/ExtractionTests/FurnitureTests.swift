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
