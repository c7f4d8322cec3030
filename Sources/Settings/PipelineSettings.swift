/// Everything that `pipeline.yml` says, with a default for every key.
///
/// Durations are seconds, sizes bytes, shares fractions of 1. Relative paths refer to the file's
/// folder; ``LoadedSettings/resolve(_:)`` makes them absolute.
package struct PipelineSettings: Sendable, Hashable {
  /// The version of the file's shape; 1 is the only one.
  package var version = 1
  /// Globs of feed files, relative to the file.
  package var include = ["feeds/*.yml"]
  package var store = StoreSettings()
  package var lock = LockSettings()
  package var http = HTTPSettings()
  package var schedule = ScheduleSettings()
  package var failures = FailureSettings()
  package var dates = DateSettings()
  package var parse = ParseSettings()
  package var extract = ExtractSettings()
  package var language = LanguageSettings()
  package var dedupe = DedupeSettings()
  package var summary = SummarySettings()
  package var watch: [WatchSettings] = []
  package var digests = [DigestSettings()]
  package var retention = RetentionSettings()
  package var log = LogSettings()
  package var metrics = MetricsSettings()

  package init() {}
}
