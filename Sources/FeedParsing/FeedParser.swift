package import NewsModel
package import struct Foundation.Date
internal import Markup

/// Reads feeds of every format: RSS 0.9–2.0, Atom 0.3 and 1.0, JSON Feed, news sitemaps and their indexes.
///
/// What is sound is read in one pass by ``XMLEventReader``; what is broken is repaired first
/// (``XMLRepair``) and read then, and ``ParsedFeed/problem`` says what was wrong.
package struct FeedParser: Sendable {
  /// What "future" is measured against when dates are flagged; `nil` flags no date as future.
  package var now: Date?

  package init(now: Date? = nil) { self.now = now }

  /// The feed that `bytes` hold, with everything recovered that can be.
  ///
  /// - Parameters:
  ///   - bytes: the document, already decompressed (a `.xml.gz` sitemap, too).
  ///   - headers: the response's, names in lower case; `content-type`, `content-language` and
  ///     `content-location` matter.
  ///   - url: where the document came from; relative links are resolved against it.
  ///
  /// Linear; about as fast as the bytes can be looked at twice. Nothing is ever read from elsewhere.
  package func parse(
    _ bytes: [UInt8], headers: [String: String] = [:], url: String? = nil
  ) throws(FeedError) -> ParsedFeed {
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw FeedError(
        .notAFeed, "The document is compressed (gzip): decompress it before it is parsed.")
    }
    let document = FeedDocument(bytes, contentType: headers["content-type"])
    guard let start = document.firstByte else {
      throw FeedError(.empty, "The document is empty: the server sent a feed without any content.")
    }
    let base = headers["content-location"].map { CanonicalURL.resolve($0, against: url) } ?? url
    let dates = DateReader(now: now)
    if start == UInt8(ascii: "{") || start == UInt8(ascii: "[") {
      return try JSONFeedReader(document: document, documentURL: base, dates: dates).feed()
    }
    return try XMLFeedReader(
      document: document, documentURL: base, dates: dates,
      languageHeader: headers["content-language"]
    ).feed()
  }
}

/// Reads the XML formats.
struct XMLFeedReader {
  let document: FeedDocument
  let documentURL: String?
  let dates: DateReader
  let languageHeader: String?

  func feed() throws(FeedError) -> ParsedFeed {
    var builder = newBuilder()
    let problem = XMLEventReader.read(
      document.bytes, survey: document.survey, into: &builder)
    if builder.root == nil || Self.roots.contains(builder.root ?? "") {
      guard let problem else { return finished(builder, nil) }
      if problem.code == .trailing { return finished(builder, problem) }
    } else if problem == nil || builder.root == "html" {
      throw notAFeed(root: builder.root)
    }
    return try repairedFeed(after: problem)
  }

  /// Second attempt: the document made well-formed.
  private func repairedFeed(after problem: XMLProblem?) throws(FeedError) -> ParsedFeed {
    let repaired = XMLRepair.repaired(document.bytes, grammar: Self.grammar)
    var builder = newBuilder()
    _ = XMLEventReader.read(repaired.bytes, into: &builder)
    guard let root = builder.root, Self.roots.contains(root) else {
      throw notAFeed(root: builder.root)
    }
    if builder.isEmpty {
      throw FeedError(
        .malformed, "The feed is broken in a way that cannot be repaired; tell its publisher.",
        cause: problem?.message)
    }
    dropCutItem(&builder, openAtEnd: repaired.openAtEnd)
    return finished(builder, problem)
  }

  /// The item in which a document broke off is left for the next poll, unless only its end was missing.
  private func dropCutItem(_ builder: inout FeedBuilder, openAtEnd: [String]) {
    guard let record = openAtEnd.lastIndex(where: Self.grammar.records.contains),
      let last = builder.feed.items.last
    else { return }
    let isWhole = record == openAtEnd.count - 1 && last.link != nil && last.title != nil
    if !isWhole { builder.feed.items.removeLast() }
  }

  private func newBuilder() -> FeedBuilder {
    FeedBuilder(encoding: document.encoding, documentURL: documentURL, dates: dates)
  }

  private func finished(_ builder: consuming FeedBuilder, _ problem: XMLProblem?) -> ParsedFeed {
    var feed = builder.finished(languageHeader: languageHeader)
    feed.problem = problem.map { "line \($0.line): \($0.message)" } ?? document.problem
    feed.warnings = document.warnings
    return feed
  }

  private func notAFeed(root: String?) -> FeedError {
    let alternatives = FeedDiscovery.feeds(in: document.bytes, url: documentURL ?? "").map(\.url)
    switch root {
    case "opml":
      return FeedError(
        .notAFeed, "This is a list of feeds (OPML): import it instead of reading it as a feed.")
    case _ where !alternatives.isEmpty:
      return FeedError(
        .notAFeed,
        "This is a web page, not a feed. It offers: \(alternatives.prefix(3).joined(separator: ", "))",
        alternatives: alternatives)
    case let root?:
      return FeedError(.notAFeed, "This is no feed: the document is <\(root)>. Check the address.")
    case nil:
      return FeedError(.notAFeed, "This is no feed: it holds no XML or JSON. Check the address.")
    }
  }

  static let roots: Set<String> = [
    "rss", "rdf", "feed", "channel", "urlset", "sitemapindex", "entry",
  ]
  static let grammar = XMLRepair.Grammar(
    roots: ["rss", "RSS", "RDF", "rdf", "feed", "channel", "urlset", "sitemapindex", "entry"],
    records: ["item", "entry", "url", "sitemap"])
}
