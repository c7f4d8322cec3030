package import NewsModel

package import struct Foundation.Date

/// Turns a page, or what a feed carries of it, into an ``Article``.
package struct ArticleExtractor: Sendable {
  /// Rises with every change that can change a result; stored beside each article.
  package static let version = 1

  package init() {}

  /// The article on a page.
  package func extract(
    _ page: [UInt8], url: String, charset: String?, rules: SelectorRules = SelectorRules(),
    now: Date
  ) -> Article {
    Article(status: .error)
  }

  /// The article as far as its feed carries it.
  package func extract(feedItem: FeedItem, url: String?) -> Article {
    Article(status: .error)
  }
}
