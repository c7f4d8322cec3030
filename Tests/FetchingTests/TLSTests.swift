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

struct TestCertificate: Sendable {
  var file: String
  var key: String
}

/// A certificate authority of its own, in a folder that goes with it.
final class TestAuthority: Sendable {
  private let folder: String
  var file: String { folder + "/ca.pem" }

  init() throws {
    folder = NSTemporaryDirectory() + "tidings-tls-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: folder + "/new", withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: folder + "/index"))
    try Data("01\n".utf8).write(to: URL(fileURLWithPath: folder + "/serial"))
    let configuration = """
      [ca]
      default_ca = it
      [it]
      database = \(folder)/index
      serial = \(folder)/serial
      new_certs_dir = \(folder)/new
      default_md = sha256
      policy = any
      copy_extensions = copy
      unique_subject = no
      [any]
      commonName = supplied
      """
    try Data(configuration.utf8).write(to: URL(fileURLWithPath: folder + "/ca.cnf"))
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
      folder + "/ca.key", "-out", file, "-days", "2", "-subj", "/CN=Invented Authority")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func certificate(named name: String, host: String) throws -> TestCertificate {
    try certificate(name, host, from: "20200101000000Z", to: "20991231000000Z")
  }

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

  private func selfSigned(_ name: String) throws -> TestCertificate {
    let made = TestCertificate(file: "\(folder)/\(name).pem", key: "\(folder)/\(name).key")
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
      made.key, "-out", made.file, "-days", "2", "-subj", "/CN=news.example", "-addext",
      "subjectAltName=DNS:news.example")
    return made
  }

  private func certificate(
    _ name: String, _ host: String, from: String, to: String
  ) throws -> TestCertificate {
    let made = TestCertificate(file: "\(folder)/\(name).pem", key: "\(folder)/\(name).key")
    let request = "\(folder)/\(name).csr"
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", made.key,
      "-out", request, "-subj", "/CN=\(host)", "-addext", "subjectAltName=DNS:\(host)")
    try openssl(
      "ca", "-batch", "-config", folder + "/ca.cnf", "-cert", file, "-keyfile", folder + "/ca.key",
      "-in", request, "-out", made.file, "-startdate", from, "-enddate", to, "-notext")
    return made
  }

  private func openssl(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CommandFailure(
        command: arguments.joined(separator: " "), said: String(decoding: said, as: UTF8.self))
    }
  }
}

struct CommandFailure: Error {
  var command: String
  var said: String
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
