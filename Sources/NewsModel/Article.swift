package import struct Foundation.Date

/// An article as extracted from its page (or from the feed's own content).
package struct Article: Sendable, Hashable, Codable {
  /// What the page itself says is its address, made absolute; `nil` where it says nothing credible.
  package var canonicalURL: String?
  package var title: String?
  package var byline: String?
  package var published: Date?
  /// The day of publication as the page writes it, `YYYY-MM-DD`, whatever the zone.
  package var publishedDay: String?
  package var dateSource: DateSource?
  package var dateFlag: DateFlag?
  package var modified: Date?
  /// BCP 47, as the page declares it; what the text is really in is Linguistics' to say.
  package var declaredLanguage: String?
  package var site: String?
  package var section: String?
  package var standfirst: String?
  package var image: String?
  /// JSON-LD `@type`, e.g. `NewsArticle`.
  package var type: String?
  package var isAccessibleForFree: Bool?
  package var paragraphs: [Paragraph]
  package var status: BodyStatus
  /// 0–1: how sure the extractor is that the paragraphs are the article, and all of it.
  package var confidence: Double
  /// Absolute URLs that the body links to, in order, without repeats.
  package var links: [String]
  /// Where the page says its text comes from: `isBasedOn`, a canonical URL on another host.
  package var basedOn: [String]

  package init(status: BodyStatus, confidence: Double = 0) {
    self.status = status
    self.confidence = confidence
    paragraphs = []
    links = []
    basedOn = []
  }

  /// The text that is stored, searched and summarised: the paragraphs, one a line.
  package var body: String { paragraphs.map(\.text).joined(separator: "\n") }
}

package struct Paragraph: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Codable {
    case text, heading, listItem, quote
  }

  package var kind: Kind
  /// One line: no line breaks, white space collapsed, trimmed.
  package var text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// How much of the article its body is.
package enum BodyStatus: String, Sendable, Codable, CaseIterable {
  /// The whole text, from the page.
  case full
  /// The page could not be had or read: this is what the feed itself carried.
  case feedOnly = "feed_only"
  /// Some of it: the page says there is more elsewhere.
  case partial
  /// The page shows a subscription wall.
  case paywall
  /// The page asks for consent instead of showing the article.
  case consent
  /// A bot check, or access refused.
  case blocked
  /// The page could not be had.
  case error
  /// Not tried yet.
  case pending

  /// Whether the body is text of the article, so that it may be matched and summarised.
  package var hasText: Bool { self == .full || self == .feedOnly || self == .partial }
}

/// What a publication date was read from, most trusted first.
package enum DateSource: String, Sendable, Codable, CaseIterable {
  case rule, jsonLD = "json_ld", meta, microdata, timeElement = "time", url, text, feed
}
