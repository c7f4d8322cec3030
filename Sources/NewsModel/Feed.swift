/// A configured feed: where to poll, which outlet it counts for, and how to ask.
package struct Feed: Sendable, Hashable, Codable {
  /// Unique among the configured feeds; what commands and messages call it.
  package var name: String
  package var url: String
  /// The outlet that the feed counts for; several feeds may share one.
  package var source: String
  /// BCP 47, what the maintainer says the feed is written in; a hint, never believed against the text.
  package var language: String?
  package var tags: [String]
  package var kind: Kind
  package var every: PollInterval
  package var content: ContentMode
  package var request: RequestOptions
  package var select: SelectorRules
  /// An item must match one of `only` (if there are any) and none of `block`.
  package var only: [ItemFilter]
  package var block: [ItemFilter]
  package var active: Bool

  package init(
    name: String, url: String, source: String, language: String? = nil, tags: [String] = [],
    kind: Kind = .auto, every: PollInterval = .adaptive, content: ContentMode = .article,
    request: RequestOptions = RequestOptions(), select: SelectorRules = SelectorRules(),
    only: [ItemFilter] = [], block: [ItemFilter] = [], active: Bool = true
  ) {
    self.name = name
    self.url = url
    self.source = source
    self.language = language
    self.tags = tags
    self.kind = kind
    self.every = every
    self.content = content
    self.request = request
    self.select = select
    self.only = only
    self.block = block
    self.active = active
  }

  package enum Kind: String, Sendable, Codable, CaseIterable {
    case auto, feed, sitemap
  }

  /// Where an article's text comes from.
  package enum ContentMode: String, Sendable, Codable, CaseIterable {
    /// The item's page is fetched and extracted; the feed's own content is the fall-back.
    case article
    /// The feed's own content is the article.
    case feed
    /// Only headlines are kept.
    case off
  }
}

/// How often a feed is polled.
package enum PollInterval: Sendable, Hashable, Codable {
  /// From the feed's own rhythm, within the configured bounds.
  case adaptive
  /// Every so many seconds.
  case fixed(seconds: Double)
}

/// What is sent along with the requests of one feed, to its own host only.
package struct RequestOptions: Sendable, Hashable, Codable {
  /// Header names as configured.
  package var headers: [String: String]
  /// `user:password`.
  package var basicAuth: String?
  /// `nil`: as configured for all; `"none"`: directly; else a proxy's URL.
  package var proxy: String?
  package var userAgent: String?

  package init(
    headers: [String: String] = [:], basicAuth: String? = nil, proxy: String? = nil,
    userAgent: String? = nil
  ) {
    self.headers = headers
    self.basicAuth = basicAuth
    self.proxy = proxy
    self.userAgent = userAgent
  }
}

/// A maintainer's own rules for a site: XPath, or CSS selectors.
package struct SelectorRules: Sendable, Hashable, Codable {
  package var body: String?
  package var drop: [String]
  package var title: String?
  package var date: String?

  package init(
    body: String? = nil, drop: [String] = [], title: String? = nil, date: String? = nil
  ) {
    self.body = body
    self.drop = drop
    self.title = title
    self.date = date
  }

  package var isEmpty: Bool { body == nil && drop.isEmpty && title == nil && date == nil }
}
