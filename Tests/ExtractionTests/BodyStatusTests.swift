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
}
