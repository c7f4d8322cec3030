/// Addresses of articles, reduced to what tells one article from another.
package enum CanonicalURL {
  /// A key that is equal for two addresses of one article and different for two articles.
  ///
  /// The scheme, `www.` and mobile hosts, default ports, user names, index pages, doubled and trailing
  /// slashes, fragments (unless they are a route, `#!/…` or `#/…`), AMP forms, session and tracking
  /// parameters, the order of parameters and the spelling of percent-encoding and international host
  /// names do not count. The letters' case in a path does: short links hang on it.
  ///
  /// The key looks like an `https` URL, but need not be one that a server answers. Text that is no http
  /// address comes back as it is, spaces trimmed. Linear in the length; sorting the parameters aside.
  package static func key(for url: String) -> String {
    var bytes = cleaned(url)
    for _ in 0..<3 {
      guard let inner = wrappedAddress(in: bytes) else { break }
      bytes = inner
    }
    guard let parts = URLParts(bytes) else { return String(decoding: bytes, as: UTF8.self) }
    var key = [UInt8]()
    key.reserveCapacity(bytes.count + 8)
    if !parts.host.isEmpty {
      key.append(contentsOf: "https://".utf8)
      key.append(contentsOf: keyHost(parts.host))
      appendPort(parts.port, to: &key)
    }
    appendPath(parts.path, to: &key)
    appendQuery(parts.query, to: &key)
    appendRoute(parts.fragment, to: &key)
    return String(decoding: key, as: UTF8.self)
  }

  /// Whether a page's own word for its address (`rel=canonical`, JSON-LD) may be believed.
  ///
  /// Careless templates name the front page on every article: such a word would merge a whole outlet.
  package static func isCredible(_ canonical: String, for page: String) -> Bool {
    guard let named = URLParts(cleaned(canonical)), !named.host.isEmpty else { return false }
    if !isFrontPage(named) { return true }
    guard let own = URLParts(cleaned(page)) else { return false }
    return isFrontPage(own)
  }

  private static func isFrontPage(_ parts: URLParts) -> Bool {
    var path = [UInt8]()
    appendPath(parts.path, to: &path)
    var query = [UInt8]()
    appendQuery(parts.query, to: &query)
    var route = [UInt8]()
    appendRoute(parts.fragment, to: &route)
    return path == [UInt8(ascii: "/")] && query.isEmpty && route.isEmpty
  }

  private static func appendPort(_ port: ArraySlice<UInt8>, to key: inout [UInt8]) {
    let digits = port.drop { $0 == UInt8(ascii: "0") }
    if digits.isEmpty || digits.elementsEqual("80".utf8) || digits.elementsEqual("443".utf8) {
      return
    }
    key.append(UInt8(ascii: ":"))
    key.append(contentsOf: digits)
  }

  /// A fragment counts only where it is a single-page application's route.
  private static func appendRoute(_ fragment: ArraySlice<UInt8>, to key: inout [UInt8]) {
    guard fragment.starts(with: "!".utf8) || fragment.starts(with: "/".utf8), fragment.count > 1
    else { return }
    key.append(UInt8(ascii: "#"))
    PercentEncoding.append(fragment, as: .path, to: &key)
  }
}
