/// Where in a configuration file something stands. Lines and columns count from 1, columns in
/// Unicode scalars; line 0 stands for the whole of it (a file, an environment variable).
package struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}

/// Everything that is wrong with a configuration, in the order of the files.
package struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case missingFile, unreadableFile, tooLarge, notText, syntax
    case unknownKey, duplicateKey, wrongType, outOfRange, missingKey, duplicate, unsetVariable
    case unusable
  }

  package struct Issue: Sendable, Hashable, CustomStringConvertible {
    package var code: Code
    package var location: SourceLocation?
    /// E.g. `http.per_host.min_interval` or `feeds[3].url`; empty for a whole file.
    package var keyPath: String
    /// What is wrong, and what would be right.
    package var message: String

    package var description: String {
      [location?.description, keyPath.isEmpty ? nil : keyPath, message].compactMap { $0 }
        .joined(separator: ": ")
    }
  }

  /// At least one, at most ``limit``.
  package var issues: [Issue]
  /// How many more were found than `issues` holds.
  package var omitted = 0

  /// More of them would not help anybody.
  static let limit = 100

  package var description: String {
    var lines = issues.map(\.description)
    if omitted > 0 { lines.append("… and \(omitted) more") }
    return lines.joined(separator: "\n")
  }
}
