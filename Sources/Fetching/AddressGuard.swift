package import NewsModel

/// Decides what may be contacted: first by the URL, then, at the moment of connecting, by the address that its host
/// resolved to. Only the second check sees through names, so it is made for every connection, a proxy's too.
package struct AddressGuard: Sendable {
  private let allow: FetchSettings.AllowRules
  private let namedExceptions: Set<String>
  private let addressExceptions: Set<Endpoint>
  private let connectTo: [String: String]

  private struct Endpoint: Hashable {
    var address: IPAddress
    var port: Int
  }

  /// Why something is not contacted.
  package struct Refusal: Error, Sendable, Hashable {
    package var outcome: FetchOutcome
    /// A sentence that says what to change.
    package var message: String
  }

  package init(allow: FetchSettings.AllowRules, connectTo: [String: String] = [:]) {
    self.allow = allow
    self.connectTo = Dictionary(
      connectTo.map { ($0.lowercased(), $1.lowercased()) }, uniquingKeysWith: { first, _ in first })
    namedExceptions = Set(allow.addresses.map { $0.lowercased() })
    addressExceptions = Set(allow.addresses.compactMap(Self.endpoint))
  }

  /// Checks scheme, port, and the address if the host is one; `nil` if nothing speaks against contacting it.
  package func refusal(of url: WebAddress) -> Refusal? {
    guard allow.schemes.contains(url.scheme), url.scheme == "http" || url.scheme == "https" else {
      return Refusal(
        outcome: .schemeForbidden,
        message: "\(url.scheme): addresses are not fetched, only http and https.")
    }
    if connectTo[url.authority] != nil || namedExceptions.contains(url.authority) { return nil }
    let address = IPAddress(url.host)
    if let address, addressExceptions.contains(Endpoint(address: address, port: url.port)) {
      return nil
    }
    guard allow.ports.contains(url.port) else {
      return Refusal(
        outcome: .portForbidden,
        message:
          "Port \(url.port) of \(url.host) is not among `http.allow.ports`; add \(url.authority) to `http.allow.addresses` if it is meant."
      )
    }
    return address.flatMap { refusal(of: $0, port: url.port) }
  }

  /// Checks the peer that `authority` (the URL's `host:port`) led to, just before the connection is made.
  package func refusal(ofPeer address: IPAddress, port: Int, authority: String) -> Refusal? {
    if namedExceptions.contains(authority) { return nil }
    if let target = connectTo[authority], Self.leads(target, to: address, port: port) { return nil }
    if addressExceptions.contains(Endpoint(address: address, port: port)) { return nil }
    return refusal(of: address, port: port)
  }

  private func refusal(of address: IPAddress, port: Int) -> Refusal? {
    let scope = address.scope
    if scope == .global || allow.privateNetworks && scope.isInternalNetwork { return nil }
    return Refusal(
      outcome: .addressForbidden,
      message:
        "\(address) is a \(scope.words) address; add \(Self.written(address, port)) to `http.allow.addresses` if it is meant."
    )
  }

  /// Whether a `connect_to` target stands for this peer. A target that is a name answers for its port alone.
  private static func leads(_ target: String, to address: IPAddress, port: Int) -> Bool {
    if let endpoint = endpoint(target) { return endpoint == Endpoint(address: address, port: port) }
    return target.hasSuffix(":\(port)")
  }

  private static func endpoint(_ text: String) -> Endpoint? {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      let address = IPAddress(String(text[..<colon]))
    else { return nil }
    return Endpoint(address: address, port: port)
  }

  private static func written(_ address: IPAddress, _ port: Int) -> String {
    if case .v6 = address { return "[\(address)]:\(port)" }
    return "\(address):\(port)"
  }
}

extension IPAddress.Scope {
  /// As it stands before "address" in a sentence.
  fileprivate var words: String {
    switch self {
    case .global: "public"
    case .loopback: "loopback"
    case .privateUse: "private"
    case .shared: "carrier's shared"
    case .linkLocal: "link-local"
    case .uniqueLocal: "unique-local"
    case .metadata: "cloud metadata"
    case .unspecified: "unspecified"
    case .multicast: "multicast"
    case .reserved: "reserved"
    case .documentation: "documentation"
    case .transition: "6to4 or Teredo"
    }
  }
}
