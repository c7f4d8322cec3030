package import struct Foundation.Date

/// Everything that a digest is made of, as the database's queries give it.
///
/// The order of its lists does not matter, save that of `watches`.
package struct DigestInput: Sendable, Hashable, Codable {
  package var uid: String
  package var name: String
  /// The window: `from ..< until`, by `first_seen`.
  package var from: Date
  package var until: Date
  /// When the digest was first made; kept, so that rendering again gives the same bytes.
  package var generated: Date
  /// The end of the last digest of that name; `nil` for the first one.
  package var previousUntil: Date?
  /// `first_seen` of the newest article in the database, whatever the window.
  package var newestArticle: Date?
  package var feeds: DigestFeeds
  /// In the order of the configuration.
  package var watches: [WatchCount]
  /// Every story with an article in the window, whole: with its older articles, too.
  package var stories: [Story]
  /// Articles of the window by status; those of `stories` are counted where it is empty.
  package var statuses: [StatusCount]
  /// Up to seven days that end with the window, oldest first; may be empty.
  package var week: [DigestDay]
  /// Deliveries of earlier digests that failed, in plain words.
  package var failedDeliveries: [String]

  package init(uid: String, name: String, from: Date, until: Date, generated: Date) {
    self.uid = uid
    self.name = name
    self.from = from
    self.until = until
    self.generated = generated
    feeds = DigestFeeds()
    watches = []
    stories = []
    statuses = []
    week = []
    failedDeliveries = []
  }

  /// A story with its articles; counts and times are taken from those.
  package struct Story: Sendable, Hashable, Codable {
    package var uid: String
    package var headline: String
    /// BCP 47, of the headline.
    package var language: String
    /// Names of the watch lists that it hit, and tags of the feeds that its articles came by.
    package var watches: [String]
    package var tags: [String]
    package var articles: [Article]
    package var summary: [DigestSentence]
    /// Best first.
    package var keywords: [String]

    package init(
      uid: String, headline: String, language: String, articles: [Article],
      summary: [DigestSentence] = [], keywords: [String] = [], watches: [String] = [],
      tags: [String] = []
    ) {
      self.uid = uid
      self.headline = headline
      self.language = language
      self.articles = articles
      self.summary = summary
      self.keywords = keywords
      self.watches = watches
      self.tags = tags
    }
  }

  package struct Article: Sendable, Hashable, Codable {
    package var uid: String
    package var kind: DuplicateKind
    package var language: String
    package var title: String
    package var source: String
    package var url: String
    package var firstSeen: Date
    package var status: BodyStatus
    /// `nil` for an article that does not say it was corrected.
    package var correction: VersionCorrection?

    package init(
      uid: String, kind: DuplicateKind, language: String, title: String, source: String,
      url: String, firstSeen: Date, status: BodyStatus = .full,
      correction: VersionCorrection? = nil
    ) {
      self.uid = uid
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

  /// A watch list's day beside its week.
  package struct WatchCount: Sendable, Hashable, Codable {
    package var name: String
    package var articles: Int
    package var stories: Int
    package var sources: Int
    /// Articles in each of the seven windows before this one; fewer while the history is shorter.
    package var history: [Int]
    /// A spike has at least so many articles, and so many times the mean.
    package var spikeMinimum: Int
    package var spikeFactor: Double

    package init(
      name: String, articles: Int, stories: Int, sources: Int, history: [Int],
      spikeMinimum: Int = 5, spikeFactor: Double = 3
    ) {
      self.name = name
      self.articles = articles
      self.stories = stories
      self.sources = sources
      self.history = history
      self.spikeMinimum = spikeMinimum
      self.spikeFactor = spikeFactor
    }
  }
}
