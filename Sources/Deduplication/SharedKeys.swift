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

  private(set) var classes = [Sums](repeating: Sums(), count: EvidenceKey.classCount)
  /// Placed by the distance from the start, lengths of the languages made equal: what holds for abridged texts.
  private(set) var fromStart = 0.0
  /// The heaviest run of keys that come in the same order in both texts.
  private(set) var inOrder = 0.0
  private(set) var cosine = 0.0
  /// The cosine with each key counted by how near its places are.
  private(set) var placedCosine = 0.0
  /// Both cosines as they come out from the other side: they may differ in the last bit.
  private(set) var reversed = (cosine: 0.0, placed: 0.0)

  init(_ one: OpenArticle, _ other: OpenArticle) {
    let (first, second) = (one.keys, other.keys)
    var classes = [Sums](repeating: Sums(), count: EvidenceKey.classCount)
    var cosine = KeyCosine()
    var (run, fromStart) = (HeaviestRun(), 0.0)
    first.walk(with: second) { number in
      cosine.addFirst(first, number)
      let kind = Self.class(first.keys[number])
      classes[kind].first += first.values[number].weight
      classes[kind].counts.first += 1
    } there: { number in
      cosine.addSecond(second, number)
      let kind = Self.class(second.keys[number])
      classes[kind].second += second.values[number].weight
      classes[kind].counts.second += 1
    } both: { i, j in
      let places = KeyPlaces(first, i, second, j)
      let (weight, near) = cosine.add(first, i, second, j, places.distance)
      classes[Self.class(first.keys[i])].add(weight, near: near)
      fromStart += weight * KeyPlaces.nearness(KeyPlaces.fromStart(first, i, second, j))
      run.add(places, weight)
    }
    self.classes = classes
    self.fromStart = fromStart
    (self.cosine, placedCosine) = (cosine.value, cosine.placed)
    reversed = cosine.reversed
    inOrder = run.weight()
  }

  private static func `class`(_ key: UInt32) -> Int {
    min(Int(key >> 29), EvidenceKey.classCount - 1)
  }
}

extension SharedKeys.Sums {
  fileprivate mutating func add(_ weight: Double, near: Double) {
    first += weight
    second += weight
    all += weight
    placed += weight * near
    count += 1
    counts.first += 1
    counts.second += 1
    countPlaced += near
  }
}

/// How near two texts are by their keys alone: what an article's neighbours are known by.
struct KeyCosine {
  private var norms = (0.0, 0.0)
  private var product = 0.0
  private var placedProduct = 0.0
  private var reversedProducts = (0.0, 0.0)

  init() {}

  init(_ one: OpenArticle, _ other: OpenArticle) {
    var cosine = KeyCosine()
    let (first, second) = (one.keys, other.keys)
    first.walk(with: second) {
      cosine.addFirst(first, $0)
    } there: {
      cosine.addSecond(second, $0)
    } both: { i, j in
      _ = cosine.add(first, i, second, j, KeyPlaces(first, i, second, j).distance)
    }
    self = cosine
  }

  var value: Double { product / norm }
  /// With each key counted by how near its places are.
  var placed: Double { placedProduct / norm }
  /// What would be found for the two the other way round, to the last bit.
  var reversed: (cosine: Double, placed: Double) {
    (reversedProducts.0 / norm, reversedProducts.1 / norm)
  }
  private var norm: Double { max(1e-6, (norms.0 * norms.1).squareRoot()) }

  mutating func addFirst(_ keys: KeyRuns, _ number: Int) { norms.0 += keys.values[number].square }

  mutating func addSecond(_ keys: KeyRuns, _ number: Int) { norms.1 += keys.values[number].square }

  /// - Parameter distance: of the nearest places of the key, in 256ths.
  /// - Returns: what the key weighs, and how near it stands.
  mutating func add(
    _ first: KeyRuns, _ i: Int, _ second: KeyRuns, _ j: Int, _ distance: Int
  ) -> (weight: Double, near: Double) {
    let weight = (first.values[i].weight + second.values[j].weight) / 2
    let boosts = (first.values[i].boost, second.values[j].boost)
    let near = KeyPlaces.nearnesses[distance]
    norms.0 += weight * weight * boosts.0 * boosts.0
    norms.1 += weight * weight * boosts.1 * boosts.1
    product += weight * weight * boosts.0 * boosts.1
    placedProduct += weight * weight * boosts.0 * boosts.1 * near
    reversedProducts.0 += weight * weight * boosts.1 * boosts.0
    reversedProducts.1 += weight * weight * boosts.1 * boosts.0 * near
    return (weight, near)
  }
}

/// Where a key stands in two texts: its nearest places, in 256ths.
struct KeyPlaces {
  /// A key shared counts in full only where it stands at the same relative place in both texts, to within some 8%.
  static let tolerance = 0.08

  var first: UInt8 = 0
  var second: UInt8 = 0
  var distance = 512

  @inline(__always)
  init(_ one: KeyRuns, _ i: Int, _ other: KeyRuns, _ j: Int) {
    for x in one.places(of: i) {
      for y in other.places(of: j) {
        let (p, q) = (one.positions[x], other.positions[y])
        let apart = abs(Int(p) - Int(q))
        if apart < distance { (distance, first, second) = (apart, p, q) }
      }
    }
  }

  /// The least distance from the start, lengths of the languages made equal, as a share of the shorter text.
  static func fromStart(_ one: KeyRuns, _ i: Int, _ other: KeyRuns, _ j: Int) -> Double {
    let shorter = max(1, min(one.textLength, other.textLength))
    var least = 2.0
    for x in one.places(of: i) {
      for y in other.places(of: j) {
        let (p, q) = (Double(one.positions[x]) / 256, Double(other.positions[y]) / 256)
        least = min(least, abs(p * one.textLength - q * other.textLength) / shorter)
      }
    }
    return least
  }

  static func nearness(_ distance: Double) -> Double {
    distance > 0.3 ? 0 : exp(-(distance / tolerance) * (distance / tolerance))
  }

  /// By the distance in 256ths.
  static let nearnesses = (0..<256).map { nearness(Double($0) / 256) }
}

/// The heaviest set of matches that ascends in both texts.
private struct HeaviestRun {
  private struct Match {
    /// By the place in the first text, of equals from the last to the first in the second.
    var order: UInt16
    var weight: Double
  }

  private var matches: [Match] = []

  mutating func add(_ places: KeyPlaces, _ weight: Double) {
    let order = UInt16(places.first) << 8 | UInt16(255 - places.second)
    matches.append(Match(order: order, weight: weight))
  }

  /// One pass with the best weights so far, by the place in the second text.
  mutating func weight() -> Double {
    matches.sort { ($0.order, $0.weight) < ($1.order, $1.weight) }
    var best = BestBefore()
    var top = 0.0
    for match in matches {
      let place = 255 - Int(match.order & 0xFF)
      let sum = best.upTo(place) + match.weight
      best.note(sum, at: place)
      top = max(top, sum)
    }
    return top
  }
}

/// The greatest of the values noted at or before a place: a binary indexed tree over 256 places.
private struct BestBefore {
  private var tree = [Double](repeating: 0, count: 257)

  func upTo(_ place: Int) -> Double {
    var best = 0.0
    var node = place + 1
    while node > 0 {
      best = max(best, tree[node])
      node &= node - 1
    }
    return best
  }

  mutating func note(_ value: Double, at place: Int) {
    var node = place + 1
    while node < tree.count {
      if value > tree[node] { tree[node] = value }
      node += node & -node
    }
  }
}
