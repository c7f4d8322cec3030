/// One invented news site: its feed, its look and its articles.
package struct Outlet: Sendable, Hashable {
  package var name: String
  /// Under the reserved top-level domain `.example` (RFC 2606), so that it can never be a real site.
  package var host: String
  /// BCP 47.
  package var language: String
  package var tags: [String]
  package var template: PageTemplate
  package var feedFormat: FeedFormat
  package var feedPath: String
  /// Writes what XML forbids: bare ampersands and the entities of HTML.
  package var hasBrokenEntities: Bool
  package var furniture: Furniture
  package var articles: [SampleArticle]

  /// What the feed is called in `feeds/`: the host without its top-level domain.
  package var feedName: String { String(host.dropLast(".example".utf8.count)) }

  /// Absolute URL of a path on this site.
  package func url(_ path: String) -> String { "http://" + host + path }

  /// The second feed, present where an article bears the trait `tracking`.
  package static let secondFeedPath = "/feeds/most-read.xml"

  package var hasSecondFeed: Bool { articles.contains { $0.traits.contains(.tracking) } }
}

/// The phrases around an article, in the outlet's own language.
package struct Furniture: Sendable, Hashable {
  package var tagline = ""
  package var navigation: [String] = []
  package var by = ""
  package var photo = ""
  package var share = ""
  package var related = ""
  package var more = ""
  package var comments = ""
  package var remarks: [Remark] = []
  package var newsletter = ""
  package var subscribe = ""
  package var cookies = ""
  package var accept = ""
  package var biography = ""
  package var footer = ""
  package var paywall = ""
  package var consent: [String] = []
  package var missing = ""

  /// A reader's comment.
  package struct Remark: Sendable, Hashable {
    package var name: String
    package var text: String
  }
}

/// How a feed is written.
package enum FeedFormat: String, Sendable, CaseIterable {
  case rss20, rss10, atom, json

  package var mediaType: String {
    switch self {
    case .rss20: "application/rss+xml; charset=utf-8"
    case .rss10: "application/rdf+xml; charset=utf-8"
    case .atom: "application/atom+xml; charset=utf-8"
    case .json: "application/feed+json"
    }
  }
}
