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

  @Test("A domain's name ends a title")
  func domains() {
    #expect(
      TitleParts.withoutSite(
        "Ferry to Osk | osk-courier.example | The news of all islands", site: []) == "Ferry to Osk")
    #expect(TitleParts.withoutSite("오스크 연락선 운항 재개ㅣ오스크일보", site: []) == "오스크 연락선 운항 재개")
  }
}
