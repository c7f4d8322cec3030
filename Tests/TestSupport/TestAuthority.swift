internal import Foundation

package struct TestCertificate: Sendable {
  package var file: String
  package var key: String
}

/// A certificate authority of its own, in a folder that goes with it.
package final class TestAuthority: Sendable {
  private let folder: String
  package var file: String { folder + "/ca.pem" }

  package init() throws {
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

  package func certificate(named name: String, host: String) throws -> TestCertificate {
    try certificate(name, host, from: "20200101000000Z", to: "20991231000000Z")
  }

  package func selfSigned(_ name: String) throws -> TestCertificate {
    let made = TestCertificate(file: "\(folder)/\(name).pem", key: "\(folder)/\(name).key")
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
      made.key, "-out", made.file, "-days", "2", "-subj", "/CN=news.example", "-addext",
      "subjectAltName=DNS:news.example")
    return made
  }

  package func certificate(
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

package struct CommandFailure: Error {
  package var command: String
  package var said: String

  package init(command: String, said: String) {
    self.command = command
    self.said = said
  }
}
