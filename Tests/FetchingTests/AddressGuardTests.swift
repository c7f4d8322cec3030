import Fetching
import Foundation
import NewsModel
import TestSupport
import Testing

/// Ways to write or reach an address that must not be contacted. `PORT` stands for one where something listens on
/// 127.0.0.1 and ::1, and which is an allowed port, so that the address alone decides.
private let hostileHosts = [
  // Loopback, in all the spellings that resolvers take.
  "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0X7F000001",
  "017700000001", "0177.0.0.1", "0177.0.0.01", "0x7f.0.0.1", "0x7f.1", "127.0x1", "0x7f.0x0.0x1",
  "00000177.0.0.1", "127.0.0.1.", "127.000.000.001", "%31%32%37.0.0.1", "127%2e0.0.1",
  "localhost", "LOCALHOST", "localhost.", "ip6-localhost",
  // Unspecified, which Linux takes for loopback.
  "0", "0.0.0.0", "0x0", "00", "0.0.0.1", "0.1.2.3", "[::]", "[0:0:0:0:0:0:0:0]",
  // IPv6 loopback and IPv4 within IPv6.
  "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::127.0.0.1]", "[::7f00:1]",
  "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::FFFF:127.0.0.1]",
  "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::127.0.0.1]",
  "[2002:7f00:1::]", "[2002:7f00:1::1]", "[2002:a00:1::]", "[2001:0:7f00:1::]",
  "[2001::cb00:7101]", "[2001:db8::5efe:127.0.0.1]", "[2606:4700::5efe:10.0.0.1]",
  "[2606:4700::200:5efe:192.168.0.1]", "[::ffff:169.254.169.254]", "[::ffff:10.1.2.3]",
  "[64:ff9b::a9fe:a9fe]",
  // Private, shared, link-local, metadata.
  "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
  "100.127.255.255", "169.254.0.1", "169.254.169.254", "2852039166", "0xa9fea9fe",
  "0251.0376.0251.0376", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192",
  "[fc00::1]", "[fd00::1]", "[fdff:ffff::1]", "[fd00:ec2::254]", "[fe80::1]", "[fe80::1%25lo]",
  "[febf::1]", "[fec0::1]",
  // Reserved, documentation, multicast, broadcast.
  "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "198.19.255.255", "192.88.99.1",
  "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "[ff02::1]", "[2001:db8::1]",
  "[100::1]", "[3fff::1]", "[5f00::1]", "[4000::1]", "[2001:2::1]", "[2001:10::1]",
]

