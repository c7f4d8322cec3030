import Foundation
import GRDB
import TestSupport
import Testing

/// What feeds and pages say, shown on a terminal: it obeys none of it.
struct TerminalTests {
  /// Fifty: what terminals obey, behind what may stand before it.
  private static let hostile: [String] = {
    let orders = [
      "\u{1B}]0;owned\u{7}", "\u{1B}[2J\u{1B}[H", "\u{9B}31m", "\u{202E}gnp.exe", "\u{8}\u{8}\u{8}",
      "\u{1B}P1$r\u{1B}\\", "\u{1B}]8;;http://evil.example\u{1B}\\x", "a\rb", "\u{E}\u{F}",
      "\u{2066}\u{1B}c",
    ]
    return ["", "title ", "漢字", "العربية ", "e\u{301}"].flatMap { begin in orders.map { begin + $0 }
    }
  }()

  @Test(.tallied(.terminal, as: hostile.count)) func nothingForeignIsObeyed() async throws {
    try await Newsdesk.filled { desk in
      let uids = try desk.rows("SELECT uid FROM v1_articles ORDER BY uid LIMIT 50")
        .map { $0["uid"] as String }
      try #require(uids.count == Self.hostile.count)
      for (uid, text) in zip(uids, Self.hostile) {
        try desk.write(
          "UPDATE articles SET title = ?1, byline = ?1, section = ?1, site = ?1, source = ?1 WHERE uid = ?2",
          [text, uid])
        try desk.write(
          "UPDATE stories SET headline = ?1 WHERE id = (SELECT story_id FROM articles WHERE uid = ?2)",
          [text, uid])
      }
      let commands = uids.map { ["show", $0] } + [["stats", "--by", "source"], ["search", "a*"]]
      for command in commands {
        let said = try onATerminal(command + ["--config", desk.configuration])
        #expect(said.count > 20, "\(command)")
        let obeyed = said.unicodeScalars.filter { scalar in
          switch scalar.value {
          case 0x09, 0x0A, 0x0D: false
          case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
          default: false
          }
        }
        #expect(obeyed.isEmpty, "\(command): \(said.debugDescription)")
      }
    }
  }

  /// `script` gives the program a terminal.
  private func onATerminal(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    let words = [CommandLine.executable.path] + arguments
    let line = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
    process.arguments = ["-qec", line, "/dev/null"]
    process.environment = ["PATH": "/usr/bin:/bin", "NO_COLOR": "1", "TERM": "dumb", "TZ": "UTC"]
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
