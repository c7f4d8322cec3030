package import NewsModel
internal import Foundation

/// A configuration as loaded: its values, and where they are from.
package struct LoadedSettings: Sendable {
  package var settings: PipelineSettings
  /// In the order of name.
  package var feeds: [Feed]
  /// The absolute path of the main file.
  package var path: String
  /// The main file's folder, absolute: what relative paths refer to.
  package var folder: String
  /// Every file that was read, the main one first.
  package var files: [String]
  /// Where each feed is configured, by its name.
  package var origins: [String: SourceLocation]
  /// What is legal, but probably not meant.
  package var warnings: [SettingsError.Issue]
  /// The effective configuration as YAML, secrets masked: `***` for what a file holds itself,
  /// `${NAME}` as written for what comes from outside.
  ///
  /// Written when it is asked for: of thousands of feeds it takes longer than reading them.
  package var rendered: String { rendering() }
  let rendering: @Sendable () -> String

  /// The absolute form of a path that the configuration gives; `~/` is the user's home.
  package func resolve(_ path: String) -> String { SettingsFile.absolute(path, in: folder) }
}
