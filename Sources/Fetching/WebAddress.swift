internal import CLibCurl

/// An http or https URL, taken apart by the very parser that libcurl connects with, so that what is checked is what
/// is contacted. Hosts are in lower case; `http://0x7f.1/` has the host `127.0.0.1`.
package struct WebAddress: Sendable, Hashable {
  /// Without user, password and fragment; what is not allowed in a URL is percent-encoded.
  package let string: String
  package let scheme: String
  /// Lower case; IPv6 addresses in brackets.
  package let host: String
  package let port: Int
  /// Begins with `/`.
  package let path: String
  /// Without the question mark.
  package let query: String?
  /// `user:password` as written in the URL, decoded.
  package let userInfo: String?

  /// `nil` for what is no URL. Any scheme is read; whether it may be fetched is ``AddressGuard``'s to say.
  package init?(_ text: String) {
    self.init(text, base: nil)
  }

  /// `text` as a redirect of this address means it (RFC 3986 §5).
  package func resolving(_ text: String) -> WebAddress? {
    WebAddress(text, base: string)
  }

  /// `https://example.org`, with the port where it is not the scheme's own: what robots.txt and credentials belong to.
  package var origin: String {
    port == Self.defaultPort(scheme) ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
  }

  /// `example.org:443`: as `http.allow.addresses` and `http.connect_to` name it.
  package var authority: String { "\(host):\(port)" }

  /// `/path?query`, as robots.txt sees it.
  package var target: String { query.map { path + "?" + $0 } ?? path }

  private init?(_ text: String, base: String?) {
    let trimmed = Self.trimmed(text)
    guard !trimmed.isEmpty, trimmed.utf8.count <= Self.maximumLength, let handle = curl_url() else {
      return nil
    }
    defer { curl_url_cleanup(handle) }
    let flags = UInt32(CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME)
    if let base, curl_url_set(handle, CURLUPART_URL, base, flags) != CURLUE_OK { return nil }
    guard curl_url_set(handle, CURLUPART_URL, trimmed, flags) == CURLUE_OK else { return nil }
    func part(_ name: CURLUPart, _ flags: Int32 = 0) -> String? {
      var value: UnsafeMutablePointer<CChar>?
      guard curl_url_get(handle, name, &value, UInt32(flags)) == CURLUE_OK, let value else {
        return nil
      }
      defer { curl_free(value) }
      return String(cString: value)
    }
    guard let scheme = part(CURLUPART_SCHEME)?.lowercased(),
      let host = part(CURLUPART_HOST)?.lowercased(), !host.isEmpty
    else { return nil }
    let user = part(CURLUPART_USER, CURLU_URLDECODE)
    let password = part(CURLUPART_PASSWORD, CURLU_URLDECODE)
    for name in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
      curl_url_set(handle, name, nil, 0)
    }
    curl_url_set(handle, CURLUPART_HOST, host, 0)
    guard let string = part(CURLUPART_URL, CURLU_NO_DEFAULT_PORT) else { return nil }
    self.string = string
    self.scheme = scheme
    self.host = host
    port = part(CURLUPART_PORT).flatMap { Int($0) } ?? Self.defaultPort(scheme) ?? 0
    path = part(CURLUPART_PATH) ?? "/"
    query = part(CURLUPART_QUERY)
    userInfo = user.map { $0 + ":" + (password ?? "") }
  }

  /// As browsers do: no white space or control characters around, no tabs and line ends within.
  private static func trimmed(_ text: String) -> String {
    var bytes = text.utf8[...]
    while let first = bytes.first, first <= 32 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last <= 32 { bytes = bytes.dropLast() }
    return String(decoding: bytes.filter { $0 != 9 && $0 != 10 && $0 != 13 }, as: UTF8.self)
  }

  private static func defaultPort(_ scheme: String) -> Int? {
    switch scheme {
    case "http": 80
    case "https": 443
    default: nil
    }
  }

  /// Longer addresses are nobody's articles; servers commonly stop at 8 KiB.
  private static let maximumLength = 16 << 10
}
