internal import Archive
package import Foundation
package import NewsModel

/// How far an article has come. Each step is committed; a run that dies is picked up at the next.
package enum ArticleStep: Int, Sendable, Hashable, Comparable, CaseIterable {
  /// Known from a feed; its page is to be fetched.
  case discovered = 0
  /// Its page is here, or will never be; its text is to be extracted.
  case fetched = 1
  /// Its text is here; it is to be matched.
  case extracted = 2
  /// It has its story: done.
  case matched = 3

  package static func < (left: ArticleStep, right: ArticleStep) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Something that could not be done for one article or story.
package struct StepFailure: Sendable, Hashable {
  package var id: Int64
  /// Kept as the last error.
  package var reason: String
  /// When it may be tried again; `nil`: never, it goes on without (a page) or is quarantined (anything else).
  package var retryAt: Date?
  /// Whether it counts as a try: not where nobody was asked, as when a server wants us to wait.
  package var counts: Bool

  package init(id: Int64, reason: String, retryAt: Date? = nil, counts: Bool = true) {
    self.id = id
    self.reason = reason
    self.retryAt = retryAt
    self.counts = counts
  }
}

/// An article whose page is to be fetched.
package struct PageWork: Sendable, Hashable {
  package var id: Int64
  package var uid: String
  package var link: String
  /// Name of the feed that it was first seen in.
  package var feed: String?
  package var attempts: Int
  package var firstSeen: Date
  package var published: Date?

  package init(
    id: Int64, uid: String, link: String, feed: String?, attempts: Int, firstSeen: Date,
    published: Date?
  ) {
    self.id = id
    self.uid = uid
    self.link = link
    self.feed = feed
    self.attempts = attempts
    self.firstSeen = firstSeen
    self.published = published
  }
}

/// A page as it came, to be kept until its retention ends.
package struct StoredPage: Sendable, Hashable {
  /// Where it was found, after redirects.
  package var url: String
  package var httpStatus: Int?
  /// What the HTTP header said.
  package var charset: String?
  package var fetched: Date
  package var bytes: [UInt8]

  package init(
    url: String, httpStatus: Int?, charset: String?, fetched: Date, bytes: [UInt8]
  ) {
    self.url = url
    self.httpStatus = httpStatus
    self.charset = charset
    self.fetched = fetched
    self.bytes = bytes
  }
}

/// A page as it lies in the database: compressed, which is half of the work of storing it.
package struct PackedPage: Sendable, Hashable {
  /// The most bytes that a stored page may decompress to: beyond any configured `http.max_body.page`.
  static let limit = 256 << 20
  /// On 400 news pages (177 kB each): level 1 leaves 20.7 % for 3.4 ms per MB, level 2 20.2 % for 4.6, level 3 19.8 % for
  /// 5.7, level 6 18.9 % for 7.6.
  static let level = 1

  package var url: String
  package var httpStatus: Int?
  package var charset: String?
  package var fetched: Date
  /// Bytes of the page before it was packed.
  package var size: Int
  /// A zlib stream.
  var packed: Data

  package init(_ page: StoredPage) {
    self.init(
      url: page.url, httpStatus: page.httpStatus, charset: page.charset, fetched: page.fetched,
      size: page.bytes.count, packed: Data(Deflate.compressed(page.bytes, level: Self.level)))
  }

  init(
    url: String, httpStatus: Int?, charset: String?, fetched: Date, size: Int, packed: Data
  ) {
    self.url = url
    self.httpStatus = httpStatus
    self.charset = charset
    self.fetched = fetched
    self.size = size
    self.packed = packed
  }

  /// The page; empty where its bytes are damaged. Decompressed anew each time, 0.8 ms per MB.
  package var unpacked: StoredPage {
    StoredPage(
      url: url, httpStatus: httpStatus, charset: charset, fetched: fetched,
      bytes: (try? Deflate.decompressed([UInt8](packed), size: size, limit: Self.limit)) ?? [])
  }
}

/// An article whose text is to be extracted: from its page, or else from what the feed said.
package struct ExtractionWork: Sendable {
  package var id: Int64
  package var uid: String
  package var link: String?
  package var source: String
  package var feed: String?
  package var attempts: Int
  package var firstSeen: Date
  /// `nil` where it could not be had: `reason` says why.
  package var packedPage: PackedPage?
  package var reason: String?
  /// As the feed gave it.
  package var item: FeedItem

  /// Unpacked anew each time.
  package var page: StoredPage? { packedPage?.unpacked }
}

/// An extracted article, to be stored.
package struct ExtractionRecord: Sendable {
  package var id: Int64
  package var article: Article
  package var language: Language
  package var words: Int
  /// The version of the algorithm that made it.
  package var extractor: Int
  /// Of the normalised body, for exact copies; as the matching stage defines it.
  package var bodyHash: String?
  /// The matching stage's evidence, where it was made at once.
  package var evidence: [UInt8]?

  package init(
    id: Int64, article: Article, language: Language, words: Int, extractor: Int,
    bodyHash: String? = nil, evidence: [UInt8]? = nil
  ) {
    self.id = id
    self.article = article
    self.language = language
    self.words = words
    self.extractor = extractor
    self.bodyHash = bodyHash
    self.evidence = evidence
  }
}

/// An article of the matching window.
package struct MatchWork: Sendable {
  package var id: Int64
  package var uid: String
  package var source: String
  package var title: String?
  package var language: String?
  package var published: Date?
  package var firstSeen: Date
  package var link: String?
  /// Canonical URL, where the page says one.
  package var url: String?
  package var bodyStatus: BodyStatus
  /// `nil` where not asked for, or where there is none.
  package var body: String?
  /// Empty where the body is `nil`, as is ``basedOn``.
  package var links: [String]
  package var basedOn: [String]
  package var image: String?
  package var bodyHash: String?
  /// What matching kept of it, as it lies in the database, where it takes two thirds of the room.
  package var packedEvidence: PackedBytes?
  /// The story that it belongs to already.
  package var storyUID: String?
  package var kind: DuplicateKind?

  /// Empty where the bytes are damaged, which is no version of evidence. Unpacked each time.
  package var evidence: [UInt8]? { packedEvidence.map { $0.unpacked ?? [] } }
}

/// Which story an article belongs to, and why.
package struct StoryAssignment: Sendable, Hashable {
  package var articleUID: String
  package var storyUID: String
  package var kind: DuplicateKind
  /// The article that it was matched with; `nil` for an original.
  package var matchedUID: String?
  /// 0–1; `nil` for an original.
  package var score: Double?
  package var reasons: [MatchReason]

  package init(
    articleUID: String, storyUID: String, kind: DuplicateKind = .original,
    matchedUID: String? = nil, score: Double? = nil, reasons: [MatchReason] = []
  ) {
    self.articleUID = articleUID
    self.storyUID = storyUID
    self.kind = kind
    self.matchedUID = matchedUID
    self.score = score
    self.reasons = reasons
  }
}

/// A story that became part of an older one: links to `uid` still lead somewhere.
package struct MergedStory: Sendable, Hashable {
  package var uid: String
  /// The older one, that stays.
  package var into: String

  package init(uid: String, into: String) {
    self.uid = uid
    self.into = into
  }
}

/// What a person said of two articles; holds whatever the matching says, and outlives re-runs.
package struct StoryPin: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case join, split
  }

  package var kind: Kind
  package var first: String
  package var second: String

  package init(_ kind: Kind, _ first: String, _ second: String) {
    self.kind = kind
    self.first = first
    self.second = second
  }
}

