internal import NewsModel

/// The reference of every key, as docs/configuration.md has it: made from the tables that read them.
enum SettingsReference {
  static var pipeline: [SettingReference] {
    PipelineSettings.keys.references(of: PipelineSettings())
  }
  static var feeds: [SettingReference] { Feed.keys.references(of: Feed.unnamed) }

  /// A Markdown table of each section's keys.
  static var markdown: String {
    var sections: [(name: String, keys: [SettingReference])] = []
    for key in pipeline {
      let name = String(key.path.prefix { $0 != "." && $0 != "[" })
      if sections.last?.name != name { sections.append((name, [])) }
      sections[sections.count - 1].keys.append(key)
    }
    let tables = sections.map { "### \($0.name)\n\n" + table($0.keys) }
    return tables.joined(separator: "\n") + "\n## Keys of a feed\n\n" + table(feeds)
  }

  private static func table(_ keys: [SettingReference]) -> String {
    let rows = keys.map { key in
      let initial = key.initial.replacing("|", with: "\\|")
      return
        "| `\(key.path)` | \(key.type) | `\(initial)` | \(key.meaning.replacing("|", with: "\\|")) |\n"
    }
    return "| key | type | default | meaning |\n|---|---|---|---|\n" + rows.joined()
  }
}
