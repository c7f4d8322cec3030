import FlyingFox
import FlyingSocks
import Foundation
import GRDB
import NewsModel
import Pipeline
import Settings
import Storage
import Synchronization
import Testing

/// One bad feed or page is a line in the report, and costs nothing else.
struct BadInputTests {
  private static let article = """
    <html lang="en"><head><title>Bridge reopens</title></head><body><article><h1>Bridge reopens</h1>
    <p>The stone bridge over the Alder opened again on Tuesday after two years of repairs, and the first to cross it
    were forty children on their way to school.</p>
    <p>Engineers replaced eleven of its thirty arches and found a mason's mark from 1611 under the third, which will
    stay where it is, they said.</p>
    <p>The repairs cost nine million pounds, of which the county paid a third. Lorries have to take the ring road as
    before, the council said.</p></article></body></html>
    """

  private static func feed(_ paths: [String], port: UInt16) -> String {
    let items = paths.map {
      "<item><title>About \($0)</title><link>http://127.0.0.1:\(port)\($0)</link></item>"
    }
    return "<rss version=\"2.0\"><channel><title>t</title>\(items.joined())</channel></rss>"
  }

  private static let pages = ["/sound", "/empty", "/binary", "/huge", "/deep", "/missing", "/text"]

  /// What the server answers, by path.
  private static func answer(_ path: String, port: UInt16) -> (
    status: Int, type: String, body: Data
  ) {
    func page(_ text: String) -> (Int, String, Data) {
      (200, "text/html; charset=utf-8", Data(text.utf8))
    }
    switch path {
    case "/good": return (200, "application/rss+xml", Data(feed(pages, port: port).utf8))
    case "/truncated":
      let text = feed(["/other", "/lost"], port: port)
      return (200, "application/rss+xml", Data(text.utf8.prefix(text.utf8.count - 90)))
    case "/nothing": return (200, "application/rss+xml", Data())
    case "/page": return page(article)
    case "/endless": return (200, "application/rss+xml", Data(count: 24 << 20))
    case "/sound", "/text", "/other": return page(article)
    case "/empty": return page("")
    case "/binary":
      return (200, "text/html", Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 167) }))
    case "/huge": return page(article + String(repeating: "<p>more and more</p>", count: 1 << 20))
    case "/deep":
      return page(
        String(repeating: "<div>", count: 100_000) + "<p>At the bottom.</p>"
          + String(repeating: "</div>", count: 100_000))
    case "/robots.txt": return (404, "text/plain", Data())
    default: return (404, "text/plain", Data("nothing here".utf8))
    }
  }

  @Test func nothingElseIsLost() async throws {
    let port = PortNumber()
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 30, logger: .disabled,
      handler: ClosureHTTPHandler { request in
        let answer = Self.answer(request.path, port: port.value)
        return HTTPResponse(
          statusCode: HTTPStatusCode(answer.status, phrase: ""),
          headers: [.contentType: answer.type], body: answer.body)
      })
    let task = Task { try await server.run() }
    defer { task.cancel() }
    try await server.waitUntilListening(timeout: 10)
    guard case .ip4(_, let number)? = await server.listeningAddress else {
      Issue.record("no port")
      return
    }
    port.value = number
    let folder = NSTemporaryDirectory() + "tidings-bad-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let report = try await run(in: folder, port: number)
    expectFailures(report)
    try expectArticles(folder + "/tidings.db")
  }

  private func run(in folder: String, port: UInt16) async throws -> RunReport {
    try FileManager.default.createDirectory(
      atPath: folder + "/feeds", withIntermediateDirectories: true)
    try """
    version: 1
    http: {contact: a@b.example, proxy: none, per_host: {min_interval: 0s}, allow: {addresses: ["127.0.0.1:\(port)"]}}
    """.write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
    let names = ["good", "truncated", "nothing", "page", "endless", "gone"]
    let entries = names.map { "  - {name: \($0), url: \"http://127.0.0.1:\(port)/\($0)\"}" }
    try ("feeds:\n" + entries.joined(separator: "\n") + "\n")
      .write(toFile: folder + "/feeds/a.yml", atomically: true, encoding: .utf8)
    let loaded = try SettingsFile.load(
      path: folder + "/pipeline.yml", environment: [:], workingDirectory: folder)
    let store = try NewsStore.open(folder + "/tidings.db", options: StoreOptions(creates: true))
    defer { try? store.close() }
    return try await Pipeline(loaded: loaded, store: store, version: "test").run(RunRequest())
  }

  private func expectFailures(_ report: RunReport) {
    let codes = Dictionary(uniqueKeysWithValues: report.failures.map { ($0.feed, $0.code) })
    #expect(
      codes == [
        "nothing": "notAFeed", "page": "notAFeed", "endless": "tooLarge", "gone": "notFound",
      ])
    #expect(report.failures.allSatisfy { $0.reason.hasSuffix(".") && $0.reason.count > 20 })
    #expect(report.feedsOK == 2)
  }

  private func expectArticles(_ database: String) throws {
    let rows = try DatabaseQueue(path: database).read {
      try Row.fetchAll($0, sql: "SELECT link, body_status FROM v1_articles")
    }
    let statuses = Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (URL(string: row["link"] as String)?.lastPathComponent ?? "", row["body_status"] as String)
      })
    #expect(
      statuses == [
        "sound": "full", "text": "full", "empty": "error", "binary": "error", "huge": "error",
        "deep": "full", "missing": "error", "other": "full",
      ])
  }
}

/// The port, known only once the server listens.
private final class PortNumber: Sendable {
  private let stored = Mutex<UInt16>(0)

  var value: UInt16 {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}
