internal import Foundation
internal import GRDB

extension NewsStore {
  /// Keeps a fetched page, compressed, and moves its article on to extraction.
  package func save(_ page: StoredPage, article: Int64) throws(StorageError) {
    try save([(article, PackedPage(page))])
  }

  /// Several pages in one transaction.
  package func save(_ pages: [(article: Int64, page: PackedPage)]) throws(StorageError) {
    guard !pages.isEmpty else { return }
    try write { db in
      for (article, page) in pages { try Self.store(page, article: article, db) }
    }
  }

  /// Notes that a page could not be had: to be tried again where `retryAt` says when, else its article goes on with
  /// what the feed gave. ``PageWork/attempts`` tells how often a page was tried in vain.
  package func saveFailures(ofPages failures: [StepFailure]) throws(StorageError) {
    guard !failures.isEmpty else { return }
    try write { db in
      for failure in failures {
        try db.run(
          """
          UPDATE articles SET last_error = ?1, next_try = ?2, step = iif(?2 IS NULL, 1, 0),
            attempts = iif(?2 IS NULL, 0, attempts + ?4)
          WHERE id = ?3 AND step = 0
          """, [failure.reason, failure.retryAt?.stamp, failure.id, failure.counts ? 1 : 0])
      }
    }
  }

  private static func store(_ page: PackedPage, article: Int64, _ db: Database) throws {
    try db.run(
      """
      INSERT INTO pages (article_id, url, http_status, charset, fetched, size, page)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (article_id) DO UPDATE SET url = excluded.url, http_status = excluded.http_status,
        charset = excluded.charset, fetched = excluded.fetched, size = excluded.size,
        page = excluded.page
      """,
      [
        article, page.url.storable, page.httpStatus, page.charset, page.fetched.stamp,
        page.size, page.packed,
      ])
    try db.run(
      """
      UPDATE articles SET step = 1, attempts = 0, last_error = NULL, next_try = NULL
      WHERE id = ? AND step <= 1
      """, [article])
  }
}
