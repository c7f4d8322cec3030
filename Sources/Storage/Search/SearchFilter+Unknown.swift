internal import GRDB

/// A value of a filter that no article has.
package struct UnknownFilterValue: Sendable, Hashable {
  package enum Kind: String, Sendable { case source, language, tag }

  package var kind: Kind
  package var value: String
  /// What there is instead, sorted.
  package var known: [String]
}

extension NewsStore {
  /// The values of a filter that nothing in the database has, so that a search without hits can say whether it is the
  /// words or a misspelt name.
  ///
  /// Cost: each distinct source or language is one step in its index.
  package func unknownValues(of filter: SearchFilter) throws(StorageError) -> [UnknownFilterValue] {
    try read { db in
      try filter.unknown(.source, filter.sources, Self.distinct("source"), db)
        + filter.unknown(.language, filter.languages, Self.distinct("language"), db)
        + filter.unknown(.tag, filter.tags, "SELECT DISTINCT value FROM feeds, json_each(tags)", db)
    }
  }

  /// Steps from each value to the next in the column's index; `DISTINCT` would read all articles.
  private static func distinct(_ column: String) -> String {
    """
    WITH RECURSIVE known (value) AS (
      SELECT min(\(column)) FROM articles
      UNION ALL
      SELECT (SELECT min(\(column)) FROM articles WHERE \(column) > value) FROM known WHERE value IS NOT NULL)
    SELECT value FROM known WHERE value IS NOT NULL
    """
  }
}

extension SearchFilter {
  fileprivate func unknown(
    _ kind: UnknownFilterValue.Kind, _ values: [String], _ sql: String, _ db: Database
  ) throws -> [UnknownFilterValue] {
    guard !values.isEmpty else { return [] }
    let known = try String.fetchAll(db.cachedStatement(sql: sql)).sorted()
    return values.filter { value in
      !known.contains { $0 == value || kind == .language && $0.hasPrefix(value + "-") }
    }.map { UnknownFilterValue(kind: kind, value: $0, known: known) }
  }
}
