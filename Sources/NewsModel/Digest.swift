package import struct Foundation.Date

/// A digest, complete: renderers add nothing but form.
package struct Digest: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Codable, CaseIterable {
    case ok
    /// Nothing new has come in for longer than the configuration allows.
    case stale
    /// The window has no story.
    case empty
  }

  package var uid: String
  package var name: String
  package var from: Date
  package var until: Date
  package var generated: Date
  package var newestArticle: Date?
  package var state: State
  /// No digest of that name came before.
  package var isFirst: Bool
  /// An IANA name.
  package var timezone: String
  /// Plain sentences for the top of the page, gravest first.
  package var warnings: [String]
  package var feeds: DigestFeeds
  package var watches: [DigestWatch]
  package var groups: [DigestGroup]
  package var totals: DigestTotals
  package var week: [DigestDay]
  /// Articles of the window by outlet, most first, at most ten.
  package var shares: [DigestShare]

  package init(
    uid: String, name: String, from: Date, until: Date, generated: Date, newestArticle: Date?,
    state: State, isFirst: Bool, timezone: String, warnings: [String], feeds: DigestFeeds,
    watches: [DigestWatch], groups: [DigestGroup], totals: DigestTotals, week: [DigestDay],
    shares: [DigestShare]
  ) {
    self.uid = uid
    self.name = name
    self.from = from
    self.until = until
    self.generated = generated
    self.newestArticle = newestArticle
    self.state = state
    self.isFirst = isFirst
    self.timezone = timezone
    self.warnings = warnings
    self.feeds = feeds
    self.watches = watches
    self.groups = groups
    self.totals = totals
    self.week = week
    self.shares = shares
  }
}

/// How the feeds did.
package struct DigestFeeds: Sendable, Hashable, Codable {
  package var ok: Int
  package var failed: Int
  package var newlyFailing: [FailingFeed]
  package var newlySilent: [SilentFeed]

  package init(
    ok: Int = 0, failed: Int = 0, newlyFailing: [FailingFeed] = [], newlySilent: [SilentFeed] = []
  ) {
    self.ok = ok
    self.failed = failed
    self.newlyFailing = newlyFailing
    self.newlySilent = newlySilent
  }

  package struct FailingFeed: Sendable, Hashable, Codable {
    package var name: String
    package var reason: String
    package var since: Date

    package init(name: String, reason: String, since: Date) {
      self.name = name
      self.reason = reason
      self.since = since
    }
  }

  /// A feed that answers, but has had nothing new for far longer than usual.
  package struct SilentFeed: Sendable, Hashable, Codable {
    package var name: String
    /// Its last new item.
    package var since: Date

    package init(name: String, since: Date) {
      self.name = name
      self.since = since
    }
  }
}

package struct DigestWatch: Sendable, Hashable, Codable {
  package var name: String
  package var articles: Int
  package var stories: Int
  package var sources: Int
  /// Mean of the articles of the seven windows before; `nil` without history.
  package var mean: Double?
  package var isSpike: Bool

  package init(
    name: String, articles: Int, stories: Int, sources: Int, mean: Double?, isSpike: Bool
  ) {
    self.name = name
    self.articles = articles
    self.stories = stories
    self.sources = sources
    self.mean = mean
    self.isSpike = isSpike
  }
}

package struct DigestGroup: Sendable, Hashable, Codable {
  /// `nil` for the stories that no grouping has a key for.
  package var grouping: DigestGrouping?
  package var key: String
  package var stories: [DigestStory]

  package init(grouping: DigestGrouping?, key: String, stories: [DigestStory]) {
    self.grouping = grouping
    self.key = key
    self.stories = stories
  }
}

package struct DigestStory: Sendable, Hashable, Codable {
  package var uid: String
  package var headline: String
  package var language: String
  /// An earlier digest had it, and it has new articles.
  package var isUpdate: Bool
  package var articles: Int
  package var sources: Int
  package var languages: Int
  package var firstSource: String
  package var firstSeen: Date
  package var lastSeen: Date
  package var summary: [DigestSentence]
  /// Best first, at most five.
  package var keywords: [String]
  /// Oldest first.
  package var versions: [DigestVersion]

  package init(
    uid: String, headline: String, language: String, isUpdate: Bool, articles: Int, sources: Int,
    languages: Int, firstSource: String, firstSeen: Date, lastSeen: Date,
    summary: [DigestSentence], keywords: [String] = [], versions: [DigestVersion]
  ) {
    self.uid = uid
    self.headline = headline
    self.language = language
    self.isUpdate = isUpdate
    self.articles = articles
    self.sources = sources
    self.languages = languages
    self.firstSource = firstSource
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.summary = summary
    self.keywords = keywords
    self.versions = versions
  }
}

/// A sentence, verbatim, with the place it stands at.
package struct DigestSentence: Sendable, Hashable, Codable {
  package var sentence: String
  package var articleUID: String
  package var url: String
  /// In Unicode scalars of the article's body.
  package var start: Int
  package var length: Int

  package init(sentence: String, articleUID: String, url: String, start: Int, length: Int) {
    self.sentence = sentence
    self.articleUID = articleUID
    self.url = url
    self.start = start
    self.length = length
  }
}

/// One article of a story.
package struct DigestVersion: Sendable, Hashable, Codable {
  package var articleUID: String
  package var kind: DuplicateKind
  package var language: String
  package var title: String
  package var source: String
  package var url: String
  package var firstSeen: Date
  package var status: BodyStatus
  /// `nil` for a version that does not say it was corrected.
  package var correction: VersionCorrection?

  package init(
    articleUID: String, kind: DuplicateKind, language: String, title: String, source: String,
    url: String, firstSeen: Date, status: BodyStatus, correction: VersionCorrection? = nil
  ) {
    self.articleUID = articleUID
    self.kind = kind
    self.language = language
    self.title = title
    self.source = source
    self.url = url
    self.firstSeen = firstSeen
    self.status = status
    self.correction = correction
  }
}

/// What came in during the window, shown or not.
package struct DigestTotals: Sendable, Hashable, Codable {
  package var articles: Int
  package var stories: Int
  package var sources: Int
  package var languages: Int
  /// Stories of the window that are not in the digest: beyond its length, or repeated.
  package var storiesNotShown: Int
  /// Without zeros, in the order of ``BodyStatus/allCases``.
  package var statuses: [StatusCount]

  package init(
    articles: Int, stories: Int, sources: Int, languages: Int, storiesNotShown: Int,
    statuses: [StatusCount]
  ) {
    self.articles = articles
    self.stories = stories
    self.sources = sources
    self.languages = languages
    self.storiesNotShown = storiesNotShown
    self.statuses = statuses
  }
}

package struct StatusCount: Sendable, Hashable, Codable {
  package var status: BodyStatus
  package var articles: Int

  package init(status: BodyStatus, articles: Int) {
    self.status = status
    self.articles = articles
  }
}

/// What came in on one day.
package struct DigestDay: Sendable, Hashable, Codable {
  /// `YYYY-MM-DD`.
  package var day: String
  package var articles: Int
  package var stories: Int

  package init(day: String, articles: Int, stories: Int) {
    self.day = day
    self.articles = articles
    self.stories = stories
  }
}

/// An outlet's share of what came in.
package struct DigestShare: Sendable, Hashable, Codable {
  package var source: String
  package var articles: Int
  package var stories: Int

  package init(source: String, articles: Int, stories: Int) {
    self.source = source
    self.articles = articles
    self.stories = stories
  }
}
