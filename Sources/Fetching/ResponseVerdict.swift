package import NewsModel

/// What a final answer (no redirect) means.
package enum ResponseVerdict {
  /// Cost: the first 4 KiB of the body, for 403, 429 and 503 only.
  package static func outcome(of response: TransportResponse) -> FetchOutcome {
    switch response.status {
    case 304: .notModified
    case 200...299: .ok
    case 401: .unauthorized
    case 402: .paywall
    case 403, 451: .blocked
    case 404: .notFound
    case 410: .gone
    case 429: isBotCheck(response) ? .blocked : .rateLimited
    case 503: isBotCheck(response) ? .blocked : .unavailable
    case 400...499: .clientError
    case 500...599: .serverError
    default: .unexpectedStatus
    }
  }

  /// The case at hand in a sentence.
  package static func detail(
    _ outcome: FetchOutcome, _ response: TransportResponse, host: String
  ) -> String {
    if outcome.isSuccess { return outcome.sentence }
    let check = outcome == .blocked && isBotCheck(response) ? " with a check for robots" : ""
    return "\(host) answered \(response.status)\(check). \(outcome.sentence)"
  }

  /// Whether the answer is a bot check of a content delivery network rather than the site's own. Such a page is named
  /// and left alone, never worked around.
  package static func isBotCheck(_ response: TransportResponse) -> Bool {
    guard [403, 429, 503].contains(response.status) else { return false }
    let headers = response.headers
    if headers["cf-mitigated"] != nil || headers["x-amzn-waf-action"] != nil { return true }
    if headers["x-datadome"] != nil || headers["x-px-block-score"] != nil { return true }
    let beginning = String(decoding: response.body.prefix(4096), as: UTF8.self).lowercased()
    return botCheckMarks.contains { beginning.contains($0) }
  }

  /// What the check pages of the large networks have in their first lines, whatever the language.
  private static let botCheckMarks = [
    "/cdn-cgi/challenge-platform/", "cf-browser-verification", "_cf_chl_opt",
    "captcha-delivery.com", "_incapsula_resource", "px-captcha", "awswafcookiedomainlist",
  ]
}

extension TransportError {
  /// The outcome that the error stands for.
  package var outcome: FetchOutcome {
    switch code {
    case .addressForbidden: .addressForbidden
    case .badURL: .invalidURL
    case .cancelled: .cancelled
    case .connectionLost: .connectionLost
    case .dns: .dns
    case .garbled, .badEncoding, .internal: .garbled
    case .headersTooLarge: .headersTooLarge
    case .proxy: .proxy
    case .refused: .refused
    case .timeout: .timeout
    case .tls: .tls
    case .tooLarge: .tooLarge
    }
  }
}
