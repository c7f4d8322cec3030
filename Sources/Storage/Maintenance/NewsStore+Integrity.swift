internal import GRDB

/// What `doctor` is told of the database.
package struct StoreDiagnosis: Sendable, Hashable {
  /// What is wrong with the file itself, as SQLite says it; empty for a sound one.
  package var damages: [String]
  /// Rows that contradict each other; empty for a sound database.
  package var contradictions: [String]
  /// What should be put right but harms nothing yet: permissions and the like.
  package var remarks: [String]
  package var schemaVersion: Int
  package var sqliteVersion: String
  package var bytes: Int
  /// Bytes in the file that nothing uses; `prune` gives them back.
  package var freeBytes: Int

  package var isSound: Bool { damages.isEmpty && contradictions.isEmpty }
}

extension NewsStore {
  /// Reads the whole file and looks for damage; about 300 MB/s. Nothing is changed.
  ///
  /// - Throws: `.corrupt` where the damage is such that it cannot even be listed.
  package func diagnosis() throws(StorageError) -> StoreDiagnosis {
    try read { db in
      let damages = try Self.damages(db, pragma: "integrity_check")
      let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
      return StoreDiagnosis(
        damages: damages, contradictions: damages.isEmpty ? try Self.contradictions(db) : [],
        remarks: remarks(),
        schemaVersion: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
        sqliteVersion: try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "",
        bytes: FileSystem.size(of: path),
        freeBytes: pageSize * (try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0))
    }
  }

  /// Throws `.corrupt` where the file is damaged: `PRAGMA quick_check`, which reads every page once. Run before
  /// the first write of a run, it keeps damage from spreading; small files are looked at so by every opening.
  package func verify() throws(StorageError) {
    try read { db in try FileInspection.verify(db, path: path) }
  }

  private static func damages(_ db: Database, pragma: String) throws -> [String] {
    try String.fetchAll(db, sql: "PRAGMA \(pragma)(20)").filter { $0 != "ok" }
  }

  private static func contradictions(_ db: Database) throws -> [String] {
    let checks = [
      (
        "stories without exactly one original",
        """
        SELECT count(*) FROM stories s WHERE 1 <> (SELECT count(*) FROM articles
          WHERE story_id = s.id AND duplicate_kind = 'original')
        """
      ),
      (
        "stories whose count of articles is wrong",
        """
        SELECT count(*) FROM stories s WHERE articles <> (
          SELECT count(*) FROM articles WHERE story_id = s.id)
        """
      ),
      (
        "matched articles without a story",
        "SELECT count(*) FROM articles WHERE step = 3 AND story_id IS NULL"
      ),
      (
        "extracted articles that search does not know",
        """
        SELECT count(*) FROM articles WHERE step >= 2
          AND id NOT IN (SELECT id FROM article_search_docsize)
        """
      ),
      (
        "summary sentences that do not stand where they say",
        """
        SELECT count(*) FROM (
          SELECT m.start, m.length, \(SharedText.sentence) AS sentence, \(LongValue.body) AS body
          FROM summary_sentences m JOIN bodies b ON b.article_id = m.article_id)
        WHERE length(body) >= start + length AND substr(body, start + 1, length) <> sentence
        """
      ),
      (
        "pieces of texts too many or too few",
        """
        SELECT abs((SELECT count(*) FROM body_pieces)
          - (SELECT coalesce(sum(last_piece - first_piece + 1), 0) FROM bodies))
        """
      ),
      ("broken references", "SELECT count(*) FROM pragma_foreign_key_check"),
    ]
    return try checks.compactMap { name, sql in
      let count = try Int.fetchOne(db, sql: sql) ?? 0
      return count == 0 ? nil : "\(count) \(name)"
    }
  }

  private func remarks() -> [String] {
    guard let mode = FileSystem.mode(of: path), mode & 0o077 != 0 else { return [] }
    return ["\(path) may be read by others (mode \(String(mode, radix: 8))); chmod 600 it."]
  }
}
