import NewsModel
import Testing

@testable import Extraction

@Suite struct TitlePickerTests {
  private static func title(_ documentTitle: String, openGraph: String = "", _ heading: String)
    -> String?
  {
    ArticleExtractorTests.extract(
      """
      <html><head><title>\(documentTitle)</title><meta property="og:title" content="\(openGraph)"></head>
      <body>\(heading)<p>The ferry between Tarn and Osk Island resumed its service on Friday.</p></body></html>
      """
    ).title
  }

  @Test(
    "What stands in a heading beside the headline is left out",
    arguments: [
      (
        "<h1><span class='kicker'>Islands</span> Ferry to Osk runs again</h1>",
        "Ferry to Osk runs again"
      ),
      (
        "<h1><span>The islands</span> <span>Ferry to Osk runs again</span></h1>",
        "Ferry to Osk runs again"
      ),
      (
        "<h1>Ferry to Osk runs again <small class='date'>4 March 2025</small></h1>",
        "Ferry to Osk runs again"
      ),
      ("<h1>Islands: Ferry to Osk runs again</h1>", "Ferry to Osk runs again"),
      // Words of the headline, however marked.
      ("<h1>Ferry to <em>Osk</em> runs again</h1>", "Ferry to Osk runs again"),
      ("<h1><span>Ferry</span> to Osk runs again</h1>", "Ferry to Osk runs again"),
      (
        "<h1><span class='kicker'>Islands</span>: Ferry to Osk runs again</h1>",
        "Ferry to Osk runs again"
      ),
    ])
  func kickers(_ heading: String, _ expected: String) {
    let title = Self.title("Ferry to Osk runs again", openGraph: "Ferry to Osk runs again", heading)
    #expect(title == expected)
  }

  @Test("A headline with a dash stays whole, whatever the metadata cut off")
  func dashes() {
    let headline = "Ferry to Osk runs again – Two hundred waited on the island"
    #expect(Self.title(headline, "<h1>\(headline)</h1>") == headline)
    #expect(
      Self.title(
        "The ferry to Osk runs again", openGraph: "ferry to Osk runs again",
        "<h1>The ferry to Osk runs again</h1>")
        == "The ferry to Osk runs again")
  }

  private static func news(headline: String, openGraph: String, _ heading: String) -> String? {
    ArticleExtractorTests.extract(
      """
      <html><head><title>Ferry - Courier</title><meta property="og:title" content="\(openGraph)">
      <script type="application/ld+json">{"@type": "NewsArticle", "headline": "\(headline)"}</script></head>
      <body>\(heading)<p>The ferry between Tarn and Osk Island resumed its service on Friday.</p></body></html>
      """
    ).title
  }

  @Test("JSON-LD knows the headline within a heading")
  func kickerWithoutMark() {
    #expect(
      Self.news(
        headline: "Ferry to Osk runs again", openGraph: "Islands | Ferry to Osk runs again",
        "<h1>Islands Ferry to Osk runs again</h1>") == "Ferry to Osk runs again")
  }

  @Test(
    "A news article's JSON-LD wins over a heading that OpenGraph contradicts too",
    arguments: [
      ("Storm over: Ferry to Osk runs again", "Ferry to Osk sails after the storm ends"),
      ("Ferry to Osk is running again", "Ferry to Osk runs again"),
    ])
  func contradictedHeading(_ openGraph: String, _ expected: String) {
    let headline = "Ferry to Osk sails after the storm ends"
    let heading = "<h1>Ferry to Osk runs again</h1>"
    let stated = expected == headline ? headline : "Ferry to Osk runs again"
    #expect(Self.news(headline: stated, openGraph: openGraph, heading) == expected)
  }

  @Test("A heading that the title begins with is the headline, however short")
  func beginnings() {
    #expect(
      Self.title(
        "Fair ferries - Society of the Friends of Osk Island (SFO) - SFO", "<h1>Fair ferries</h1>")
        == "Fair ferries")
    #expect(
      Self.title(
        "Ferry 2.1 - The stormy update - Osk Island Courier",
        openGraph: "Ferry 2.1 - The stormy update",
        "") == "Ferry 2.1 - The stormy update")
  }

  @Test("A heading may be made of blocks")
  func blocksInHeading() {
    #expect(
      Self.title(
        "Osk Ferries - Courier of the North", "<h1><div>Islands</div><div>Osk Ferries</div></h1>")
        == "Osk Ferries")
  }

  @Test("A section's name ends a title, spaced or not")
  func sections() {
    #expect(TitleParts.without("오스크 연락선 운항 재개-정치", sections: ["정치"]) == "오스크 연락선 운항 재개")
    #expect(TitleParts.without("Ferry to Osk - Islands", sections: ["Islands"]) == "Ferry to Osk")
    #expect(
      TitleParts.without("Two days on the Islands", sections: ["Islands"]).hasSuffix("Islands"))
  }

  @Test("A domain's name ends a title")
  func domains() {
    #expect(
      TitleParts.withoutSite(
        "Ferry to Osk | osk-courier.example | The news of all islands", site: []) == "Ferry to Osk")
    #expect(TitleParts.withoutSite("오스크 연락선 운항 재개ㅣ오스크일보", site: []) == "오스크 연락선 운항 재개")
  }
}
