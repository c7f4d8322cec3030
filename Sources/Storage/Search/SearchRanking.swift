internal import Foundation

/// BM25 over the newest hits of a query, to the last bit as FTS5's own `bm25(article_search, 5.0, 1.0)`, which a test holds it against.
struct SearchRanking {
  /// A word in the title counts as much as five in the body.
  private static let titleWeight = 5
  /// FTS5's constants, from Robertson and others.
  private static let (k1, b) = (1.2, 0.75)

  private let evaluator: SearchEvaluator
  /// Newest first.
  private let articles: [Int]
  private let set: ArticleSet
  /// Where each article stands among them, by its distance to the oldest; -1 for others.
  private var places: [Int32] = []
  private let oldest: Int
  /// What a frequency is divided by beside itself: more in longer articles.
  private let dampings: [Double]
  private var scores: [Double]

  /// - Parameter articles: hits, newest first, of which the best are wanted.
  init(_ articles: [Int], _ evaluator: SearchEvaluator) throws {
    self.articles = articles
    self.evaluator = evaluator
    oldest = articles.last ?? 0
    places = Array(repeating: -1, count: (articles.first ?? 0) - oldest + 1)
    var set = ArticleSet(bound: evaluator.index.bound)
    for (place, article) in articles.enumerated() {
      places[article - oldest] = Int32(place)
      set.insert(article)
    }
    self.set = set
    let mean = Double(evaluator.index.words) / Double(evaluator.index.articles)
    dampings = try evaluator.index.lengths(of: articles).map {
      Self.k1 * (1 - Self.b + Self.b * Double($0) / mean)
    }
    scores = Array(repeating: 0, count: articles.count)
  }

  /// The best, best first; of equals the newest.
  mutating func best(_ count: Int, of query: SearchNode) throws -> [Int] {
    try add(query, within: set)
    let order = articles.indices.sorted {
      (scores[$0], articles[$0]) > (scores[$1], articles[$1])
    }
    return order.prefix(count).map { articles[$0] }
  }

  /// Adds what a part of the query is worth in those of the articles that it says something of.
  private mutating func add(_ node: SearchNode, within: ArticleSet) throws {
    switch node {
    case .phrase(let phrase): try add(phrase, within: within)
    case .near(let left, var right, let distance):
      right.isTitleOnly = left.isTitleOnly
      let found = try evaluator.places(of: left, near: right, distance: distance, in: within)
      try add(count(found.left), worth(of: left))
      try add(count(found.right), worth(of: right))
    case .all(let nodes): for node in nodes { try add(node, within: within) }
    case .any(let nodes):
      for node in nodes {
        guard case .phrase(let phrase) = node else {
          var own = try evaluator.articles(of: node)
          own.formIntersection(within)
          try add(node, within: own)
          continue
        }
        try add(phrase, within: within)
      }
    case .except(let node, _): try add(node, within: within)
    }
  }

  private mutating func add(_ phrase: SearchPhrase, within: ArticleSet) throws {
    let worth = try worth(of: phrase)
    let words = evaluator.words(of: phrase)
    guard words.count == 1 else {
      return try add(count(evaluator.places(of: phrase, in: within)), worth)
    }
    var frequencies = [Int32](repeating: 0, count: articles.count)
    try evaluator.index.forEachDoclist(of: words[0]) { list in
      while list.next() {
        guard list.article >= oldest, list.article - oldest < places.count,
          within.contains(list.article)
        else { continue }
        let found = PlaceReader.counts(list.places)
        frequencies[Int(places[list.article - oldest])] += Int32(
          found.title * Self.titleWeight + (phrase.isTitleOnly ? 0 : found.body))
      }
    }
    add(frequencies, worth)
  }

  private func count(_ found: PhrasePlaces) -> [Int32] {
    var frequencies = [Int32](repeating: 0, count: articles.count)
    found.forEach { article, isTitle in
      frequencies[Int(places[article - oldest])] += Int32(isTitle ? Self.titleWeight : 1)
    }
    return frequencies
  }

  /// The rarer a phrase is in the whole index, the more one counts.
  private func worth(of phrase: SearchPhrase) throws -> Double {
    let hits = Double(try evaluator.count(of: phrase))
    let worth = log((Double(evaluator.index.articles) - hits + 0.5) / (hits + 0.5))
    return worth <= 0 ? 1e-6 : worth
  }

  private mutating func add(_ frequencies: [Int32], _ worth: Double) {
    for (place, count) in frequencies.enumerated() where count > 0 {
      let frequency = Double(count)
      scores[place] += worth * ((frequency * (Self.k1 + 1)) / (frequency + dampings[place]))
    }
  }
}
