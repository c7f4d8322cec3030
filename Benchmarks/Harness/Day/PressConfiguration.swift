internal import Foundation
internal import NewsModel
internal import Settings

/// A configuration for the invented press, as a user would write it.
struct PressConfiguration {
  let press: Press
  let folder: String
  /// Seconds between two polls of a feed.
  static let interval = 3 * 3600.0

  func loaded() throws -> LoadedSettings {
    try FileManager.default.createDirectory(
      atPath: folder + "/feeds", withIntermediateDirectories: true)
    try pipeline.write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
    try feeds.write(toFile: folder + "/feeds/press.yml", atomically: true, encoding: .utf8)
    return try SettingsFile.load(path: folder, environment: [:], workingDirectory: folder)
  }

  /// No manners: nobody is asked anything. Everything else is what a user gets.
  private var pipeline: String {
    """
    version: 1
    include: [feeds/*.yml]
    store: {path: tidings.db}
    http:
      contact: press@tidings.example
      per_host: {concurrency: 8, min_interval: 0s}
    schedule: {default: \(Int(Self.interval))s}
    extract: {max_per_run: 1000000}
    digests: [{name: daily, at: "00:00", group_by: [language]}]

    """
  }

  private var feeds: String {
    let entries = (0..<press.outlets).map { outlet in
      """
        - name: outlet\(outlet)
          url: http://\(press.outletName(outlet))\(press.feedPath(outlet))
          tags: [\(Tongue.all[outlet % Tongue.all.count].language)]
      """
    }
    return "feeds:\n" + entries.joined(separator: "\n") + "\n"
  }
}
