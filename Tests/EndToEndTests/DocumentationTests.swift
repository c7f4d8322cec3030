import Foundation
import Testing

/// What the docs say exists, does.
struct DocumentationTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func pages() throws -> [(name: String, text: String)] {
    let docs = try FileManager.default.contentsOfDirectory(
      at: root.appending(path: "docs"), includingPropertiesForKeys: nil)
    let files = docs.filter { $0.pathExtension == "md" } + [root.appending(path: "README.md")]
    return try files.map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// Every `tidings …` in a code span or block names commands that there are.
  @Test func everyCommandInTheDocsExists() throws {
    var found: Set<[String]> = []
    for page in try Self.pages() {
      for match in page.text.matches(of: /(?:`|\n|\| |\d )(tidings (?:[a-z]+)(?: [a-z]+)?)/) {
        found.insert(match.output.1.split(separator: " ").dropFirst().map(String.init))
      }
    }
    let known = try Self.commands()
    #expect(found.count > 10)
    for words in found.sorted(by: { $0.joined() < $1.joined() }) {
      let command = words[0]
      #expect(known[command] != nil, "tidings \(words.joined(separator: " "))")
      // A second word may be an argument; where the command has subcommands, it is one of them.
      if words.count == 2, let subcommands = known[command], !subcommands.isEmpty {
        #expect(subcommands.contains(words[1]), "tidings \(words.joined(separator: " "))")
      }
    }
  }

  /// Each command with its subcommands, as `--help` lists them.
  private static func commands() throws -> [String: Set<String>] {
    var commands: [String: Set<String>] = [:]
    for name in try subcommands([]) { commands[name] = try subcommands([name]) }
    return commands
  }

  private static func subcommands(_ path: [String]) throws -> Set<String> {
    let help = try CommandLine.tidings(path + ["--help"]).output
    guard let list = help.range(of: "SUBCOMMANDS:\n") else { return [] }
    let lines = help[list.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
    return Set(
      lines.prefix { !$0.isEmpty }.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
        .compactMap { $0.split(separator: " ").first.map(String.init) })
  }

  @Test func everyLinkBetweenPagesLeadsSomewhere() throws {
    for page in try Self.pages() {
      let folder = page.name == "README.md" ? Self.root : Self.root.appending(path: "docs")
      for match in page.text.matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
        let target = folder.appending(path: String(match.output.1))
        #expect(
          FileManager.default.fileExists(atPath: target.path), "\(page.name): \(match.output.1)")
      }
    }
  }

  @Test func everyExitStatusIsDocumented() throws {
    let page = try #require(try Self.pages().first { $0.name == "operation.md" })
    for status in ["0", "1", "2", "64", "65", "66", "69", "74", "75", "78", "130, 143"] {
      #expect(page.text.contains("\n| \(status) |"), "\(status)")
    }
  }
}
