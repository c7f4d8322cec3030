/// How everything is fetched: manners, limits and what may be contacted. `http:` of the configuration.
package struct FetchSettings: Sendable, Hashable {
  /// Sent with every request, e.g. `tidings/1.0 (+https://example.org/bot)`.
  package var userAgent: String
  /// Transfers at once, over all hosts.
  package var concurrency: Int
  package var perHost: PerHost
  package var timeouts: Timeouts
  package var maxBody: BodyLimits
  /// Bytes of all header lines of one answer together.
  package var maxHeaderBytes: Int
  package var maxRedirects: Int
  package var allow: AllowRules
  /// Invented `host:port` → `address:port`, as libcurl's CONNECT_TO. Each entry implies the exception for its
  /// own host alone.
  package var connectTo: [String: String]
  package var tls: TLSSettings
  package var proxy: ProxyChoice
  package var robots: RobotsPolicy

  package init(
    userAgent: String, concurrency: Int = 32, perHost: PerHost = PerHost(),
    timeouts: Timeouts = Timeouts(), maxBody: BodyLimits = BodyLimits(),
    maxHeaderBytes: Int = 64 << 10, maxRedirects: Int = 5, allow: AllowRules = AllowRules(),
    connectTo: [String: String] = [:], tls: TLSSettings = TLSSettings(),
    proxy: ProxyChoice = .environment, robots: RobotsPolicy = RobotsPolicy()
  ) {
    self.userAgent = userAgent
    self.concurrency = concurrency
    self.perHost = perHost
    self.timeouts = timeouts
    self.maxBody = maxBody
    self.maxHeaderBytes = maxHeaderBytes
    self.maxRedirects = maxRedirects
    self.allow = allow
    self.connectTo = connectTo
    self.tls = tls
    self.proxy = proxy
    self.robots = robots
  }

  /// What one host has to bear. Times in seconds.
  package struct PerHost: Sendable, Hashable {
    package var concurrency: Int
    /// Between the beginnings of two requests.
    package var minInterval: Double
    /// How long to hold a URL that answered 429 or 503 without saying how long.
    package var on429: Double
    package var honorRetryAfter: Bool
    package var maxRetryAfter: Double
    /// A request that would have to queue longer than this is held back for the next run.
    package var maxQueueWait: Double

    package init(
      concurrency: Int = 2, minInterval: Double = 5, on429: Double = 30,
      honorRetryAfter: Bool = true, maxRetryAfter: Double = 86_400, maxQueueWait: Double = 600
    ) {
      self.concurrency = concurrency
      self.minInterval = minInterval
      self.on429 = on429
      self.honorRetryAfter = honorRetryAfter
      self.maxRetryAfter = maxRetryAfter
      self.maxQueueWait = maxQueueWait
    }
  }

  /// In seconds; they begin when a request leaves its host's queue, and hold for each hop.
  package struct Timeouts: Sendable, Hashable {
    package var connect: Double
    package var total: Double
    /// A transfer slower than this (bytes a second) …
    package var lowSpeed: Int
    /// … for this long is given up.
    package var lowSpeedTime: Double

    package init(
      connect: Double = 10, total: Double = 30, lowSpeed: Int = 100, lowSpeedTime: Double = 15
    ) {
      self.connect = connect
      self.total = total
      self.lowSpeed = lowSpeed
      self.lowSpeedTime = lowSpeedTime
    }
  }

  /// In bytes, counted after decompression.
  package struct BodyLimits: Sendable, Hashable {
    package var feed: Int
    package var page: Int
    package var robots: Int

    package init(feed: Int = 15 << 20, page: Int = 5 << 20, robots: Int = 512 << 10) {
      self.feed = feed
      self.page = page
      self.robots = robots
    }
  }

  /// What may be contacted.
  package struct AllowRules: Sendable, Hashable {
    package var schemes: Set<String>
    /// Loopback, private, shared and link-local addresses; never cloud metadata services.
    package var privateNetworks: Bool
    package var ports: Set<Int>
    /// Exact `host:port` exceptions (`127.0.0.1:8080`, `[::1]:8080`, `intranet:8080`); they override ``ports``
    /// and ``privateNetworks``. An address matches the peer that is really connected to, a name the URL's host.
    package var addresses: Set<String>

    package init(
      schemes: Set<String> = ["http", "https"], privateNetworks: Bool = false,
      ports: Set<Int> = [80, 443, 8080, 8443], addresses: Set<String> = []
    ) {
      self.schemes = schemes
      self.privateNetworks = privateNetworks
      self.ports = ports
      self.addresses = addresses
    }
  }

  package struct TLSSettings: Sendable, Hashable {
    package var verify: Bool
    package var minimum: Version
    /// A PEM file of certificate authorities instead of the system's.
    package var authorities: String?

    package init(verify: Bool = true, minimum: Version = .v12, authorities: String? = nil) {
      self.verify = verify
      self.minimum = minimum
      self.authorities = authorities
    }

    package enum Version: String, Sendable, CaseIterable {
      case v12 = "1.2"
      case v13 = "1.3"
    }
  }

  package enum ProxyChoice: Sendable, Hashable {
    /// `http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`.
    case environment
    case none
    case url(String)

    /// `env`, `none`, or a proxy's URL, as configured.
    package init(configured text: String) {
      switch text {
      case "env": self = .environment
      case "none": self = .none
      default: self = .url(text)
      }
    }
  }

  package struct RobotsPolicy: Sendable, Hashable {
    package var obeyForPages: Bool
    /// Feeds are published to be polled, so by default they are.
    package var obeyForFeeds: Bool
    /// Seconds; RFC 9309 §2.4 allows at most a day.
    package var cache: Double

    package init(obeyForPages: Bool = true, obeyForFeeds: Bool = false, cache: Double = 86_400) {
      self.obeyForPages = obeyForPages
      self.obeyForFeeds = obeyForFeeds
      self.cache = cache
    }
  }
}
