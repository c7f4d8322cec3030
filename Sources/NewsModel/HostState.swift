package import struct Foundation.Date

/// What is remembered of one host between runs. The store keeps it as it is (Codable).
package struct HostState: Sendable, Hashable, Codable {
  /// Lower-case, without port.
  package var host: String
  /// No request before this time: a second URL of the host had answered 429 within one run.
  package var heldUntil: Date?
  /// When the last request began, for the minimum interval across runs.
  package var lastRequest: Date?
  /// By origin (`https://example.org`, with the port where it is not the scheme's own).
  package var robots: [String: RobotsRecord]

  package init(host: String) {
    self.host = host
    robots = [:]
  }
}

/// The last word of an origin's robots.txt, reduced to the group that applies to us.
package struct RobotsRecord: Sendable, Hashable, Codable {
  /// The product token that ``rules`` were chosen for; another token needs a fresh copy.
  package var agent: String
  package var fetched: Date
  package var expires: Date
  package var verdict: Verdict
  /// `allow:` and `disallow:` lines of our group in file order, patterns as RFC 9309 §2.2.2 normalises them.
  package var rules: String
  /// Seconds between requests.
  package var crawlDelay: Double?

  package init(
    agent: String, fetched: Date, expires: Date, verdict: Verdict, rules: String = "",
    crawlDelay: Double? = nil
  ) {
    self.agent = agent
    self.fetched = fetched
    self.expires = expires
    self.verdict = verdict
    self.rules = rules
    self.crawlDelay = crawlDelay
  }

  package enum Verdict: String, Sendable, Codable {
    /// As ``RobotsRecord/rules`` say.
    case rules
    /// 4xx: no robots.txt, nothing is forbidden.
    case allowAll
    /// 5xx or no answer: everything is forbidden for now.
    case unreachable
  }
}
