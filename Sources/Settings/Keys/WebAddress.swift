internal import Foundation

/// The forms of addresses in a configuration. Whether they may be contacted is Fetching's to say.
enum WebAddress {
  /// `http` or `https`, with a host.
  static func isValid(_ text: String) -> Bool { host(of: text) != nil }

  /// The host of an http(s) URL, in lower case; `nil` for anything else.
  static func host(of url: String) -> String? {
    guard let authority = authority(of: url) else { return nil }
    let host = hostAndPort(authority).host.lowercased()
    return isHost(host) ? host : nil
  }

  /// What makes two configured URLs the same feed: scheme and host in lower case, without default
  /// port and fragment.
  static func key(of url: String) -> String {
    guard let authority = authority(of: url), let scheme = url.range(of: "://") else { return url }
    let name = url[..<scheme.lowerBound].lowercased()
    let (host, port) = hostAndPort(authority)
    let rest = url[scheme.upperBound...].dropFirst(authority.count).prefix { $0 != "#" }
    let isDefault =
      port.isEmpty || (name == "http" && port == "80") || (name == "https" && port == "443")
    let user = authority.lastIndex(of: "@").map { authority[...$0] } ?? ""
    let path = rest.hasPrefix("/") ? String(rest) : "/" + rest
    return "\(name)://\(user)\(host.lowercased())\(isDefault ? "" : ":" + port)\(path)"
  }

  static func isHostAndPort(_ text: String) -> Bool {
    let (host, port) = hostAndPort(text[...])
    guard let number = Quantity.whole(port), (1...65_535).contains(number) else { return false }
    return isHost(host)
  }

  /// One `@`, something before it, a host behind it, no spaces: more only a letter can tell.
  static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && isHost(String(parts[1]))
      && text.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && !"<>,;\"".unicodeScalars.contains($0)
      }
  }

  static func isProxy(_ text: String) -> Bool {
    ["http://", "https://", "socks4://", "socks4a://", "socks5://", "socks5h://"].contains {
      text.hasPrefix($0) && text.count > $0.count
    } && !text.contains(" ")
  }

  private static func authority(of url: String) -> Substring? {
    guard let scheme = url.range(of: "://"),
      ["http", "https"].contains(url[..<scheme.lowerBound].lowercased()),
      !url.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0 == "\\" })
    else { return nil }
    return url[scheme.upperBound...].prefix { !"/?#".contains($0) }
  }

  private static func hostAndPort(_ authority: Substring) -> (host: String, port: String) {
    let start =
      authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex
    let place = authority[start...]
    if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
      let rest = place[place.index(after: end)...]
      return (String(place[...end]), String(rest.hasPrefix(":") ? rest.dropFirst() : rest))
    }
    guard let colon = place.lastIndex(of: ":") else { return (String(place), "") }
    return (String(place[..<colon]), String(place[place.index(after: colon)...]))
  }

  /// A name in any script, an IPv4 address, or an IPv6 address in brackets.
  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("[") {
      return host.hasSuffix("]") && host.utf8.count > 3
        && host.utf8.dropFirst().dropLast().allSatisfy {
          (48...58).contains($0) || (65...70).contains($0 & 0xDF) || $0 == 46
        }
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return host.utf8.count <= 253 && !host.isEmpty
      && labels.dropLast(host.hasSuffix(".") ? 1 : 0).allSatisfy { label in
        (1...63).contains(label.utf8.count)
          && label.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
              || $0.properties.generalCategory == .nonspacingMark
              || $0.properties.generalCategory == .spacingMark
          }
      }
  }
}
