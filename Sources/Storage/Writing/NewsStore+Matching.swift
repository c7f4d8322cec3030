package import Foundation
internal import GRDB
internal import NewsModel

extension NewsStore {
  /// Extracted articles that wait for their story, in no order that means anything.
  ///
  /// Those without text (`bodyStatus.hasText`) are among them: each gets its story too. Read one by one, like
  /// ``matchWindow(since:evidence:_:)`` and with the same of their text: a first run has tens of thousands of them.
  package func articlesToMatch<Kept>(
    evidence version: UInt8, _ make: (MatchWork) -> Kept
  ) throws(StorageError) -> [Kept] {
    try read { db in
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            \(Self.matchColumns) WHERE a.step = 2 AND a.step < 3 AND a.quarantined IS NULL
            """))
      return try matchWork(rows, evidence: version, db, make)
    }
  }

  /// The matched articles first seen at or after `since`, without body: what new ones are held against. Stories come
  /// whole, with what their older members are, so that each keeps its original.
  ///
  /// Read one by one and in no order that means anything, so that no more than what `make` leaves of each is ever in memory:
  /// to put them in order SQLite would hold all rows, which were 100 MB of a window of 170,000.
  ///
  /// - Parameters:
  ///   - version: the first byte of evidence that is of use. Of an article with other evidence, or none, the body
  ///     comes along, so that it can be made again.
  ///   - make: what to keep of an article.
  package func matchWindow<Kept>(
    since: Date, evidence version: UInt8, _ make: (MatchWork) -> Kept
  ) throws(StorageError) -> [Kept] {
    try read { db in
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            \(Self.matchColumns) WHERE a.step = 3 AND (a.first_seen >= ?1 OR a.story_id IN (
              SELECT story_id FROM articles WHERE first_seen >= ?1 AND story_id IS NOT NULL))
            """), arguments: [since.stamp])
      return try matchWork(rows, evidence: version, db, make)
    }
  }

  /// Articles by uid, as matching reads them, with body: for `explain`. Unknown uids are left out.
  package func matchDocuments(uids: [String]) throws(StorageError) -> [MatchWork] {
    try read { db in
      try uids.compactMap { uid in
        try db.row(Self.matchColumns + " WHERE a.uid = ?1", [uid])
          .map { try matchWork($0, evidence: nil, db) }
      }
    }
  }

  private func matchWork<Kept>(
    _ rows: RowCursor, evidence version: UInt8, _ db: Database, _ make: (MatchWork) -> Kept
  ) throws -> [Kept] {
    var kept: [Kept] = []
    while let row = try rows.next() {
      kept.append(make(try matchWork(row, evidence: version, db)))
    }
    return kept
  }

  /// An article with its evidence, and with its body unless there is evidence of the version given.
  private func matchWork(
    _ row: Row, evidence version: UInt8?, _ db: Database
  ) throws -> MatchWork {
    var work = MatchWork(row: row)
    let stored = try evidence(work.id, db)
    work.bodyHash = stored?.bodyHash
    work.packedEvidence = stored?.packed
    if let version, stored?.packed?.beginning(1)?.first == version { return work }
    work.body = try body(work.id, db)
    // Evidence is made of body and links together, or not at all.
    guard work.body != nil else { return work }
    try db.forEachRow("SELECT links, based_on FROM evidence WHERE article_id = ?", [work.id]) {
      work.links = JSONColumn.decode([String].self, from: $0.text(0)) ?? []
      work.basedOn = JSONColumn.decode([String].self, from: $0.text(1)) ?? []
    }
    return work
  }

  /// Gives articles their stories, in one transaction: all of a run's matching, or none of it.
  ///
  /// New stories are made, merged ones become aliases of the older, and stories that changed lose their claim to be
  /// summarised. Members of a merged story that have no assignment of their own go with it. A story left without an
  /// original elects its earliest member. Unknown article uids are passed over.
  package func saveMatches(
    _ assignments: [StoryAssignment], merged: [MergedStory] = []
  ) throws(StorageError) {
    try write { db in
      var touched: Set<Int64> = []
      for assignment in assignments.sorted(by: { $0.articleUID < $1.articleUID }) {
        try touched.formUnion(Self.assign(assignment, db))
      }
      for merge in merged { try touched.formUnion(Self.merge(merge, db)) }
      for story in touched.sorted() { try Self.refreshStory(story, db) }
    }
  }

  private static let matchColumns = """
    SELECT a.id, a.uid, a.source, a.title, a.language, a.published, a.first_seen, a.link, a.url,
      a.body_status, a.image, a.duplicate_kind, s.uid AS story_uid
    FROM articles a
    LEFT JOIN stories s ON s.id = a.story_id
    """
}

extension NewsStore {
  /// The stories that changed by it: the one it joins, and the one it leaves.
  private static func assign(_ assignment: StoryAssignment, _ db: Database) throws -> [Int64] {
    guard
      let row = try db.row(
        "SELECT id, story_id, first_seen FROM articles WHERE uid = ?", [assignment.articleUID])
    else { return [] }
    let article: Int64 = row["id"]
    let story = try story(assignment.storyUID, firstSeen: row["first_seen"], db)
    let isOriginal = assignment.kind == .original
    try db.run(
      """
      UPDATE articles SET story_id = ?, duplicate_kind = ?, duplicate_of = ?, duplicate_score = ?,
        step = 3, attempts = 0
      WHERE id = ?
      """,
      [
        story, assignment.kind.rawValue, isOriginal ? nil : assignment.matchedUID,
        isOriginal ? nil : assignment.score, article,
      ])
    // A story was named after its first article: what leads to it under that name follows the article.
    try db.run(
      "UPDATE story_aliases SET story_id = ? WHERE alias = ?", [story, assignment.articleUID])
    if assignment.reasons.isEmpty {
      try db.run("DELETE FROM match_reasons WHERE article_id = ?", [article])
    } else {
      try db.run(
        "INSERT OR REPLACE INTO match_reasons (article_id, reasons) VALUES (?, ?)",
        [article, try JSONColumn.encode(assignment.reasons)])
    }
    let previous: Int64? = row["story_id"]
    return previous.map { $0 == story ? [story] : [$0, story] } ?? [story]
  }

