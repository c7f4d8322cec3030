package import Foundation
internal import GRDB
package import NewsModel

/// Everything that a digest says of its window, from the database alone and in a fixed order.
package struct DigestWindow: Sendable, Hashable {
  package var from: Date
  package var until: Date
  /// When the newest article before `until` was first seen.
  package var newestArticle: Date?
  /// When the oldest article of all was first seen: a first run says that it is one.
  package var oldestArticle: Date?
  /// Stories first seen in the window and, marked as such, older ones that got new members in it. By first seen and uid.
  package var stories: [WindowStory]
  /// The watch lists that have hits in the window or the week before it, by name.
  package var watches: [WatchCount]
  /// How many of the seven windows before this one the store has seen whole: the length of every
  /// ``WatchCount/history``.
  package var pastWindows: Int
  /// The seven days up to `until` (UTC), oldest first; days without an article are missing.
  package var days: [DayCount]
  /// All configured feeds with their health, by name.
  package var feeds: [StoredFeed]
  /// What stands, with the time since when.
  package var alarms: [StandingAlarm]
  /// Deliveries of earlier digests that failed so far, or are in doubt.
  package var failedDeliveries: [StoredDelivery]
}

package struct WindowStory: Sendable, Hashable {
  package var uid: String
  package var headline: String?
  package var language: String?
  package var firstSeen: Date
  /// Older than the window; something new was added in it.
  package var isUpdate: Bool
  /// Those first seen before the window's end: original first, then by first seen.
  package var members: [WindowMember]
  /// Tags of the feeds that brought its members, sorted.
  package var tags: [String]
  /// Names of the watch lists that its members hit, sorted.
  package var watches: [String]

  package var sources: Int { Set(members.map(\.source)).count }
  package var languages: Int { Set(members.compactMap(\.language)).count }
  /// The member seen first.
  package var first: WindowMember? {
    members.min { ($0.firstSeen, $0.uid) < ($1.firstSeen, $1.uid) }
  }
}

package struct WindowMember: Sendable, Hashable {
  package var uid: String
  package var kind: DuplicateKind
  package var title: String?
  package var source: String
  package var language: String?
  package var url: String?
  package var firstSeen: Date
  package var bodyStatus: BodyStatus
  /// `nil` for an article that does not say it was corrected.
  package var correction: VersionCorrection?
}

/// What is said of a story beside its members.
package struct StorySummary: Sendable, Hashable {
  /// By language, then rank.
  package var sentences: [StoredSentence]
  /// Best first.
  package var keywords: [String]
}

package struct WatchCount: Sendable, Hashable {
  package var name: String
  package var articles: Int
  package var stories: Int
  package var sources: Int
  /// Articles in each of the windows of the same length before this one, oldest first: seven, or as many as the
  /// store has seen whole. The window of the very first run is none of them: its backlog is no day's news.
  package var history: [Int]

  package init(name: String, articles: Int, stories: Int, sources: Int, history: [Int]) {
    self.name = name
    self.articles = articles
    self.stories = stories
    self.sources = sources
    self.history = history
  }
}

package struct DayCount: Sendable, Hashable {
  /// `YYYY-MM-DD`, UTC.
  package var day: String
  package var articles: Int
  package var stories: Int
}

extension NewsStore {
  /// What a digest over `from ..< until` needs to choose its stories. About 20 µs a story; bodies and summaries are
  /// not touched: ``summaries(of:)`` has those of the chosen.
  package func window(from: Date, until: Date) throws(StorageError) -> DigestWindow {
    try read { db in
      let query = WindowQuery(db: db, from: from, until: until)
      return DigestWindow(
        from: from, until: until, newestArticle: try query.articleTime("max"),
        oldestArticle: try query.articleTime("min"), stories: try query.stories(),
        watches: try query.watches(), pastWindows: try query.pastWindows().count,
        days: try query.days(),
        feeds: try Self.feeds(db, where: "configured = 1"), alarms: try Self.alarms(db),
        failedDeliveries: try Self.troubledDeliveries(before: until, db))
    }
  }

