import Foundation
import NewsModel
import Testing

@testable import Extraction

@Suite struct PublicationDateTests {
  private static let story = """
    <p>The ferry between Tarn and Osk Island resumed its service on Friday after four days of storm, the harbour
    office said, and the timetable holds from Saturday on.</p>
    """

  private static func article(head: String = "", top: String, url: String = "/ferry") -> Article {
    ArticleExtractorTests.extract(
      """
      <html lang="en-GB"><head><title>Ferry to Osk runs again</title>\(head)</head><body>
      <div class="related-items">\(top)</div><footer><p>Founded 1 May 2001 in Tarn</p></footer></body></html>
      """, url: "https://osk.example\(url)")
  }

  private static let menu = String(repeating: "<p>Islands</p>", count: 12)
  private static let headline = "<h1>Ferry to Osk runs again</h1>"

  @Test(
    "The date line is found wherever it stands about the headline",
    arguments: [
      "<div><span>blog | </span> 4 March 2025</div>\(headline)\(story)",
      "<p><time datetime='2025-03-04'>Tuesday</time></p>\(headline)\(story)",
      "\(headline)<p>Published</p><p>4 March 2025</p>\(story)",
      "\(headline)<p><strong>04.03.2025</strong> The council met on the island, \(story)",
      "\(headline)<p class='meta'>Updated 9 March 2025</p><p>4 March 2025</p>\(story)",
      "\(headline)<p><abbr class='published' title='2025-03-04T05:11:00-05:00'>5:11</abbr></p>\(story)",
      // A word for it settles what a footer's date means, also beside that of a change.
      "\(headline)\(story)<p class='footer'>Letzte Änderung: 3.3.2025 - 14:49 Erschienen am: 04.03.2025 © Tarn</p>",
      "\(headline)\(story)<div class='post-footer'>Dieser Artikel wurde am 4. März 2025 um 14:48 abgelegt</div>",
      "\(headline)<p>04 | 03 | 25</p>\(story)",
      "<p>Thursday, 6 March 2025</p>\(menu)\(headline)<p>4 March 2025</p>\(story)",
      "\(headline)\(story)<script type='application/json'>{\"publishedDate\":\"2025-03-04T05:11:00Z\"}</script>",
    ])
  func visible(_ top: String) {
    #expect(Self.article(top: top).publishedDay == "2025-03-04")
  }

  @Test("An update's date is better than none")
  func onlyUpdated() {
    let top = "\(Self.headline)<p class='meta'>Updated 9 March 2025</p>\(Self.story)"
    #expect(Self.article(top: top).publishedDay == "2025-03-09")
  }

  @Test(
    "Metadata by what they are worth",
    arguments: [
      // A name that no list has.
      ("<meta name='w-published-date' content='2025-03-04'>", "", "/ferry", "2025-03-04"),
      ("<meta name='date-expires' content='2025-03-09'>", "", "/ferry", nil),
      // `date` may be the template's, the line under the headline is not.
      (
        "<meta name='date' content='2025-03-09'>", "<p class='date'>4 March 2025</p>", "/ferry",
        "2025-03-04"
      ),
      ("<meta name='date' content='2025-03-09'>", "", "/ferry", "2025-03-09"),
      (
        "<meta name='date' content='2025-03-09'>", "<p>4.3.2025 - by the harbour desk</p>",
        "/ferry",
        "2025-03-04"
      ),
      // RDFa in the text; what the last publication was says nothing of the first.
      (
        "<meta name='last-published' content='2025-03-09'>",
        "<span property='schema:dateCreated' content='2025-03-04T05:11:00Z'></span>", "/ferry",
        "2025-03-04"
      ),
      // Where the metadata name two days, readers see one of them.
      (
        """
        <script type='application/ld+json'>{"@type": "NewsArticle", "datePublished": "2025-03-01"}</script>
        <meta property='article:published_time' content='2025-03-04T05:11:00Z'>
        """, "<p class='date'>4 March 2025</p>", "/ferry", "2025-03-04"
      ),
      // A move to another system dates all pages anew; the line keeps the day.
      (
        "<meta property='article:published_time' content='2025-03-04'>",
        "<p class='date'>5 January 2019</p>", "/ferry", "2019-01-05"
      ),
      (
        "<meta name='description' content='Ferry to Osk (4 March 2025)'>", "", "/ferry",
        "2025-03-04"
      ),
      // Month and day in the order that the page itself confirms.
      (
        "<meta name='date' content='03/04/2025 12:43:42'>",
        "<p>\(story)</p><p>Erstellt 04.03.2025</p>",
        "/ferry", "2025-03-04"
      ),
      // The address keeps the day that an update overwrote.
      (
        "<meta property='article:published_time' content='2025-03-04'>", "",
        "/2024/01/05/ferry", "2024-01-05"
      ),
      (
        "<meta property='article:published_time' content='2025-03-04'>", "",
        "/2025/03/03/ferry", "2025-03-04"
      ),
      // Midnight east of Greenwich.
      (
        "<meta property='article:published_time' content='2025-03-03T23:00:00Z'>",
        "<p class='date'>4 March 2025</p>", "/ferry", "2025-03-04"
      ),
    ] as [(String, String, String, String?)])
  func metadata(_ head: String, _ line: String, _ url: String, _ day: String?) {
    let article = Self.article(head: head, top: Self.headline + line + Self.story, url: url)
    #expect(article.publishedDay == day)
  }

  @Test("The day as readers see it leaves the instant alone")
  func instant() {
    let article = Self.article(
      head: "<meta property='article:published_time' content='2025-03-03T23:00:00Z'>",
      top: "\(Self.headline)<p class='date'>4 March 2025</p>\(Self.story)")
    #expect(article.publishedDay == "2025-03-04")
    #expect(article.published == Date(timeIntervalSince1970: 1_741_042_800))
  }
}
