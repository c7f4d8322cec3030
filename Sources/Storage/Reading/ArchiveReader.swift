package import Foundation
internal import GRDB
package import NewsModel

/// The whole of the archive for a site of pages, read piece by piece from one consistent picture of the database.
///
/// Runs go on writing meanwhile and are not seen. No method holds more than what it returns.
package struct ArchiveReader {
  let db: Database
  /// Stories and articles first seen earlier are left out.
  let since: String

  /// Days (UTC) on which stories were first seen, newest first.
  package func days() throws -> [DayCount] {
    let articles = try counts(
      """
      SELECT substr(first_seen, 1, 10) AS day, count(*) AS count FROM articles
      WHERE first_seen >= ? GROUP BY 1
      """)
    let stories = try counts(
      """
      SELECT substr(first_seen, 1, 10) AS day, count(*) AS count FROM stories
      WHERE first_seen >= ? GROUP BY 1
      """)
    return stories.sorted { $0.key > $1.key }.map {
      DayCount(day: $0.key, articles: articles[$0.key] ?? 0, stories: $0.value)
    }
  }

  private func counts(_ sql: String) throws -> [String: Int] {
    Dictionary(
      try db.rows(sql, [since]).map { ($0["day"], $0["count"]) }, uniquingKeysWith: +)
  }

  /// The stories first seen on a day, for ``stories(_:versions:excerpt:)``: those of most articles first.
  package func storyIDs(onDay day: String) throws -> [Int64] {
    try db.rows(
      """
      SELECT id FROM stories WHERE first_seen >= ?1 AND first_seen < ?1 || 'U' AND first_seen >= ?2
      ORDER BY articles DESC, sources DESC, first_seen DESC, uid
      """, [day, since]
    ).map { $0["id"] }
  }

  /// The newest stories, newest first.
  package func newestStoryIDs(limit: Int) throws -> [Int64] {
    try db.rows(
      "SELECT id FROM stories WHERE first_seen >= ? ORDER BY first_seen DESC, uid LIMIT ?",
      [since, limit]
    ).map { $0["id"] }
  }

  /// Stories whole, in the order of their ids here.
  ///
  /// - Parameters:
  ///   - versions: how many members of each at most; the rest is in its count.
  ///   - excerpt: Unicode scalars of each member's text.
  package func stories(
    _ ids: [Int64], versions: Int, excerpt: Int
  ) throws -> [ArchivedStory] {
    try ids.compactMap { id in
      guard let row = try db.row("SELECT * FROM stories WHERE id = ?", [id]) else { return nil }
      return ArchivedStory(
        uid: row["uid"], headline: row["headline"], language: row["language"],
        firstSeen: row.time("first_seen"), lastSeen: row.time("last_seen"),
        articles: row["articles"], sources: row["sources"], languages: row["languages"],
        keywords: JSONColumn.decode([String].self, from: row["keywords"]) ?? [],
        watches: try watches(of: id), sentences: try sentences(of: id),
        members: try members(of: id, limit: versions, excerpt: excerpt))
    }
  }

  private func watches(of id: Int64) throws -> [String] {
    try db.rows(
      """
      SELECT DISTINCT w.watch FROM articles a JOIN watch_hits w ON w.article_id = a.id
      WHERE a.story_id = ? ORDER BY 1
      """, [id]
    ).map { $0["watch"] }
  }

  private func sentences(of id: Int64) throws -> [StoredSentence] {
    try db.rows(
      """
      SELECT m.*, \(SharedText.sentence) AS text, a.uid, coalesce(a.url, a.link) AS url
          FROM summary_sentences m
      JOIN articles a ON a.id = m.article_id
      WHERE m.story_id = ? ORDER BY m.language, m.rank
      """, [id]
    ).map(StoredSentence.init(row:))
  }

  private func members(
    of id: Int64, limit: Int, excerpt: Int
  ) throws -> [ArchivedMember] {
    try db.rows(
      """
      SELECT a.*, coalesce(a.url, a.link) AS address, r.reasons,
        coalesce(a.standfirst, substr(\(LongValue.body), 1, ?3)) AS excerpt
      FROM articles a LEFT JOIN match_reasons r ON r.article_id = a.id
      LEFT JOIN bodies b ON b.article_id = a.id
      WHERE a.story_id = ?1
      ORDER BY a.duplicate_kind IS NOT 'original', a.first_seen, a.uid LIMIT ?2
      """, [id, limit, excerpt]
    ).map(ArchivedMember.init(row:))
  }

  /// Merged stories' old uids, each with the story that it leads to.
  package func aliases() throws -> [(alias: String, story: String)] {
    try db.rows(
      """
      SELECT l.alias, s.uid FROM story_aliases l JOIN stories s ON s.id = l.story_id
      WHERE s.first_seen >= ? ORDER BY l.alias
      """, [since]
    ).map { ($0["alias"], $0["uid"]) }
  }

  /// Hands out all articles, newest first, without their texts.
  package func forEachArticle(_ body: (ArchivedEntry) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT a.title, a.language, a.source, a.first_seen, s.uid AS story,
          coalesce(a.url, a.link) AS address, a.duplicate_kind
        FROM articles a LEFT JOIN stories s ON s.id = a.story_id
        WHERE a.first_seen >= ? ORDER BY a.first_seen DESC, a.uid
        """, arguments: [since])
    while let row = try rows.next() { try body(ArchivedEntry(row: row)) }
  }

  /// Hands out every watch list's hits, newest first.
  package func forEachHit(_ body: (_ watch: String, ArchivedEntry) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT w.watch, a.title, a.language, a.source, a.first_seen, s.uid AS story,
          coalesce(a.url, a.link) AS address, a.duplicate_kind
        FROM watch_hits w JOIN articles a ON a.id = w.article_id
        LEFT JOIN stories s ON s.id = a.story_id
        WHERE a.first_seen >= ? ORDER BY a.first_seen DESC, a.uid, w.watch
        """, arguments: [since])
    while let row = try rows.next() { try body(row["watch"], ArchivedEntry(row: row)) }
  }
}

