/// How tidings behaves on the network.
package struct HTTPSettings: Sendable, Hashable {
  /// `{version}` and `{contact}` are filled in by ``userAgent(version:)``.
  package var userAgent = "tidings/{version} (+{contact})"
  /// An URL or e-mail address that a publisher can turn to; required before the first real run.
  package var contact = ""
  /// Transfers at once, over all hosts.
  package var concurrency = 32
  package var perHost = PerHost()
  package var timeout = Timeout()
  package var maxBody = MaxBody()
  /// Each hop is checked against `allow` again.
  package var maxRedirects = 5
  package var allow = Allow()
  /// Invented `host:port` → `address:port`, as libcurl's CONNECT_TO; implies the exception in `allow`.
  package var connectTo: [String: String] = [:]
  package var tls = TLS()
  package var proxy = Proxy.environment
  package var robots = Robots()

  package init() {}

  package struct PerHost: Sendable, Hashable {
    package var concurrency = 2
    /// Seconds between the starts of two requests.
    package var minInterval: Double = 5
    /// Seconds to leave a host alone that answered 429 without saying how long.
    package var on429: Double = 30
    package var honorRetryAfter = true
    package var maxRetryAfter: Double = 86_400
  }

  /// All in seconds.
  package struct Timeout: Sendable, Hashable {
    package var connect: Double = 10
    package var total: Double = 30
    package var lowSpeed = LowSpeed()
  }

  /// A transfer slower than this for so long is given up.
  package struct LowSpeed: Sendable, Hashable {
    package var bytesPerSecond = 100
    /// Seconds.
    package var duration: Double = 15
  }

  /// Bytes after decompression.
  package struct MaxBody: Sendable, Hashable {
    package var feed = 15 << 20
    package var page = 5 << 20
    package var robots = 512 << 10
  }

  package struct Allow: Sendable, Hashable {
    package var schemes = ["http", "https"]
    package var privateNetworks = false
    package var ports = [80, 443, 8080, 8443]
    /// Exact `host:port` exceptions; they override `ports` and `privateNetworks`.
    package var addresses: [String] = []
  }

  package struct TLS: Sendable, Hashable {
    package enum Version: String, Sendable, CaseIterable { case v12 = "1.2", v13 = "1.3" }

    package var verify = true
    package var min = Version.v12
  }

  package enum Proxy: Sendable, Hashable {
    /// As `http_proxy`, `https_proxy` and `no_proxy` say.
    case environment
    case none
    case url(String)
  }

  package struct Robots: Sendable, Hashable {
    package enum Policy: String, Sendable, CaseIterable { case obey, ignore }

    package var pages = Policy.obey
    package var feeds = Policy.ignore
    /// Seconds that a robots.txt is believed.
    package var cache: Double = 86_400
  }

  /// The User-Agent header: the template with its fields filled in.
  package func userAgent(version: String) -> String {
    var result = ""
    var rest = userAgent[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      if rest.hasPrefix("{version}") {
        result += version
        rest = rest.dropFirst("{version}".count)
      } else if rest.hasPrefix("{contact}") {
        result += contact
        rest = rest.dropFirst("{contact}".count)
      } else {
        result.append("{")
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
