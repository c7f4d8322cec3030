import Foundation
import NewsModel
import SampleNewsroom
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The newsroom over a real socket.
@Suite struct ServedNewsroomTests {
  let newsroom = SampleNewsroom(now: sampleNow)

  private func fetch(
    _ path: String, of host: String, port: UInt16, tag: String? = nil,
    session: URLSession = .shared
  ) async throws -> (body: [UInt8], response: HTTPURLResponse) {
    var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
    request.setValue(host, forHTTPHeaderField: "Host")
    request.setValue(tag, forHTTPHeaderField: "If-None-Match")
    request.cachePolicy = .reloadIgnoringLocalCacheData
    let (data, response) = try await session.data(for: request)
    return (Array(data), try #require(response as? HTTPURLResponse))
  }

  @Test func theHostDecidesWhoAnswers() async throws {
    let running = try await newsroom.start()
    for outlet in newsroom.outlets {
      let (body, response) = try await fetch("/", of: outlet.host, port: running.port)
      #expect(response.statusCode == 200)
      #expect(String(decoding: body, as: UTF8.self).contains(outlet.name))
      #expect(running.connectTo[outlet.host + ":80"] == "127.0.0.1:\(running.port)")
    }
    let stranger = try await fetch("/", of: "elsewhere.example", port: running.port)
    #expect(stranger.response.statusCode == 421)
    #expect(running.requestCount == newsroom.outlets.count + 1)
    await running.stop()
  }

  @Test func everyFeedIsServedAsAnswered() async throws {
    let running = try await newsroom.start()
    for outlet in newsroom.outlets {
      let (body, response) = try await fetch(outlet.feedPath, of: outlet.host, port: running.port)
      let expected = newsroom.response(to: SampleRequest(host: outlet.host, path: outlet.feedPath))
      #expect(response.statusCode == 200, "\(outlet.host)")
      #expect(body == expected.body, "\(outlet.host)")
    }
    await running.stop()
  }

  @Test func anUnchangedFeedIsNotSentAgain() async throws {
    let running = try await newsroom.start()
    let outlet = newsroom.outlets[0]
    let first = try await fetch(outlet.feedPath, of: outlet.host, port: running.port)
    let tag = try #require(first.response.value(forHTTPHeaderField: "ETag"))
    #expect(!first.body.isEmpty)
    let second = try await fetch(outlet.feedPath, of: outlet.host, port: running.port, tag: tag)
    #expect(second.response.statusCode == 304)
    #expect(second.body.isEmpty)
    #expect(running.requestCount(host: outlet.host, path: outlet.feedPath) == 2)
    await running.stop()
  }

  /// A session of its own for each request: one session would share six connections.
  @Test func manyConnectionsAtOnceAreAllAnswered() async throws {
    let running = try await newsroom.start()
    let outlet = newsroom.outlets[0]
    let expected = newsroom.response(
      to: SampleRequest(host: outlet.host, path: outlet.feedPath)
    ).body
    let answers = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<100 {
        group.addTask {
          let session = URLSession(configuration: .ephemeral)
          defer { session.finishTasksAndInvalidate() }
          return try await fetch(
            outlet.feedPath, of: outlet.host, port: running.port, session: session
          ).body
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers == Array(repeating: expected, count: 100))
    await running.stop()
  }

  @Test func itStopsAndStartsAgain() async throws {
    for _ in 0..<3 {
      let running = try await newsroom.start()
      #expect(
        try await fetch("/robots.txt", of: newsroom.outlets[0].host, port: running.port)
          .response.statusCode == 200)
      await running.stop()
      await #expect(throws: (any Error).self) {
        try await fetch("/robots.txt", of: newsroom.outlets[0].host, port: running.port)
      }
    }
  }
}
