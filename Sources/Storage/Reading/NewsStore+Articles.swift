package import Foundation
internal import GRDB
package import NewsModel

/// An article as `v1_articles` shows it.
package struct StoredArticle: Sendable, Hashable {
  package var uid: String
  package var link: String?
  package var url: String?
  package var source: String
  package var title: String?
  package var byline: String?
  package var language: String?
  package var languageConfidence: Double?
  package var published: Date?
  package var dateSource: String?
  package var dateFlag: String?
  package var modified: Date?
  package var firstSeen: Date
  package var site: String?
  package var section: String?
  package var standfirst: String?
  package var image: String?
  package var words: Int?
  package var bodyStatus: BodyStatus
  package var confidence: Double?
  package var body: String?
  package var storyUID: String?
  package var duplicateKind: DuplicateKind?
  package var duplicateOf: String?
  package var duplicateScore: Double?
  package var step: ArticleStep
  package var lastError: String?
  /// Names of the feeds that brought it.
  package var feeds: [String]
}

/// What a shortened uid or an URL leads to.
package enum Lookup<Found: Sendable>: Sendable {
  case found(Found)
  /// Several begin like this: their uids, at most 10.
  case ambiguous([String])
  case none
}

/// A member of a story.
package struct StoryMember: Sendable, Hashable {
  package var articleUID: String
  package var kind: DuplicateKind
  package var matchedUID: String?
  package var score: Double?
  package var reasons: [MatchReason]
  package var source: String
  package var language: String?
  package var firstSeen: Date
  package var title: String?
  package var url: String?
  package var bodyStatus: BodyStatus
}

/// A sentence of a stored summary.
package struct StoredSentence: Sendable, Hashable {
  package var language: String
  package var rank: Int
  package var text: String
  package var articleUID: String
  package var url: String?
  /// In Unicode scalars of the article's body.
  package var start: Int
  package var length: Int
  package var method: String
}

/// A story with all that belongs to it.
package struct StoredStory: Sendable, Hashable {
  package var uid: String
  package var headline: String?
  package var language: String?
  package var firstSeen: Date
  package var lastSeen: Date
  package var keywords: [String]
  /// Original first, then by first seen.
  package var members: [StoryMember]
  /// By language, then rank.
  package var sentences: [StoredSentence]
}

extension NewsStore {
  /// The article that a uid, the beginning of one, or an URL names.
  ///
  /// An URL is looked for as the feeds gave it, as pages call themselves, and by its `url` key.
  package func article(_ reference: String) throws(StorageError) -> Lookup<StoredArticle> {
    try read { db in
      switch try Self.articleID(reference, db) {
      case .found(let id):
        guard let article = try Self.article(id, db) else { return .none }
        return .found(article)
      case .ambiguous(let uids): return .ambiguous(uids)
      case .none: return .none
      }
    }
  }

  /// The story that a uid or the beginning of one names: of the story, of one merged into it, or of an article in it.
  package func story(_ reference: String) throws(StorageError) -> Lookup<StoredStory> {
    try read { db in
      let found = try Self.storyLookup(reference, db)
      switch found {
      case .found(let id):
        guard let story = try Self.story(id, db) else { return .none }
        return .found(story)
      case .ambiguous(let uids): return .ambiguous(uids)
      case .none: return .none
      }
    }
  }

  private static func articleID(_ reference: String, _ db: Database) throws -> Lookup<Int64> {
    if let bounds = PrefixBounds(reference) {
      return try lookup(
        "SELECT id, uid FROM articles WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT 10", bounds, db)
    }
    let uid = ContentHash.uid(of: CanonicalURL.key(for: reference))
    let id = try db.one(
      Int64.self,
      """
      SELECT id FROM (
        SELECT id, 0 AS place FROM articles WHERE uid = ?1
        UNION ALL SELECT id, 1 FROM articles WHERE url IS NOT NULL AND url = ?2)
      ORDER BY place, id LIMIT 1
      """, [uid, reference])
    if let id { return .found(id) }
    // A link whose key was made otherwise when the article was found: no index has it, and all links are looked through.
    return try db.one(
      Int64.self, "SELECT id FROM articles WHERE link = ? ORDER BY id LIMIT 1", [reference]
    ).map(Lookup.found) ?? .none
  }

  private static func storyLookup(_ reference: String, _ db: Database) throws -> Lookup<Int64> {
    if let bounds = PrefixBounds(reference) {
      let found = try lookup(
        """
        SELECT id, min(uid) AS uid FROM (
          SELECT id, uid FROM stories WHERE uid >= ?1 AND uid < ?2
          UNION ALL SELECT story_id, alias FROM story_aliases WHERE alias >= ?1 AND alias < ?2)
        GROUP BY id ORDER BY uid LIMIT 10
        """, bounds, db)
      if case .none = found {} else { return found }
    }
    guard case .found(let article) = try articleID(reference, db) else {
      return try articleID(reference, db)
    }
    let story = try db.one(
      Int64.self, "SELECT story_id FROM articles WHERE id = ? AND story_id IS NOT NULL", [article])
    return story.map(Lookup.found) ?? .none
  }

