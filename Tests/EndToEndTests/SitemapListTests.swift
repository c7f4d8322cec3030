import FlyingFox
import FlyingSocks
import Foundation
import Synchronization
import Testing

/// A configured list of sitemaps is a feed: its newest sitemaps' items are its items.
struct SitemapListTests {
  /// What a server of two ports answers, and what it was asked.
  private final class Site: Sendable {
    let pages = Mutex<[String: String]>([:])
    let asked = Mutex<[String]>([])
    /// Requests that carried the feed's own header.
    let secrets = Mutex<[String]>([])

    subscript(path: String) -> String? {
      get { pages.withLock { $0[path] } }
      set { pages.withLock { $0[path] = newValue } }
    }

    func answer(_ request: HTTPRequest) -> HTTPResponse {
      asked.withLock { $0.append(request.path) }
      if request.headers[HTTPHeader("X-Reader-Key")] != nil {
        secrets.withLock { $0.append(request.path) }
      }
      guard let page = self[request.path] else {
        return HTTPResponse(
          statusCode: .notFound, headers: [.contentType: "text/plain"], body: Data())
      }
      let tag =
        "\"\(page.utf8.count)-\(page.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF })\""
      if request.headers[HTTPHeader("If-None-Match")] == tag {
        return HTTPResponse(
          statusCode: .notModified, headers: [HTTPHeader("ETag"): tag], body: Data())
      }
      return HTTPResponse(
        statusCode: .ok, headers: [.contentType: "application/xml", HTTPHeader("ETag"): tag],
        body: Data(page.utf8))
    }

    /// What was asked of `/maps/` since the last look, sorted.
    func maps() -> [String] {
      asked.withLock { asked in
        defer { asked = [] }
        return asked.filter { $0.hasPrefix("/maps/") }.sorted()
      }
    }
  }

  private static func sitemap(_ links: [String]) -> String {
    let now = ISO8601DateFormatter().string(from: Date())
    return "<urlset>"
      + links.map { "<url><loc>\($0)</loc><lastmod>\(now)</lastmod></url>" }.joined() + "</urlset>"
  }

  private static func list(_ entries: [(url: String, modified: String?)]) -> String {
    "<sitemapindex>"
      + entries.map { entry in
        "<sitemap><loc>\(entry.url)</loc>"
          + (entry.modified.map { "<lastmod>\($0)</lastmod>" } ?? "") + "</sitemap>"
      }.joined() + "</sitemapindex>"
  }

