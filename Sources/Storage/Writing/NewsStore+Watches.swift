package import Foundation
internal import GRDB

/// A watch list: what is looked for, and where.
package struct WatchList: Sendable, Hashable {
  package var name: String
  /// An article is a hit when it has any of these …
  package var any: [SearchQuery]
  /// … and none of these.
  package var not: [SearchQuery]
  package var languages: [String]
  package var sources: [String]

  package init(
    name: String, any: [SearchQuery], not: [SearchQuery] = [], languages: [String] = [],
    sources: [String] = []
  ) {
    self.name = name
    self.any = any
    self.not = not
    self.languages = languages
    self.sources = sources
  }

  /// Each way to be a hit, with what is unwanted taken away.
  fileprivate var queries: [(term: String, query: SearchNode)] {
    any.map { query in
      (query.text, not.isEmpty ? query.root : .except(query.root, .any(not.map(\.root))))
    }
  }
}

/// An article that a watch list found.
package struct WatchHit: Sendable, Hashable {
  package var articleUID: String
  package var title: String?
  package var source: String
  package var firstSeen: Date
  /// Which of the list's `any` it has, as configured.
  package var terms: [String]
}

extension NewsStore {
  /// What a list finds among the articles first seen at or after `since`, newest first. Nothing is stored.
  package func hits(
    of list: WatchList, since: Date, limit: Int = 1000
  ) throws(StorageError) -> [WatchHit] {
    try read { db in
      let found = try Self.found(list, since: since, db)
      return try found.keys.sorted(by: >).prefix(limit).compactMap { id in
        try db.row("SELECT uid, title, source, first_seen FROM articles WHERE id = ?", [id]).map {
          WatchHit(
            articleUID: $0["uid"], title: $0["title"], source: $0["source"],
            firstSeen: $0.time("first_seen"), terms: found[id] ?? [])
        }
      }
    }
  }

  /// Stores the hits of all lists among the articles first seen at or after `since`, and forgets lists that are
  /// configured no more. Hits on older articles stay as they are.
  ///
  /// - Parameter changed: lists that are new or say something else now, and how far back each is looked for again.
  /// - Parameter keepingHits: whether a hit of an unchanged list stays though its article no longer has the
  ///   words, as when only excerpts of texts are kept.
  /// - Returns: how many hits are new, by list.
  package func updateWatches(
    _ lists: [WatchList], since: Date, changed: [String: Date] = [:], keepingHits: Bool = false,
    now: Date
  ) throws(StorageError) -> [String: Int] {
    try write { db in
      let names = JSONColumn.encode(lists.map(\.name))
      try db.run(
        "DELETE FROM watch_hits WHERE watch NOT IN (SELECT value FROM json_each(?))", [names])
      var new: [String: Int] = [:]
      for list in lists {
        let begin = changed[list.name] ?? since
        let found = try Self.found(list, since: begin, db)
        new[list.name] = try Self.replaceHits(
          of: list.name, with: found, since: begin,
          keeping: keepingHits && changed[list.name] == nil, now, db)
      }
      return new
    }
  }

  /// A hit keeps the time at which it was first found.
  private static func replaceHits(
    of name: String, with found: [Int64: [String]], since: Date, keeping: Bool, _ now: Date,
    _ db: Database
  ) throws -> Int {
    let known = Set(
      try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT w.article_id FROM watch_hits w JOIN articles a ON a.id = w.article_id
            WHERE w.watch = ? AND a.first_seen >= ?
            """), arguments: [name, since.stamp]))
    for id in known.subtracting(found.keys) where !keeping {
      try db.run("DELETE FROM watch_hits WHERE watch = ? AND article_id = ?", [name, id])
    }
    for (id, terms) in found.sorted(by: { $0.key < $1.key }) {
      try db.run(
        """
        INSERT INTO watch_hits (watch, article_id, hit, terms) VALUES (?, ?, ?, ?)
        ON CONFLICT (watch, article_id) DO UPDATE SET terms = excluded.terms
        """, [name, id, now.stamp, JSONColumn.encode(terms)])
    }
    return Set(found.keys).subtracting(known).count
  }

  /// Articles with the terms that found them, in the list's order.
  private static func found(
    _ list: WatchList, since: Date, _ db: Database
  ) throws -> [Int64: [String]] {
    var found: [Int64: [String]] = [:]
    let filter = SearchFilter(languages: list.languages, sources: list.sources, since: since)
    for (term, query) in list.queries {
      let ids = try Search(db, query: query, filter: filter).newest(.max, before: nil)
        .articles
      for id in ids { found[id, default: []].append(term) }
    }
    return found
  }
}
