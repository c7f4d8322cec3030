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
      for extraction in extractions.sorted(by: { $0.id < $1.id }) {
        try store(extraction, db)
      }
    }
  }

  /// Within a transaction of the caller's.
  func store(_ extraction: ExtractionRecord, _ db: Database) throws {
    let isIndexed = try isIndexed(extraction.id, db)
    if isIndexed { try unindex(extraction.id, db) }
    try updateArticle(extraction, db)
    try storeBody(extraction.article.body.storable, article: extraction.id, db)
    try storeEvidence(extraction, db)
    try index(extraction.id, db)
  }

  private func updateArticle(_ extraction: ExtractionRecord, _ db: Database) throws {
    let article = extraction.article
    try db.run(
      """
      UPDATE articles SET url = ?, title = coalesce(?, title), byline = ?, language = ?,
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

  private func storeBody(_ body: String, article: Int64, _ db: Database) throws {
    guard !body.isEmpty else {
      try db.run("DELETE FROM bodies WHERE article_id = ?", [article])
      return
    }
    try db.run(
      """
      INSERT INTO bodies (article_id, body) VALUES (?, ?)
      ON CONFLICT (article_id) DO UPDATE SET body = excluded.body
      """, [article, body])
  }

  private func storeEvidence(_ extraction: ExtractionRecord, _ db: Database) throws {
    try db.run(
      """
      INSERT INTO evidence (article_id, body_hash, links, based_on, evidence) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (article_id) DO UPDATE SET body_hash = excluded.body_hash, links = excluded.links,
        based_on = excluded.based_on, evidence = excluded.evidence
      """,
      [
        extraction.id, extraction.bodyHash, links(extraction.article.links),
        links(extraction.article.basedOn), extraction.evidence.map { Data($0) },
      ])
  }

  private func links(_ links: [String]) -> String { JSONColumn.encode(links.map(\.storable)) }

  private func nonEmpty(_ text: String?) -> String? {
    text.flatMap { $0.isEmpty ? nil : $0.storable }
  }
}
