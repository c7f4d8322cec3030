package import NewsModel

/// When feeds are polled. Seconds.
package struct ScheduleSettings: Sendable, Hashable {
  package var initial = PollInterval.adaptive
  package var min: Double = 15 * 60
  package var max: Double = 86_400
  /// The share by which an interval is lengthened or shortened at random.
  package var jitter = 0.1

  package init() {}
}

/// What a feed's failures add up to.
package struct FailureSettings: Sendable, Hashable {
  package var weights = Weights()
  package var alertAfter: Double = 3
  /// Seconds.
  package var alertRepeat: Double = 7 * 86_400
  package var disableAfter: Double = 30
  /// Seconds after which a disabled feed is tried again.
  package var reviveEvery: Double = 14 * 86_400

  package init() {}

  package struct Weights: Sendable, Hashable {
    package var hard: Double = 1
    package var soft = 0.5
    package var temporary = 0.25
  }
}

/// What is believed of dates.
package struct DateSettings: Sendable, Hashable {
  package enum OnFuture: String, Sendable, CaseIterable {
    case firstSeen = "first_seen"
    case keep
  }

  /// Seconds by which a publisher's clock may be ahead.
  package var futureTolerance: Double = 3600
  package var onFuture = OnFuture.firstSeen
  /// Seconds; older items of a feed are not fetched.
  package var maxAge: Double = 30 * 86_400

  package init() {}
}

/// Limits of the readers of feeds and pages.
package struct ParseSettings: Sendable, Hashable {
  /// Attempts after which a page that kills the process is left alone.
  package var quarantineAfter = 2

  package init() {}
}

package struct ExtractSettings: Sendable, Hashable {
  /// For feeds that do not say themselves.
  package var mode = Feed.ContentMode.article
  /// A shorter body is never called `full`.
  package var minWords = 40
  package var maxPerRun = 2000

  package init() {}
}

package struct LanguageSettings: Sendable, Hashable {
  package var minConfidence = 0.6
  /// BCP 47; empty: articles in every language are kept.
  package var keep: [String] = []

  package init() {}
}

/// What counts as the same story.
package struct DedupeSettings: Sendable, Hashable {
  /// Seconds between the first sightings of two articles of one story, at most.
  package var window: Double = 7 * 86_400
  package var exact = true
  package var near = Level(threshold: 0.80)
  package var crossLanguage = Level(threshold: 0.70)

  package init() {}

  package struct Level: Sendable, Hashable {
    package var enabled = true
    /// 0–1.
    package var threshold: Double

    package init(threshold: Double) { self.threshold = threshold }
  }
}

package struct SummarySettings: Sendable, Hashable {
  package var sentences = 3
  /// 0: no word budget.
  package var words = 0
  /// `original`, or BCP 47 of the versions to summarise as well.
  package var languages = ["original"]

  package init() {}

  package var budget: SummaryBudget { SummaryBudget(sentences: sentences, words: words) }
}
