import FlyingFox
import FlyingSocks
import Foundation
import Synchronization
import Testing

/// Sites that name no feed on their pages, but sitemaps in robots.txt.
struct SiteFeedTests {
  /// A list of two sitemaps, and the one of news with one headline, both as gzip files.
  private static let index = """
    H4sIAAAAAAACA23OUQqAIBAE0KtEB9ip/orNu0RJBWrRCkanT0EiqM+ZfQzLsnpth311kz6L0xonfbl4v3dA
    CIHyWWg7Zsi4xCDIJSpqS8U5KTbbqJAwmqpuKY4xUsd4yI91OkiyNF8fjvd36ga6ZdwdrAAAAA==
    """
  private static let news = """
    H4sIAAAAAAACA22QTQ6CMBCFr9KwL8NPYiKpXXgRA7WBJqVDnBK8BgsXrj0GS70IN5GCG42rmTdvvrzJiP5i
    SXt2ba2jQ9R43xUAwzDEZLxuy45ivNRAqlkEwWcISbyPNqZwX1SNWFsdK2x/Ge70QCsoxRIqhUUloSqRE/Jc
    QJDCFWEr1K6vrFGlN+hO59JrmSXZjqcpz1IBf+wF8cZbLY/PBzKap5Hl7DXO041V83QPzOaHbguB9QzYPiDf
    6qQUhAoBAAA=
    """

  private static func answer(_ path: String) -> (status: Int, type: String, body: Data) {
    func file(_ text: String) -> (Int, String, Data) {
      let bytes = Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data()
      return (200, "application/gzip", bytes)
    }
    switch path {
    case "/": return (200, "text/html", Data("<html><body><p>News</p></body></html>".utf8))
    case "/robots.txt":
      return (200, "text/plain", Data("User-agent: *\nSitemap: /maps/latest.xml.gz\n".utf8))
    case "/maps/latest.xml.gz": return file(index)
    case "/maps/news.xml.gz": return file(news)
    default: return (404, "text/plain", Data())
    }
  }

  /// A folder with a configuration that may ask a server on loopback, and that server's address.
  private func withSite(_ body: @Sendable (_ folder: String, _ site: String) throws -> Void)
    async throws
  {
    let asked = Mutex<[String]>([])
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 30, logger: .disabled,
      handler: ClosureHTTPHandler { request in
        asked.withLock { $0.append(request.path) }
        let answer = Self.answer(request.path)
        return HTTPResponse(
          statusCode: HTTPStatusCode(answer.status, phrase: ""),
          headers: [.contentType: answer.type], body: answer.body)
      })
    let task = Task { try await server.run() }
    defer { task.cancel() }
    try await server.waitUntilListening(timeout: 10)
    guard case .ip4(_, let port)? = await server.listeningAddress else {
      Issue.record("no port")
      return
    }
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/feeds", withIntermediateDirectories: true)
      try "feeds: []\n".write(toFile: folder + "/feeds/none.yml", atomically: true, encoding: .utf8)
      try """
      version: 1
      http: {contact: a@b.example, proxy: none, per_host: {min_interval: 0s}, allow: {addresses: ["127.0.0.1:\(port)"]}}

      """.write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      try body(folder, "http://127.0.0.1:\(port)")
    }
    // Nobody was asked for what the site's own words had answered already.
    #expect(!asked.withLock { $0 }.contains("/feed"))
  }

  @Test func sitemapsOfNewsAreFound() async throws {
    try await withSite { folder, site in
      let found = try CommandLine.tidings(["feeds", "discover", site + "/", "--json"], in: folder)
      #expect(found.status == 0, "\(found)")
      let list = try #require(
        try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [[String: Any]])
      #expect(
        list.map { $0["url"] as? String } == [
          site + "/maps/news.xml.gz", site + "/maps/latest.xml.gz",
        ])
      #expect(list.map { $0["version"] as? String } == ["sitemap", "sitemapindex"])
      #expect(list.first?["items"] as? Int == 1)
    }
  }

  @Test func aSitesBestIsAdded() async throws {
    try await withSite { folder, site in
      let added = try CommandLine.tidings(
        ["feeds", "add", site + "/", "--name", "storm"], in: folder)
      #expect(added.status == 0, "\(added)")
      #expect(added.errors == "added storm: \(site)/maps/news.xml.gz\n")
      let tested = try CommandLine.tidings(["feeds", "test", "storm"], in: folder)
      #expect(tested.output.contains("Bão số 3 đổ bộ"), "\(tested)")
      let index = try CommandLine.tidings(
        ["feeds", "test", site + "/maps/latest.xml.gz"], in: folder)
      #expect(index.output.contains("list of sitemaps"), "\(index)")
      let checked = try CommandLine.tidings(["feeds", "check", "--json"], in: folder)
      #expect(checked.status == 0 && checked.output.contains("\"result\" : \"ok\""), "\(checked)")
    }
  }
}
