/// An article's nearest in other languages.
struct Neighborhood {
  struct Neighbor {
    var article: Int
    var cosine: Double
    var placedCosine: Double
  }

  /// How near an article's neighbours are, a given one left aside.
  struct Rivals {
    /// Over the nearest four.
    var mean = 0.0
    var placedMean = 0.0
    /// The nearest in the language of the one left aside.
    var best = 0.0
    var placedBest = 0.0

    /// As far away and as near as any can be.
    static let farthest = Rivals()
    static let nearest = Rivals(mean: 1, placedMean: 1, best: 1, placedBest: 1)
  }

  /// Kept per article: with 24, 99% of the true translations in the development sets are among them.
  static let size = 24

  /// Nearest first.
  var neighbors: [Neighbor]

  func rivals(leaving article: Int, language: UInt16, in index: WindowIndex) -> Rivals {
    var rivals = Rivals()
    rivals.mean = Self.mean(neighbors.map(\.cosine))
    rivals.placedMean = Self.mean(neighbors.map(\.placedCosine))
    for neighbor in neighbors
    where neighbor.article != article && index.languages[neighbor.article] == language {
      rivals.best = max(rivals.best, neighbor.cosine)
      rivals.placedBest = max(rivals.placedBest, neighbor.placedCosine)
    }
    return rivals
  }

  private static func mean(_ values: [Double]) -> Double {
    values.sorted(by: >).prefix(4).reduce(0, +) / 4
  }
}
