internal import NewsModel

extension FeedDiscovery {
  /// Where a site's feeds usually are, to be tried in this order when its page names none.
  package static func commonAddresses(ofSite url: String) -> [String] {
    commonPaths.map { CanonicalURL.resolve($0, against: url) }
  }

  private static let commonPaths = [
    "/feed", "/rss", "/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json",
    "/rss/",
    "/feeds/posts/default", "/?feed=rss2", "/index.rdf", "/sitemap-news.xml", "/news-sitemap.xml",
    "/sitemap_news.xml", "/sitemap.xml", "/sitemap_index.xml",
  ]

  /// The sitemaps that a `robots.txt` names, those of news first.
  package static func sitemaps(inRobots text: String, url: String) -> [String] {
    var found: [String] = []
    for line in text.split(whereSeparator: \.isNewline).prefix(20_000) {
      let field = FeedText.trimmed(String(line.prefix(4000)))
      guard field.lowercased().hasPrefix("sitemap:") else { continue }
      let address = CanonicalURL.resolve(FeedText.trimmed(String(field.dropFirst(8))), against: url)
      guard address.hasPrefix("http://") || address.hasPrefix("https://") else { continue }
      if !found.contains(address), found.count < 100 { found.append(address) }
    }
    return found.filter(isForNews) + found.filter { !isForNews($0) }
  }

  /// Whether a sitemap's address says that it holds news: `sitemap-news.xml`, not `news.example.org/sitemap.xml`.
  package static func isForNews(_ address: String) -> Bool {
    let path = address.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }.lowercased()
    return path.contains("news") || path.contains("latest") || path.contains("recent")
  }
}
