extension Schema {
  /// The views of schema 1: the promise to everyone who queries the database. Columns are never removed or
  /// retyped; a breaking change becomes a `v2_` view.
  static let views1 = """
    CREATE VIEW v1_articles AS
    SELECT a.uid, a.link, coalesce(a.url, a.link) AS url, a.source, a.title, a.byline, a.language,
      a.language_confidence, a.published, a.date_source, a.date_flag, a.modified, a.first_seen,
      a.site, a.section, a.standfirst, a.image, a.words, a.body_status, a.confidence, b.body,
      s.uid AS story_uid, a.duplicate_kind, a.duplicate_of, a.duplicate_score
    FROM articles a
    LEFT JOIN bodies b ON b.article_id = a.id
    LEFT JOIN stories s ON s.id = a.story_id;

    CREATE VIEW v1_article_feeds AS
    SELECT a.uid AS article_uid, f.name AS feed, l.guid, l.first_seen
    FROM article_feeds l
    JOIN articles a ON a.id = l.article_id
    JOIN feeds f ON f.id = l.feed_id;

    CREATE VIEW v1_stories AS
    SELECT s.uid, s.headline, s.language, s.first_seen, s.last_seen, s.articles, s.sources,
      s.languages,
      (SELECT group_concat(m.sentence, ' ') FROM (
        SELECT sentence FROM summary_sentences
        WHERE story_id = s.id AND language = s.language ORDER BY rank) m) AS summary,
      s.keywords
    FROM stories s;

    CREATE VIEW v1_story_articles AS
    SELECT s.uid AS story_uid, a.uid AS article_uid, a.duplicate_kind AS kind,
      a.duplicate_of AS matched_uid, a.duplicate_score AS score,
      CAST(coalesce(r.reasons, '[]') AS TEXT) AS reasons, a.source, a.language, a.first_seen
    FROM articles a
    JOIN stories s ON s.id = a.story_id
    LEFT JOIN match_reasons r ON r.article_id = a.id;

    CREATE VIEW v1_summary_sentences AS
    SELECT s.uid AS story_uid, m.language, m.rank, m.sentence, a.uid AS article_uid,
      coalesce(a.url, a.link) AS url, m.start, m.length, m.method
    FROM summary_sentences m
    JOIN stories s ON s.id = m.story_id
    JOIN articles a ON a.id = m.article_id;

    CREATE VIEW v1_watch_hits AS
    SELECT w.watch, a.uid AS article_uid, s.uid AS story_uid, a.source, a.language, w.hit, w.terms
    FROM watch_hits w
    JOIN articles a ON a.id = w.article_id
    LEFT JOIN stories s ON s.id = a.story_id;

    CREATE VIEW v1_share_of_voice AS
    SELECT w.watch, substr(a.first_seen, 1, 10) AS day, count(*) AS articles,
      count(DISTINCT coalesce(a.story_id, -a.id)) AS stories, count(DISTINCT a.source) AS sources
    FROM watch_hits w
    JOIN articles a ON a.id = w.article_id
    GROUP BY w.watch, substr(a.first_seen, 1, 10);

    CREATE VIEW v1_daily_counts AS
    SELECT substr(a.first_seen, 1, 10) AS day, a.source, coalesce(a.language, 'und') AS language,
      count(*) AS articles, count(DISTINCT coalesce(a.story_id, -a.id)) AS stories,
      sum(a.body_status = 'full') AS full_text
    FROM articles a
    GROUP BY substr(a.first_seen, 1, 10), a.source, coalesce(a.language, 'und');

    CREATE VIEW v1_feed_health AS
    SELECT name, url, source,
      CASE WHEN configured = 0 THEN 'removed' WHEN paused = 1 OR enabled = 0 THEN 'paused'
        ELSE status END AS status,
      failures, last_ok, last_new, last_error, http_status, next_due,
      (configured = 1 AND enabled = 1 AND paused = 0) AS active
    FROM feeds;

    CREATE VIEW v1_runs AS
    SELECT id, started, seconds, status, exit_status, feeds_ok, feeds_failed, articles_new
    FROM runs;

    CREATE VIEW v1_digests AS
    SELECT d.uid, d.name, d.from_, d.until, d.state,
      (SELECT coalesce(max(attempts), 0) FROM deliveries WHERE digest_id = d.id) AS attempts
    FROM digests d;

    """
}
