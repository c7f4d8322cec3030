internal import Foundation

/// What two texts share, key by key, and whether it stands at the same place in both.
struct SharedKeys {
  struct Sums {
    /// All shared weight.
    var all = 0.0
    /// Shared weight, each key counted by how near its places are.
    var placed = 0.0
    /// Weight of either text.
    var first = 0.0
    var second = 0.0
    var count = 0
    /// How many either text has, and how many stand at the same place in both, whatever they weigh.
    var counts = (first: 0, second: 0)
    var countPlaced = 0.0
  }

  /// A key shared counts in full only where it stands at the same relative place in both texts, to within some 8%.
  static let tolerance = 0.08

  private(set) var classes = [Sums](repeating: Sums(), count: EvidenceKey.classCount)
  /// Placed by the distance from the start, lengths of the languages made equal: what holds for abridged texts.
  private(set) var fromStart = 0.0
  /// The heaviest run of keys that come in the same order in both texts.
  private(set) var inOrder = 0.0
  private(set) var cosine = 0.0
  /// The cosine with each key counted by how near its places are.
  private(set) var placedCosine = 0.0

  private struct Match {
    var first: UInt8
    var second: UInt8
    var weight: Double
  }

  init(_ one: OpenArticle, _ other: OpenArticle) {
    let (first, second) = (one.evidence, other.evidence)
    let weights = (one.keyWeights, other.keyWeights)
    let lengths = (one.normalizedLength, other.normalizedLength)
    let shorter = max(1, min(lengths.0, lengths.1))
    var matches: [Match] = []
    var (norms, product, placed) = ((0.0, 0.0), 0.0, 0.0)
    var (i, j) = (0, 0)
    let (a, b) = (first.keys, second.keys)
    while i < a.count || j < b.count {
      if j == b.count || i < a.count && a[i] < b[j] {
        let end = Self.runEnd(a, i)
        let weight = weights.0[i]
        norms.0 += weight * weight * Self.square(Rarity.boost(end - i))
        classes[Self.class(a[i])].first += weight
        classes[Self.class(a[i])].counts.first += 1
        i = end
      } else if i == a.count || b[j] < a[i] {
        let end = Self.runEnd(b, j)
        let weight = weights.1[j]
        norms.1 += weight * weight * Self.square(Rarity.boost(end - j))
        classes[Self.class(b[j])].second += weight
        classes[Self.class(b[j])].counts.second += 1
        j = end
      } else {
        let ends = (Self.runEnd(a, i), Self.runEnd(b, j))
        let weight = (weights.0[i] + weights.1[j]) / 2
        let boosts = (Double(Rarity.boost(ends.0 - i)), Double(Rarity.boost(ends.1 - j)))
        norms.0 += weight * weight * boosts.0 * boosts.0
        norms.1 += weight * weight * boosts.1 * boosts.1
        var nearest = (distance: 2.0, first: UInt8(0), second: UInt8(0))
        var fromStart = 2.0
        for x in i..<ends.0 {
          for y in j..<ends.1 {
            let (p, q) = (Double(first.positions[x]) / 256, Double(second.positions[y]) / 256)
            if abs(p - q) < nearest.distance {
              nearest = (abs(p - q), first.positions[x], second.positions[y])
            }
            fromStart = min(fromStart, abs(p * lengths.0 - q * lengths.1) / shorter)
          }
        }
        let near = Self.nearness(nearest.distance)
        product += weight * weight * boosts.0 * boosts.1
        placed += weight * weight * boosts.0 * boosts.1 * near
        let kind = Self.class(a[i])
        classes[kind].first += weight
        classes[kind].second += weight
        classes[kind].all += weight
        classes[kind].placed += weight * near
        classes[kind].count += 1
        classes[kind].counts.first += 1
        classes[kind].counts.second += 1
        classes[kind].countPlaced += near
        self.fromStart += weight * Self.nearness(fromStart)
        matches.append(Match(first: nearest.first, second: nearest.second, weight: weight))
        (i, j) = ends
      }
    }
    let norm = max(1e-6, (norms.0 * norms.1).squareRoot())
    cosine = product / norm
    placedCosine = placed / norm
    inOrder = Self.heaviestRun(&matches)
  }

  private static func runEnd(_ keys: [UInt32], _ start: Int) -> Int {
    var end = start + 1
    while end < keys.count, keys[end] == keys[start] { end += 1 }
    return end
  }

  private static func square(_ value: Float) -> Double { Double(value * value) }

  private static func `class`(_ key: UInt32) -> Int {
    min(Int(key >> 29), EvidenceKey.classCount - 1)
  }

  static func nearness(_ distance: Double) -> Double {
    distance > 0.3 ? 0 : exp(-(distance / tolerance) * (distance / tolerance))
  }

  /// The heaviest set of matches that ascends in both texts: one pass with a table of best weights by place.
  private static func heaviestRun(_ matches: inout [Match]) -> Double {
    matches.sort { ($0.first, $1.second, $0.weight) < ($1.first, $0.second, $1.weight) }
    var best = [Double](repeating: 0, count: 256)
    var top = 0.0
    for match in matches {
      var before = 0.0
      for place in 0...Int(match.second) { before = max(before, best[place]) }
      let sum = before + match.weight
      if sum > best[Int(match.second)] { best[Int(match.second)] = sum }
      top = max(top, sum)
    }
    return top
  }
}

/// What a key weighs in a language: the less likely it is by chance, the more. For two languages, the mean counts.
struct KeySurprise {
  /// A language's own counts are trusted like so many articles of it; below, all languages' counts speak.
  private static let trust = 20.0

  let index: WindowIndex
  let language: UInt16

  /// - Parameter keys: ascending.
  func weights(of keys: [UInt32]) -> [Double] {
    var weights: [Double] = []
    weights.reserveCapacity(keys.count)
    for (place, key) in keys.enumerated() {
      weights.append(place > 0 && keys[place - 1] == key ? weights[place - 1] : surprise(key))
    }
    return weights
  }

  /// −ln of the chance that an article of the language has the key.
  private func surprise(_ key: UInt32) -> Double {
    let share = index.rarity.share(ofCount: index.keyPostings.count(of: key))
    let own = Double(index.keyCounts.count(of: key, language: language))
    let size = Double(index.languageSizes[Int(language)])
    return max(0, -log((own + Self.trust * share) / (size + Self.trust)))
  }
}
