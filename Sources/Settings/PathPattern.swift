internal import Foundation

/// Globs in `include`.
enum PathPattern {
  static func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

  /// The files that a pattern matches beneath a folder, in the order of their paths' bytes; names
  /// that begin with a dot only where the pattern says so.
  static func matches(_ pattern: String, in folder: String) -> [String] {
    guard isPattern(pattern) else {
      let path = SettingsFile.absolute(pattern, in: folder)
      return FileManager.default.fileExists(atPath: path) ? [path] : []
    }
    // The folder's own name is no pattern, whatever it holds.
    let literal = folder.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    let pattern = SettingsFile.absolute(pattern, in: literal)
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_NOSORT, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