struct AddressGuardTests {
  @Test(.tallied(.addresses, as: hostileHosts.count)) func hostileFormsMeetNoConnection()
    async throws
  {
    let server = try RawServer(alsoV6: true) { $0.send(answer("200 OK", body: "secret")) }
    let settings = FetchSettings.quick {
      $0.allow.ports.insert(server.port)
      $0.timeouts = FetchSettings.Timeouts(connect: 1, total: 2)
      $0.robots.obeyForPages = false
    }
    let transport = CurlTransport(settings: settings)
    let fetcher = Fetcher(settings: settings, transport: transport)
    #expect(hostileHosts.count >= 60)
    for host in hostileHosts {
      let url = "http://\(host):\(server.port)/"
      let page = await fetcher.page(url)
      #expect(
        [.addressForbidden, .invalidURL, .dns].contains(page.outcome),
        "\(host) gave \(page.outcome): \(page.detail)")
      // The same without the check of the URL: what resolves must be stopped when connecting.
      guard let address = WebAddress(url) else { continue }
      await #expect(throws: TransportError.self, "\(host)") {
        try await transport.response(to: TransportRequest(url: address, userAgent: "t"))
      }
    }
    #expect(server.connections == 0)
  }

  @Test(.tallied(.addresses, as: 12)) func redirectsMeetTheSameGuard() async throws {
    let inner = try RawServer(answer("200 OK", body: "secret"))
    let targets = [
      inner.url, "http://localhost:\(inner.port)/", "http://[::ffff:127.0.0.1]:\(inner.port)/",
      "//2130706433:\(inner.port)/", "http://0x7f.1:\(inner.port)/", "file:///etc/passwd",
      "gopher://127.0.0.1:\(inner.port)/", "dict://127.0.0.1:\(inner.port)/x", "ftp://127.0.0.1/",
      "javascript:alert(1)", "data:text/html,x", "http://127.0.0.1:\(inner.port)\\@example.org/",
    ]
    let outer = try RawServer { connection in
      while let head = connection.readHead() {
        let path = head.split(separator: " ")[1].dropFirst()
        let target = Int(path).map { targets[$0] } ?? "/"
        connection.send(answer("302 Found", ["Location: \(target)"]))
      }
    }
    let settings = FetchSettings.loopback([outer.address]) {
      $0.allow.ports.insert(inner.port)
      $0.robots.obeyForPages = false
    }
    let fetcher = Fetcher(settings: settings, transport: CurlTransport(settings: settings))
    for index in targets.indices {
      let page = await fetcher.page(outer.url + "\(index)")
      #expect(
        [.addressForbidden, .unsafeRedirect, .invalidURL, .dns].contains(page.outcome),
        "\(targets[index]) gave \(page.outcome): \(page.detail)")
    }
    #expect(inner.connections == 0)
    #expect(outer.requests.count == targets.count)
  }

  @Test func proxiesMeetTheSameGuard() async throws {
    let proxy = try RawServer(answer("200 OK", body: "through"))
    let refused = FetchSettings.quick { $0.proxy = .url("http://127.0.0.1:\(proxy.port)") }
    let request = TransportRequest(
      url: WebAddress("http://news.example/")!, userAgent: "t", proxy: refused.proxy)
    await #expect(throws: TransportError.self) {
      try await CurlTransport(settings: refused).response(to: request)
    }
    #expect(proxy.connections == 0)
    let allowed = FetchSettings.loopback([proxy.address])
    let response = try await CurlTransport(settings: allowed).response(to: request)
    #expect(response.body == Array("through".utf8))
    #expect(proxy.requests.first?.hasPrefix("GET http://news.example/ HTTP/1.1") == true)
  }

  @Test(arguments: [
    ("8.8.8.8", IPAddress.Scope.global), ("172.15.255.255", .global), ("172.32.0.1", .global),
    ("100.63.255.255", .global), ("100.128.0.0", .global), ("192.0.1.1", .global),
    ("169.253.255.255", .global), ("198.17.255.255", .global), ("198.20.0.0", .global),
    ("223.255.255.255", .global), ("11.0.0.0", .global), ("9.255.255.255", .global),
    ("2606:4700::1111", .global), ("2a00:1450::1", .global), ("::ffff:8.8.8.8", .global),
    ("64:ff9b::808:808", .global), ("2001:4860:4860::8888", .global), ("2003::1", .global),
    ("3fff:1000::1", .global), ("::1", .loopback), ("fd12::1", .uniqueLocal),
    ("fe80::1", .linkLocal), ("169.254.169.254", .metadata), ("2002:808:808::1", .transition),
  ])
  func knowsWhatAnAddressIsFor(text: String, scope: IPAddress.Scope) throws {
    #expect(try #require(IPAddress(text)).scope == scope)
  }

  @Test(arguments: [
    "1.2.3.4", "255.255.255.255", "::1", "2001:db8::1", "::ffff:1.2.3.4", "fe80::a:b:c:d",
  ])
  func writesAddressesAsRead(text: String) throws {
    #expect(try #require(IPAddress(text)).description == text)
  }

  @Test(arguments: [
    // (url, private networks, exceptions, outcome of the URL's check)
    ("http://example.org/", false, [], nil), ("https://example.org:8443/", false, [], nil),
    ("http://example.org:22/", false, [], FetchOutcome.portForbidden),
    ("http://example.org:22/", false, ["example.org:22"], nil),
    ("http://EXAMPLE.org:22/", false, ["Example.ORG:22"], nil),
    ("http://127.0.0.1/", false, [], .addressForbidden), ("http://127.0.0.1/", true, [], nil),
    ("http://127.0.0.1:9999/", true, [], .portForbidden),
    ("http://127.0.0.1:9999/", false, ["127.0.0.1:9999"], nil),
    ("http://127.0.0.1:9998/", false, ["127.0.0.1:9999"], .portForbidden),
    ("http://127.0.0.2:9999/", false, ["127.0.0.1:9999"], .portForbidden),
    ("http://[::1]:9999/", false, ["[::1]:9999"], nil),
    ("http://[0:0:0:0:0:0:0:1]:9999/", false, ["[::1]:9999"], nil),
    ("http://169.254.169.254/", true, [], .addressForbidden),
    ("http://169.254.169.254/", true, ["169.254.169.254:80"], nil),
    ("ftp://example.org/", false, [], .schemeForbidden),
    ("file:///etc/passwd", false, [], .schemeForbidden),
  ])
  func checksURLs(
    url: String, privateNetworks: Bool, exceptions: [String], outcome: FetchOutcome?
  ) {
    var allow = FetchSettings.AllowRules()
    allow.privateNetworks = privateNetworks
    allow.addresses = Set(exceptions)
    let found = WebAddress(url).map { AddressGuard(allow: allow).refusal(of: $0)?.outcome }
    #expect((found ?? .schemeForbidden) == outcome)
  }

  /// An invented host leads where the map says; its exception is its own.
  @Test func connectToOpensItsOwnHostAlone() async throws {
    let server = try RawServer(answer("200 OK", body: "mapped"))
    let settings = FetchSettings.quick {
      $0.connectTo = ["daily.example:80": server.address]
      $0.allow.ports.insert(server.port)
      $0.robots.obeyForPages = false
    }
    let fetcher = Fetcher(settings: settings, transport: CurlTransport(settings: settings))
    let page = await fetcher.page("http://daily.example/article")
    #expect(page.outcome == .ok)
    #expect(page.body == Array("mapped".utf8))
    #expect(await fetcher.page(server.url).outcome == .addressForbidden)
    let resolving = await fetcher.page("http://localhost:\(server.port)/")
    #expect(resolving.outcome == .addressForbidden)
    #expect(server.connections == 1)
    #expect(server.requests.first?.contains("Host: daily.example\r\n") == true)
  }
}
