internal import Foundation

/// Finds and loads `pipeline.yml` and the feed files that it includes.
package enum SettingsFile {
  /// What the file is called wherever no path is given.
  package static let name = "pipeline.yml"
  /// A file of more is no configuration; 5,000 feeds take about 500 KiB.
  static let maximumSize = 8 << 20
  static let maximumFiles = 2000

  /// Loads a configuration, with every feed.
  ///
  /// - Parameters:
  ///   - path: What `--config` says: a file, or a folder with a `pipeline.yml`; `nil` to search
  ///     `TIDINGS_CONFIG`, the working directory, and `${XDG_CONFIG_HOME:-~/.config}/tidings`.
  ///   - environment: For the search, `${…}` in values, and overrides (`TIDINGS_HTTP__CONCURRENCY`).
  ///   - workingDirectory: An absolute path.
  /// - Throws: Everything that is wrong, not only the first of it.
  package static func load(
    path: String?, environment: [String: String], workingDirectory: String
  ) throws(SettingsError) -> LoadedSettings {
    let main = try locate(path, environment: environment, workingDirectory: workingDirectory)
    var loader = SettingsLoader(
      main: main, workingDirectory: workingDirectory, environment: environment)
    return try loader.load()
  }

  /// The absolute path of the main file.
  package static func locate(
    _ path: String?, environment: [String: String], workingDirectory: String
  ) throws(SettingsError) -> String {
    if let given = path ?? environment["TIDINGS_CONFIG"].flatMap({ $0.isEmpty ? nil : $0 }) {
      let file = absolute(given, in: workingDirectory)
      return isFolder(file) ? file + "/" + name : file
    }
    let home = environment["HOME"] ?? ""
    let base = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config"
    let places = [absolute(name, in: workingDirectory), base + "/tidings/" + name]
    if let found = places.first(where: { FileManager.default.fileExists(atPath: $0) }) {
      return found
    }
    throw SettingsError(issues: [
      .init(
        code: .missingFile, location: nil, keyPath: "",
        message:
          "no configuration: neither \(places.joined(separator: " nor ")) exists; make one with \"tidings init\", or name one with --config"
      )
    ])
  }

  /// An absolute path without `.`, `..` and doubled slashes; `~/` is `$HOME`.
  static func absolute(_ path: String, in folder: String) -> String {
    var path = path
    if path == "~" || path.hasPrefix("~/") { path = NSHomeDirectory() + path.dropFirst() }
    if !path.hasPrefix("/") { path = folder + "/" + path }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }
}