/// A story with as much of its members as a page shows.
package struct ArchivedStory: Sendable, Hashable {
  package var uid: String
  package var headline: String?
  package var language: String?
  package var firstSeen: Date
  package var lastSeen: Date
  package var articles: Int
  package var sources: Int
  package var languages: Int
  package var keywords: [String]
  package var watches: [String]
  /// By language, then rank.
  package var sentences: [StoredSentence]
  /// Original first, then by first seen.
  package var members: [ArchivedMember]
}

package struct ArchivedMember: Sendable, Hashable {
  package var uid: String
  package var kind: DuplicateKind
  package var title: String?
  package var language: String?
  package var source: String
  package var url: String?
  package var byline: String?
  package var published: Date?
  package var firstSeen: Date
  package var bodyStatus: BodyStatus
  package var words: Int?
  /// The standfirst, or else how the text begins.
  package var excerpt: String?
  package var matchedUID: String?
  package var score: Double?
  package var reasons: [MatchReason]

  fileprivate init(row: Row) {
    uid = row["uid"]
    kind = (row["duplicate_kind"] as String?).flatMap(DuplicateKind.init) ?? .original
    title = row["title"]
    language = row["language"]
    source = row["source"]
    url = row["address"]
    byline = row["byline"]
    published = row.date("published")
    firstSeen = row.time("first_seen")
    bodyStatus = (row["body_status"] as String?).flatMap(BodyStatus.init) ?? .pending
    words = row["words"]
    excerpt = row["excerpt"]
    matchedUID = row["duplicate_of"]
    score = row["duplicate_score"]
    reasons = JSONColumn.decode([MatchReason].self, from: row["reasons"]) ?? []
  }
}

/// An article as lists show it.
package struct ArchivedEntry: Sendable, Hashable {
  package var title: String?
  package var language: String?
  package var source: String
  package var firstSeen: Date
  package var storyUID: String?
  package var url: String?
  package var kind: DuplicateKind

  fileprivate init(row: Row) {
    title = row["title"]
    language = row["language"]
    source = row["source"]
    firstSeen = row.time("first_seen")
    storyUID = row["story"]
    url = row["address"]
    kind = (row["duplicate_kind"] as String?).flatMap(DuplicateKind.init) ?? .original
  }
}

extension NewsStore {
  /// Reads the archive in one transaction, however long `body` takes over it.
  ///
  /// - Parameter since: leaves out what was first seen earlier.
  package func readArchive<Result>(
    since: Date? = nil, _ body: (ArchiveReader) throws -> Result
  ) throws -> Result {
    // What `body` throws is its own business, and passes through as it is.
    let outcome: Swift.Result<Result, any Error> = try read { db in
      do {
        return .success(try body(ArchiveReader(db: db, since: since?.stamp ?? "")))
      } catch let error as DatabaseError {
        throw error
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}
