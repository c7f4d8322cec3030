import FeedParsing
import Foundation
import NewsModel
import Testing

/// One invented feed per format, compared as a whole.
struct FeedFormatTests {
  private func parse(
    _ text: String, headers: [String: String] = [:], url: String? = "https://news.example/feed"
  ) throws -> ParsedFeed {
    try FeedParser(now: Timestamp.date(from: "2024-06-01T00:00:00Z")).parse(
      Array(text.utf8), headers: headers, url: url)
  }

  private func day(_ text: String) -> Date? { Timestamp.date(from: text) }

  @Test func rss20WithExtensions() throws {
    let feed = try parse(
      """
      <?xml version="1.0"?>
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
        xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
      <channel><title>Fjord &amp; Fell</title><link>https://news.example/</link>
      <atom:link rel="self" href="https://news.example/feed" type="application/rss+xml"/>
      <description>News</description><language>nb_no</language><ttl>30</ttl>
      <sy:updatePeriod>daily</sy:updatePeriod>
      <skipHours><hour>0</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
      <image><title>Logo</title><link>https://logo.example/</link></image>
      <item><title>Tall ship &lt;b&gt;returns&lt;/b&gt; to B&amp;amp;B harbour</title>
      <link>/2024/05/tall-ship?a=1&amp;b=2</link><guid isPermaLink="false">n-1</guid>
      <pubDate>Tue, 28 May 2024 10:00:00 +0200</pubDate><dc:creator>Kari Lund</dc:creator>
      <dc:creator>Ola Berg</dc:creator><category domain="d">Sea</category><slash:section>Coast</slash:section>
      <description><![CDATA[<p>The <i>Havørn</i> is back.]]></description>
      <content:encoded><![CDATA[<p>The ship is back.</p>]]></content:encoded>
      <media:content url="https://img.example/1.jpg" medium="image"><media:title>Not the headline</media:title></media:content>
      <enclosure url="https://snd.example/1.mp3" type="audio/mpeg" length="99"/>
      <source url="https://wire.example/rss">The Wire</source></item>
      </channel></rss>
      """)
    #expect(feed.version == "rss20")
    #expect(feed.problem == nil)
    #expect(feed.title == "Fjord & Fell")
    #expect(feed.link == "https://news.example/")
    #expect(feed.language == "nb-NO")
    #expect(feed.minimumInterval == 1800)
    #expect(feed.skipHours == [0, 0])
    #expect(feed.skipDays == [7])
    var item = FeedItem()
    item.guid = "n-1"
    item.title = "Tall ship returns to B&B harbour"
    item.link = "https://news.example/2024/05/tall-ship?a=1&b=2"
    item.published = day("2024-05-28T08:00:00Z")
    item.authors = [FeedAuthor(name: "Kari Lund"), FeedAuthor(name: "Ola Berg")]
    item.categories = [FeedCategory(term: "Sea", scheme: "d"), FeedCategory(term: "Coast")]
    item.summary = "<p>The <i>Havørn</i> is back."
    item.contents = [FeedContent(type: "text/html", value: "<p>The ship is back.</p>")]
    item.image = "https://img.example/1.jpg"
    item.enclosures = [
      FeedEnclosure(url: "https://snd.example/1.mp3", type: "audio/mpeg", length: 99)
    ]
    item.links = [
      FeedLink(href: "https://news.example/2024/05/tall-ship?a=1&b=2"),
      FeedLink(
        href: "https://snd.example/1.mp3", rel: "enclosure", type: "audio/mpeg", length: "99"),
    ]
    item.language = "nb-NO"
    var source = FeedSource()
    source.title = "The Wire"
    source.link = "https://wire.example/rss"
    item.source = source
    #expect(feed.items == [item])
    #expect(feed.items[0].summaryText == "The Havørn is back.")
  }

