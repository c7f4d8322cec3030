package import Foundation
package import NewsModel

/// What one poll of a feed gave.
package struct FeedPoll: Sendable {
  package var outcome: FetchOutcome
  /// A plain sentence for people: what happened, with the names and numbers of the case.
  package var detail: String
  /// The last answer's status; `nil` where there was none.
  package var status: Int?
  /// The feed, decompressed. `nil` unless the outcome is `ok`: what has not changed need not be parsed again.
  package var body: [UInt8]?
  /// Of the last answer, names in lower case.
  package var headers: [String: String]
  /// Where the body came from, after redirects: the base of relative links.
  package var url: String
  /// Every address asked, in order.
  package var hops: [String]
  /// What to remember; `nextDue` is still to be set by ``PollSchedule/settled(_:feed:parsed:now:)``.
  package var state: FeedState
  package var wireBytes: Int
  package var seconds: Double

  package init(
    outcome: FetchOutcome, detail: String, status: Int? = nil, body: [UInt8]? = nil,
    headers: [String: String] = [:], url: String, hops: [String] = [], state: FeedState,
    wireBytes: Int = 0, seconds: Double = 0
  ) {
    self.outcome = outcome
    self.detail = detail
    self.status = status
    self.body = body
    self.headers = headers
    self.url = url
    self.hops = hops
    self.state = state
    self.wireBytes = wireBytes
    self.seconds = seconds
  }
}

/// What asking for a page gave.
package struct PageFetch: Sendable {
  package var outcome: FetchOutcome
  /// A plain sentence for people: what happened, with the names and numbers of the case.
  package var detail: String
  package var status: Int?
  /// The page, decompressed. Also there for answers such as 402 and 403, which may still bear text worth labelling.
  package var body: [UInt8]
  package var headers: [String: String]
  /// Where the page came from, after redirects.
  package var url: String
  package var hops: [String]
  /// Not before: the page stays pending until then.
  package var retryAfter: Date?
  package var wireBytes: Int
  package var seconds: Double

  package init(
    outcome: FetchOutcome, detail: String, status: Int? = nil, body: [UInt8] = [],
    headers: [String: String] = [:], url: String, hops: [String] = [], retryAfter: Date? = nil,
    wireBytes: Int = 0, seconds: Double = 0
  ) {
    self.outcome = outcome
    self.detail = detail
    self.status = status
    self.body = body
    self.headers = headers
    self.url = url
    self.hops = hops
    self.retryAfter = retryAfter
    self.wireBytes = wireBytes
    self.seconds = seconds
  }

  /// Lower-case media type without parameters, e.g. `text/html`.
  package var mediaType: String? { MediaType(headers["content-type"])?.name }
  /// What the `Content-Type` header says of the charset, for the extractor.
  package var charset: String? { MediaType(headers["content-type"])?.charset }
}

/// A `Content-Type` value, read leniently.
package struct MediaType: Sendable, Hashable {
  package var name: String
  package var charset: String?

  package init?(_ value: String?) {
    guard let parts = value?.split(separator: ";", omittingEmptySubsequences: false),
      let first = parts.first
    else { return nil }
    name = first.lowercased().filter { !$0.isWhitespace }
    guard !name.isEmpty else { return nil }
    charset = parts.dropFirst().lazy.compactMap(Self.charset).first
  }

  private static func charset(_ parameter: Substring) -> String? {
    let halves = parameter.split(separator: "=", maxSplits: 1)
    guard halves.count == 2,
      halves[0].filter({ !$0.isWhitespace }).lowercased() == "charset"
    else { return nil }
    let value = halves[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    return value.isEmpty ? nil : value
  }
}
