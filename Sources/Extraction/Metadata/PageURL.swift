/// An absolute http(s) address in its parts (RFC 3986, section 5), without a fragment.
struct PageURL: Sendable, Hashable {
  let scheme: String
  let authority: String
  /// Begins with `/`.
  let path: String
  /// With its `?`; empty without one.
  let query: String

  var text: String { "\(scheme)://\(authority)\(path)\(query)" }
  /// In lower case, without `www.` and port.
  var host: String {
    let host = authority.drop { _ in false }.split(separator: "@").last.map(String.init) ?? ""
    let name = host.split(separator: ":").first.map { $0.lowercased() } ?? ""
    return name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
  }
  /// Whether it is a site's front page, or that of one of its languages.
  var isFrontPage: Bool {
    let parts = path.split(separator: "/")
    guard query.isEmpty || query.hasPrefix("?utm_") else { return false }
    if parts.isEmpty { return true }
    return parts.count == 1
      && (parts[0].count == 2
        || ["index.html", "index.php", "home", "index.htm"].contains(parts[0]))
  }

  init?(_ text: String) {
    // By bytes: pages have hundreds of links, and all marks are ASCII.
    let bytes = text.utf8
    guard bytes.count <= 4096, let colon = bytes.prefix(6).firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    let scheme = text[..<colon].lowercased()
    guard scheme == "http" || scheme == "https", bytes[colon...].starts(with: "://".utf8),
      !bytes.contains(where: { $0 <= 0x20 })
    else { return nil }
    let rest = bytes[colon...].dropFirst(3).prefix { $0 != UInt8(ascii: "#") }
    let authority = rest.prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "\\")
    }
    guard !authority.isEmpty else { return nil }
    let tail = rest[authority.endIndex...]
    let path = tail.prefix { $0 != UInt8(ascii: "?") }
    self.scheme = scheme
    self.authority = String(Substring(authority))
    self.path = Self.withoutDots(path.isEmpty ? "/" : String(Substring(path)))
    query = String(Substring(tail[path.endIndex...]))
  }

  private init(_ base: PageURL, path: String, query: String) {
    scheme = base.scheme
    authority = base.authority
    self.path = Self.withoutDots(path)
    self.query = query
  }

  /// What `reference` means on this page; `nil` for other schemes and for jumps within it.
  func resolving(_ reference: String) -> PageURL? {
    var reference = PlainText.squashed(reference)
    if reference.utf8.contains(0x20) { reference = reference.replacing(" ", with: "%20") }
    guard !reference.isEmpty, !reference.hasPrefix("#"), reference.utf8.count <= 4096 else {
      return nil
    }
    if reference.hasPrefix("//") { return PageURL("\(scheme):\(reference)") }
    if let absolute = PageURL(reference) { return absolute }
    let bytes = reference.utf8
    let start = bytes.prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
    guard !start.contains(UInt8(ascii: ":")) else { return nil }
    let whole = bytes.prefix { $0 != UInt8(ascii: "#") }
    let path = whole.prefix { $0 != UInt8(ascii: "?") }
    let query = String(Substring(whole[path.endIndex...]))
    if path.isEmpty { return PageURL(self, path: self.path, query: query) }
    let text = String(Substring(path))
    if path.first == UInt8(ascii: "/") { return PageURL(self, path: text, query: query) }
    let slash = self.path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? self.path.startIndex
    return PageURL(self, path: String(self.path[...slash]) + text, query: query)
  }

  private static func withoutDots(_ path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: ".")), path.contains("/.") else { return path }
    var kept: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if part == ".." {
        _ = kept.popLast()
        if isLast { kept.append("") }
      } else if part == "." {
        if isLast { kept.append("") }
      } else {
        kept.append(part)
      }
    }
    return "/" + kept.joined(separator: "/")
  }
}
