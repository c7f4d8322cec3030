import Fetching
import Foundation
import NewsModel
import Synchronization
import TestSupport
import Testing

/// A real conversation with a server on loopback, certificates and all.
struct SMTPTests {
  private static let text = Array("Subject: x\r\n\r\n.dot\r\nFrom me\r\n".utf8)
  /// None of these waits for a server that says nothing: a busy machine has time to answer.
  private static let patient = MailTimeouts(connect: 20, answer: 20, total: 60)

  private func submit(
    to server: MailServer, authorities: String? = nil, text: [UInt8] = text, port: Int,
    commit: @escaping @Sendable () -> Bool = { true }
  ) async throws(MailError) {
    let mail = CurlMail(
      timeouts: Self.patient, connectTo: ["mail.example:\(server.port)": "127.0.0.1:\(port)"],
      authorities: authorities)
    try await mail.submit(
      MailSubmission(server: server, from: "a@b.example", to: "c@d.example", message: text),
      commit: commit)
  }

  private func server(
    _ double: MailServerDouble, _ security: MailServer.Security = .none, user: String = "",
    isImplicitTLS: Bool = false
  ) -> MailServer {
    MailServer(
      host: "mail.example", port: 587, isImplicitTLS: isImplicitTLS, security: security,
      user: user, password: user.isEmpty ? "" : "p@ss:wörd")
  }

  @Test func aMessageArrivesAsItIs() async throws {
    let double = try MailServerDouble()
    try await submit(to: server(double), port: double.port)
    #expect(
      double.messages == [
        MailServerDouble.Message(
          from: "a@b.example", to: ["c@d.example"],
          text: String(decoding: Self.text, as: UTF8.self), user: nil, isEncrypted: false)
      ])
  }

  /// More than one of libcurl's buffers: nothing is committed before the last of it.
  @Test func aLongMessageArrivesWhole() async throws {
    let double = try MailServerDouble()
    let line = String(repeating: "x", count: 70) + "\r\n"
    let text = Array(("Subject: x\r\n\r\n" + String(repeating: line, count: 3000)).utf8)
    let commits = Mutex(0)
    try await submit(to: server(double), text: text, port: double.port) {
      commits.withLock { $0 += 1 }
      return true
    }
    #expect(commits.withLock { $0 } == 1)
    #expect(double.messages.map(\.text.utf8.count) == [text.count])
  }

  @Test func loginAndEncryption() async throws {
    let authority = try TestAuthority()
    let certificate = try authority.certificate(named: "mail", host: "mail.example")
    for isImplicit in [false, true] {
      let double = try MailServerDouble(certificate: certificate, isImplicitTLS: isImplicit)
      try await submit(
        to: server(double, .required, user: "ü", isImplicitTLS: isImplicit),
        authorities: authority.file, port: double.port)
      #expect(double.messages.map(\.isEncrypted) == [true])
      #expect(double.messages.map(\.user) == ["|ü|p@ss:wörd"])
    }
  }

  @Test func aCertificateThatIsNotGoodEndsIt() async throws {
    let authority = try TestAuthority()
    let other = try authority.certificate(named: "other", host: "other.example")
    for isImplicit in [false, true] {
      let double = try MailServerDouble(certificate: other, isImplicitTLS: isImplicit)
      let strict = server(double, .required, isImplicitTLS: isImplicit)
      let error = await #expect(throws: MailError.self) {
        try await submit(to: strict, authorities: authority.file, port: double.port)
      }
      #expect(error?.code == .tls && error?.isDoubtful == false)
      #expect(double.messages == [])
      // It is the certificate that was wrong, nothing else.
      var lax = strict
      lax.security = .unverified
      try await submit(to: lax, port: double.port)
      #expect(double.messages.map(\.isEncrypted) == [true])
    }
  }

  @Test func withoutEncryptionNothingIsSaid() async throws {
    let double = try MailServerDouble()
    let error = await #expect(throws: MailError.self) {
      try await submit(to: server(double, .required, user: "u"), port: double.port)
    }
    #expect(error?.code == .tls)
    #expect(double.messages == [])
  }

  @Test func whoseNoteIsNotTakenSendsNothing() async throws {
    let double = try MailServerDouble()
    let error = await #expect(throws: MailError.self) {
      try await submit(to: server(double), port: double.port) { false }
    }
    #expect(error?.isDoubtful == false)
    #expect(double.messages == [])
  }

  @Test func aStopBeforeTheTextSendsNothing() async throws {
    let double = try MailServerDouble(faults: [.hang("RCPT")])
    let there = server(double)
    let port = double.port
    let task = Task { try await submit(to: there, port: port) }
    try await Task.sleep(for: .milliseconds(300))
    task.cancel()
    let error = await #expect(throws: MailError.self) { try await task.value }
    #expect(error?.code == .cancelled)
    #expect(double.messages == [])
  }

  @Test(arguments: ["a@b.example>\r\nDATA", "a b@c.example", "<a@b.example>", "", "a\0@b.example"])
  func noAddressIsACommand(address: String) async throws {
    let double = try MailServerDouble()
    let mail = MailSubmission(
      server: MailServer(host: "127.0.0.1", port: double.port, security: .none),
      from: "a@b.example", to: address, message: Self.text)
    let error = await #expect(throws: MailError.self) {
      try await CurlMail(timeouts: Self.patient).submit(mail) { true }
    }
    #expect(error?.code == .address)
    #expect(double.connections == 0)
  }

  @Test func aGreetingLogsInAndSendsNothing() async throws {
    let double = try MailServerDouble(faults: [.answer("AUTH", "535 5.7.8 no")])
    let mail = CurlMail(timeouts: Self.patient)
    let there = MailServer(
      host: "127.0.0.1", port: double.port, security: .none, user: "u", password: "p")
    let error = await #expect(throws: MailError.self) { try await mail.greet(there) }
    #expect(error?.code == .login && error?.message.contains("535 5.7.8 no") == true)
    try await mail.greet(there)
    #expect(double.messages == [])
  }
}
