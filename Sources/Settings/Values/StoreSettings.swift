/// The database.
package struct StoreSettings: Sendable, Hashable {
  package enum Synchronous: String, Sendable, CaseIterable { case normal, full }
  /// Whether whole texts are kept, or only what a digest quotes.
  package enum Body: String, Sendable, CaseIterable { case full, excerpt }

  package var path = "tidings.db"
  /// Seconds to wait for another connection's write.
  package var busyTimeout: Double = 10
  package var synchronous = Synchronous.normal
  package var body = Body.full

  package init() {}
}

/// One run at a time.
package struct LockSettings: Sendable, Hashable {
  /// What a run does while another one works.
  package enum OnBusy: String, Sendable, CaseIterable { case skip, wait, fail }

  package var onBusy = OnBusy.skip
  /// Seconds after which a held lock is an alarm.
  package var staleWarnAfter: Double = 2 * 3600

  package init() {}
}

/// How long things are kept; `nil` is for ever.
package struct RetentionSettings: Sendable, Hashable {
  package enum Vacuum: String, Sendable, CaseIterable { case incremental, full, off }

  package var page: Double? = 7 * 86_400
  package var body: Double? = 180 * 86_400
  package var article: Double? = 2 * 365 * 86_400
  package var fetchLog: Double? = 30 * 86_400
  package var digest: Double?
  /// Bytes that the database may take; 0 is no bound.
  package var maxDatabase = 0
  package var vacuum = Vacuum.incremental

  package init() {}
}

package struct LogSettings: Sendable, Hashable {
  package enum Level: String, Sendable, CaseIterable { case error, warn, info, debug, trace }
  /// `auto`: text on a terminal, JSON otherwise.
  package enum Format: String, Sendable, CaseIterable { case auto, text, json }

  package var level = Level.warn
  package var format = Format.auto
  /// Empty: standard error.
  package var file = ""

  package init() {}
}

package struct MetricsSettings: Sendable, Hashable {
  /// A file for node_exporter's textfile collector; empty: none.
  package var textfile = ""

  package init() {}
}
