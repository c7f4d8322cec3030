internal import Linguistics
internal import Markup
internal import NewsModel

/// A feed that a page or a site offers.
package struct DiscoveredFeed: Sendable, Hashable {
  package enum Origin: String, Sendable {
    /// A `link` element: the site says that it is a feed.
    case link
    /// A link in the page that looks like a feed's.
    case anchor
  }

  /// Absolute.
  package var url: String
  package var title: String?
  /// Media type as the page says it.
  package var type: String?
  package var origin: Origin
}

/// Finds the feeds of a site.
package enum FeedDiscovery {
  /// The feeds that an HTML page names, best first; without repeats.
  ///
  /// `link` elements are believed; only without them links in the page that look like a feed's. Feeds of
  /// comments come last, then those of a part of the site. Scripts and comments are not looked into. Linear.
  package static func feeds(in page: [UInt8], url: String) -> [DiscoveredFeed] {
    let text = TextEncoding.decode(
      page, charset: nil, declared: TextEncoding.declaredCharset(in: page)
    ).text
    var scanner = HTMLTagScanner(Array(text.utf8))
    var base = url
    var (linked, anchored): ([DiscoveredFeed], [DiscoveredFeed]) = ([], [])
    while let token = scanner.next() {
      guard case .tag(let tag) = token, !tag.isEnd else { continue }
      switch tag.name {
      case "base":
        if let href = tag["href"], base == url { base = CanonicalURL.resolve(href, against: url) }
      case "link":
        if let feed = linkedFeed(tag, base: base) { linked.append(feed) }
      case "a":
        if anchored.count < 200, let feed = anchoredFeed(tag, base: base) { anchored.append(feed) }
      default: continue
      }
    }
    return ranked(linked.isEmpty ? anchored : linked)
  }

  private static func linkedFeed(_ tag: HTMLTagScanner.Tag, base: String) -> DiscoveredFeed? {
    let relations = (tag["rel"] ?? "").lowercased().split(whereSeparator: \.isWhitespace)
    guard relations.contains("alternate") || relations.contains("feed"),
      !relations.contains("stylesheet"), let href = tag["href"], !href.isEmpty
    else { return nil }
    let type = tag["type"].map {
      FeedText.trimmed($0.prefix { $0 != ";" }.lowercased())
    }
    let isFeed = type.map(feedTypes.contains) ?? relations.contains("feed")
    guard isFeed, let address = absolute(href, base: base) else { return nil }
    // WordPress names its programming interface as an alternate of every page.
    if type == "application/json", address.contains("/wp-json/") { return nil }
    return DiscoveredFeed(url: address, title: tag["title"], type: type, origin: .link)
  }

  private static let feedTypes: Set<String> = [
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/json", "application/x.atom+xml", "application/x-atom+xml", "application/x-rss+xml",
    "application/xml", "text/xml", "text/rss+xml", "text/atom+xml", "text/rss", "application/rss",
    "application/atom",
  ]

  private static func anchoredFeed(_ tag: HTMLTagScanner.Tag, base: String) -> DiscoveredFeed? {
    guard let href = tag["href"], !href.isEmpty, href.utf8.count < 1000,
      let address = absolute(href, base: base)
    else { return nil }
    let type = tag["type"]?.lowercased()
    guard type.map({ feedTypes.contains($0) }) == true || looksLikeFeed(address) else { return nil }
    return DiscoveredFeed(url: address, title: tag["title"], type: type, origin: .anchor)
  }

  /// `/rss`, `/feed/`, `/atom.xml`, `news.rss`, `?feed=rss2`
  static func looksLikeFeed(_ address: String) -> Bool {
    let lower = address.lowercased()
    guard let scheme = lower.firstRange(of: "://") else { return false }
    let rest = lower[scheme.upperBound...].prefix { $0 != "#" }
    let path = rest.prefix { $0 != "?" }.drop { $0 != "/" }
    let query = rest.drop { $0 != "?" }.dropFirst()
    for field in query.split(separator: "&") {
      if ["feed=rss", "feed=atom", "format=rss", "format=atom", "type=rss", "output=rss"]
        .contains(where: field.hasPrefix) || field == "feed" || field == "rss"
      {
        return true
      }
    }
    let segments = path.split(separator: "/")
    guard let last = segments.last else { return false }
    if [".rss", ".atom", ".rdf"].contains(where: last.hasSuffix) { return true }
    let stem = last.prefix { $0 != "." }
    let names = ["rss", "rss2", "feed", "feeds", "atom", "rssfeed", "newsfeed"]
    if last == stem { return names.contains(String(last)) }
    guard last.hasSuffix(".xml") || last.hasSuffix(".json") || last.hasSuffix(".php") else {
      return false
    }
    let hints = last.hasSuffix(".xml") ? ["rss", "feed", "atom", "index"] : ["rss", "feed"]
    return hints.contains(where: stem.contains)
      || (last.hasSuffix(".xml") && segments.dropLast().contains { names.contains(String($0)) })
  }

  private static func absolute(_ href: String, base: String) -> String? {
    var reference = FeedText.trimmed(href)
    if reference.lowercased().hasPrefix("feed:") {
      // `feed:https://…` wraps an address; `feed://host/…` has the page's own scheme.
      reference = String(reference.dropFirst(5))
    }
    let address = CanonicalURL.resolve(reference, against: base)
    return address.hasPrefix("http://") || address.hasPrefix("https://") ? address : nil
  }

  private static func ranked(_ feeds: [DiscoveredFeed]) -> [DiscoveredFeed] {
    var seen: Set<String> = []
    let unique = feeds.filter { seen.insert($0.url).inserted }
    return unique.enumerated().sorted { left, right in
      let (a, b) = (penalty(left.element), penalty(right.element))
      return a == b ? left.offset < right.offset : a < b
    }.map(\.element)
  }

  private static func penalty(_ feed: DiscoveredFeed) -> Int {
    let words = (feed.url + " " + (feed.title ?? "")).lowercased()
    if words.contains("comment") { return 3 }
    if words.contains("oembed") { return 4 }
    if ["/category/", "/tag/", "/author/", "/topic/", "podcast"].contains(where: words.contains) {
      return 2
    }
    // `application/json` may be anything.
    return feed.type == "application/json" ? 1 : 0
  }
}
