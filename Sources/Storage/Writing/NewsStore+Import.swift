package import Foundation
internal import GRDB

/// An article that was extracted elsewhere, with the identity that it has here.
package struct ImportRecord: Sendable {
  /// `ContentHash.uid(of:)` of the `url` key of ``link``.
  package var uid: String
  package var link: String
  package var source: String
  /// ``StoredFeed/id`` of the feed that it counts for, if any.
  package var feed: Int64?
  package var firstSeen: Date
  /// Its ``ExtractionRecord/id`` is set by the store.
  package var extraction: ExtractionRecord

  package init(
    uid: String, link: String, source: String, feed: Int64?, firstSeen: Date,
    extraction: ExtractionRecord
  ) {
    self.uid = uid
    self.link = link
    self.source = source
    self.feed = feed
    self.firstSeen = firstSeen
    self.extraction = extraction
  }
}

/// What came of an import.
package struct ImportOutcome: Sendable, Hashable {
  /// Articles that were not known.
  package var new = 0
  /// Known ones that waited for their text, and have it now.
  package var completed = 0
  /// Known ones that had been read already; nothing was changed.
  package var known = 0
  /// Purged earlier; they do not return.
  package var buried = 0

  package init() {}
}

extension NewsStore {
  /// Stores articles that come with their text, ready to be matched, in one transaction. Repeating it changes nothing.
  package func importArticles(_ records: [ImportRecord]) throws(StorageError) -> ImportOutcome {
    try write { db in
      var outcome = ImportOutcome()
      let codes = try newestCodes(db)
      let stored = try records.compactMap {
        try importArticle($0, codes: codes, &outcome, db)
      }
      try index(stored, db)
      return outcome
    }
  }

  /// - Returns: what was stored and is to be indexed; `nil` where nothing was.
  private func importArticle(
    _ record: ImportRecord, codes: EvidenceCodes?, _ outcome: inout ImportOutcome, _ db: Database
  ) throws -> ExtractionRecord? {
    var extraction = record.extraction
    if let row = try db.row("SELECT id, step FROM articles WHERE uid = ?", [record.uid]) {
      extraction.id = row["id"]
      try link(extraction.id, record, db)
      guard (row["step"] as Int) < ArticleStep.extracted.rawValue else {
        outcome.known += 1
        return nil
      }
      try unindex(extraction.id, db)
      outcome.completed += 1
    } else if try db.one(Int.self, "SELECT 1 FROM tombstones WHERE uid = ?", [record.uid]) != nil {
      outcome.buried += 1
      return nil
    } else {
      extraction.id = try insert(record, db)
      try link(extraction.id, record, db)
      outcome.new += 1
    }
    try store(extraction, codes: codes, db)
    return extraction
  }

  private func insert(_ record: ImportRecord, _ db: Database) throws -> Int64 {
    try db.run(
      """
      INSERT INTO articles (uid, link, source, first_seen, feed_id, step) VALUES (?, ?, ?, ?, ?, 1)
      """,
      [
        record.uid, record.link.storable, record.source, record.firstSeen.stamp, record.feed,
      ])
    return db.lastInsertedRowID
  }

  private func link(_ article: Int64, _ record: ImportRecord, _ db: Database) throws {
    guard let feed = record.feed else { return }
    try db.run(
      """
      INSERT INTO article_feeds (article_id, feed_id, first_seen) VALUES (?, ?, ?)
      ON CONFLICT DO NOTHING
      """, [article, feed, record.firstSeen.stamp])
  }
}
