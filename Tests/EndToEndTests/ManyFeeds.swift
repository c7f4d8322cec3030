import FlyingFox
import FlyingSocks
import Foundation
import NewsModel

/// A server with many feeds of many items each, a fifth of them older than a month, and a page for each.
struct ManyFeeds {
  private let server: HTTPServer
  private let task: Task<Void, any Error>
  private let port: UInt16
  private let feeds: Int

  static func start(feeds: Int, items: Int) async throws -> ManyFeeds {
    let now = Date()
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 60, logger: .disabled,
      handler: ClosureHTTPHandler { request in
        let parts = request.path.split(separator: "/").map(String.init)
        guard let host = request.headers[.host], parts.first == "feed", parts.count > 1 else {
          return response(404, "text/plain", "")
        }
        return parts.count == 2
          ? response(200, "application/rss+xml", feed(parts[1], items: items, host: host, now: now))
          : response(200, "text/html", page(parts[1], parts[2]))
      })
    let task = Task { try await server.run() }
    try await server.waitUntilListening(timeout: 10)
    guard case .ip4(_, let port)? = await server.listeningAddress else {
      throw SocketError.disconnected
    }
    return ManyFeeds(server: server, task: task, port: port, feeds: feeds)
  }

  func stop() async {
    await server.stop(timeout: 0)
    task.cancel()
  }

  /// Writes a configuration for it into a new folder.
  func configure(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/feeds", withIntermediateDirectories: true)
    try """
    version: 1
    http: {contact: a@b.example, proxy: none, per_host: {concurrency: 16, min_interval: 0s}, allow: {addresses: ["127.0.0.1:\(port)"]}}
    extract: {max_per_run: 300}
    """.write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
    let entries = (0..<feeds).map {
      "  - {name: feed\($0), source: outlet\($0), url: \"http://127.0.0.1:\(port)/feed/\($0)\"}"
    }
    try ("feeds:\n" + entries.joined(separator: "\n") + "\n")
      .write(toFile: folder + "/feeds/a.yml", atomically: true, encoding: .utf8)
  }

  private static func response(_ status: Int, _ type: String, _ body: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: HTTPStatusCode(status, phrase: ""), headers: [.contentType: type],
      body: Data(body.utf8))
  }

  private static func feed(_ name: String, items: Int, host: String, now: Date) -> String {
    let list = (0..<items).map { index in
      let age = index % 5 == 4 ? Double(31 + index) * 86_400 : Double(index) * 3600
      return """
        <item><title>Report \(index) of desk \(name)</title><link>http://\(host)/feed/\(name)/\(index)</link>
        <pubDate>\(Timestamp.string(from: now.addingTimeInterval(-age)))</pubDate></item>
        """
    }
    return "<rss version=\"2.0\"><channel><title>t</title>\(list.joined())</channel></rss>"
  }

  /// Each of its own words, so that no two are the same story.
  private static func page(_ feed: String, _ item: String) -> String {
    let seed = (Int(feed) ?? 0) * 1000 + (Int(item) ?? 0)
    let words = (0..<120).map { "w\((seed &* 7919 &+ $0 &* $0 &* 104_729) % 99_991)" }
    let sentences = stride(from: 0, to: 120, by: 12).map {
      "The \(words[$0..<$0 + 12].joined(separator: " "))."
    }
    return """
      <html lang="en"><head><title>Report \(item) of desk \(feed)</title></head><body><article>
      <h1>Report \(item) of desk \(feed)</h1><p>\(sentences.joined(separator: "</p><p>"))</p></article></body></html>
      """
  }
}
