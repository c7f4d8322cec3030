package import NewsModel
package import struct Foundation.Date

/// Reads feeds of every format: RSS, Atom, JSON Feed, sitemaps.
package struct FeedParser: Sendable {
  /// What "future" is measured against when dates are flagged; `nil` flags no date as future.
  package var now: Date?

  package init(now: Date? = nil) { self.now = now }

  /// The feed that `bytes` hold, with everything recovered that can be.
  ///
  /// - Parameters:
  ///   - bytes: the document, already decompressed.
  ///   - headers: the response's headers, lower-case names; only `content-type` matters, and `content-language`.
  ///   - url: where the document came from; relative links are resolved against it.
  package func parse(
    _ bytes: [UInt8], headers: [String: String] = [:], url: String? = nil
  ) throws(FeedError) -> ParsedFeed {
    throw FeedError(.malformed, "Reading feeds is being built.")
  }
}
