/// What came of asking for a feed or a page, named so that people and programs can act on it.
package enum FetchOutcome: String, Sendable, Codable, CaseIterable {
  // It worked.
  case ok
  /// 304, or the same bytes as last time.
  case notModified

  // Not asked at all.
  /// The server (or our own manners) asked us to wait; see the time given beside it.
  case heldBack
  case robotsDisallowed
  /// The site's robots.txt could not be had for a reason of the server's, which counts as "no" (RFC 9309 §2.3.1.4).
  case robotsUnreachable
  case addressForbidden
  case portForbidden
  case schemeForbidden
  case invalidURL
  case cancelled

  // The server answered, but not with what was asked for.
  /// 410: removed for good.
  case gone
  case notFound
  /// 403, 451 or a bot check in front of the site.
  case blocked
  /// 401: a login is needed.
  case unauthorized
  /// 402.
  case paywall
  case rateLimited
  /// 503.
  case unavailable
  case serverError
  /// Any other status of the 4xx range.
  case clientError
  /// A status that makes no sense here (1xx as a final answer, 3xx without a place to go, 6xx …).
  case unexpectedStatus
  case tooManyRedirects
  case redirectLoop
  /// A redirect to another scheme, or from https back to http.
  case unsafeRedirect
  case tooLarge
  case headersTooLarge
  /// It arrived, but is no feed; said by the parser, not the fetcher.
  case notAFeed

  // The connection failed.
  case dns
  case refused
  case timeout
  /// The connection broke, or the answer ended before its announced length.
  case connectionLost
  case tls
  case proxy
  /// What came was not HTTP, or was compressed in a way that cannot be undone.
  case garbled

  /// The transfer gave what was asked for, or proved that nothing changed.
  package var isSuccess: Bool { self == .ok || self == .notModified }

  /// Nothing was learnt about the server: such an outcome never counts as its failure.
  package var isNeutral: Bool { self == .heldBack || self == .cancelled }

  /// How much a failure says about the feed being dead for good.
  package var severity: Severity {
    switch self {
    case .ok, .notModified, .heldBack, .cancelled: .none
    case .rateLimited, .unavailable: .temporary
    case .timeout, .connectionLost, .serverError, .refused, .dns, .proxy, .garbled,
      .robotsUnreachable, .unexpectedStatus:
      .soft
    case .robotsDisallowed, .addressForbidden, .portForbidden, .schemeForbidden, .invalidURL,
      .gone, .notFound, .blocked, .unauthorized, .paywall, .clientError, .tooManyRedirects,
      .redirectLoop, .unsafeRedirect, .tooLarge, .headersTooLarge, .notAFeed, .tls:
      .hard
    }
  }

  package enum Severity: Sendable, Hashable { case none, temporary, soft, hard }

  /// One plain sentence for people, without names; see the outcome's `detail` for the case at hand.
  package var sentence: String {
    switch self {
    case .ok: "Fetched."
    case .notModified: "Nothing has changed since the last time."
    case .heldBack: "Not asked: the server wants us to wait."
    case .robotsDisallowed: "The site's robots.txt asks robots not to read this page."
    case .robotsUnreachable: "The site's robots.txt cannot be read, so its pages are left alone."
    case .addressForbidden:
      "The address belongs to a private or reserved network; add it to `http.allow.addresses` if that is meant."
    case .portForbidden:
      "The port is not among `http.allow.ports`; add the address to `http.allow.addresses` if it is meant."
    case .schemeForbidden: "Only http and https addresses are fetched."
    case .invalidURL: "The address is not a valid URL."
    case .cancelled: "Stopped before it was done."
    case .gone: "The server says that this is gone for good."
    case .notFound: "There is nothing at this address any more."
    case .blocked: "The server refuses robots, or us; ask its operator for access."
    case .unauthorized: "The server wants a login: set `auth` or `headers` for this feed."
    case .paywall: "The server wants a payment."
    case .rateLimited: "The server says that we ask too often."
    case .unavailable: "The server is unavailable for the moment."
    case .serverError: "The server failed."
    case .clientError: "The server does not accept the request."
    case .unexpectedStatus: "The server gave an answer that makes no sense here."
    case .tooManyRedirects: "The address leads through too many redirects."
    case .redirectLoop: "The address redirects in a circle."
    case .unsafeRedirect: "The address redirects to something that is not followed for safety."
    case .tooLarge: "The answer is larger than `http.max_body` allows."
    case .headersTooLarge: "The server sends more headers than any server should."
    case .notAFeed: "What the address gives is not a feed."
    case .dns: "The host's name cannot be found."
    case .refused: "The server does not accept connections."
    case .timeout: "The server took too long."
    case .connectionLost: "The connection broke before the answer was complete."
    case .tls: "The server's certificate or encryption cannot be trusted."
    case .proxy: "The proxy cannot be reached, or refuses."
    case .garbled: "What the server sent cannot be understood."
    }
  }
}
