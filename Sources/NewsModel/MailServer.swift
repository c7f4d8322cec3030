internal import Foundation

/// A server that takes mail for delivery (RFC 6409), and how to speak to it.
package struct MailServer: Sendable, Hashable {
  package enum Security: String, Sendable, CaseIterable {
    /// Encrypted, the certificate checked: STARTTLS for `smtp://`, from the first byte for `smtps://`.
    case required
    /// Encrypted, but by whomever: for a server with a certificate of its own making.
    case unverified
    /// In the clear: for a server on this machine or behind a tunnel.
    case none
  }

  /// A name, an IPv4 address, or an IPv6 address in brackets.
  package var host: String
  package var port: Int
  /// TLS from the first byte (`smtps://`), rather than STARTTLS.
  package var isImplicitTLS: Bool
  package var security: Security
  /// Empty: without logging in.
  package var user: String
  package var password: String

  package init(
    host: String, port: Int, isImplicitTLS: Bool = false, security: Security = .required,
    user: String = "", password: String = ""
  ) {
    self.host = host
    self.port = port
    self.isImplicitTLS = isImplicitTLS
    self.security = security
    self.user = user
    self.password = password
  }

  /// Reads `smtp://user:password@host:587` or `smtps://host`; user and password percent-decoded.
  ///
  /// Without a port it is 587 (submission), or 465 for `smtps://` (RFC 8314).
  package init?(url: String) {
    guard let mark = url.range(of: "://") else { return nil }
    let scheme = url[..<mark.lowerBound].lowercased()
    guard scheme == "smtp" || scheme == "smtps" else { return nil }
    var rest = url[mark.upperBound...]
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    var (user, password) = ("", "")
    if let at = rest.lastIndex(of: "@") {
      let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = String(parts[0]).removingPercentEncoding,
        let secret = parts.count > 1 ? String(parts[1]).removingPercentEncoding : ""
      else { return nil }
      (user, password) = (name, secret)
      rest = rest[rest.index(after: at)...]
    }
    guard let (host, written) = Self.split(rest), !host.isEmpty,
      !host.utf8.contains(where: { $0 <= 0x20 || "/?#@\\\"<>".utf8.contains($0) || $0 == 0x7F })
    else { return nil }
    let port = written.isEmpty ? (scheme == "smtps" ? 465 : 587) : Int(written) ?? 0
    guard (1...65_535).contains(port) else { return nil }
    self.init(
      host: host.lowercased(), port: port, isImplicitTLS: scheme == "smtps", user: user,
      password: password)
  }

  /// `host:port`, as it is named to people.
  package var authority: String { "\(host):\(port)" }

  /// Whether it can only be this machine.
  package var isLoopback: Bool {
    host == "localhost" || host.hasPrefix("127.") || host == "[::1]"
  }

  private static func split(_ text: Substring) -> (host: String, port: String)? {
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
      return (String(text[...end]), String(rest.dropFirst()))
    }
    guard let colon = text.lastIndex(of: ":") else { return (String(text), "") }
    let port = text[text.index(after: colon)...]
    return port.isEmpty ? nil : (String(text[..<colon]), String(port))
  }
}
