package import Foundation
package import NewsModel

/// A story on its page of the archive: every version of it, and why they are one.
package struct SiteStory: Sendable, Hashable {
  package var uid: String
  package var headline: String
  /// BCP 47, of the headline.
  package var language: String
  package var firstSeen: Date
  package var lastSeen: Date
  /// Counted over all versions, listed or not.
  package var articles: Int
  package var sources: Int
  package var languages: Int
  package var keywords: [String]
  package var watches: [String]
  /// By language, then rank.
  package var sentences: [SiteSentence]
  /// The original first, then in the order in which they came; at most ``SiteOptions/mostVersions``.
  package var versions: [SiteVersion]

  package init(
    uid: String, headline: String, language: String, firstSeen: Date, lastSeen: Date,
    articles: Int, sources: Int, languages: Int, keywords: [String] = [], watches: [String] = [],
    sentences: [SiteSentence] = [], versions: [SiteVersion]
  ) {
    self.uid = uid
    self.headline = headline
    self.language = language
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.articles = articles
    self.sources = sources
    self.languages = languages
    self.keywords = keywords
    self.watches = watches
    self.sentences = sentences
    self.versions = versions
  }

  /// `YYYY-MM-DD`, UTC: the page of the day that it stands on.
  package var day: String { String(Timestamp.string(from: firstSeen).prefix(10)) }
}

package struct SiteSentence: Sendable, Hashable {
  package var language: String
  package var text: String
  package var articleUID: String
  package var url: String

  package init(language: String, text: String, articleUID: String, url: String) {
    self.language = language
    self.text = text
    self.articleUID = articleUID
    self.url = url
  }
}

package struct SiteVersion: Sendable, Hashable {
  package var uid: String
  package var kind: DuplicateKind
  package var title: String
  package var language: String
  package var source: String
  package var url: String
  package var byline: String
  package var published: Date?
  package var firstSeen: Date
  package var status: BodyStatus
  package var words: Int?
  /// How the text begins, cut at a word; empty where none is kept.
  package var excerpt: String
  /// The version that it was matched with; `nil` for the original.
  package var matched: String?
  /// 0–1.
  package var score: Double?
  package var reasons: [MatchReason]
  /// `nil` for a version that does not say it was corrected.
  package var correction: VersionCorrection?

  package init(
    uid: String, kind: DuplicateKind, title: String, language: String, source: String, url: String,
    byline: String = "", published: Date? = nil, firstSeen: Date, status: BodyStatus = .full,
    words: Int? = nil, excerpt: String = "", matched: String? = nil, score: Double? = nil,
    reasons: [MatchReason] = [], correction: VersionCorrection? = nil
  ) {
    self.uid = uid
    self.kind = kind
    self.title = title
    self.language = language
    self.source = source
    self.url = url
    self.byline = byline
    self.published = published
    self.firstSeen = firstSeen
    self.status = status
    self.words = words
    self.excerpt = excerpt
    self.matched = matched
    self.score = score
    self.reasons = reasons
    self.correction = correction
  }
}

/// What came in on one day.
package struct SiteDay: Sendable, Hashable {
  /// `YYYY-MM-DD`, UTC.
  package var day: String
  package var articles: Int
  package var stories: Int

  package init(day: String, articles: Int, stories: Int) {
    self.day = day
    self.articles = articles
    self.stories = stories
  }
}

/// An article in a list: of a source, or of a watch list's hits.
package struct SiteEntry: Sendable, Hashable {
  package var title: String
  package var language: String
  package var source: String
  package var firstSeen: Date
  /// `nil` where it has no page: it is in no story yet.
  package var storyUID: String?
  package var url: String
  package var kind: DuplicateKind

  package init(
    title: String, language: String, source: String, firstSeen: Date, storyUID: String?,
    url: String, kind: DuplicateKind
  ) {
    self.title = title
    self.language = language
    self.source = source
    self.firstSeen = firstSeen
    self.storyUID = storyUID
    self.url = url
    self.kind = kind
  }
}

/// A source, or a watch list, with its numbers and its newest articles.
package struct SiteList: Sendable, Hashable {
  package var name: String
  package var articles: Int
  package var stories: Int
  /// Of a watch list: outlets with a hit. Of a source: 1.
  package var sources: Int
  /// Newest first.
  package var days: [SiteDay]
  /// Newest first, at most ``SiteOptions/mostEntries``.
  package var entries: [SiteEntry]

  package init(
    name: String, articles: Int = 0, stories: Int = 0, sources: Int = 0, days: [SiteDay] = [],
    entries: [SiteEntry] = []
  ) {
    self.name = name
    self.articles = articles
    self.stories = stories
    self.sources = sources
    self.days = days
    self.entries = entries
  }
}

/// How the archive is laid out.
package struct SiteOptions: Sendable, Hashable {
  /// Stories on one page of a day, and the versions of one story that are shown: more is a page that no phone opens. The rest
  /// stands on the next page, or is counted.
  package static let storiesPerPage = 200
  package static let mostVersions = 60
  /// Newest articles on the page of a source or a watch list.
  package static let mostEntries = 100
  /// Stories in the feed.
  package static let feedLength = 50

  /// What the archive is called.
  package var title: String
  /// Where it will be found, with a slash at its end; empty: links in the feed are relative.
  package var baseURL: String

  package init(title: String = "News archive", baseURL: String = "") {
    self.title = title
    self.baseURL = baseURL.isEmpty || baseURL.hasSuffix("/") ? baseURL : baseURL + "/"
  }
}
