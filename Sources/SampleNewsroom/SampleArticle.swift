package import NewsModel

/// One invented article: its text, where it stands, and how its page behaves.
package struct SampleArticle: Sendable, Hashable {
  /// Where the page is, e.g. `/world/bridge-reopens`; the same in every run.
  package var path: String
  /// The address that the feed gives instead, answered by a permanent redirect to ``path``.
  package var feedPath: String?
  package var title: String
  package var author: String
  package var section: String
  /// The feed's teaser and the page's description: shorter than any article, so it is never taken for one.
  package var summary: String
  package var caption: String
  /// How long before `now` it was published, in hours.
  package var hours: Double
  /// Articles with one group are one story; `nil`: a story of its own.
  package var group: String?
  /// What the members of ``group`` other than its original are.
  package var copies: DuplicateKind?
  /// Articles about one event; different groups of one event must stay apart.
  package var event: String?
  package var traits: Set<Trait>
  /// Host and path of the article whose text this one prints to the letter.
  package var sameTextAs: String?
  package var paragraphs: [Paragraph]

  /// What is special about a page or about its place in the feed.
  package enum Trait: String, Sendable, CaseIterable {
    /// Sent with `Content-Encoding: gzip`.
    case gzip
    /// Shows two paragraphs and a subscription wall.
    case paywall
    /// Shows a consent wall instead of the article.
    case consent
    /// Answers 403 with a bot check.
    case blocked
    /// Answers 404.
    case missing
    /// Forbidden by `robots.txt`; the feed carries the text.
    case disallowed
    /// The page's bytes are in that encoding, and its `meta` says so.
    case windows1258 = "windows-1258"
    case gb18030
    /// The feed lists the printer's version too, whose canonical address is this page.
    case print
    /// The outlet's second feed lists it again with tracking parameters.
    case tracking
    /// The feed carries the whole text beside the link.
    case feedContent = "feed-content"
    /// The feed dates it three days ahead of time, and the page bears no date.
    case future
  }

  /// What a reader that does everything right says of the page.
  package var status: BodyStatus {
    if traits.contains(.paywall) { return .paywall }
    if traits.contains(.consent) { return .consent }
    if traits.contains(.blocked) { return .blocked }
    if traits.contains(.missing) { return .error }
    return traits.contains(.disallowed) ? .feedOnly : .full
  }

  /// What the feed calls the page's address.
  package var linkPath: String { feedPath ?? path }

  /// The printer's version, if there is one.
  package var printPath: String { "/print" + path }
}
