import FeedParsing
import NewsModel
import Testing

struct OPMLTests {
  @Test func roundTripLosesNothingButSecrets() throws {
    let options = RequestOptions(headers: ["X-Desk": "7"], userAgent: "a \"b\" <c>")
    let feeds = [
      Feed(
        name: "Thời sự", url: "https://a.example/rss?x=1&y=2", source: "a.example", language: "vi",
        tags: ["việt nam", "báo"], kind: .feed, every: .fixed(seconds: 900), content: .feed,
        request: options,
        select: SelectorRules(body: "//article[@class='x']\n", drop: [".ad"]),
        only: [ItemFilter(field: .title, pattern: "bão|lũ", ignoresCase: true)], active: false),
      Feed(name: "b", url: "https://b.example/", source: "b.example"),
    ]
    let document = OPML.document(of: feeds, title: "Mine & <yours>")
    #expect(try OPML.feeds(in: Array(document.utf8)) == feeds)
    var secret = feeds[1]
    secret.request = RequestOptions(
      headers: ["Authorization": "hunter2", "Cookie": "hunter2"], basicAuth: "u:hunter2",
      proxy: "http://u:hunter2@p.example/")
    #expect(!OPML.document(of: [secret], title: "x").contains("hunter2"))
  }

  @Test func readsOtherReadersLists() throws {
    let text = """
      <?xml version="1.0"?><opml version="1.0"><head><title>T & T</title></head><body>
      <outline text="World"><outline type="rss" text="A &amp; B" xmlUrl="https://www.a.example/rss" htmlUrl="https://www.a.example/"/>
      <outline title="C" xmlUrl="https://c.example/feed" category="/x/y,z"/></outline>
      <outline text="Nothing"/><outline xmlUrl="https://d.example/f"></body></opml>
      """
    let feeds = try OPML.feeds(in: Array(text.utf8))
    #expect(feeds.map(\.name) == ["A & B", "C", "d.example"])
    #expect(feeds.map(\.source) == ["a.example", "c.example", "d.example"])
    #expect(feeds.map(\.tags) == [["World"], ["World", "x y", "z"], []])
  }

  @Test func refusesWhatIsNoList() {
    #expect(throws: FeedError.self) { try OPML.feeds(in: Array("<rss/>".utf8)) }
  }
}
