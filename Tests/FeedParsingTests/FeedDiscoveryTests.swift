import FeedParsing
import Testing

struct FeedDiscoveryTests {
  private func found(_ html: String) -> [String] {
    FeedDiscovery.feeds(in: Array(html.utf8), url: "https://e.example/a/").map(\.url)
  }

  @Test(
    arguments: [
      ("<link rel='alternate' type='application/rss+xml' href='rss'>", ["https://e.example/a/rss"]),
      (
        "<LINK REL=ALTERNATE TYPE=application/atom+xml HREF=/atom.xml>",
        ["https://e.example/atom.xml"]
      ),
      (
        "<base href='https://c.example/x/'><link rel=alternate type=application/feed+json href=f>",
        ["https://c.example/x/f"]
      ),
      (
        "<link rel=alternate type=application/rss+xml href='feed://n.example/f'>",
        ["https://n.example/f"]
      ),
      (
        "<link rel=alternate type=application/rss+xml href='feed:http://n.example/f'>",
        ["http://n.example/f"]
      ),
      (
        "<!-- <link rel=alternate type=application/rss+xml href=/old> --><script>'<link rel=alternate type=application/rss+xml href=/js>'</script>",
        []
      ),
      ("<link rel=alternate hreflang=de href=/de/>", []),
      ("<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1>", []),
      ("<link rel=alternate type=text/xml+oembed href=/o>", []),
      (
        "<link rel=alternate type=application/rss+xml href=/c title='Comments'><link rel=alternate type=application/rss+xml href=/n>",
        ["https://e.example/n", "https://e.example/c"]
      ),
      (
        "<link rel=alternate type=application/rss+xml href=/n><link rel=alternate type=application/rss+xml href=/n>",
        ["https://e.example/n"]
      ),
      (
        "<a href=/rss/>RSS</a><a href=/about>x</a><a href=/news.rss>y</a><a href='/?feed=rss2'>z</a><a href=/rss-readers>w</a>",
        ["https://e.example/rss/", "https://e.example/news.rss", "https://e.example/?feed=rss2"]
      ),
      (
        "<a href=/news.rss>y</a><link rel=alternate type=application/rss+xml href=/n>",
        ["https://e.example/n"]
      ),
      ("<link rel=alternate type=application/rss+xml href='javascript:x'>", []),
      ("<link rel=\"alternate", []), ("<a href=", []),
    ] as [(String, [String])])
  func findsFeeds(html: String, expected: [String]) { #expect(found(html) == expected) }

  @Test func namesUsualPlaces() {
    let addresses = FeedDiscovery.commonAddresses(ofSite: "https://e.example/news/today?x")
    #expect(addresses.first == "https://e.example/feed")
    #expect(addresses.contains("https://e.example/sitemap.xml"))
    #expect(Set(addresses).count == addresses.count)
  }

  @Test func sitemapsOfRobots() {
    let text =
      "User-agent: *\r\nSitemap: /all.xml\r\n  SITEMAP:https://e.example/news.xml \r\nSitemap: /all.xml\r\nSitemap: ftp://e.example/x\r\n"
    #expect(
      FeedDiscovery.sitemaps(inRobots: text, url: "https://e.example/robots.txt") == [
        "https://e.example/news.xml", "https://e.example/all.xml",
      ])
    #expect(!FeedDiscovery.isForNews("https://news.example/sitemap.xml"))
    #expect(FeedDiscovery.isForNews("https://e.example/news-sitemap.xml.gz"))
  }
}