  /// The summaries and keywords of stories, by their uid. About 100 µs a story.
  package func summaries(of uids: [String]) throws(StorageError) -> [String: StorySummary] {
    try read { db in
      var summaries: [String: StorySummary] = [:]
      for uid in uids {
        guard let row = try db.row("SELECT id, keywords FROM stories WHERE uid = ?", [uid]) else {
          continue
        }
        let id: Int64 = row["id"]
        let sentences = try db.rows(
          """
          SELECT m.*, \(SharedText.sentence) AS text, a.uid, coalesce(a.url, a.link) AS url
          FROM summary_sentences m
          JOIN articles a ON a.id = m.article_id
          WHERE m.story_id = ? ORDER BY m.language, m.rank
          """, [id])
        summaries[uid] = StorySummary(
          sentences: sentences.map(StoredSentence.init(row:)),
          keywords: JSONColumn.decode([String].self, from: row["keywords"]) ?? [])
      }
      return summaries
    }
  }
}

private struct WindowQuery {
  let db: Database
  let from: String
  let until: String
  /// Where each of the seven windows before this one begins, oldest first, and where this one does.
  let begins: [String]
  let weekUntil: String

  init(db: Database, from: Date, until: Date) {
    self.db = db
    self.from = from.stamp
    self.until = until.stamp
    let length = until.timeIntervalSince(from)
    begins = (0...7).map { from.addingTimeInterval(Double($0 - 7) * length).stamp }
    weekUntil = String(until.addingTimeInterval(-7 * 86_400).stamp.prefix(10))
  }

  /// The stories of the window, given as a list that was made once.
  private let touched = "WITH touched AS (SELECT value AS id FROM json_each(?1))"

