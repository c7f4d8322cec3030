extension CanonicalURL {
  /// `url` without what copying, templates and feeds put around and into addresses: white space, a CDATA
  /// frame, markup after it, escaped ampersands, backslashes, a second address glued to its end.
  static func cleaned(_ url: String) -> [UInt8] {
    var bytes = Array(url.utf8)[...]
    bytes = trimmed(bytes)
    if bytes.starts(with: "<![CDATA[".utf8) { bytes = bytes.dropFirst(9) }
    if let end = bytes.firstIndex(where: { ASCII.isAny($0, of: "<>\"") }) { bytes = bytes[..<end] }
    if bytes.suffix(2).elementsEqual("]]".utf8) { bytes = bytes.dropLast(2) }
    var clean = [UInt8]()
    clean.reserveCapacity(bytes.count)
    var inQuery = false
    for byte in trimmed(bytes) where byte >= 0x20 && byte != 0x7F {
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { inQuery = true }
      clean.append(byte == UInt8(ascii: "\\") && !inQuery ? UInt8(ascii: "/") : byte)
      if byte == UInt8(ascii: ";") { unescapeAmpersand(&clean) }
    }
    return ungarbled(withoutFeedScheme(clean))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
      let last = bytes.lastIndex(where: { $0 > 0x20 })
    else { return [] }
    return bytes[first...last]
  }

  private static func unescapeAmpersand(_ bytes: inout [UInt8]) {
    for name in ["&amp;", "&#38;", "&#038;", "&#x26;"] where ASCII.ends(bytes[...], with: name) {
      bytes.removeLast(name.utf8.count - 1)
      return
    }
  }

  /// `feed:https://…` and `feed://…` are subscriptions to the address within.
  private static func withoutFeedScheme(_ bytes: [UInt8]) -> [UInt8] {
    guard ASCII.starts(bytes[...], with: "feed:") else { return bytes }
    let rest = bytes.dropFirst(5)
    return rest.starts(with: "//".utf8) ? Array("http:".utf8) + rest : Array(rest)
  }

  /// `https://a.org/pagehttps://b.org/` is two addresses that lost what stood between them: the first
  /// counts, unless it never got as far as a host. After a slash (`/web/2020/https://…`) it is a path.
  private static func ungarbled(_ bytes: [UInt8]) -> [UInt8] {
    let end = bytes.firstIndex { ASCII.isAny($0, of: "?#") } ?? bytes.endIndex
    var at = 8
    while at + 7 < end {
      let rest = bytes[at..<end]
      if ASCII.lower(bytes[at]) == UInt8(ascii: "h"), bytes[at - 1] != UInt8(ascii: "/"),
        ASCII.starts(rest, with: "http://") || ASCII.starts(rest, with: "https://")
      {
        let first = Array(bytes[..<at])
        let host = URLParts(first)?.host ?? []
        return host.contains(UInt8(ascii: ".")) ? first : Array(bytes[at...])
      }
      at += 1
    }
    return bytes
  }

  /// The article's own address inside that of an AMP cache, a viewer or a share button.
  static func wrappedAddress(in bytes: [UInt8]) -> [UInt8]? {
    guard let parts = URLParts(bytes), !parts.host.isEmpty else { return nil }
    return cachedAddress(parts) ?? sharedAddress(parts)
  }

  /// AMP caches and viewers put `/c/s/HOST/PATH`, `/v/s/…`, `/i/s/…` or `/amp/s/…` after their own host;
  /// `s` says that the origin speaks https.
  private static func cachedAddress(_ parts: URLParts) -> [UInt8]? {
    let segments = parts.path.split(separator: UInt8(ascii: "/"), maxSplits: 2)
    guard segments.count == 3 else { return nil }
    let isCache =
      ASCII.ends(parts.host, with: "ampproject.org")
      || ASCII.ends(parts.host, with: "bing-amp.com")
    let isViewer = ASCII.equal(segments[0], "amp") && ASCII.equal(segments[1], "s")
    let isCached = isCache && segments[0].count == 1 && ASCII.isAny(segments[0].first!, of: "cvi")
    guard isViewer || isCached else { return nil }
    var rest = segments[2]
    if !isViewer, !ASCII.equal(segments[1], "s") { rest = segments[1] + "/".utf8 + segments[2] }
    guard rest.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ".")) else {
      return nil
    }
    var address = Array("https://".utf8) + rest
    if !parts.query.isEmpty { address += "?".utf8 + parts.query }
    return address
  }

  private static func sharedAddress(_ parts: URLParts) -> [UInt8]? {
    let last = parts.path[
      ((parts.path.lastIndex(of: UInt8(ascii: "/")) ?? parts.path.startIndex))...]
    guard shareButtons.contains(where: { ASCII.equal(last, $0) }) else { return nil }
    for field in parts.query.split(separator: UInt8(ascii: "&")) {
      let pair = field.split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard pair.count == 2, ASCII.equal(pair[0], "url") || ASCII.equal(pair[0], "u") else {
        continue
      }
      let address = percentDecoded(pair[1])
      if ASCII.starts(address[...], with: "http://") || ASCII.starts(address[...], with: "https://")
      {
        return address
      }
    }
    return nil
  }

  private static let shareButtons = [
    "/share", "/share.php", "/sharer", "/sharer.php", "/sharearticle", "/l.php", "/tweet", "/url",
  ]

  static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output = [UInt8]()
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.endIndex,
        let high = ASCII.hexValue(bytes[at + 1]), let low = ASCII.hexValue(bytes[at + 2])
      {
        output.append(high << 4 | low)
        at += 3
      } else {
        output.append(bytes[at])
        at += 1
      }
    }
    return output
  }
}
