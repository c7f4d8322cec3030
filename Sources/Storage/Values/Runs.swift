package import Foundation

/// One run of the pipeline, as `v1_runs` shows it.
package struct StoredRun: Sendable, Hashable {
  package enum Status: String, Sendable, CaseIterable {
    case running, done, interrupted, failed
    /// It ended without saying so.
    case killed
  }

  package var id: Int64
  package var started: Date
  package var seconds: Double?
  package var status: Status
  package var exitStatus: Int?
  package var counts: RunCounts
}

package struct RunCounts: Sendable, Hashable {
  package var feedsOK: Int
  package var feedsFailed: Int
  package var articlesNew: Int

  package init(feedsOK: Int = 0, feedsFailed: Int = 0, articlesNew: Int = 0) {
    self.feedsOK = feedsOK
    self.feedsFailed = feedsFailed
    self.articlesNew = articlesNew
  }
}

/// Something that is wrong and that people are told of: once, and again after a while.
package struct Alarm: Sendable, Hashable {
  /// What it is about, e.g. `feed-failing:zeit`; stable while it stands.
  package var key: String
  /// One line.
  package var message: String

  package init(key: String, message: String) {
    self.key = key
    self.message = message
  }
}

/// An alarm with its history.
package struct StandingAlarm: Sendable, Hashable {
  package var key: String
  package var message: String
  package var since: Date
  /// When people were last told.
  package var reported: Date?
}

/// What became of the alarms since they were last looked at.
package struct AlarmChanges: Sendable, Hashable {
  /// To be told now: new, or standing for long enough to be told again.
  package var due: [StandingAlarm] = []
  /// Gone since.
  package var cleared: [StandingAlarm] = []
}

/// A digest's place in the database.
package struct StoredDigest: Sendable, Hashable {
  package enum State: String, Sendable, CaseIterable {
    case ok, stale, empty
  }

  package var uid: String
  package var name: String
  package var from: Date
  package var until: Date
  /// Fixed when it was first rendered, so that rendering it again gives the same bytes.
  package var generated: Date
  /// `nil` until a body was saved.
  package var state: State?
  /// As JSON, decompressed.
  package var body: Data?
}
