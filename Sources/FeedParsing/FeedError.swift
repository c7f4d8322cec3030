/// Why bytes gave no feed.
package struct FeedError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case empty
    /// A web page, a picture, an error message: no feed. ``FeedError/alternatives`` has the feeds that a
    /// page offers.
    case notAFeed = "not_a_feed"
    /// A feed that is broken beyond recovery.
    case malformed
  }

  package var code: Code
  /// A sentence that says what was found and what to do.
  package var message: String
  /// The parser's own words, where there are any.
  package var cause: String?
  /// Absolute addresses of the feeds that the page links to, best first.
  package var alternatives: [String]

  package init(
    _ code: Code, _ message: String, cause: String? = nil, alternatives: [String] = []
  ) {
    self.code = code
    self.message = message
    self.cause = cause
    self.alternatives = alternatives
  }

  package var description: String { message }
}