  @Test func atom10() throws {
    let feed = try parse(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://presse.example/">
      <title type="html">La &lt;em&gt;Presse&lt;/em&gt; d&amp;eacute;part</title>
      <link rel="self" href="atom.xml"/><link href="./"/><id>urn:x:1</id><updated>2024-05-28T10:00:00Z</updated>
      <entry xml:base="2024/"><title>Grève à l’école</title><link rel="alternate" type="text/html" href="greve.html"/>
      <link rel="enclosure" href="son.ogg" type="audio/ogg"/><id>urn:x:2</id>
      <published>2024-05-28T09:30:00.5+02:00</published><updated>2024-05-28T10:00:00Z</updated>
      <author><name>Zoé Petit</name><email>zoe@presse.example</email><uri>/zoe</uri></author>
      <contributor><name>Nobody</name></contributor>
      <category term="edu" scheme="s" label="École"/>
      <summary>1 &lt; 2 et 3</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A &amp; <b>B</b><br/></div></content>
      <source><title>Agence</title><updated>2024-05-01T00:00:00Z</updated><author><name>AG</name></author></source>
      </entry></feed>
      """)
    #expect(feed.version == "atom10")
    #expect(feed.title == "La Presse départ")
    #expect(feed.link == "https://presse.example/")
    #expect(feed.language == "fr")
    let item = try #require(feed.items.first)
    #expect(item.link == "https://presse.example/2024/greve.html")
    #expect(item.published == Date(timeIntervalSince1970: 1_716_881_400))
    #expect(
      item.authors == [
        FeedAuthor(
          name: "Zoé Petit", email: "zoe@presse.example", url: "https://presse.example/zoe")
      ])
    #expect(item.categories == [FeedCategory(term: "edu", scheme: "s", label: "École")])
    #expect(item.summary == "1 &lt; 2 et 3" || item.summaryText == "1 < 2 et 3")
    #expect(
      item.contents.map(\.value) == ["<div>A &amp; <b>B</b><br></div>"])
    #expect(item.contents.map(\.type) == ["application/xhtml+xml"])
    #expect(item.source?.title == "Agence")
    #expect(item.source?.authors == [FeedAuthor(name: "AG")])
    #expect(
      item.enclosures == [
        FeedEnclosure(url: "https://presse.example/2024/son.ogg", type: "audio/ogg")
      ])
  }

  @Test func rdf10() throws {
    let feed = try parse(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://n.example/"><title>ニュース</title><link>https://n.example/</link>
      <items><rdf:Seq><rdf:li rdf:resource="https://n.example/1"/></rdf:Seq></items></channel>
      <item rdf:about="https://n.example/1"><title>台風が上陸</title><link>https://n.example/1</link>
      <dc:date>2024-05-28T18:00+09:00</dc:date><dc:subject>天気</dc:subject><dc:language>ja</dc:language></item>
      </rdf:RDF>
      """)
    #expect(feed.version == "rss10")
    #expect(feed.title == "ニュース")
    let item = try #require(feed.items.first)
    #expect(item.guid == "https://n.example/1")
    #expect(item.published == day("2024-05-28T09:00:00Z"))
    #expect(item.categories == [FeedCategory(term: "天気")])
    #expect(item.language == "ja")
  }

