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
    guard text.utf8.count <= 4096, let colon = text.firstIndex(of: ":") else { return nil }
    let scheme = text[..<colon].lowercased()
    guard scheme == "http" || scheme == "https", text[colon...].hasPrefix("://") else { return nil }
    let rest = text[text.index(colon, offsetBy: 3)...].prefix { $0 != "#" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "\\" }
    guard !authority.isEmpty, !text.utf8.contains(where: { $0 <= 0x20 }) else { return nil }
    let tail = rest.dropFirst(authority.count)
    let path = tail.prefix { $0 != "?" }
    self.scheme = scheme
    self.authority = String(authority)
    self.path = Self.withoutDots(path.isEmpty ? "/" : String(path))
    query = String(tail.dropFirst(path.count))
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
    if reference.contains(" ") { reference = reference.replacing(" ", with: "%20") }
    guard !reference.isEmpty, !reference.hasPrefix("#"), reference.utf8.count <= 4096 else {
      return nil
    }
    if reference.hasPrefix("//") { return PageURL("\(scheme):\(reference)") }
    if let absolute = PageURL(reference) { return absolute }
    let start = reference.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !start.contains(":") else { return nil }
    let whole = reference.prefix { $0 != "#" }
    let path = whole.prefix { $0 != "?" }
    let query = String(whole.dropFirst(path.count))
    if path.isEmpty { return PageURL(self, path: self.path, query: query) }
    if path.hasPrefix("/") { return PageURL(self, path: String(path), query: query) }
    let folder = self.path[...(self.path.lastIndex(of: "/") ?? self.path.startIndex)]
    return PageURL(self, path: String(folder) + String(path), query: query)
  }

  private static func withoutDots(_ path: String) -> String {
    guard path.contains("/.") else { return path }
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
