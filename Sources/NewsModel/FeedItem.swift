package import struct Foundation.Date

/// A feed as its bytes say it, whatever its format.
package struct ParsedFeed: Sendable, Hashable {
  /// `rss20`, `atom10`, `json11`, `sitemap` and the like.
  package var version: String
  /// The encoding that the bytes were read in, e.g. `utf-8`.
  package var encoding: String
  /// What had to be recovered from, in plain words; `nil` for a sound document.
  package var problem: String?
  package var warnings: [String]
  package var title: String?
  package var link: String?
  package var id: String?
  package var subtitle: String?
  package var language: String?
  package var published: Date?
  package var updated: Date?
  /// How long the publisher asks readers to wait between polls, in seconds (ttl, sy:update*).
  package var minimumInterval: Double?
  /// RSS `ttl`, in minutes, as written.
  package var ttl: String?
  /// Hours of the day (UTC, 0–23) and days (1 = Monday … 7 = Sunday) in which not to poll.
  package var skipHours: [Int]
  package var skipDays: [Int]
  package var authors: [FeedAuthor]
  package var categories: [FeedCategory]
  package var links: [FeedLink]
  package var items: [FeedItem]
  /// Further sitemaps, when the document is a sitemap index.
  package var sitemaps: [ListedSitemap]

  package init(version: String, encoding: String) {
    self.version = version
    self.encoding = encoding
    warnings = []
    skipHours = []
    skipDays = []
    authors = []
    categories = []
    links = []
    items = []
    sitemaps = []
  }
}

/// One sitemap that a sitemap index names.
package struct ListedSitemap: Sendable, Hashable {
  /// Absolute URL.
  package var url: String
  /// When it last changed, where the index says so.
  package var modified: Date?

  package init(url: String, modified: Date? = nil) {
    self.url = url
    self.modified = modified
  }
}

/// One item (RSS) or entry (Atom): what a feed says of an article.
package struct FeedItem: Sendable, Hashable, Codable {
  /// GUID or Atom id, as written.
  package var guid: String?
  /// Plain text.
  package var title: String?
  /// Absolute URL of the article.
  package var link: String?
  package var published: Date?
  package var updated: Date?
  /// What was odd about the date, if anything.
  package var dateFlag: DateFlag?
  package var authors: [FeedAuthor]
  /// HTML as the feed gives it.
  package var summary: String?
  package var contents: [FeedContent]
  package var categories: [FeedCategory]
  package var enclosures: [FeedEnclosure]
  package var links: [FeedLink]
  package var language: String?
  package var source: FeedSource?
  /// Absolute URL of the picture that the feed gives with the article.
  package var image: String?

  package init() {
    authors = []
    contents = []
    categories = []
    enclosures = []
    links = []
  }
}

/// Why a date is not believed as it stands.
package enum DateFlag: String, Sendable, Codable, CaseIterable {
  case missing, unreadable, future, ancient
}

package struct FeedAuthor: Sendable, Hashable, Codable {
  package var name: String?
  package var email: String?
  package var url: String?

  package init(name: String? = nil, email: String? = nil, url: String? = nil) {
    self.name = name
    self.email = email
    self.url = url
  }
}

package struct FeedCategory: Sendable, Hashable, Codable {
  package var term: String
  package var scheme: String?
  package var label: String?

  package init(term: String, scheme: String? = nil, label: String? = nil) {
    self.term = term
    self.scheme = scheme
    self.label = label
  }
}

package struct FeedLink: Sendable, Hashable, Codable {
  package var href: String
  package var rel: String
  package var type: String?
  package var language: String?
  package var title: String?
  /// In bytes, as written.
  package var length: String?

  package init(
    href: String, rel: String = "alternate", type: String? = nil, language: String? = nil,
    title: String? = nil, length: String? = nil
  ) {
    self.href = href
    self.rel = rel
    self.type = type
    self.language = language
    self.title = title
    self.length = length
  }
}

package struct FeedContent: Sendable, Hashable, Codable {
  /// A media type, e.g. `text/html`.
  package var type: String
  package var value: String
  package var language: String?

  package init(type: String, value: String, language: String? = nil) {
    self.type = type
    self.value = value
    self.language = language
  }
}

package struct FeedEnclosure: Sendable, Hashable, Codable {
  package var url: String
  package var type: String?
  package var length: Int?

  package init(url: String, type: String? = nil, length: Int? = nil) {
    self.url = url
    self.type = type
    self.length = length
  }
}

/// The feed that an aggregator took an item from (Atom `source`, RSS `source`).
package struct FeedSource: Sendable, Hashable, Codable {
  package var title: String?
  package var link: String?
  package var id: String?
  package var updated: Date?
  package var authors: [FeedAuthor]

  package init() { authors = [] }
}