  @Test func jsonFeed() throws {
    let feed = try parse(
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "Tin tức", "home_page_url": "https://vn.example/",
       "language": "vi", "items": [{"id": 7, "url": "/bao-so-3", "title": "Bão số 3 đổ bộ",
       "content_html": "<p>Bão</p>", "summary": "Gió < 10", "date_published": "2024-05-28T10:00:00+07:00",
       "authors": [{"name": "Lan"}], "tags": ["bão"], "attachments": [{"url": "https://a.example/1.mp3",
       "mime_type": "audio/mpeg", "size_in_bytes": 12}],}]} trailing
      """)
    #expect(feed.version == "json11")
    #expect(feed.problem == "the document is no valid JSON")
    let item = try #require(feed.items.first)
    #expect(item.guid == "7")
    #expect(item.link == "https://news.example/bao-so-3")
    #expect(item.published == day("2024-05-28T03:00:00Z"))
    #expect(item.summaryText == "Gió < 10")
    #expect(item.enclosures.map(\.length) == [12])
  }

  @Test func newsSitemap() throws {
    let feed = try parse(
      """
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc>https://s.example/a-1</loc><lastmod>2024-05-28</lastmod>
      <n:news><n:publication><n:name>S</n:name><n:language>ru</n:language></n:publication>
      <n:publication_date>2024-05-27T22:00:00+03:00</n:publication_date><n:title>Снег в мае</n:title>
      <n:keywords>погода, снег</n:keywords></n:news>
      <image:image><image:loc>https://s.example/i.jpg</image:loc></image:image></url></urlset>
      """)
    #expect(feed.version == "sitemap")
    let item = try #require(feed.items.first)
    #expect(item.link == "https://s.example/a-1")
    #expect(item.title == "Снег в мае")
    #expect(item.published == day("2024-05-27T19:00:00Z"))
    #expect(item.updated == day("2024-05-28T00:00:00Z"))
    #expect(item.language == "ru")
    #expect(item.categories.map(\.term) == ["погода", "снег"])
    #expect(item.image == "https://s.example/i.jpg")
  }

  @Test func sitemapIndex() throws {
    let feed = try parse(
      """
      <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <sitemap><loc>https://s.example/1.xml.gz</loc></sitemap>
      <sitemap><lastmod>2024-05-28T03:00:00+03:00</lastmod><loc>/2.xml</loc></sitemap>
      <sitemap><loc>/3.xml</loc><lastmod>soon</lastmod></sitemap><sitemap/></sitemapindex>
      """)
    #expect(feed.version == "sitemapindex")
    #expect(
      feed.sitemaps == [
        ListedSitemap(url: "https://s.example/1.xml.gz"),
        ListedSitemap(url: "https://news.example/2.xml", modified: day("2024-05-28T00:00:00Z")),
        ListedSitemap(url: "https://news.example/3.xml"),
      ])
  }

  @Test(
    arguments: [
      ("me@news.example (Ann Lee)", "Ann Lee", "me@news.example"),
      ("Ann Lee (me@news.example)", "Ann Lee", "me@news.example"),
      ("Ann Lee <me@news.example>", "Ann Lee", "me@news.example"),
      ("me@news.example", nil, "me@news.example"), ("ปิยะ สุข", "ปิยะ สุข", nil), ("@ann", "@ann", nil),
    ] as [(String, String?, String?)])
  func authorsInOneLine(written: String, name: String?, email: String?) throws {
    let escaped = written.replacing("<", with: "&lt;")
    let feed = try parse("<rss><channel><item><author>\(escaped)</author></item></channel></rss>")
    #expect(feed.items.first?.authors == [FeedAuthor(name: name, email: email)])
  }

  @Test(
    arguments: [
      ("<pubDate>Tue, 28 May 2024 10:00:00 GMT</pubDate>", nil), ("", DateFlag.missing),
      ("<pubDate>soon</pubDate>", .unreadable),
      ("<pubDate>Tue, 28 May 2030 10:00:00 GMT</pubDate>", .future),
      ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", .ancient),
    ] as [(String, DateFlag?)])
  func flagsDates(element: String, flag: DateFlag?) throws {
    let feed = try parse("<rss><channel><item><title>x</title>\(element)</item></channel></rss>")
    #expect(feed.items.map(\.dateFlag) == [flag])
  }

  @Test func rankNotOrderSettlesRepeatedFields() throws {
    let feed = try parse(
      """
      <rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:x="urn:unknown"><channel><item><dc:title>Second best</dc:title>
      <x:image><title>Stranger</title><guid>bad</guid></x:image><x:description>other</x:description>
      <title>Right</title><description>Good</description><guid>g</guid></item></channel></rss>
      """)
    #expect(feed.items.map(\.title) == ["Right"])
    #expect(feed.items.map(\.summary) == ["Good"])
    #expect(feed.items.map(\.guid) == ["g"])
  }
}
