package import NewsModel

package import struct Foundation.Date

/// What a pipeline that does everything right has of one article once it has read every feed.
package struct ExpectedArticle: Sendable, Hashable {
  /// As the feed gives it; of an article that two feeds list, the first feed's.
  package var link: String
  /// The same article's link in another feed, with tracking parameters.
  package var otherLinks: [String]
  /// Names in ``SampleNewsroom/feedsYAML`` of the feeds that list it.
  package var feeds: [String]
  /// The outlet's host.
  package var source: String
  /// BCP 47, primary subtag only.
  package var language: String
  package var title: String
  package var byline: String
  /// `nil` where nothing credible says when: the first sight of it counts then.
  package var published: Date?
  package var dateFlag: DateFlag?
  package var status: BodyStatus
  /// The body, a paragraph each; empty unless ``status`` says that there is text.
  package var paragraphs: [String]
  /// Articles of one group must become one story, all others a story each. Never shared with what has no text.
  package var group: String
  /// What the group's members other than its original are; `nil` for a story of one.
  package var copies: DuplicateKind?
  /// Different reports, or template stories, about one event: different groups that must stay apart.
  package var event: String?
}

extension SampleNewsroom {
  /// One for every item of every feed, the earliest first, a link's key second.
  package var expectations: [ExpectedArticle] {
    outlets.flatMap { outlet in
      outlet.articles.flatMap { expectations(for: $0, of: outlet) }
    }.sorted {
      ($0.published ?? now, $0.link) < ($1.published ?? now, $1.link)
    }
  }

  private func expectations(for article: SampleArticle, of outlet: Outlet) -> [ExpectedArticle] {
    let link = outlet.url(article.linkPath)
    let hasPrint = article.traits.contains(.print)
    let tracked = article.traits.contains(.tracking)
    let isFuture = article.traits.contains(.future)
    let page = ExpectedArticle(
      link: link, otherLinks: tracked ? [link + SampleNewsroom.tracking] : [],
      feeds: [outlet.feedName] + (tracked ? [outlet.feedName + "-most-read"] : []),
      source: outlet.host, language: Language.primary(of: outlet.language), title: article.title,
      byline: article.author, published: isFuture ? nil : published(article),
      dateFlag: isFuture ? .future : nil, status: article.status,
      paragraphs: article.status.hasText ? article.paragraphs.map(\.text) : [],
      group: article.group ?? link, copies: hasPrint ? .url : article.copies,
      event: article.event)
    guard hasPrint else { return [page] }
    var printed = page
    printed.link = outlet.url(article.printPath)
    printed.published = page.published?.addingTimeInterval(60)
    return [page, printed]
  }
}