  /// The story of that uid, made where there is none. A story that was taken in by another and is split off again gets its
  /// name back.
  private static func story(
    _ uid: String, firstSeen: String, _ db: Database
  ) throws -> Int64 {
    if let id = try db.one(Int64.self, "SELECT id FROM stories WHERE uid = ?", [uid]) { return id }
    try db.run("DELETE FROM story_aliases WHERE alias = ?", [uid])
    try db.run(
      "INSERT INTO stories (uid, first_seen, last_seen) VALUES (?, ?, ?)",
      [uid, firstSeen, firstSeen])
    return db.lastInsertedRowID
  }

  static func storyID(_ uid: String, _ db: Database) throws -> Int64? {
    try db.one(Int64.self, "SELECT id FROM stories WHERE uid = ?", [uid])
      ?? db.one(Int64.self, "SELECT story_id FROM story_aliases WHERE alias = ?", [uid])
  }

  /// Moves what is left of a story into the older one, and leaves an alias behind.
  private static func merge(_ merge: MergedStory, _ db: Database) throws -> [Int64] {
    guard merge.uid != merge.into, let target = try storyID(merge.into, db) else { return [] }
    if let old = try db.one(Int64.self, "SELECT id FROM stories WHERE uid = ?", [merge.uid]) {
      guard old != target else { return [] }
      try db.run("UPDATE articles SET story_id = ? WHERE story_id = ?", [target, old])
      try db.run("UPDATE story_aliases SET story_id = ? WHERE story_id = ?", [target, old])
      try db.run("DELETE FROM stories WHERE id = ?", [old])
    }
    try db.run(
      "INSERT OR REPLACE INTO story_aliases (alias, story_id) VALUES (?, ?)", [merge.uid, target])
    return [target]
  }
}

extension NewsStore {
  /// Brings a story's own columns in line with its members; one without members ceases to be.
  static func refreshStory(_ story: Int64, _ db: Database) throws {
    guard let original = try electOriginal(of: story, db) else {
      try db.run("DELETE FROM stories WHERE id = ?", [story])
      return
    }
    try db.run(
      """
      UPDATE stories SET (headline, language) = (
          SELECT title, language FROM articles WHERE id = ?2),
        (first_seen, last_seen, articles, sources, languages) = (
          SELECT min(first_seen), max(first_seen), count(*), count(DISTINCT source),
            count(DISTINCT language)
          FROM articles WHERE story_id = ?1),
        stale = 1, attempts = 0, last_error = NULL
      WHERE id = ?1
      """, [story, original])
  }

  /// The one original of a story: the earliest that is called so, or else the earliest with text, or else the
  /// earliest. `nil` for a story without members.
  private static func electOriginal(of story: Int64, _ db: Database) throws -> Int64? {
    guard
      let row = try db.row(
        """
        SELECT id, uid, duplicate_kind FROM articles WHERE story_id = ?
        ORDER BY duplicate_kind IS NOT 'original',
          body_status NOT IN ('full', 'feed_only', 'partial'), first_seen, uid LIMIT 1
        """, [story])
    else { return nil }
    let original: Int64 = row["id"]
    if row["duplicate_kind"] != DuplicateKind.original.rawValue {
      try db.run(
        """
        UPDATE articles SET duplicate_kind = 'original', duplicate_of = NULL,
          duplicate_score = NULL
        WHERE id = ?
        """, [original])
      try db.run("DELETE FROM match_reasons WHERE article_id = ?", [original])
    }
    try reattach(to: row["uid"], original: original, story: story, db)
    return original
  }

  /// Members that were matched with an article that is gone from the story now hang on the original.
  private static func reattach(
    to uid: String, original: Int64, story: Int64, _ db: Database
  ) throws {
    try db.run(
      """
      UPDATE articles SET duplicate_of = ?1,
        duplicate_kind = iif(duplicate_kind = 'original', 'near', duplicate_kind)
      WHERE story_id = ?2 AND id <> ?3 AND (duplicate_of IS NULL OR duplicate_of NOT IN (
        SELECT uid FROM articles WHERE story_id = ?2))
      """, [uid, story, original])
  }
}

extension MatchWork {
  /// Without body and evidence.
  init(row: Row) {
    self.init(
      id: row[0], uid: row[1], source: row[2], title: row[3], language: row[4],
      published: row.date(at: 5),
      firstSeen: row.date(at: 6) ?? Date(timeIntervalSince1970: 0), link: row[7], url: row[8],
      bodyStatus: (row[9] as String?).flatMap(BodyStatus.init) ?? .pending, body: nil, links: [],
      basedOn: [], image: row[10], bodyHash: nil, packedEvidence: nil, storyUID: row[12],
      kind: (row[11] as String?).flatMap(DuplicateKind.init))
  }
}
