internal import GRDB

/// Finds all articles of a query as sets, by the index's own doclists (``IndexReader``).
///
/// A word that stands in nearly each of 200,000 articles takes some milliseconds, whatever is asked beside it; FTS5 is
/// faster where the newest of many hits are all that is wanted.
///
/// A class, since it remembers how many articles have each phrase.
final class SearchEvaluator {
  let index: IndexReader
  private let folder: WordFolder
  private var counts: [SearchPhrase: Int] = [:]

  /// `nil` where the index cannot be read this way.
  init?(_ db: Database) throws {
    guard let index = try IndexReader(db), let folder = try WordFolder(db) else { return nil }
    self.index = index
    self.folder = folder
  }

  func articles(of node: SearchNode) throws -> ArticleSet {
    switch node {
    case .phrase(let phrase): return try articles(of: phrase)
    case .near(let left, let right, let distance):
      return try places(of: left, near: right, distance: distance).left
        .articles(bound: index.bound)
    case .all(let nodes):
      var found = try articles(of: nodes[0])
      for node in nodes.dropFirst() where !found.isEmpty {
        found.formIntersection(try articles(of: node))
      }
      return found
    case .any(let nodes):
      var found = ArticleSet(bound: index.bound)
      for node in nodes { found.formUnion(try articles(of: node)) }
      return found
    case .except(let node, let other):
      var found = try articles(of: node)
      if !found.isEmpty { found.subtract(try articles(of: other)) }
      return found
    }
  }

  func articles(of phrase: SearchPhrase) throws -> ArticleSet {
    let words = words(of: phrase)
    let found =
      words.count == 1
      ? try articles(of: words[0], inTitle: phrase.isTitleOnly)
      : try places(of: phrase).articles(bound: index.bound)
    counts[phrase] = found.count
    return found
  }

  /// How many articles have a phrase.
  func count(of phrase: SearchPhrase) throws -> Int {
    try counts[phrase] ?? articles(of: phrase).count
  }

  /// A phrase's words as the index has them: none where it has only letters that the index does not know.
  func words(of phrase: SearchPhrase) -> [IndexWord] {
    let folded = folder.words(of: phrase.tokens.joined(separator: " "))
    return zip(1..., folded).map {
      IndexWord($1, isPrefix: phrase.isPrefix && $0 == folded.count)
    }
  }

  private func articles(of word: IndexWord, inTitle: Bool) throws -> ArticleSet {
    var found = ArticleSet(bound: index.bound)
    try index.forEachDoclist(of: word) { found.insert(&$0, inTitle: inTitle) }
    return found
  }

  /// Where a phrase stands in these articles, or in all.
  func places(of phrase: SearchPhrase, in articles: ArticleSet? = nil) throws -> PhrasePlaces {
    let words = words(of: phrase)
    var sets = try words.map { try self.articles(of: $0, inTitle: phrase.isTitleOnly) }
    if let articles { sets.append(articles) }
    guard !words.isEmpty, var candidates = sets.first else { return PhrasePlaces() }
    for set in sets.dropFirst() { candidates.formIntersection(set) }
    if candidates.isEmpty { return PhrasePlaces() }
    // The rarest word first, since its places are what is held; a prefix has so many that they are only compared.
    let order = words.indices.sorted {
      (words[$0].isPrefix ? 1 : 0, sets[$0].count) < (words[$1].isPrefix ? 1 : 0, sets[$1].count)
    }
    var places = try self.places(
      of: words[order[0]], at: order[0], in: candidates, inTitle: phrase.isTitleOnly)
    for place in order.dropFirst() where !places.isEmpty {
      try places.keep(within: candidates, distance: place) {
        try index.forEachDoclist(of: words[place], $0)
      }
    }
    return places
  }

  /// Where a phrase would begin whose word at `offset` this is.
  private func places(
    of word: IndexWord, at offset: Int, in articles: ArticleSet, inTitle: Bool
  ) throws -> PhrasePlaces {
    var found = PhrasePlaces()
    try index.forEachDoclist(of: word) { list in
      while list.next() {
        guard articles.contains(list.article) else { continue }
        var places = PlaceReader(list.places)
        while let place = places.next() {
          if inTitle, place >= PlaceReader.body { break }
          // Neither begins before its column.
          if place & (PlaceReader.body - 1) >= offset { found.append(list.article, place - offset) }
        }
      }
    }
    found.sort()
    return found
  }

  func places(
    of left: SearchPhrase, near right: SearchPhrase, distance: Int, in articles: ArticleSet? = nil
  ) throws -> (left: PhrasePlaces, right: PhrasePlaces) {
    var right = right
    // As FTS5 is asked (``SearchNode/expression``): both in the title, or neither.
    right.isTitleOnly = left.isTitleOnly
    var candidates = try self.articles(of: left)
    candidates.formIntersection(try self.articles(of: right))
    if let articles { candidates.formIntersection(articles) }
    return PhrasePlaces.near(
      try places(of: left, in: candidates), words(of: left).count,
      try places(of: right, in: candidates), words(of: right).count, distance: distance)
  }
}
