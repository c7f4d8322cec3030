import Foundation
import NewsModel
import Testing

@testable import Extraction

@Suite struct ArticleExtractorTests {
  static let page = """
    <html lang="en-GB"><head><title>Ferry to Osk runs again | Osk Courier</title>
    <meta property="og:site_name" content="Osk Courier"><meta property="og:image" content="/i/ferry.jpg">
    <meta property="og:description" content="Four days without a boat: two hundred people waited on the island.">
    <link rel="canonical" href="/2025/ferry-runs-again"><meta name="author" content="Mira Lund">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
    {"@type":"NewsArticle","headline":"Ferry to Osk runs again","datePublished":"2025-03-07T23:30:00-05:00",
    "dateModified":"2025-03-08T10:00:00Z","articleSection":"Islands","isAccessibleForFree":true,
    "isBasedOn":"https://wire.example/osk"}]}</script></head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/news">News</a></li></ul></nav>
    <article><h1>Ferry to Osk runs again</h1><p class="byline">By Mira Lund</p>
    <div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div>
    <div class="article-body"><p>The ferry between Tarn and Osk Island resumed its service on Friday after four
    days of storm,<br>the harbour office said, and the <a href="../timetable?day=sat">new timetable</a> holds from
    Saturday on.</p>
    <h2>Two hundred passengers waiting</h2>
    <p>About two hundred passengers had been waiting on the island since Monday, most of them in the school, where
    the council had put up beds and a kitchen.</p>
    <ul><li>The first boat leaves Tarn at six in the morning, and carries lorries only.</li>
    <li>The second leaves at nine, and takes all those who hold a ticket of this week.</li></ul>
    <blockquote><p>The crossing was rough but safe, and nobody was hurt, which is all that a captain can ask for.</p></blockquote>
    <figure><img src="a.jpg"><figcaption>The ferry in the harbour. Photo: Osk Courier</figcaption></figure>
    <p>The company that runs the ferry said that it would pay back the tickets of those who had to wait, and that a
    second boat is to be bought before the next winter.</p></div>
    <section class="related"><h3>Read more</h3><ul><li><a href="/a">Storm tears roof off the school</a></li>
    <li><a href="/b">Council wants a bridge</a></li></ul></section></article>
    <div class="newsletter"><p>Sign up for our newsletter and get the news of the islands every morning.</p></div>
    <footer><p>© 2025 Osk Courier. All rights reserved.</p></footer></body></html>
    """

  static func extract(
    _ html: String, url: String = "https://osk.example/2025/ferry", rules: SelectorRules = .init()
  ) -> Article {
    ArticleExtractor().extract(
      Array(html.utf8), url: url, charset: "utf-8", rules: rules, now: BodyStatusTests.now)
  }

