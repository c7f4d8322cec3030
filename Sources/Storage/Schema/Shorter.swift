extension Schema {
  /// Schema 6: what stands twice is written once.
  ///
  /// An empty `guid` says that it is the article's link, as most are, which were a hundred bytes twice; an empty `item_title` that
  /// it is the title; an empty `sentence` that it stands where it says in the first piece of its text, and is
  /// written out when the text goes. Articles are found by the number that their link's key
  /// gives; an index of links themselves was for those few that have another.
  static let shorter6 = """
    UPDATE article_feeds SET guid = NULL WHERE guid = '';
    UPDATE articles SET item_title = NULL WHERE item_title = '';
    DROP INDEX articles_link;

    CREATE TRIGGER bodies_leaving BEFORE DELETE ON bodies BEGIN
      UPDATE summary_sentences SET sentence = substr(old.body, start + 1, length)
      WHERE article_id = old.article_id AND sentence = '';
    END;

    DROP VIEW v1_stories;
    CREATE VIEW v1_stories AS
    SELECT s.uid, s.headline, s.language, s.first_seen, s.last_seen, s.articles, s.sources,
      s.languages,
      (SELECT group_concat(m.sentence, ' ') FROM (
        SELECT CASE n.sentence WHEN '' THEN (
          SELECT substr(b.body, n.start + 1, n.length) FROM bodies b
          WHERE b.article_id = n.article_id) ELSE n.sentence END AS sentence
        FROM summary_sentences n
        WHERE n.story_id = s.id AND n.language = s.language ORDER BY n.rank) m) AS summary,
      s.keywords
    FROM stories s;

    DROP VIEW v1_summary_sentences;
    CREATE VIEW v1_summary_sentences AS
    SELECT s.uid AS story_uid, m.language, m.rank,
      CAST(CASE m.sentence WHEN '' THEN (
        SELECT substr(b.body, m.start + 1, m.length) FROM bodies b
        WHERE b.article_id = m.article_id) ELSE m.sentence END AS TEXT) AS sentence,
      a.uid AS article_uid, coalesce(a.url, a.link) AS url, m.start, m.length, m.method
    FROM summary_sentences m
    JOIN stories s ON s.id = m.story_id
    JOIN articles a ON a.id = m.article_id;

    DROP VIEW v1_article_feeds;
    CREATE VIEW v1_article_feeds AS
    SELECT a.uid AS article_uid, f.name AS feed,
      CAST(CASE l.guid WHEN '' THEN a.link ELSE l.guid END AS TEXT) AS guid, l.first_seen
    FROM article_feeds l
    JOIN articles a ON a.id = l.article_id
    JOIN feeds f ON f.id = l.feed_id;

    """
}
