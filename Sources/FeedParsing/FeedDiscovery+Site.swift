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
      guard line.lowercased().hasPrefix("sitemap:") else { continue }
      let address = CanonicalURL.resolve(String(line.dropFirst(8)), against: url)
      if !found.contains(address), found.count < 100 { found.append(address) }
    }
    let isNews = { (address: String) in address.lowercased().contains("news") }
    return found.filter(isNews) + found.filter { !isNews($0) }
  }
}