  private func serve(
    _ site: Site,
    _ body: @Sendable (_ folder: String, _ own: String, _ other: String) throws -> Void
  ) async throws {
    var ports: [UInt16] = []
    var tasks: [Task<Void, any Error>] = []
    defer { for task in tasks { task.cancel() } }
    for _ in 0..<2 {
      let server = HTTPServer(
        address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 30, logger: .disabled,
        handler: ClosureHTTPHandler { site.answer($0) })
      tasks.append(Task { try await server.run() })
      try await server.waitUntilListening(timeout: 10)
      guard case .ip4(_, let port)? = await server.listeningAddress else {
        Issue.record("no port")
        return
      }
      ports.append(port)
    }
    let addresses = ports.map { "127.0.0.1:\($0)" }
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/feeds", withIntermediateDirectories: true)
      try """
      feeds:
        - name: herald
          url: http://\(addresses[0])/maps/index.xml
          content: feed
          every: 0s
          headers: {X-Reader-Key: secret}

      """.write(toFile: folder + "/feeds/all.yml", atomically: true, encoding: .utf8)
      try """
      version: 1
      http: {contact: a@b.example, proxy: none, per_host: {min_interval: 0s}, allow: {addresses: [\(addresses.map { "\"\($0)\"" }.joined(separator: ", "))]}}

      """.write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      try body(folder, "http://" + addresses[0], "http://" + addresses[1])
    }
  }

  private func links(in folder: String) throws -> [String] {
    let exported = try CommandLine.tidings(
      ["export", "articles", "--format", "jsonl"], in: folder)
    return try exported.output.split(separator: "\n").compactMap {
      let row = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      return (row?["link"] as? String).flatMap { URL(string: $0)?.path }
    }.sorted()
  }

  @Test func itsNewestAreRead() async throws {
    let site = Site()
    try await serve(site) { folder, own, other in
      site["/maps/index.xml"] = Self.list([
        (own + "/maps/2019.xml", "2019-12-31"), (own + "/maps/post-3.xml", "2026-11-20"),
        (own + "/maps/category.xml", "2026-11-21"), (other + "/maps/post-4.xml", "2026-11-21"),
        (own + "/maps/undated.xml", nil), (own + "/maps/post-2.xml", "2026-08-01"),
      ])
      site["/maps/post-4.xml"] = Self.sitemap([own + "/d", own + "/c"])
      site["/maps/post-3.xml"] = Self.sitemap([own + "/b"])
      site["/maps/post-2.xml"] = Self.sitemap([own + "/a"])
      let first = try CommandLine.tidings(["run", "--only", "fetch"], in: folder)
      #expect(first.status == 0, "\(first)")
      #expect(
        site.maps() == [
          "/maps/index.xml", "/maps/post-2.xml", "/maps/post-3.xml", "/maps/post-4.xml",
        ])
      #expect(try links(in: folder) == ["/a", "/b", "/c", "/d"])
      // What belongs to the list's own place goes nowhere else.
      #expect(!site.secrets.withLock { $0 }.contains("/maps/post-4.xml"))
      #expect(site.secrets.withLock { $0 }.contains("/maps/post-3.xml"))

      // The list says 304; one of its sitemaps has grown all the same.
      site["/maps/post-4.xml"] = Self.sitemap([own + "/e", own + "/d"])
      let second = try CommandLine.tidings(["run", "--only", "fetch"], in: folder)
      #expect(second.status == 0, "\(second)")
      #expect(site.maps().count == 4)
      #expect(try links(in: folder) == ["/a", "/b", "/c", "/d", "/e"])

      // A new month: the oldest of the three is asked no more.
      site["/maps/index.xml"] = Self.list([
        (own + "/maps/post-5.xml", "2026-11-22"), (own + "/maps/post-3.xml", "2026-11-20"),
        (other + "/maps/post-4.xml", "2026-11-21"), (own + "/maps/post-2.xml", "2026-08-01"),
      ])
      site["/maps/post-5.xml"] = Self.sitemap([own + "/f"])
      _ = try CommandLine.tidings(["run", "--only", "fetch"], in: folder)
      #expect(
        site.maps() == [
          "/maps/index.xml", "/maps/post-3.xml", "/maps/post-4.xml", "/maps/post-5.xml",
        ])
      #expect(try links(in: folder) == ["/a", "/b", "/c", "/d", "/e", "/f"])
    }
  }

  /// A sitemap that cannot be had does not hide the others, and is told of; a list of which none can be had fails.
  @Test func someOrAllMayFail() async throws {
    let site = Site()
    try await serve(site) { folder, own, _ in
      site["/maps/index.xml"] = Self.list([
        (own + "/maps/a.xml", "2026-11-22"), (own + "/maps/b.xml", "2026-11-21"),
      ])
      site["/maps/b.xml"] = Self.sitemap([own + "/b"])
      _ = try CommandLine.tidings(["run", "--only", "fetch"], in: folder)
      #expect(try links(in: folder) == ["/b"])
      #expect(try states(in: folder).map(\.status) == ["failing"])
      let error = try states(in: folder).first?.error ?? ""
      #expect(
        error.hasPrefix("1 of the 2 sitemaps it lists cannot be had; \(own)/maps/a.xml: "),
        "\(error)")
      let tested = try CommandLine.tidings(["feeds", "test", "herald"], in: folder)
      #expect(tested.status == 0 && tested.output.contains(own + "/b"), "\(tested)")

      site["/maps/b.xml"] = nil
      site["/maps/index.xml"] = Self.list([
        (own + "/maps/b.xml", "2026-11-23"), (own + "/maps/a.xml", "2026-11-22"),
      ])
      _ = try CommandLine.tidings(["run", "--only", "fetch"], in: folder)
      #expect(try states(in: folder).map(\.status) == ["failing"])

      site["/maps/a.xml"] = Self.sitemap([own + "/a"])
      site["/maps/b.xml"] = Self.sitemap([own + "/b"])
      _ = try CommandLine.tidings(["run", "--only", "fetch"], in: folder)
      #expect(try links(in: folder) == ["/a", "/b"])
      #expect(try states(in: folder).map(\.status) == ["ok"])
      #expect(try states(in: folder).map(\.error) == [""])
    }
  }

  /// A sitemap that keeps failing raises the alarm that a feed would.
  @Test func oneThatKeepsFailingAlarms() async throws {
    let site = Site()
    try await serve(site) { folder, own, _ in
      site["/maps/index.xml"] = Self.list([
        (own + "/maps/a.xml", "2026-11-22"), (own + "/maps/b.xml", "2026-11-21"),
      ])
      site["/maps/b.xml"] = Self.sitemap([own + "/b"])
      var said = ""
      for _ in 0..<8 {
        said += try CommandLine.tidings(["run", "--only", "fetch"], in: folder).errors
      }
      #expect(said.contains("feed herald keeps failing"), "\(said)")
      #expect(said.contains("\(own)/maps/a.xml"), "\(said)")
    }
  }

  private func states(in folder: String) throws -> [(status: String, error: String)] {
    let listed = try CommandLine.tidings(["feeds", "list", "--json"], in: folder)
    let rows = try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]]
    return (rows ?? []).map {
      ($0["status"] as? String ?? "", $0["last_error"] as? String ?? "")
    }
  }
}
