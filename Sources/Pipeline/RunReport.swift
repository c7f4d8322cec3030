package import Foundation

/// What a run is asked to do.
package struct RunRequest: Sendable {
  /// The steps of a run, in their order. Each does what its predecessor left pending.
  package enum Step: String, Sendable, CaseIterable, Comparable {
    /// Polls feeds, parses them, stores the items and fetches pages.
    case fetch
    case extract
    case dedupe
    case summarize
    case digest

    package static func < (one: Step, other: Step) -> Bool {
      allCases.firstIndex(of: one)! < allCases.firstIndex(of: other)!
    }
  }

  package var steps: Set<Step>
  /// Only these feeds, whether they are due or not; empty: all that are due.
  package var feeds: [String]
  /// Items that their feed dates earlier are noted as seen, but not fetched.
  package var since: Date?

  package init(steps: Set<Step> = Set(Step.allCases), feeds: [String] = [], since: Date? = nil) {
    self.steps = steps
    self.feeds = feeds
    self.since = since
  }
}

/// What a run did. Failures of single feeds and pages are data in here, never an abort.
package struct RunReport: Sendable, Hashable, Codable {
  package struct FeedFailure: Sendable, Hashable, Codable {
    package var feed: String
    /// A stable code, e.g. `timeout`, `not_a_feed`.
    package var code: String
    /// A plain sentence.
    package var reason: String

    package init(feed: String, code: String, reason: String) {
      self.feed = feed
      self.code = code
      self.reason = reason
    }
  }

  /// Something that a person must look at, with how long it has stood.
  package struct Alarm: Sendable, Hashable, Codable {
    /// Stable while the alarm stands, e.g. `feed:zeit`.
    package var key: String
    package var message: String
    /// Whether it has to be said now: it is new, or a week has passed since it was last said.
    package var isDue: Bool

    package init(key: String, message: String, isDue: Bool) {
      self.key = key
      self.message = message
      self.isDue = isDue
    }
  }

  package var run: Int64 = 0
  package var started = ""
  package var seconds = 0.0
  package var feedsDue = 0
  package var feedsOK = 0
  package var feedsUnchanged = 0
  package var feedsFailed = 0
  package var itemsSeen = 0
  package var articlesNew = 0
  package var pagesFetched = 0
  package var pagesFailed = 0
  package var articlesExtracted = 0
  /// Left out for their language (`language.keep`).
  package var articlesDiscarded = 0
  /// How many articles ended with each body status.
  package var bodyStatuses: [String: Int] = [:]
  package var articlesMatched = 0
  /// How many of them joined another, by kind.
  package var duplicates: [String: Int] = [:]
  package var storiesSummarized = 0
  package var digestsWritten: [String] = []
  /// Digests that reached a target, counted by target; and those that did not.
  package var deliveriesSent = 0
  package var deliveriesFailed = 0
  package var failures: [FeedFailure] = []
  package var alarms: [Alarm] = []
  /// What else a reader of the report should know, e.g. that a backlog was capped.
  package var notes: [String] = []
  /// Every polled feed failed before any answer came.
  package var networkDown = false
  /// Stopped by a signal, after committing what was done.
  package var interrupted = false

  package init() {}
}

/// What happens in a run, as it happens; for a progress bar. Activities overlap.
package enum RunEvent: Sendable {
  package enum Activity: String, Sendable, CaseIterable {
    case polling = "polling feeds"
    case fetching = "fetching pages"
    case extracting = "extracting text"
    case matching = "matching stories"
    case summarizing = "summarising"
  }

  /// There is so much more to do.
  case found(Activity, Int)
  case done(Activity, Int)
  case ended(Activity)
}
