extension WindowIndex {
  /// The tables of an index, made in two passes over the keys of all articles and two over their units.
  struct Tables {
    let keys: PostingTable
    let units: PostingTable
    let keyCounts: CountTable
    let keyNorms: [Float]
    let unitNorms: [Float]

    /// - Parameter expected: keys and units of all articles together, about.
    init(
      articles: PackedArticles, languages: [UInt16], rarity: Rarity,
      expecting expected: (keys: Int, units: Int)
    ) {
      var counts = CountTable(expecting: expected.keys)
      (keys, keyNorms) = Self.keys(articles, rarity, expecting: expected.keys) { key, index in
        counts.add(key, language: languages[index])
      }
      keyCounts = counts
      (units, unitNorms) = Self.units(articles, rarity, expecting: expected.units)
    }

    /// - Parameter count: is told once of every distinct key of each article.
    private static func keys(
      _ articles: PackedArticles, _ rarity: Rarity, expecting expected: Int,
      count: (_ key: UInt32, _ article: Int) -> Void
    ) -> (PostingTable, norms: [Float]) {
      var norms = [Float](repeating: 0, count: articles.count)
      var repeats: [Int] = []
      let table = PostingTable(size: articles.count, expecting: expected) { index, keys in
        repeats.removeAll(keepingCapacity: true)
        articles.forEachKey(of: index) { key, times in
          repeats.append(times)
          keys.append(PostingTable.Key(hash: key, isListed: true))
        }
      } counted: { index, keys, counts in
        for key in keys { count(key.hash, index) }
        var sum: Float = 0
        for (count, times) in zip(counts, repeats) {
          let weight = rarity.weight(ofCount: Int(count)) * Rarity.boost(times)
          sum += weight * weight
        }
        norms[index] = max(1e-3, sum.squareRoot())
      }
      return (table, norms)
    }

    private static func units(
      _ articles: PackedArticles, _ rarity: Rarity, expecting count: Int
    ) -> (PostingTable, norms: [Float]) {
      var norms = [Float](repeating: 0, count: articles.count)
      let table = PostingTable(size: articles.count, expecting: count) { index, keys in
        articles.forEachUnit(of: index) { unit, isListed in
          keys.append(PostingTable.Key(hash: unit, isListed: isListed))
        }
      } counted: { index, _, counts in
        var sum: Float = 0
        for count in counts {
          let weight = rarity.weight(ofCount: Int(count))
          sum += weight * weight
        }
        norms[index] = max(1e-3, sum.squareRoot())
      }
      return (table, norms)
    }
  }
}
