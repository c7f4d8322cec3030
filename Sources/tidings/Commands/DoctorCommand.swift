internal import ArgumentParser
internal import Foundation
internal import Settings

/// `tidings doctor`: what is wrong, and what to do about it.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look for what is wrong with the configuration, database, machine, runs and feeds.",
    discussion: """
      Reads the whole database for damage, at some 300 MB/s, and contacts nobody unless asked to with --online; \
      `tidings feeds check` asks the feeds themselves. Every finding says what to do. Exit 0 without findings, 2 with \
      some, 78 where the configuration cannot be read at all.
      """)

  @OptionGroup var shared: SharedOptions

  @Flag(
    name: .long,
    help:
      "Also one request to each host of the feeds (names, connections, certificates, clock), and a login without a message at each mail server of digests[].send."
  )
  var online = false

  func run() async throws {
    let doctor = Doctor(loaded: try shared.loaded(), now: Date())
    let findings = doctor.findings() + (online ? try await doctor.networkFindings() : [])
    try print(findings)
    if !findings.isEmpty { throw ExitCode.alarm }
  }

  private func print(_ findings: [Finding]) throws {
    if shared.json {
      return try StandardOutput().writeDocument(
        Result(checked: Finding.Subject.allCases.map(\.rawValue), findings: findings))
    }
    if findings.isEmpty {
      if !shared.quiet { try StandardOutput().write("all is well\n") }
      return
    }
    let text = findings.map { "\($0.subject.rawValue): \($0.message)\n    → \($0.remedy)\n" }
    try StandardOutput().write(Terminal.safe(text.joined()))
  }

  private struct Result: Encodable {
    var checked: [String]
    var findings: [Finding]
  }
}

/// Something that is not as it should be.
struct Finding: Encodable {
  enum Subject: String, Encodable, CaseIterable {
    case configuration, database, disk, clock, network, runs, feeds, articles, digests
  }

  var subject: Subject
  /// What is wrong.
  var message: String
  /// What to do.
  var remedy: String

  init(_ subject: Subject, _ message: String, remedy: String) {
    self.subject = subject
    self.message = message
    self.remedy = remedy
  }
}
