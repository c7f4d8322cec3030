extension Schema {
  /// The tables of schema 1. Times are text as the views show them, so that comparing text compares times.
  static let tables1 = """
    CREATE TABLE meta (
      key TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE feeds (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      url TEXT NOT NULL,
      source TEXT NOT NULL,
      language TEXT,
      tags TEXT NOT NULL DEFAULT '[]',
      added TEXT NOT NULL,
      configured INTEGER NOT NULL DEFAULT 1,
      enabled INTEGER NOT NULL DEFAULT 1,
      paused INTEGER NOT NULL DEFAULT 0,
      status TEXT NOT NULL DEFAULT 'new',
      failures REAL NOT NULL DEFAULT 0,
      failing_since TEXT,
      last_ok TEXT,
      last_new TEXT,
      last_error TEXT,
      http_status INTEGER,
      next_due TEXT,
      state BLOB
    );
    CREATE INDEX feeds_url ON feeds (url);
    CREATE INDEX feeds_name ON feeds (name);

    CREATE TABLE hosts (
      key TEXT PRIMARY KEY NOT NULL,
      state BLOB,
      robots BLOB,
      changed TEXT NOT NULL
    );

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      started TEXT NOT NULL,
      seconds REAL,
      status TEXT NOT NULL,
      exit_status INTEGER,
      feeds_ok INTEGER NOT NULL DEFAULT 0,
      feeds_failed INTEGER NOT NULL DEFAULT 0,
      articles_new INTEGER NOT NULL DEFAULT 0,
      report BLOB
    );

    CREATE TABLE polls (
      id INTEGER PRIMARY KEY,
      feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
      at TEXT NOT NULL,
      outcome TEXT NOT NULL,
      http_status INTEGER,
      items INTEGER NOT NULL,
      new INTEGER NOT NULL,
      error TEXT
    );
    CREATE INDEX polls_feed ON polls (feed_id, at);
    CREATE INDEX polls_at ON polls (at);

    CREATE TABLE stories (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      uid TEXT NOT NULL UNIQUE,
      headline TEXT,
      language TEXT,
      first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      articles INTEGER NOT NULL DEFAULT 0,
      sources INTEGER NOT NULL DEFAULT 0,
      languages INTEGER NOT NULL DEFAULT 0,
      keywords TEXT NOT NULL DEFAULT '[]',
      stale INTEGER NOT NULL DEFAULT 1,
      summarizer TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      last_error TEXT
    );
    CREATE INDEX stories_first_seen ON stories (first_seen);
    CREATE INDEX stories_stale ON stories (first_seen, uid) WHERE stale = 1;

    CREATE TABLE story_aliases (
      alias TEXT PRIMARY KEY NOT NULL,
      story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE INDEX story_aliases_story ON story_aliases (story_id);

    CREATE TABLE articles (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      uid TEXT NOT NULL UNIQUE,
      link TEXT,
      url TEXT,
      source TEXT NOT NULL,
      title TEXT,
      byline TEXT,
      language TEXT,
      language_confidence REAL,
      published TEXT,
      date_source TEXT,
      date_flag TEXT,
      modified TEXT,
      first_seen TEXT NOT NULL,
      site TEXT,
      section TEXT,
      standfirst TEXT,
      image TEXT,
      words INTEGER,
      body_status TEXT NOT NULL DEFAULT 'pending',
      confidence REAL,
      story_id INTEGER REFERENCES stories (id) ON DELETE SET NULL,
      duplicate_kind TEXT,
      duplicate_of TEXT,
      duplicate_score REAL,
      item_title TEXT,
      feed_id INTEGER REFERENCES feeds (id) ON DELETE SET NULL,
      step INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      last_error TEXT,
      quarantined TEXT,
      next_try TEXT,
      extractor INTEGER
    );
    CREATE INDEX articles_first_seen ON articles (first_seen);
    CREATE INDEX articles_story ON articles (story_id);
    CREATE INDEX articles_link ON articles (link);
    CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;
    CREATE INDEX articles_work ON articles (step, attempts, first_seen, uid)
      WHERE step < 3 AND quarantined IS NULL;

    CREATE TABLE bodies (
      article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      body TEXT NOT NULL
    );

    CREATE TABLE article_feeds (
      article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
      guid TEXT,
      first_seen TEXT NOT NULL,
      PRIMARY KEY (article_id, feed_id)
    ) WITHOUT ROWID;
    CREATE INDEX article_feeds_guid ON article_feeds (feed_id, guid);

    CREATE TABLE items (
      article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      item BLOB NOT NULL
    );

    CREATE TABLE pages (
      article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      url TEXT NOT NULL,
      http_status INTEGER,
      charset TEXT,
      fetched TEXT NOT NULL,
      size INTEGER NOT NULL,
      page BLOB NOT NULL
    );
    CREATE INDEX pages_fetched ON pages (fetched);

    CREATE TABLE evidence (
      article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      body_hash TEXT,
      links TEXT NOT NULL DEFAULT '[]',
      based_on TEXT NOT NULL DEFAULT '[]',
      evidence BLOB
    );

    CREATE TABLE match_reasons (
      article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      reasons TEXT NOT NULL
    );

    CREATE TABLE pins (
      kind TEXT NOT NULL,
      first TEXT NOT NULL,
      second TEXT NOT NULL,
      pinned TEXT NOT NULL,
      PRIMARY KEY (first, second)
    ) WITHOUT ROWID;

    CREATE TABLE summary_sentences (
      story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
      language TEXT NOT NULL,
      rank INTEGER NOT NULL,
      article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      start INTEGER NOT NULL,
      length INTEGER NOT NULL,
      method TEXT NOT NULL,
      sentence TEXT NOT NULL,
      PRIMARY KEY (story_id, language, rank)
    ) WITHOUT ROWID;
    CREATE INDEX summary_sentences_article ON summary_sentences (article_id);

    CREATE TABLE watch_hits (
      watch TEXT NOT NULL,
      article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      hit TEXT NOT NULL,
      terms TEXT NOT NULL,
      PRIMARY KEY (watch, article_id)
    ) WITHOUT ROWID;
    CREATE INDEX watch_hits_article ON watch_hits (article_id);

    CREATE TABLE digests (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      uid TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      from_ TEXT NOT NULL,
      until TEXT NOT NULL,
      generated TEXT NOT NULL,
      state TEXT NOT NULL,
      body BLOB
    );
    CREATE INDEX digests_name ON digests (name, until);

    CREATE TABLE deliveries (
      digest_id INTEGER NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
      target TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      delivered TEXT,
      last_error TEXT,
      PRIMARY KEY (digest_id, target)
    ) WITHOUT ROWID;

    CREATE TABLE alarms (
      key TEXT PRIMARY KEY NOT NULL,
      message TEXT NOT NULL,
      since TEXT NOT NULL,
      reported TEXT
    ) WITHOUT ROWID;

    CREATE TABLE tombstones (
      uid TEXT PRIMARY KEY NOT NULL,
      removed TEXT NOT NULL,
      reason TEXT NOT NULL
    ) WITHOUT ROWID;

    \(searchTable)
    """

  /// The search index of schema 1.
  static let searchTable = """
    CREATE VIRTUAL TABLE article_search USING fts5 (
      title, body, content = '',
      tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    );

    """

  /// What the index's tokenizer is told, word by word.
  static let searchTokenizer = ["remove_diacritics", "2", "categories", "L* N* Co Mn Mc"]
}
