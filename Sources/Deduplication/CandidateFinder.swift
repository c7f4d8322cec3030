/// Finds the articles nearest to one, through the index. One per thread at work: it holds the sums.
final class CandidateFinder {
  /// Entries of the index read per article, rarest keys first. It bounds the time whatever the window's size;
  /// up to some 5,000 articles it is never reached.
  static let budget = 60_000

  private let index: WindowIndex
  private var sums: [Float]
  private var touched: [Int] = []

  init(index: WindowIndex) {
    self.index = index
    sums = [Float](repeating: 0, count: index.articles.count)
  }

  /// Articles in other languages that share keys, nearest first by the cosine of rarity.
  func translations(of article: Int, limit: Int) -> [Int] {
    guard let header = index.headers[article] else { return [] }
    var keys: [(count: Int, key: UInt32, weight: Float)] = []
    index.articles[article].evidence?.forEachKey(of: header) { key, repeats in
      let count = index.keyPostings.count(of: key)
      let weight = index.rarity.weight(ofCount: count)
      keys.append((count, key, weight * weight * Rarity.boost(repeats)))
    }
    collect(keys, from: index.keyPostings)
    let language = index.languages[article]
    return nearest(limit, to: article) { other, sum in
      index.languages[other] == language ? 0 : sum / index.keyNorms[other]
    }
  }

  /// Articles in the same language that share units, nearest first.
  ///
  /// - Parameter least: the cosine of rarity that is worth a look; what is listed is a sample, so half of it passes.
  func copies(of article: Int, limit: Int, least: Double) -> [Int] {
    guard let header = index.headers[article] else { return [] }
    var keys: [(count: Int, key: UInt32, weight: Float)] = []
    var seen: Set<UInt32> = []
    index.articles[article].evidence?.forEachUnit(of: header, sampled: false) { unit in
      guard seen.insert(unit).inserted else { return }
      let count = index.unitPostings.count(of: unit)
      let weight = index.rarity.weight(ofCount: count)
      keys.append((count, unit, weight * weight))
    }
    collect(keys, from: index.unitPostings)
    let language = index.languages[article]
    return nearest(limit, to: article, above: Float(least) / 2 * index.unitNorms[article]) {
      other, sum in
      guard index.languages[other] == language else { return 0 }
      return sum * Float(index.listMasks[other] + 1) / index.unitNorms[other]
    }
  }

  private func collect(
    _ keys: [(count: Int, key: UInt32, weight: Float)], from postings: PostingTable
  ) {
    var left = Self.budget
    var (sums, touched) = taken()
    for (_, key, weight) in keys.sorted(by: { ($0.count, $0.key) < ($1.count, $1.key) }) {
      left -= postings.listLength(of: key)
      if left < 0 { break }
      postings.forEachArticle(of: key) { other in
        if sums[other] == 0 { touched.append(other) }
        sums[other] += weight + .leastNormalMagnitude
      }
    }
    (self.sums, self.touched) = (sums, touched)
  }

  private func nearest(
    _ limit: Int, to article: Int, above least: Float = 0, score: (Int, Float) -> Float
  ) -> [Int] {
    var best: [(score: Float, article: Int)] = []
    var floor = least
    var (sums, touched) = taken()
    for other in touched where other != article {
      let value = score(other, sums[other])
      guard value > floor else { continue }
      best.append((value, other))
      if best.count >= 4 * limit {
        Self.keep(limit, of: &best)
        floor = best[limit - 1].score
      }
    }
    for other in touched { sums[other] = 0 }
    touched.removeAll(keepingCapacity: true)
    (self.sums, self.touched) = (sums, touched)
    Self.keep(limit, of: &best)
    return best.map(\.article)
  }

  /// The sums, moved out until they are put back: properties of a class are checked for exclusive access at each use.
  private func taken() -> ([Float], [Int]) {
    defer { (sums, touched) = ([], []) }
    return (sums, touched)
  }

  private static func keep(_ limit: Int, of best: inout [(score: Float, article: Int)]) {
    best.sort { ($0.score, $1.article) > ($1.score, $0.article) }
    if best.count > limit { best.removeLast(best.count - limit) }
  }
}
