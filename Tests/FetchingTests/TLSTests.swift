import Fetching
import Foundation
import Glibc
import TestSupport
import Testing

/// Certificates and servers are made with the `openssl` command, which has to be there.
struct TLSTests {
  @Test func aGoodCertificateIsTrusted() async throws {
    let authority = try TestAuthority()
    let certificate = try authority.certificate(named: "good", host: "news.example")
    let server = try TLSServer(certificate)
    let response = try await fetch(from: server, trusting: authority)
    #expect(response.status == 200)
    #expect(String(decoding: response.body, as: UTF8.self).contains("s_server"))
  }

  @Test(.tallied(.certificates), arguments: Flaw.allCases)
  func badCertificatesAreRefused(flaw: Flaw) async throws {
    let authority = try TestAuthority()
    let certificate = try authority.certificate(named: flaw.rawValue, with: flaw)
    let server = try TLSServer(certificate)
    await #expect(throws: TransportError.self) {
      try await fetch(from: server, trusting: flaw == .unknownAuthority ? nil : authority)
    }
    do {
      _ = try await fetch(from: server, trusting: flaw == .unknownAuthority ? nil : authority)
    } catch let error as TransportError {
      #expect(error.code == .tls, "\(error.message)")
    }
    // The same server, not verified: it is the certificate that was wrong, nothing else.
    let unverified = try await fetch(from: server, trusting: authority, verify: false)
    #expect(unverified.status == 200)
  }

  @Test(.tallied(.certificates), arguments: ["-tls1", "-tls1_1"])
  func oldProtocolsAreRefused(option: String) async throws {
    let authority = try TestAuthority()
    let certificate = try authority.certificate(named: "old", host: "news.example")
    let server = try TLSServer(certificate, [option, "-cipher", "ALL:@SECLEVEL=0"])
    do {
      _ = try await fetch(from: server, trusting: authority)
      Issue.record("an old protocol was spoken")
    } catch let error as TransportError {
      #expect(error.code == .tls, "\(error.message)")
    }
  }

  @Test(arguments: [(FetchSettings.TLSSettings.Version.v12, true), (.v13, false)])
  func theMinimumCanBeRaised(minimum: FetchSettings.TLSSettings.Version, works: Bool) async throws {
    let authority = try TestAuthority()
    let certificate = try authority.certificate(named: "twelve", host: "news.example")
    let server = try TLSServer(certificate, ["-tls1_2"])
    let response = try? await fetch(from: server, trusting: authority, minimum: minimum)
    #expect((response?.status == 200) == works)
  }

  /// A server that takes the connection and never says hello.
  @Test(.tallied(.transfers)) func aStalledHandshakeIsGivenUp() async throws {
    let server = try RawServer { $0.pause(12) }
    let settings = FetchSettings.quick { $0.connectTo = ["news.example:443": server.address] }
    let began = ContinuousClock.now
    do {
      _ = try await CurlTransport(settings: settings).response(
        to: TransportRequest(
          url: WebAddress("https://news.example/")!, userAgent: "t", proxy: .none,
          timeouts: FetchSettings.Timeouts(connect: 0.5, total: 1)))
      Issue.record("something answered")
    } catch {
      #expect(error.code == .timeout)
    }
    #expect(ContinuousClock.now - began < .seconds(8))
  }

  private func fetch(
    from server: TLSServer, trusting authority: TestAuthority?, verify: Bool = true,
    minimum: FetchSettings.TLSSettings.Version = .v12
  ) async throws -> TransportResponse {
    let settings = FetchSettings.quick {
      $0.connectTo = ["news.example:443": "127.0.0.1:\(server.port)"]
      $0.tls = FetchSettings.TLSSettings(
        verify: verify, minimum: minimum, authorities: authority?.file)
    }
    let request = TransportRequest(
      url: WebAddress("https://news.example/")!, userAgent: "t", proxy: .none,
      timeouts: FetchSettings.Timeouts(connect: 3, total: 5))
    return try await CurlTransport(settings: settings).response(to: request)
  }
}

enum Flaw: String, CaseIterable, Sendable {
  case expired, notYetValid, wrongHost, selfSigned, unknownAuthority
}

extension TestAuthority {
  func certificate(named name: String, with flaw: Flaw) throws -> TestCertificate {
    switch flaw {
    case .expired:
      try certificate(name, "news.example", from: "20200101000000Z", to: "20210101000000Z")
    case .notYetValid:
      try certificate(name, "news.example", from: "20980101000000Z", to: "20991231000000Z")
    case .wrongHost:
      try certificate(name, "other.example", from: "20200101000000Z", to: "20991231000000Z")
    case .unknownAuthority:
      try certificate(name, "news.example", from: "20200101000000Z", to: "20991231000000Z")
    case .selfSigned: try selfSigned(name)
    }
  }
}

/// `openssl s_server` on a port of loopback that the kernel chose.
final class TLSServer: Sendable {
  let port: Int
  private let process: Process

  init(_ certificate: TestCertificate, _ options: [String] = []) throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "openssl", "s_server", "-www", "-accept", "127.0.0.1:0", "-cert", certificate.file, "-key",
        certificate.key,
      ] + options
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    port = try Self.announcedPort(output.fileHandleForReading)
  }

  /// Not SIGTERM: a process that a worker thread started has that blocked.
  deinit { kill(process.processIdentifier, SIGKILL) }

  /// From the line `ACCEPT 127.0.0.1:43211`.
  private static func announcedPort(_ output: FileHandle) throws -> Int {
    var said = ""
    while true {
      let data = output.availableData
      said += String(decoding: data, as: UTF8.self)
      for line in said.split(separator: "\n").dropLast(said.hasSuffix("\n") ? 0 : 1)
      where line.hasPrefix("ACCEPT ") {
        if let port = line.split(separator: ":").last.flatMap({ Int($0) }) { return port }
      }
      guard !data.isEmpty else { throw CommandFailure(command: "s_server", said: said) }
    }
  }
}
