internal import FlyingFox
internal import FlyingSocks
internal import struct Foundation.Data
internal import Synchronization

/// Why the newsroom could not be served.
package struct NewsroomError: Error, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable { case noPort }

  package var code: Code
  package var message: String
  package var cause: (any Error)?

  package var description: String { message + (cause.map { ": \($0)" } ?? "") }
}

/// The newsroom while it is being served on a free port of 127.0.0.1.
package final class RunningNewsroom: Sendable {
  /// The port that it listens on.
  package let port: UInt16
  /// libcurl's CONNECT_TO: every outlet's `host:80` to `127.0.0.1:port`.
  package let connectTo: [String: String]
  private let server: HTTPServer
  private let task: Task<Void, any Error>
  private let counter: RequestCounter

  /// Requests answered so far, `robots.txt` and conditional ones included.
  package var requestCount: Int { counter.total }

  /// How often a URL's path was asked of a host, e.g. `("harbour-courier.example", "/feed.xml")`.
  package func requestCount(host: String, path: String) -> Int { counter.count(host, path) }

  fileprivate init(
    server: HTTPServer, port: UInt16, hosts: [String], task: Task<Void, any Error>,
    counter: RequestCounter
  ) {
    self.server = server
    self.port = port
    self.task = task
    self.counter = counter
    connectTo = Dictionary(
      uniqueKeysWithValues: hosts.map { ($0 + ":80", "127.0.0.1:\(port)") })
  }

  /// Closes the port and all connections; returns when both are closed.
  package func stop() async {
    await server.stop(timeout: 0)
    task.cancel()
    _ = await task.result
  }
}

extension SampleNewsroom {
  /// Serves the outlets until ``RunningNewsroom/stop()``. The `Host` header decides which outlet answers.
  package func start() async throws(NewsroomError) -> RunningNewsroom {
    let counter = RequestCounter()
    do {
      let server = HTTPServer(
        address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 30, logger: .disabled,
        handler: NewsroomHandler(newsroom: self, counter: counter))
      let task = Task { try await server.run() }
      try await server.waitUntilListening(timeout: 10)
      guard case .ip4(_, let port)? = await server.listeningAddress else {
        throw SocketError.disconnected
      }
      return RunningNewsroom(
        server: server, port: port, hosts: outlets.map(\.host), task: task, counter: counter)
    } catch {
      throw NewsroomError(
        code: .noPort, message: "the sample newsroom could not open a port on 127.0.0.1",
        cause: error)
    }
  }
}

/// FlyingFox's view of the newsroom.
private struct NewsroomHandler: HTTPHandler {
  let newsroom: SampleNewsroom
  let counter: RequestCounter

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    // As sent: FlyingFox's own `path` has lost its last slash.
    let asked = SampleRequest(
      host: request.headers[.host] ?? "", path: request.target.path(),
      ifNoneMatch: request.headers[.ifNoneMatch])
    counter.record(asked)
    let answer = newsroom.response(to: asked)
    var headers = HTTPHeaders()
    for (name, value) in answer.headers { headers[HTTPHeader(name)] = value }
    return HTTPResponse(
      statusCode: HTTPStatusCode(answer.status, phrase: phrase(answer.status)), headers: headers,
      body: request.method == .HEAD ? Data() : Data(answer.body))
  }

  private func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 301: "Moved Permanently"
    case 304: "Not Modified"
    case 403: "Forbidden"
    case 404: "Not Found"
    default: "Misdirected Request"
    }
  }
}

/// Counts requests from many connections.
private final class RequestCounter: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  func record(_ request: SampleRequest) {
    let host = request.host.prefix { $0 != ":" }
    counts.withLock { $0[host + request.path, default: 0] += 1 }
  }

  func count(_ host: String, _ path: String) -> Int { counts.withLock { $0[host + path] ?? 0 } }

  var total: Int { counts.withLock { $0.values.reduce(0, +) } }
}
