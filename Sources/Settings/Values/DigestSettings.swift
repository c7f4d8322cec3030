package import NewsModel

/// A saved query whose hits are stored, counted and shown first.
package struct WatchSettings: Sendable, Hashable {
  package var name = ""
  /// One of these queries has to hit.
  package var any: [String] = []
  /// None of these may.
  package var not: [String] = []
  /// BCP 47; empty: every language.
  package var languages: [String] = []
  /// Empty: every source.
  package var sources: [String] = []
  package var spike = Spike()

  package init() {}

  /// A day with at least `min` articles and `factor` times the 7-day mean is marked.
  package struct Spike: Sendable, Hashable {
    package var min = 5
    package var factor: Double = 3
  }
}

/// A digest: what it covers, how it is laid out, where it goes.
package struct DigestSettings: Sendable, Hashable {
  package enum WhenEmpty: String, Sendable, CaseIterable {
    case saySo = "say_so"
    case skip
  }

  package var name = "daily"
  /// The time of day that closes the window.
  package var at = TimeOfDay(hour: 6, minute: 0)
  /// Seconds.
  package var window: Double = 86_400
  /// An IANA name.
  package var timezone = "UTC"
  /// In order: a story stands in the first grouping that has a key for it.
  package var groupBy: [DigestGrouping] = [.watch, .tag]
  package var maxStories = 40
  package var repeats = DigestRepetition.updatesOnly
  package var formats: [DigestFormat] = [.markdown, .html, .json]
  package var out = "digests"
  package var send: [DeliverySettings] = []
  package var whenEmpty = WhenEmpty.saySo
  /// Seconds without a new article after which the digest warns that it is stale.
  package var staleAfter: Double = 26 * 3600

  package init() {}

  /// What ``DigestBuilder`` in Digests asks for.
  package var options: DigestOptions {
    DigestOptions(
      groupBy: groupBy, maxStories: maxStories, repetition: repeats, staleAfter: staleAfter,
      timezone: timezone)
  }
}

package struct TimeOfDay: Sendable, Hashable, CustomStringConvertible {
  package var hour: Int
  package var minute: Int

  /// `06:00`.
  package var description: String {
    [hour, minute].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  }

  package init(hour: Int, minute: Int) {
    self.hour = hour
    self.minute = minute
  }
}

/// Where a digest is sent: either `email` or `webhook` is set.
package struct DeliverySettings: Sendable, Hashable {
  package var email: [String] = []
  /// `sendmail`, the absolute path of a command like it, or `smtp://host:587`, or `smtps://…`.
  package var via = "sendmail"
  /// For the SMTP server, where they do not stand in `via`.
  package var user = ""
  package var password = ""
  package var tls = MailServer.Security.required
  /// The sender, `a@example.org` or `Name <a@example.org>`; empty: the sending machine's default.
  package var from = ""
  package var webhook: String?

  package init() {}

  /// The SMTP server of `via`; `nil` for a command.
  package var server: MailServer? {
    guard var server = MailServer(url: via) else { return nil }
    server.security = tls
    if !user.isEmpty { (server.user, server.password) = (user, password) }
    return server
  }
}
