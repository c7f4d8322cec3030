/// Texts that stand elsewhere in the database already, and are empty where they would stand again (``Schema/shorter6``).
enum SharedText {
  /// SQL for the title that the feed gave; `a` is the article's row.
  static let itemTitle = "iif(a.item_title = '', a.title, a.item_title) AS item_title"

  /// SQL for a sentence of a summary; `m` is its row.
  static let sentence = """
    CASE m.sentence WHEN '' THEN (
      SELECT substr(b.body, m.start + 1, m.length) FROM bodies b WHERE b.article_id = m.article_id)
    ELSE m.sentence END
    """
}
