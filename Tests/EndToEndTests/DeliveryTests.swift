import FlyingFox
import FlyingSocks
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

/// `tidings run` and `tidings digest --send` with real servers on loopback.
struct DeliveryTests {
  /// The filled desk, with a digest whose window has just closed and goes to `send`.
  private func withDesk(
    _ send: String, _ body: (Newsdesk) async throws -> Void
  ) async throws {
    try await Newsdesk.filled { (desk) async throws in
      let text = try String(contentsOfFile: desk.configuration, encoding: .utf8)
      let kept = text.components(separatedBy: "\ndigests:")[0]
      // The minute before this one closes the window; tidings has run for an hour, so that it is the only one.
      let minute = Self.minute(before: Date())
      let yaml = """

        digests:
          - {name: brief, at: "\(minute)", window: 24h, formats: [text], send: [\(send)]}
        """
      try (kept + yaml + "\n").write(toFile: desk.configuration, atomically: true, encoding: .utf8)
      try desk.write("UPDATE runs SET started = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 hour')")
      try await body(desk)
    }
  }

  private static func minute(before date: Date) -> String {
    let minutes = Int(date.timeIntervalSince1970) / 60 - 1
    return [minutes / 60 % 24, minutes % 60].map { ($0 < 10 ? "0" : "") + String($0) }
      .joined(separator: ":")
  }

  private func states(_ desk: Newsdesk) throws -> [String] {
    try desk.rows("SELECT state FROM v1_deliveries").map { $0["state"] }
  }

  private let run = ["run", "--only", "digest"]

  @Test func aDigestGoesOutOnce() async throws {
    let server = try MailServerDouble()
    try await withDesk(
      "{email: [a@b.example], from: \"Bàn tin <desk@b.example>\", via: \"smtp://127.0.0.1:\(server.port)\", tls: none}"
    ) { (desk) async throws in
      for _ in 0..<3 {
        let result = try desk.tidings(run)
        #expect(
          result.status == 0 && result.errors == "" && result.output == "", "\(result.errors)")
      }
      #expect(try Set(states(desk)) == ["sent"])
      let messages = server.messages.filter { $0.to == ["a@b.example"] }
      #expect(messages.count == (try states(desk)).count)
      #expect(messages[0].from == "desk@b.example")
      #expect(messages[0].text.contains("\r\nMessage-ID: <"))
      let again = try desk.tidings("digest", "brief", "--send", "--stdout")
      #expect(again.errors.contains("a@b.example has had it at "))
      #expect(server.messages.count == messages.count)
    }
  }

  @Test func aFailureIsOneLineAndExitTwo() async throws {
    try await withDesk("{email: [a@b.example], via: \"smtp://127.0.0.1:1\", tls: none}") {
      (desk) async throws in
      let first = try desk.tidings(run)
      #expect(first.status == 2)
      let lines = first.errors.split(separator: "\n").filter { $0.contains("a@b.example") }
      #expect(lines.count == 1, "\(first.errors)")
      #expect(lines[0].contains("digest brief of "))
      // It stands, and was said.
      let second = try desk.tidings(run)
      #expect(second.status == 2 && second.errors == "", "\(second.errors)")
      let doctor = try desk.tidings("doctor")
      #expect(doctor.status == 2 && doctor.output.contains("has not reached a@b.example"))
    }
  }

  /// kill -9 while the server's answer is awaited: in doubt, said, and not sent again; then somebody decides.
  @Test func aRunThatIsKilledWhileSendingDoesNotSendTwice() async throws {
    let server = try MailServerDouble(faults: [.hang("TEXT")])
    try await withDesk(
      "{email: [a@b.example], via: \"smtp://127.0.0.1:\(server.port)\", tls: none}"
    ) {
      (desk) async throws in
      try kill(desk) { server.messages.count == 1 }
      let next = try desk.tidings(run)
      #expect(next.status == 2)
      #expect(next.errors.contains("may or may not have reached a@b.example"), "\(next.errors)")
      #expect(server.messages.count == 1)
      let sent = try desk.tidings("digest", "brief", "--send", "--stdout")
      #expect(sent.status == 0 && sent.errors.contains("sent to a@b.example"), "\(sent.errors)")
      #expect(Set(server.messages.map(\.text)).count == 1)
      #expect(try desk.tidings(run).status == 0)
    }
  }

  /// kill -9 before the text was sent: nothing can have arrived, so the next run sends it.
  @Test func aRunThatIsKilledBeforeSendingIsRepeated() async throws {
    let server = try MailServerDouble(faults: [.hang("RCPT")])
    try await withDesk(
      "{email: [a@b.example], via: \"smtp://127.0.0.1:\(server.port)\", tls: none}"
    ) {
      (desk) async throws in
      try kill(desk) { server.connections == 1 }
      #expect(try desk.tidings(run).status == 0)
      #expect(server.messages.count == 1)
    }
  }

  private func kill(_ desk: Newsdesk, when isTime: () -> Bool) throws {
    let process = Process()
    process.executableURL = CommandLine.executable
    process.arguments = run + ["--config", desk.configuration]
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<1500 where !isTime() { Thread.sleep(forTimeInterval: 0.02) }
    #expect(isTime())
    // Until what it does next is to wait.
    Thread.sleep(forTimeInterval: 0.3)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  @Test func aWebhookGetsJSON() async throws {
    let bodies = BodyBox()
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 30, logger: .disabled,
      handler: ClosureHTTPHandler { request in
        bodies.append(try await request.bodyData)
        return HTTPResponse(statusCode: bodies.count == 1 ? .serviceUnavailable : .ok)
      })
    let task = Task { try await server.run() }
    defer { task.cancel() }
    try await server.waitUntilListening(timeout: 10)
    guard case .ip4(_, let port)? = await server.listeningAddress else {
      Issue.record("no port")
      return
    }
    try await withDesk("{webhook: \"http://127.0.0.1:\(port)/services/hush\"}") {
      (desk) async throws in
      let first = try desk.tidings(run)
      #expect(first.status == 2 && first.errors.contains("127.0.0.1#"), "\(first.errors)")
      #expect(!first.errors.contains("hush"))
      #expect(try desk.tidings(run).status == 0)
      #expect(try desk.tidings(run).status == 0)
      #expect(bodies.count == 2)
      let json = try JSONSerialization.jsonObject(with: bodies.first) as? [String: Any]
      let text = try #require(json?["text"] as? String)
      #expect(text.hasPrefix("*brief · ") && text.utf16.count <= 4000)
      #expect(try desk.rows("SELECT 1 FROM v1_deliveries WHERE target LIKE '%hush%'").isEmpty)
    }
  }

  @Test func aDigestWithoutTargetsCannotBeSent() async throws {
    try await Newsdesk.filled { (desk) async throws in
      let result = try desk.tidings("digest", "--send", "--stdout")
      #expect(result.status == 78 && result.errors.contains("digests[].send"))
    }
  }
}

private final class BodyBox: Sendable {
  private let bodies = Mutex<[Data]>([])
  var count: Int { bodies.withLock { $0.count } }
  var first: Data { bodies.withLock { $0.first ?? Data() } }
  func append(_ body: Data) { bodies.withLock { $0.append(body) } }
}
