extension Schema {
  /// Schema 5: articles by outlet and by language, for searches that are narrowed to them.
  static let facets5 = """
    CREATE INDEX articles_source ON articles (source);
    CREATE INDEX articles_language ON articles (language);

    """
}
