internal import NewsModel

/// Finds the articles nearest to one, through the index. One per thread at work: it holds the sums.
final class CandidateFinder {
  /// Entries of the index read per article, rarest keys first. It bounds the time whatever the window's size;
  /// up to some 5,000 articles it is never reached.
  static let budget = 60_000

  private let index: WindowIndex
  /// What each article of the index shares so far; 0 for all between two searches.
  private var sums: [Float]
  /// Those with a sum: the first `touchedCount`. One more than can be, so that the last may be written where none is left.
  private var touched: [UInt32]
  private var touchedCount = 0

  init(index: WindowIndex) {
    self.index = index
    sums = [Float](repeating: 0, count: index.articles.count)
    touched = [UInt32](repeating: 0, count: min(index.articles.count + 1, Self.budget))
  }

  /// Articles in other languages that share keys, nearest first by the cosine of rarity.
  func translations(of article: Int, limit: Int) -> [Int] {
    guard index.articles.isMatchable(article) else { return [] }
    var (keys, repeats): ([UInt32], [Int]) = ([], [])
    index.articles.forEachKey(of: article) { key, times in
      keys.append(key)
      repeats.append(times)
    }
    let counts = index.keyPostings.counts(of: keys)
    collect(
      keys.indices.map { RankedKey(count: counts[$0], key: keys[$0], repeats: repeats[$0]) },
      from: index.keyPostings)
    let vectors = index.keyVectors
    let language = vectors[article].language
    return nearest(limit, to: article) { other, sum in
      let vector = vectors[other]
      return vector.language == language ? 0 : sum / vector.norm
    }
  }

  /// Articles in the same language that share units, nearest first.
  ///
  /// - Parameter least: the cosine of rarity that is worth a look; what is listed is a sample, so half of it passes.
  func copies(of article: Int, limit: Int, least: Double) -> [Int] {
    guard index.articles.isMatchable(article) else { return [] }
    var units: [UInt32] = []
    units.reserveCapacity(EvidenceBlob.maximumUnits)
    index.articles.forEachUnit(of: article) { unit, _ in units.append(unit) }
    let counts = index.unitPostings.counts(of: units)
    // What stands several times counts once.
    collect(
      zip(counts, units).map { RankedKey(count: $0, key: $1, repeats: 1) }, from: index.unitPostings
    )
    let vectors = index.unitVectors
    let own = vectors[article]
    return nearest(limit, to: article, above: Float(least) / 2 * own.norm) { other, sum in
      let vector = vectors[other]
      guard vector.language == own.language else { return 0 }
      return sum * Float(vector.listedShare) / vector.norm
    }
  }

  /// A key with how many articles have it and how often it stands, in one number, which ascends from the rarest.
  private struct RankedKey: Comparable {
    let bits: UInt64

    init(count: UInt32, key: UInt32, repeats: Int) {
      bits = UInt64(count) << 36 | UInt64(key) << 4 | UInt64(min(repeats, 15))
    }

    var count: Int { Int(bits >> 36) }
    var key: UInt32 { UInt32(truncatingIfNeeded: bits >> 4) }
    var repeats: Int { Int(bits & 15) }

    static func < (left: RankedKey, right: RankedKey) -> Bool { left.bits < right.bits }
  }

  private func collect(_ keys: [RankedKey], from postings: PostingTable) {
    var left = Self.budget
    var (count, previous) = (0, UInt64.max)
    sums.withUnsafeMutableBufferPointer { sums in
      touched.withUnsafeMutableBufferPointer { touched in
        for ranked in keys.sorted() where ranked.bits != previous {
          previous = ranked.bits
          let weight = index.rarity.weight(ofCount: ranked.count)
          // Never 0, which is for those that share nothing.
          let added = weight * weight * Rarity.boost(ranked.repeats) + .leastNormalMagnitude
          let read = postings.forEachArticle(of: ranked.key, most: left) { other in
            touched[count] = UInt32(truncatingIfNeeded: other)
            count += sums[other] == 0 ? 1 : 0
            sums[other] += added
          }
          guard let read else { break }
          left -= read
        }
      }
    }
    touchedCount = count
  }

  @inline(__always)
  private func nearest(
    _ limit: Int, to article: Int, above least: Float = 0, score: (Int, Float) -> Float
  ) -> [Int] {
    var best: [(score: Float, article: Int)] = []
    var floor = least
    let count = touchedCount
    touchedCount = 0
    sums.withUnsafeMutableBufferPointer { sums in
      touched.withUnsafeBufferPointer { touched in
        for place in 0..<count {
          let other = Int(touched[place])
          let value = score(other, sums[other])
          sums[other] = 0
          guard value > floor, other != article else { continue }
          best.append((value, other))
          if best.count >= 4 * limit {
            Self.keep(limit, of: &best)
            floor = best[limit - 1].score
          }
        }
      }
    }
    Self.keep(limit, of: &best)
    return best.map(\.article)
  }

  private static func keep(_ limit: Int, of best: inout [(score: Float, article: Int)]) {
    best.sort { ($0.score, $1.article) > ($1.score, $0.article) }
    if best.count > limit { best.removeLast(best.count - limit) }
  }
}