  @Test("A page becomes an article, furniture left behind")
  func whole() {
    let article = Self.extract(Self.page)
    #expect(
      article.paragraphs == [
        Paragraph(
          .text,
          """
          The ferry between Tarn and Osk Island resumed its service on Friday after four days of storm, the \
          harbour office said, and the new timetable holds from Saturday on.
          """),
        Paragraph(.heading, "Two hundred passengers waiting"),
        Paragraph(
          .text,
          """
          About two hundred passengers had been waiting on the island since Monday, most of them in the school, \
          where the council had put up beds and a kitchen.
          """),
        Paragraph(
          .listItem, "The first boat leaves Tarn at six in the morning, and carries lorries only."),
        Paragraph(
          .listItem,
          "The second leaves at nine, and takes all those who hold a ticket of this week."),
        Paragraph(
          .quote,
          "The crossing was rough but safe, and nobody was hurt, which is all that a captain can ask for."
        ),
        Paragraph(
          .text,
          """
          The company that runs the ferry said that it would pay back the tickets of those who had to wait, and \
          that a second boat is to be bought before the next winter.
          """),
      ])
    #expect(article.status == .full)
    #expect(article.confidence > 0.5)
  }

  @Test("What a page says of itself")
  func metadata() {
    let article = Self.extract(Self.page)
    #expect(article.title == "Ferry to Osk runs again")
    #expect(article.byline == "Mira Lund")
    #expect(article.publishedDay == "2025-03-07")
    #expect(article.published.map { Timestamp.string(from: $0) } == "2025-03-08T04:30:00Z")
    #expect(article.dateSource == .jsonLD)
    #expect(article.modified.map { Timestamp.string(from: $0) } == "2025-03-08T10:00:00Z")
    #expect(article.declaredLanguage == "en-GB")
    #expect(article.site == "Osk Courier")
    #expect(article.section == "Islands")
    #expect(article.type == "NewsArticle")
    #expect(article.isAccessibleForFree == true)
    #expect(article.canonicalURL == "https://osk.example/2025/ferry-runs-again")
    #expect(article.image == "https://osk.example/i/ferry.jpg")
    #expect(article.standfirst?.hasPrefix("Four days without a boat") == true)
    #expect(article.links == ["https://osk.example/timetable?day=sat"])
    #expect(article.basedOn == ["https://wire.example/osk"])
  }

  @Test("A canonical address that names the front page is not believed")
  func frontPage() {
    let page = Self.page.replacing("/2025/ferry-runs-again", with: "https://osk.example/")
    #expect(Self.extract(page).canonicalURL == nil)
  }

  @Test("Line breaks never join words; two of them part paragraphs")
  func breaks() {
    let text =
      "The harbour office said on Friday that the ferry had resumed its service after four days of storm"
    let article = Self.extract(
      "<html><body><h1>Ferry</h1><div>\(text)<br>again.<br><br>\(text) once more.<br/>\n<br/>\(text), too.</div></body></html>"
    )
    #expect(
      article.paragraphs.map(\.text) == ["\(text) again.", "\(text) once more.", "\(text), too."])
  }

  @Test("A paragraph that the page shows twice is kept once")
  func repeats() {
    let article = Self.extract(
      Self.page.replacing(
        "<section class=\"related\">",
        with: """
          <aside><p>About two hundred passengers had been waiting on the island since Monday, most of them in the \
          school, where the council had put up beds and a kitchen.</p></aside><section class="related">
          """))
    #expect(article.paragraphs.filter { $0.text.hasPrefix("About two hundred") }.count == 1)
  }

  @Test("A body split over sibling containers is joined")
  func split() {
    let body = Self.page.replacing(
      "<h2>Two hundred",
      with: "</div><div class=\"slot\"></div><div class=\"article-body\"><h2>Two hundred")
    #expect(Self.extract(body).paragraphs.count == Self.extract(Self.page).paragraphs.count)
  }

  @Test(
    "Rules overrule the models, in CSS and in XPath",
    arguments: [
      SelectorRules(
        body: ".article-body", drop: ["ul", "h2"], title: "string(//title)", date: nil),
      SelectorRules(
        body: "//div[@class='article-body']", drop: ["//ul", "//h2"], title: "title", date: nil),
    ])
  func rules(_ rules: SelectorRules) {
    let article = Self.extract(Self.page, rules: rules)
    #expect(article.title == "Ferry to Osk runs again | Osk Courier")
    #expect(article.paragraphs.map(\.kind) == [.text, .text, .quote, .text, .text])
  }

  @Test("A date rule is the most trusted source")
  func dateRule() {
    let page = Self.page.replacing(
      "By Mira Lund", with: "<time datetime='2025-03-01'>1 March</time>")
    let article = Self.extract(page, rules: SelectorRules(date: ".byline time"))
    #expect(article.publishedDay == "2025-03-01")
    #expect(article.dateSource == .rule)
  }

  @Test("The explanation names every block's fate, and what is wrong with rules")
  func explanation() {
    let explanation = ArticleExtractor().explain(
      Array(Self.page.utf8), url: "https://osk.example/a", charset: nil,
      rules: SelectorRules(drop: ["p:hover", ".nowhere"]), now: BodyStatusTests.now)
    #expect(explanation.ruleProblems.count == 1)
    #expect(explanation.bodySource == "body")
    let related = explanation.blocks.first { $0.text == "Storm tears roof off the school" }
    #expect(related?.verdict == .dropped)
    #expect(related?.reason.contains("related") == true)
    #expect(related?.path == "article > section.related > ul > li")
    let first = explanation.blocks.first { $0.text.hasPrefix("The ferry between") }
    #expect(first?.verdict == .kept)
    #expect(explanation.blocks.first { $0.text == "Ferry to Osk runs again" }?.verdict == .dropped)
  }

  @Test("A feed's own content")
  func feedItem() {
    var item = FeedItem()
    item.title = "Ferry runs again"
    item.link = "https://osk.example/ferry"
    item.summary = "<p>Short.</p>"
    item.contents = [
      FeedContent(
        type: "text/html",
        value: """
          <p>The ferry resumed its service on Friday.</p><h2>Waiting</h2><p>Two hundred had waited.</p>
          <p><a href="https://osk.example/ferry">Read more</a></p>
          """)
    ]
    let article = ArticleExtractor().extract(feedItem: item, url: nil)
    #expect(article.status == .feedOnly)
    #expect(
      article.paragraphs == [
        Paragraph(.text, "The ferry resumed its service on Friday."),
        Paragraph(.heading, "Waiting"),
        Paragraph(.text, "Two hundred had waited."),
      ])
    #expect(ArticleExtractor().extract(feedItem: FeedItem(), url: nil).status == .error)
  }
}
