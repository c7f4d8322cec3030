/// The database's layout, as migrations that are only ever appended to.
///
/// Tables are private and may change; the `v1_` views are the promise (docs/schema.md).
enum Schema {
  /// `tdng`, in the file's header: this is a database of tidings.
  static let applicationID = 0x7464_6E67

  /// Migration N brings schema N − 1 to N. One that was released is never edited.
  static let migrations: [String] = [
    tables1 + views1, search2, deliveries3, pieces4, facets5, shorter6,
  ]

  /// Segments of the search index are merged sixteen at a time instead of four, which writes each word less often: on
  /// 40,000 texts of 3.2 kB inserting took 0.155 ms instead of 0.219, the commits in half the time, and first
  /// pages of searches were no slower.
  static let search2 = """
    INSERT INTO article_search (article_search, rank) VALUES ('automerge', 16);
    INSERT INTO article_search (article_search, rank) VALUES ('crisismerge', 32);

    """
}
