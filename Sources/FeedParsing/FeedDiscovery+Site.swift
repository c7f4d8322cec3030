package import NewsModel
internal import struct Foundation.Date

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

  /// Those of a list's sitemaps that new articles will stand in, at most `limit`: those of news by their address, or
  /// else the newest. Of equal age, those that stand first. Sitemaps of other things (categories, authors, pictures) only
  /// where there is nothing else.
  package static func newest(of list: [ListedSitemap], limit: Int) -> [String] {
    let news = list.filter { isForNews($0.url) }
    let articles = news.isEmpty ? list.filter { !isForOtherThings($0.url) } : news
    let dated = (articles.isEmpty ? list : articles).enumerated().sorted {
      let (a, b) = ($0.element.modified ?? .distantPast, $1.element.modified ?? .distantPast)
      return a == b ? $0.offset < $1.offset : a > b
    }
    var chosen: [String] = []
    for entry in dated where chosen.count < limit && !chosen.contains(entry.element.url) {
      chosen.append(entry.element.url)
    }
    return chosen
  }

  /// By a word in the last part of the path, as the usual generators of sitemaps name them.
  private static func isForOtherThings(_ address: String) -> Bool {
    let name = address.lowercased().split(separator: "/").last ?? ""
    return name.split { !$0.isLetter }.contains { otherThings.contains(String($0)) }
  }

  private static let otherThings: Set = [
    "category", "categories", "tag", "tags", "taxonomy", "taxonomies", "author", "authors", "users",
    "image", "images", "video", "videos",
  ]

  /// Whether a sitemap's address says that it holds news: `sitemap-news.xml`, not `news.example.org/sitemap.xml`.
  package static func isForNews(_ address: String) -> Bool {
    let path = address.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }.lowercased()
    return path.contains("news") || path.contains("latest") || path.contains("recent")
  }
}
