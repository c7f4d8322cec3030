internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Settings
internal import Storage

/// What every command takes.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The configuration file.",
      discussion: "Else $TIDINGS_CONFIG, ./pipeline.yml, ~/.config/tidings/pipeline.yml.",
      valueName: "file"))
  var config: String?

  @Flag(name: .long, help: "One JSON document on stdout, keys named like the views' columns.")
  var json = false

  @Flag(name: [.short, .long], help: "Nothing but errors on stderr.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Say what is being done, on stderr.")
  var verbose = false

  /// The configuration, or a `SettingsError` that names file, line and column.
  func loaded() throws -> LoadedSettings {
    let loaded = try SettingsFile.load(
      path: config, environment: ProcessInfo.processInfo.environment,
      workingDirectory: FileManager.default.currentDirectoryPath)
    if !quiet {
      for warning in loaded.warnings { StandardError.write("tidings: \(warning.description)\n") }
    }
    return loaded
  }

  /// The configured log.
  ///
  /// - Throws: status 74 for a file that cannot be appended to.
  func logger(_ loaded: LoadedSettings) throws -> Logger {
    let settings = loaded.settings.log
    let path = settings.file.isEmpty ? nil : loaded.resolve(settings.file)
    let handler = try StreamLogHandler(format: settings.format, path: path)
    var logger = Logger(label: "tidings") { _ in handler }
    logger.logLevel = verbose ? .debug : quiet ? .error : settings.level.logLevel
    return logger
  }
}

extension LoadedSettings {
  /// Where the database lies.
  var databasePath: String { resolve(settings.store.path) }

  /// The configured database.
  func store(creates: Bool = false, access: StoreOptions.Access = .readWrite) throws -> NewsStore {
    try NewsStore.open(
      databasePath,
      options: StoreOptions(
        creates: creates, access: access, busyTimeout: settings.store.busyTimeout,
        synchronous: settings.store.synchronous == .full ? .full : .normal,
        body: settings.store.body == .excerpt ? .excerpt : .full))
  }
}

extension LogSettings.Level {
  var logLevel: Logger.Level {
    switch self {
    case .error: .error
    case .warn: .warning
    case .info: .info
    case .debug: .debug
    case .trace: .trace
    }
  }
}
