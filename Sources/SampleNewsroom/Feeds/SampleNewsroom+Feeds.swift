internal import NewsModel

internal import struct Foundation.Date

/// One entry of a feed, before it takes a format.
struct FeedEntry {
  var id: String
  var link: String
  var title: String
  var summary: String
  var author: String
  var category: String
  var published: Date
  /// HTML.
  var content: String?
}

extension SampleNewsroom {
  /// The outlet's feed, newest first.
  func feed(of outlet: Outlet) -> String {
    let document = FeedDocument(
      outlet: outlet, entries: entries(of: outlet).sorted { $0.published > $1.published },
      built: now)
    switch outlet.feedFormat {
    case .rss20: return outlet.hasBrokenEntities ? document.brokenRSS20 : document.rss20
    case .rss10: return document.rss10
    case .atom: return document.atom
    case .json: return document.json
    }
  }

  /// Some of the same articles under links that bear tracking parameters.
  func secondFeed(of outlet: Outlet) -> String {
    let entries = outlet.articles.filter { $0.traits.contains(.tracking) }.map { article in
      var entry = entry(for: article, of: outlet)
      entry.link += SampleNewsroom.tracking
      return entry
    }
    return FeedDocument(outlet: outlet, entries: entries, built: now).rss20
  }

  static let tracking = "?utm_source=rss&utm_medium=feed&utm_campaign=most-read"

  private func entries(of outlet: Outlet) -> [FeedEntry] {
    outlet.articles.flatMap { article -> [FeedEntry] in
      let entry = entry(for: article, of: outlet)
      guard article.traits.contains(.print) else { return [entry] }
      var printed = entry
      printed.link = outlet.url(article.printPath)
      printed.id = printed.link
      // Behind its page in every order by time, so that the page is the original.
      printed.published.addTimeInterval(60)
      return [entry, printed]
    }
  }

  private func entry(for article: SampleArticle, of outlet: Outlet) -> FeedEntry {
    let page = Page(article, of: outlet, in: self)
    let carriesText = article.traits.contains(.feedContent) || article.traits.contains(.disallowed)
    return FeedEntry(
      id: outlet.url(article.linkPath), link: outlet.url(article.linkPath), title: article.title,
      summary: article.summary, author: article.author, category: article.section,
      published: publishedInFeed(article), content: carriesText ? page.elements() : nil)
  }
}
