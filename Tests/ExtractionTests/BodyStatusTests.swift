import Foundation
import NewsModel
import Testing

@testable import Extraction

@Suite struct BodyStatusTests {
  static let now = Date(timeIntervalSince1970: 1_750_000_000)

  private func status(of fixture: StatusFixture) -> BodyStatus {
    ArticleExtractor().extract(
      Array(fixture.html.utf8), url: "https://news.example/2025/osk-ferry", charset: nil,
      now: Self.now
    ).status
  }

  @Test("At least 95% of consent, paywall, block and ordinary pages get their status")
  func table() {
    let wrong = StatusFixture.all.filter { status(of: $0) != $0.expected }
    let share = Double(wrong.count) / Double(StatusFixture.all.count)
    #expect(StatusFixture.all.count >= 60)
    #expect(share <= 0.05, "\(wrong.map { "\($0.name): \(status(of: $0))" })")
  }

  @Test(
    "No ordinary page is called a wall",
    arguments: StatusFixture.all.filter { $0.expected == .full })
  func ordinary(_ fixture: StatusFixture) {
    #expect(status(of: fixture) == .full)
  }

  @Test(
    "A wall's own words are never the article",
    arguments: StatusFixture.all.filter { [.consent, .blocked].contains($0.expected) })
  func noBody(_ fixture: StatusFixture) {
    let article = ArticleExtractor().extract(
      Array(fixture.html.utf8), url: "https://news.example/a", charset: nil, now: Self.now)
    #expect(!article.status.hasText)
    #expect(article.paragraphs.isEmpty)
  }

  private static func declaredPaid(_ body: String) -> Article {
    ArticleExtractorTests.extract(
      """
      <html lang="en"><head><title>Ferry to Osk runs again</title><script type="application/ld+json">
      {"@type": "NewsArticle", "headline": "Ferry to Osk runs again", "isAccessibleForFree": false,
      "hasPart": {"@type": "WebPageElement", "cssSelector": ".paywall"}}</script></head>
      <body><article><h1>Ferry to Osk runs again</h1><div class="paywall">\(body)</div></article></body></html>
      """)
  }

  private static let shown = """
    <p>The ferry between Tarn and Osk Island resumed its service on Friday after four days of storm, the harbour
    office said, and the timetable holds from Saturday on for all who hold a ticket.</p>
    <p>Two hundred people had waited on the island since Monday, most of them in the hall of the fishing
    cooperative, where volunteers cooked soup and handed out blankets.</p>
    <p>The next storm is expected on Tuesday, and the harbour office advises everyone to travel before then.</p>
    """

  @Test(
    "What a page that declares itself not free shows all the same is kept, and called what it is")
  func shownThoughPaid() {
    let article = Self.declaredPaid(Self.shown)
    #expect(article.status == .partial)
    #expect(article.paragraphs.count == 3)
    let teaser =
      "<p>The ferry between Tarn and Osk Island resumed its service on Friday after four…</p>"
    #expect(Self.declaredPaid(teaser).status == .paywall)
    let wall = "<p>This article is for subscribers only. Subscribe now to continue reading.</p>"
    #expect(Self.declaredPaid(Self.shown + wall).status == .paywall)
  }
}
