import Foundation
import NewsModel
import SampleNewsroom
import Settings
import Testing

/// The newsroom's own configuration, and the list of public feeds that ships with the program.
@Suite struct ConfigurationTests {
  let newsroom = SampleNewsroom(now: sampleNow)

  private func load(_ files: [String: String]) throws -> LoadedSettings {
    let folder = NSTemporaryDirectory() + "tidings-newsroom-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/feeds", withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    return try SettingsFile.load(
      path: folder + "/pipeline.yml", environment: [:], workingDirectory: folder)
  }

  @Test func theNewsroomsConfigurationLoads() throws {
    let loaded = try load([
      "pipeline.yml": newsroom.pipelineYAML(port: 4321), "feeds/newsroom.yml": newsroom.feedsYAML,
    ])
    #expect(loaded.warnings.isEmpty)
    #expect(Set(loaded.feeds.map(\.name)) == Set(newsroom.expectations.flatMap(\.feeds)))
    #expect(
      loaded.settings.http.connectTo
        == Dictionary(
          uniqueKeysWithValues: newsroom.outlets.map { ($0.host + ":80", "127.0.0.1:4321") }))
    #expect(loaded.settings.digests.map(\.name) == ["daily"])
  }

  @Test func publicFeedsLoad() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let names = [
      "africa", "americas", "asia", "europe", "un-news", "vietnam", "world",
    ]
    var files = ["pipeline.yml": "version: 1\ninclude: [feeds/*.yml]\n"]
    for name in names {
      let text = try String(
        contentsOf: root.appendingPathComponent("feeds/\(name).yml"), encoding: .utf8)
      files["feeds/\(name).yml"] = text
      let entries = text.split(separator: "\n").filter { $0.hasPrefix("  - name:") }
      #expect(entries.allSatisfy { $0.hasSuffix("# unverified") }, "\(name)")
    }
    let loaded = try load(files)
    #expect(loaded.feeds.count >= 60)
    let languages = Set(loaded.feeds.compactMap(\.language).map(Language.primary))
    #expect(languages.count >= 15)
    #expect(loaded.feeds.allSatisfy { !$0.tags.isEmpty && $0.language != nil })
  }
}
