import Foundation
import NewsModel
import Testing

@testable import Settings

/// The template, the repository's own file and the reference all say what the code does.
struct ConfigurationReferenceTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let marker =
    "<!-- made from the code's own tables; the test ConfigurationReferenceTests compares -->\n\n"

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func templateIsTheRepositorysOwnFile() throws {
    #expect(SettingsFile.template == (try text("pipeline.yml")))
  }

  @Test func templateHoldsEveryKeyAtItsDefault() throws {
    let folder = try TemporaryFolder(["pipeline.yml": SettingsFile.template])
    let loaded = try SettingsFile.load(
      path: folder.path, environment: [:], workingDirectory: folder.path)
    #expect(loaded.settings == PipelineSettings())
    let (root, issues) = YAMLReader.read(SettingsFile.template, file: "pipeline.yml")
    #expect(issues.isEmpty)
    let written = Set(paths(in: try #require(root)))
    // A watch list's and a delivery's keys stand in comments.
    let expected = SettingsReference.pipeline.map(\.path).filter {
      !$0.hasPrefix("watch[]") && !$0.contains(".send[]") && $0 != "digests"
    }
    #expect(expected.filter { !written.contains($0) } == [])
    for key in WatchSettings.keys {
      #expect(SettingsFile.template.contains("\(key.path.prefix { $0 != "." })"))
    }
  }

  private func paths(in node: YAMLNode, at path: String = "") -> [String] {
    switch node.content {
    case .scalar: [path]
    case .sequence(let items): [path] + items.flatMap { paths(in: $0, at: path + "[]") }
    case .mapping(let entries):
      [path]
        + entries.flatMap { paths(in: $0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    }
  }

  /// After a change of keys: `TIDINGS_WRITE_EXPECTED=1 swift test --filter ConfigurationReference`.
  @Test func documentationHoldsEveryKey() throws {
    let url = Self.root.appendingPathComponent("docs/configuration.md")
    let page = try String(contentsOf: url, encoding: .utf8)
    let parts = page.components(separatedBy: Self.marker)
    if ProcessInfo.processInfo.environment["TIDINGS_WRITE_EXPECTED"] != nil {
      try Data((parts[0] + Self.marker + SettingsReference.markdown).utf8).write(to: url)
      return
    }
    #expect(parts.count == 2)
    #expect(parts.last == SettingsReference.markdown)
  }

  @Test func keysAreUniqueAndExplained() {
    let keys =
      SettingsReference.pipeline
      + SettingsReference.feeds.map {
        SettingReference(
          path: "feed." + $0.path, type: $0.type, initial: $0.initial, meaning: $0.meaning)
      }
    #expect(Set(keys.map(\.path)).count == keys.count)
    #expect(
      keys.filter {
        $0.meaning.count < 8 || !$0.meaning.hasSuffix(".") && !$0.meaning.hasSuffix("…")
      } == [])
  }
}
