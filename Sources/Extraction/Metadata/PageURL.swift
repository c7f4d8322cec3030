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
    var authority = authority
    let host = authority.withUTF8 { bytes in
      let host = bytes.split(separator: UInt8(ascii: "@")).last?
        .split(separator: UInt8(ascii: ":")).first
      return String(decoding: host ?? bytes[..<0], as: UTF8.self)
    }
    let isLower = host.utf8.allSatisfy { $0 < 0x80 && $0 &- 0x41 >= 26 }
    let name = isLower ? host : host.lowercased()
    return name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
  }
  /// Whether it is a site's front page, or that of one of its languages.
  var isFrontPage: Bool {
    guard query.isEmpty || query.hasPrefix("?utm_") else { return false }
    var path = path
    return path.withUTF8 { bytes in
      guard let start = bytes.firstIndex(where: { $0 != UInt8(ascii: "/") }) else { return true }
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
      guard bytes[end...].allSatisfy({ $0 == UInt8(ascii: "/") }) else { return false }
      let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if part.count == 2, part[0] < 0x80, part[1] < 0x80 { return true }
      return Self.frontPages.contains {
        $0.utf8CodeUnitCount == part.count && part.holds($0, at: 0)
      }
        || !part.allSatisfy { $0 < 0x80 } && String(decoding: part, as: UTF8.self).count == 2
    }
  }

  private static let frontPages: [StaticString] = ["index.html", "index.php", "home", "index.htm"]

  init?(_ text: String) {
    // By bytes: pages have hundreds of links, and all marks are ASCII.
    var text = text
    guard let parts = text.withUTF8({ Parts($0) }) else { return nil }
    scheme = parts.isSecure ? "https" : "http"
    authority = parts.authority
    path = Self.withoutDots(parts.path)
    query = parts.query
  }

  /// An absolute address cut at its marks.
  private struct Parts {
    let isSecure: Bool
    let authority: String
    let path: String
    let query: String

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
      guard bytes.count <= 4096, let scheme = Self.scheme(bytes),
        !bytes.contains(where: { $0 <= 0x20 })
      else { return nil }
      isSecure = scheme == 5
      let start = scheme + 3
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
      let rest = bytes[start..<end]
      let tail =
        rest.firstIndex {
          $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "\\")
        } ?? end
      guard tail > start else { return nil }
      let mark = rest[tail...].firstIndex(of: UInt8(ascii: "?")) ?? end
      authority = String(decoding: bytes[start..<tail], as: UTF8.self)
      path = mark == tail ? "/" : String(decoding: bytes[tail..<mark], as: UTF8.self)
      query = String(decoding: bytes[mark..<end], as: UTF8.self)
    }

    /// The length of `http` or `https` before `://`.
    private static func scheme(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
      var word: UInt64 = 0
      for byte in bytes.prefix(4) { word = word << 8 | UInt64(byte | 0x20) }
      guard word == 0x6874_7470 else { return nil }
      if bytes.holds("://", at: 4) { return 4 }
      return bytes.count > 5 && bytes[4] | 0x20 == 0x73 && bytes.holds("://", at: 5) ? 5 : nil
    }
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
    if reference.holds(0x20) { reference = reference.replacing(" ", with: "%20") }
    guard let first = reference.utf8.first, first != UInt8(ascii: "#"),
      reference.utf8.count <= 4096
    else { return nil }
    if first != UInt8(ascii: "/"), let absolute = PageURL(reference) { return absolute }
    if reference.hasPrefix("//") { return PageURL("\(scheme):\(reference)") }
    guard let (text, query) = reference.withUTF8({ Self.relative($0) }) else { return nil }
    if text.isEmpty { return PageURL(self, path: path, query: query) }
    if first == UInt8(ascii: "/") { return PageURL(self, path: text, query: query) }
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
    return PageURL(self, path: String(path[...slash]) + text, query: query)
  }

  /// A reference's path and query; `nil` for one with a scheme.
  private static func relative(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (path: String, query: String)? {
    let end = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
    let whole = bytes[..<end]
    let mark = whole.firstIndex(of: UInt8(ascii: "?")) ?? end
    let slash = whole[..<mark].firstIndex(of: UInt8(ascii: "/")) ?? mark
    guard !whole[..<slash].contains(UInt8(ascii: ":")) else { return nil }
    return (
      String(decoding: whole[..<mark], as: UTF8.self),
      String(decoding: whole[mark...], as: UTF8.self)
    )
  }

  private static func withoutDots(_ path: String) -> String {
    guard path.holds("/.") else { return path }
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