  private static func lookup(
    _ sql: String, _ bounds: PrefixBounds, _ db: Database
  ) throws -> Lookup<Int64> {
    let rows = try db.rows(sql, [bounds.lower, bounds.upper])
    switch rows.count {
    case 0: return .none
    case 1: return .found(rows[0]["id"])
    default: return .ambiguous(rows.map { $0["uid"] })
    }
  }
}

/// The range of uids that begin with what was typed: at least four hex digits, so that a slip finds nothing.
private struct PrefixBounds {
  var lower: String
  var upper: String

  init?(_ reference: String) {
    let typed = reference.lowercased()
    guard (4...16).contains(typed.utf8.count),
      typed.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    lower = typed
    upper = typed + "g"
  }
}

extension NewsStore {
  static func article(_ id: Int64, _ db: Database) throws -> StoredArticle? {
    guard
      let row = try db.row(
        """
        SELECT a.*, \(LongValue.body) AS body, s.uid AS story_uid FROM articles a
        LEFT JOIN bodies b ON b.article_id = a.id LEFT JOIN stories s ON s.id = a.story_id
        WHERE a.id = ?
        """, [id])
    else { return nil }
    var article = StoredArticle(row: row)
    article.feeds = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT f.name FROM article_feeds l JOIN feeds f ON f.id = l.feed_id
          WHERE l.article_id = ? ORDER BY l.first_seen, f.name
          """), arguments: [id])
    return article
  }

  static func story(_ id: Int64, _ db: Database) throws -> StoredStory? {
    guard let row = try db.row("SELECT * FROM stories WHERE id = ?", [id]) else { return nil }
    return StoredStory(
      uid: row["uid"], headline: row["headline"], language: row["language"],
      firstSeen: row.time("first_seen"), lastSeen: row.time("last_seen"),
      keywords: JSONColumn.decode([String].self, from: row["keywords"]) ?? [],
      members: try storyMembers(id, db), sentences: try sentences(ofStory: id, db))
  }

  private static func storyMembers(_ story: Int64, _ db: Database) throws -> [StoryMember] {
    try db.rows(
      """
      SELECT a.*, r.reasons FROM articles a LEFT JOIN match_reasons r ON r.article_id = a.id
      WHERE a.story_id = ? ORDER BY a.duplicate_kind IS NOT 'original', a.first_seen, a.uid
      """, [story]
    ).map { row in
      StoryMember(
        articleUID: row["uid"],
        kind: (row["duplicate_kind"] as String?).flatMap(DuplicateKind.init) ?? .original,
        matchedUID: row["duplicate_of"], score: row["duplicate_score"],
        reasons: JSONColumn.decode([MatchReason].self, from: row["reasons"]) ?? [],
        source: row["source"], language: row["language"], firstSeen: row.time("first_seen"),
        title: row["title"], url: (row["url"] as String?) ?? row["link"],
        bodyStatus: BodyStatus(rawValue: row["body_status"]) ?? .pending)
    }
  }

  private static func sentences(ofStory id: Int64, _ db: Database) throws -> [StoredSentence] {
    try db.rows(
      """
      SELECT m.*, \(SharedText.sentence) AS text, a.uid, coalesce(a.url, a.link) AS url
      FROM summary_sentences m JOIN articles a ON a.id = m.article_id
      WHERE m.story_id = ? ORDER BY m.language, m.rank
      """, [id]
    ).map(StoredSentence.init(row:))
  }
}

extension StoredSentence {
  init(row: Row) {
    language = row["language"]
    rank = row["rank"]
    text = row["text"]
    articleUID = row["uid"]
    url = row["url"]
    start = row["start"]
    length = row["length"]
    method = row["method"]
  }
}

extension StoredArticle {
  /// All but `feeds`, from a row of `articles` with `body` and `story_uid`.
  init(row: Row) {
    uid = row["uid"]
    link = row["link"]
    url = (row["url"] as String?) ?? row["link"]
    source = row["source"]
    title = row["title"]
    byline = row["byline"]
    language = row["language"]
    languageConfidence = row["language_confidence"]
    published = row.date("published")
    dateSource = row["date_source"]
    dateFlag = row["date_flag"]
    modified = row.date("modified")
    firstSeen = row.time("first_seen")
    site = row["site"]
    section = row["section"]
    standfirst = row["standfirst"]
    image = row["image"]
    words = row["words"]
    bodyStatus = BodyStatus(rawValue: row["body_status"]) ?? .pending
    confidence = row["confidence"]
    body = row["body"]
    storyUID = row["story_uid"]
    duplicateKind = (row["duplicate_kind"] as String?).flatMap(DuplicateKind.init)
    duplicateOf = row["duplicate_of"]
    duplicateScore = row["duplicate_score"]
    step = ArticleStep(rawValue: row["step"]) ?? .discovered
    lastError = (row["quarantined"] as String?) ?? row["last_error"]
    feeds = []
  }
}