/// A story whose summary is missing or older than its members.
package struct SummaryWork: Sendable {
  package struct Member: Sendable, Hashable {
    package var uid: String
    package var title: String?
    /// Primary language subtag is for the caller to take.
    package var language: String?
    package var kind: DuplicateKind
    package var bodyStatus: BodyStatus
    package var standfirst: String?
    package var body: String
  }

  package var id: Int64
  package var uid: String
  /// That of the original.
  package var language: String?
  package var attempts: Int
  /// Original first, then by first seen; only those with text.
  package var members: [Member]
}

/// The summaries of one story, to replace what it has.
package struct SummaryRecord: Sendable {
  package struct Sentence: Sendable, Hashable {
    package var articleUID: String
    package var text: String
    /// In Unicode scalars of the article's body.
    package var start: Int
    package var length: Int

    package init(articleUID: String, text: String, start: Int, length: Int) {
      self.articleUID = articleUID
      self.text = text
      self.start = start
      self.length = length
    }
  }

  /// ``SummaryWork/id``.
  package var story: Int64
  /// By language, in the order to be shown; rank counts from 1.
  package var sentences: [String: [Sentence]]
  package var keywords: [String]
  package var method: String
  /// Method and version together: a story summarised by another is found by `storiesToSummarize`.
  package var summarizer: String

  package init(
    story: Int64, sentences: [String: [Sentence]], keywords: [String], method: String,
    summarizer: String
  ) {
    self.story = story
    self.sentences = sentences
    self.keywords = keywords
    self.method = method
    self.summarizer = summarizer
  }
}