  /// The stories with a member first seen in the window, as a JSON list in ascending order.
  private func touchedStories() throws -> String {
    let ids = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT story_id FROM articles
          WHERE first_seen >= ? AND first_seen < ? AND story_id IS NOT NULL ORDER BY 1
          """), arguments: [from, until])
    return "[" + ids.map(String.init).joined(separator: ",") + "]"
  }

  func articleTime(_ function: String) throws -> Date? {
    try db.one(
      String.self, "SELECT \(function)(first_seen) FROM articles WHERE first_seen < ?", [until]
    )
    .flatMap(Timestamp.date(from:))
  }

  func stories() throws -> [WindowStory] {
    let ids = try touchedStories()
    var members = try members(of: ids)
    let tags = try tags(of: ids)
    let watches = try watches(of: ids)
    var stories: [WindowStory] = []
    // Row by row: tens of thousands of them at once take more room than the stories made of them.
    let cursor = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          \(touched) SELECT s.id, s.uid, s.headline, s.language, s.first_seen
          FROM touched t CROSS JOIN stories s ON s.id = t.id ORDER BY s.first_seen, s.uid
          """), arguments: [ids])
    while let row = try cursor.next() {
      let id: Int64 = row["id"]
      let first: String = row["first_seen"]
      stories.append(
        WindowStory(
          uid: row["uid"], headline: row["headline"], language: row["language"],
          firstSeen: row.time("first_seen"), isUpdate: first < from,
          members: members.removeValue(forKey: id) ?? [], tags: tags[id] ?? [],
          watches: watches[id] ?? []))
    }
    return stories
  }

  private func members(of stories: String) throws -> [Int64: [WindowMember]] {
    var members: [Int64: [WindowMember]] = [:]
    let cursor = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          \(touched) SELECT t.id, a.uid, a.duplicate_kind, a.title, a.source, a.language,
            coalesce(a.url, a.link) AS url, a.first_seen, a.body_status, a.duplicate_of,
            (SELECT r.reasons FROM match_reasons r
             WHERE r.article_id = a.id AND instr(r.reasons, '"correction') > 0)
          FROM touched t CROSS JOIN articles a ON a.story_id = t.id
          WHERE a.first_seen < ?2
          ORDER BY t.id, a.duplicate_kind IS NOT 'original', a.first_seen, a.uid
          """), arguments: [stories, until])
    var corrected: [Int64: [(uid: String, matched: String?, reasons: [MatchReason])]] = [:]
    while let row = try cursor.next() {
      if let reasons = JSONColumn.decode([MatchReason].self, from: row[10]) {
        corrected[row[0], default: []].append((row[1], row[9], reasons))
      }
      members[row[0], default: []].append(
        WindowMember(
          uid: row[1], kind: (row[2] as String?).flatMap(DuplicateKind.init) ?? .original,
          title: row[3], source: row[4], language: row[5], url: row[6],
          firstSeen: (row[7] as String?).flatMap(Timestamp.date(from:))
            ?? Date(timeIntervalSince1970: 0),
          bodyStatus: (row[8] as String?).flatMap(BodyStatus.init) ?? .pending))
    }
    for (story, articles) in corrected {
      let corrections = VersionCorrection.all(in: articles)
      members[story] = members[story]?.map { member in
        var member = member
        member.correction = corrections[member.uid]
        return member
      }
    }
    return members
  }

  /// Tags of the feeds that brought stories' members, by the story; each feed's list is read once.
  private func tags(of stories: String) throws -> [Int64: [String]] {
    let tags = Dictionary(
      uniqueKeysWithValues: try db.rows("SELECT id, tags FROM feeds WHERE tags <> '[]'").map {
        ($0[0] as Int64, JSONColumn.decode([String].self, from: $0[1]) ?? [])
      })
    guard !tags.isEmpty else { return [:] }
    var found: [Int64: Set<String>] = [:]
    try db.forEachRow(
      """
      \(touched) SELECT t.id, l.feed_id FROM touched t
      CROSS JOIN articles a ON a.story_id = t.id
      CROSS JOIN article_feeds l ON l.article_id = a.id WHERE a.first_seen < ?2
      """, [stories, until]
    ) { row in
      if let tags = tags[row.integer(1)] { found[row.integer(0), default: []].formUnion(tags) }
    }
    return found.mapValues { $0.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
  }

  private func watches(of stories: String) throws -> [Int64: [String]] {
    var found: [Int64: [String]] = [:]
    try db.forEachRow(
      """
      \(touched) SELECT DISTINCT t.id, w.watch FROM touched t
      CROSS JOIN articles a ON a.story_id = t.id
      CROSS JOIN watch_hits w ON w.article_id = a.id
      WHERE a.first_seen < ?2 ORDER BY 1, 2
      """, [stories, until]
    ) { found[$0.integer(0), default: []].append($0.text(1)) }
    return found
  }

  func watches() throws -> [WatchCount] {
    let past = try pastWindows().map(hits)
    let counts = try db.rows(
      """
      SELECT w.watch, sum(a.first_seen >= ?1) AS articles,
        count(DISTINCT iif(a.first_seen >= ?1, coalesce(a.story_id, -a.id), NULL)) AS stories,
        count(DISTINCT iif(a.first_seen >= ?1, a.source, NULL)) AS sources
      FROM watch_hits w JOIN articles a ON a.id = w.article_id
      WHERE a.first_seen >= ?3 AND a.first_seen < ?2 GROUP BY w.watch ORDER BY w.watch
      """, [from, until, begins[0]])
    return counts.map { row in
      let name: String = row["watch"]
      return WatchCount(
        name: name, articles: row["articles"], stories: row["stories"], sources: row["sources"],
        history: past.map { $0[name] ?? 0 })
    }
  }

  /// Those of the seven windows before this one that began after the first article of all was seen.
  func pastWindows() throws -> [(begin: String, end: String)] {
    guard let oldest = try articleTime("min")?.stamp else { return [] }
    return zip(begins, begins.dropFirst()).map { ($0, $1) }.filter { $0.0 > oldest }
  }

  private func hits(in window: (begin: String, end: String)) throws -> [String: Int] {
    let rows = try db.rows(
      """
      SELECT w.watch, count(*) AS articles FROM articles a JOIN watch_hits w ON w.article_id = a.id
      WHERE a.first_seen >= ? AND a.first_seen < ? GROUP BY w.watch
      """, [window.begin, window.end])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["watch"], $0["articles"]) })
  }

  func days() throws -> [DayCount] {
    try db.rows(
      """
      SELECT substr(first_seen, 1, 10) AS day, count(*) AS articles,
        count(DISTINCT coalesce(story_id, -id)) AS stories
      FROM articles WHERE first_seen >= ? AND first_seen < ? GROUP BY 1 ORDER BY 1
      """, [weekUntil, until]
    ).map { DayCount(day: $0["day"], articles: $0["articles"], stories: $0["stories"]) }
  }
}
