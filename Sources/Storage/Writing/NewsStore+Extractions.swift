internal import Foundation
internal import GRDB
internal import NewsModel

extension NewsStore {
  /// Stores extracted articles, makes them findable and moves them on to matching, all in one transaction.
  ///
  /// What the page does not say stays as the feed said it: title, publication date.
  package func save(_ extractions: [ExtractionRecord]) throws(StorageError) {
    try write { db in
      // By id, so that the search index is written in its own order.
      let sorted = extractions.sorted { $0.id < $1.id }
      let codes = try newestCodes(db)
      for extraction in sorted { try unindex(extraction.id, db) }
      for extraction in sorted { try store(extraction, codes: codes, db) }
      try index(sorted, db)
    }
  }

  /// Within a transaction of the caller's, who has taken the article out of the search index and will
  /// ``index(_:_:)`` it.
  func store(
    _ extraction: ExtractionRecord, codes: EvidenceCodes?, _ db: Database
  ) throws {
    try updateArticle(extraction, db)
    try storeBody(extraction.article.body.storable, article: extraction.id, db)
    try storeEvidence(extraction, codes: codes, db)
  }

  /// Makes stored extractions findable.
  ///
  /// After all else of a transaction, and by id: whenever a statement that may fail half-way is run, as one with triggers,
  /// FTS5 writes what it has gathered as a segment of its index (`xSavepoint`), and whenever an article's number is below
  /// that of the one before. Segments of single articles took nearly twice the time of the whole index.
  func index(_ extractions: [ExtractionRecord], _ db: Database) throws {
    for extraction in extractions.sorted(by: { $0.id < $1.id }) {
      try index(
        extraction.id, title: title(of: extraction, db), body: extraction.article.body.storable, db)
    }
  }

  private func updateArticle(_ extraction: ExtractionRecord, _ db: Database) throws {
    let article = extraction.article
    try db.run(
      """
      UPDATE articles SET url = nullif(?1, link), title = coalesce(?2, title),
        item_title = iif(item_title = '' AND title <> coalesce(?2, title), title, item_title),
        byline = ?, language = ?,
        language_confidence = ?, published = coalesce(?, published),
        date_source = coalesce(?, date_source), date_flag = iif(? IS NULL, date_flag, ?),
        modified = ?, site = ?, section = ?, standfirst = ?, image = ?, words = ?, body_status = ?,
        confidence = ?, extractor = ?, step = max(step, 2), attempts = 0, next_try = NULL
      WHERE id = ?
      """,
      [
        article.canonicalURL?.storable, nonEmpty(article.title), nonEmpty(article.byline),
        extraction.language.tag, extraction.language.confidence, article.published?.stamp,
        article.published == nil ? nil : article.dateSource?.rawValue, article.published?.stamp,
        article.dateFlag?.rawValue, article.modified?.stamp, nonEmpty(article.site),
        nonEmpty(article.section), nonEmpty(article.standfirst), nonEmpty(article.image),
        extraction.words, article.status.rawValue, article.confidence, extraction.extractor,
        extraction.id,
      ])
    try db.run(
      "UPDATE stories SET stale = 1 WHERE id = (SELECT story_id FROM articles WHERE id = ?)",
      [extraction.id])
  }

  /// The page's title, or else the feed's.
  private func title(of extraction: ExtractionRecord, _ db: Database) throws -> String? {
    try nonEmpty(extraction.article.title)
      ?? db.one(String.self, "SELECT title FROM articles WHERE id = ?", [extraction.id])
  }

  private func nonEmpty(_ text: String?) -> String? {
    text.flatMap { $0.isEmpty ? nil : $0.storable }
  }
}
