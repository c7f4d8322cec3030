internal import NewsModel
internal import Foundation

/// What is asked for, before any redirect.
struct Errand: Sendable {
  enum Kind: Sendable { case feed, page, robots }

  var kind: Kind
  var start: WebAddress
  var options: RequestOptions
  /// Whether the options' headers and password may go to `start`'s own host; never to another.
  var sharesSecrets: Bool
  var conditions: Conditions?

  /// Validators, and where they came from.
  struct Conditions: Sendable {
    var etag: String?
    var lastModified: String?
    var origin: String?
  }
}

/// Where an errand led.
struct Journey: Sendable {
  var outcome: FetchOutcome
  var detail: String
  /// The last answer, whatever its status.
  var response: TransportResponse?
  var hops: [Hop]
  /// Not before, where the outcome is a matter of waiting.
  var retryAfter: Date?
  /// Whether the last request was a conditional one.
  var wasConditional = false

  struct Hop: Sendable {
    var address: WebAddress
    /// Of the redirect that led away from here; `nil` at the end.
    var redirect: Int?
  }

  /// Where the errand ended.
  var last: WebAddress? { hops.last?.address }

  /// Where permanent redirects (301, 308) alone lead from the start, if anywhere (RFC 9110 §15.4.2, §15.4.9).
  var permanentTarget: String? {
    let permanent = hops.prefix { $0.redirect == 301 || $0.redirect == 308 }.count
    return permanent > 0 && permanent < hops.count ? hops[permanent].address.string : nil
  }
}

/// Decides where a redirect may lead. Pure.
enum RedirectRules {
  static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }

  /// The next address, or why it is not followed.
  static func next(
    _ location: String, from hops: [Journey.Hop], limit: Int
  ) -> Result<WebAddress, AddressGuard.Refusal> {
    guard let here = hops.last?.address, let next = here.resolving(location) else {
      return .failure(
        AddressGuard.Refusal(
          outcome: .unsafeRedirect, message: "The redirect's target is not a valid URL."))
    }
    guard next.scheme == "https" || next.scheme == "http" && here.scheme == "http" else {
      return .failure(
        AddressGuard.Refusal(
          outcome: .unsafeRedirect,
          message:
            "\(here.host) redirects from \(here.scheme) to \(next.scheme), which is not followed."))
    }
    if hops.contains(where: { $0.address == next }) {
      return .failure(
        AddressGuard.Refusal(
          outcome: .redirectLoop, message: "\(here.host) redirects in a circle."))
    }
    guard hops.count <= limit else {
      return .failure(
        AddressGuard.Refusal(
          outcome: .tooManyRedirects,
          message: "\(here.host) redirects once more after \(limit) redirects."))
    }
    return .success(next)
  }

  /// Whether what is private to `start` may be sent to `address` too: the same host and port, or the same host
  /// where it went from http to https.
  static func isSamePlace(_ address: WebAddress, as start: WebAddress) -> Bool {
    guard address.host == start.host else { return false }
    if address.scheme == start.scheme { return address.port == start.port }
    return start.scheme == "http" && start.port == 80 && address.scheme == "https"
      && address.port == 443
  }
}

/// Whether two hosts are one publisher's, as cookies would have it: the same, or one within the other's domain.
enum SiteRules {
  static func isSameSite(_ one: String, _ other: String) -> Bool {
    let pair = [one, other].map { $0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0 }
    if one == other || pair[0] == pair[1] { return true }
    let (short, long) =
      pair[0].utf8.count < pair[1].utf8.count ? (pair[0], pair[1]) : (pair[1], pair[0])
    return isDomain(short) && long.hasSuffix("." + short)
  }

  /// Whether a name can be somebody's own: two labels at least, and three under the likes of `co.uk` and `com.au`.
  private static func isDomain(_ host: String) -> Bool {
    guard IPAddress(host) == nil else { return false }
    let labels = host.split(separator: ".")
    guard labels.count == 2 else { return labels.count > 2 }
    return labels[1].count > 2 || labels[0].count > 3
  }
}
