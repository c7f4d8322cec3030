extension Schema {
  /// Schema 4: long values lie in pieces of some 500 bytes.
  ///
  /// A row of 2 to 4 KB has a page of 4 KiB to itself, a quarter of which stays empty: texts took 1.3 times their bytes,
  /// evidence as well. The first piece stands where the whole did, so what was stored before stays as it is, and
  /// the migration touches no row. The others are numbered as they are written (``LongValue``).
  static let pieces4 = """
    ALTER TABLE bodies ADD COLUMN first_piece INTEGER;
    ALTER TABLE bodies ADD COLUMN last_piece INTEGER;
    CREATE TABLE body_pieces (
      id INTEGER PRIMARY KEY,
      piece TEXT NOT NULL
    );
    CREATE TRIGGER bodies_deleted AFTER DELETE ON bodies BEGIN
      DELETE FROM body_pieces WHERE id BETWEEN old.first_piece AND old.last_piece;
    END;

    ALTER TABLE evidence ADD COLUMN words INTEGER;
    ALTER TABLE evidence ADD COLUMN first_piece INTEGER;
    ALTER TABLE evidence ADD COLUMN last_piece INTEGER;
    CREATE TABLE evidence_pieces (
      id INTEGER PRIMARY KEY,
      piece BLOB NOT NULL
    );
    CREATE TRIGGER evidence_deleted AFTER DELETE ON evidence BEGIN
      DELETE FROM evidence_pieces WHERE id BETWEEN old.first_piece AND old.last_piece;
    END;

    CREATE TABLE evidence_words (
      id INTEGER PRIMARY KEY,
      articles INTEGER NOT NULL,
      words BLOB NOT NULL
    );

    DROP VIEW v1_articles;
    CREATE VIEW v1_articles AS
    SELECT a.uid, a.link, coalesce(a.url, a.link) AS url, a.source, a.title, a.byline, a.language,
      a.language_confidence, a.published, a.date_source, a.date_flag, a.modified, a.first_seen,
      a.site, a.section, a.standfirst, a.image, a.words, a.body_status, a.confidence,
      b.body || coalesce((SELECT group_concat(piece, '') FROM (
        SELECT piece FROM body_pieces
        WHERE id BETWEEN b.first_piece AND b.last_piece ORDER BY id)), '') AS body,
      s.uid AS story_uid, a.duplicate_kind, a.duplicate_of, a.duplicate_score
    FROM articles a
    LEFT JOIN bodies b ON b.article_id = a.id
    LEFT JOIN stories s ON s.id = a.story_id;

    """
}
