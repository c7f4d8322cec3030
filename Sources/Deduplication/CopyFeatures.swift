internal import Foundation

/// What speaks for and against two texts of one language being one: the shorter is followed through the longer one in
/// order, and what one has and the other lacks is weighed.
enum CopyFeatures {
  /// So many units make a block: about two sentences.
  private static let block = 20

  static func pair(_ a: DecodedEvidence, _ b: DecodedEvidence, index: WindowIndex) -> FeatureVector {
    let level = max(a.header.samplingLevel, b.header.samplingLevel)
    var (short, long) = (a.units(at: level), b.units(at: level))
    if short.count > long.count { swap(&short, &long) }
    let path = Path(short, long, index: index)
    var vector = FeatureVector()
    let (shortCount, longCount) = (Double(max(1, short.count)), Double(max(1, long.count)))
    vector.append("cosine", path.cosine)
    vector.append("found", path.found / (path.mass + 1e-9))
    vector.append("found_of_longer", path.foundLong / (path.massLong + 1e-9))
    vector.append("in_order", Double(path.inOrder) / shortCount)
    vector.append("order", Double(path.inOrder) / Double(max(1, path.steps)))
    vector.append("adjacent", Double(path.adjacent) / shortCount)
    vector.append("length_ratio", log(longCount / shortCount))
    vector.append("span", path.span / longCount)
    let blocks = Self.blocks(path.hits)
    vector.append("blocks_found", Double(blocks.count { $0 > 0.7 }) / Double(max(1, blocks.count)))
    vector.append("least_block", blocks.min() ?? 0)
    addSets(
      "number", Self.set(short, TextUnit.numberBit), Self.set(long, TextUnit.numberBit), &vector)
    vector.append("has_numbers", short.contains { $0 & TextUnit.numberBit != 0 } ? 1 : 0)
    addSets("name", Self.set(short, TextUnit.nameBit), Self.set(long, TextUnit.nameBit), &vector)
    vector.append("length", log(shortCount + 1))
    return vector
  }

  private static func blocks(_ hits: [Bool]) -> [Double] {
    stride(from: 0, to: max(1, hits.count - block + 1), by: block).map { start in
      let end = min(start + block, hits.count)
      return Double(hits[start..<end].count { $0 }) / Double(max(1, min(block, hits.count)))
    }
  }

  private static func set(_ units: [UInt32], _ flag: UInt32) -> Set<UInt32> {
    Set(units.filter { $0 & flag != 0 }.map { $0 & TextUnit.hashMask })
  }

  private static func addSets(
    _ name: String, _ short: Set<UInt32>, _ long: Set<UInt32>, _ vector: inout FeatureVector
  ) {
    let shared = Double(short.intersection(long).count)
    let union = Double(short.count + long.count) - shared
    vector.append("\(name)s_lacking", (Double(short.count) - shared) / Double(max(1, short.count)))
    vector.append("\(name)s_new", (Double(long.count) - shared) / Double(max(1, long.count)))
    vector.append("\(name)s_shared", union > 0 ? shared / union : 0.5)
  }

  /// The shorter text's way through the longer.
  private struct Path {
    var hits: [Bool] = []
    var mass = 0.0
    var found = 0.0
    var massLong = 0.0
    var foundLong = 0.0
    var adjacent = 0
    var steps = 0
    var inOrder = 0
    var span = 0.0
    var cosine = 0.0

    init(_ short: [UInt32], _ long: [UInt32], index: WindowIndex) {
      let places = UnitPlaces(long)
      let own = UnitPlaces(short)
      var sequence: [Int] = []
      var previous: Int?
      for unit in short.map({ $0 & TextUnit.hashMask }) {
        let weight = Double(index.rarity.weight(ofCount: index.unitPostings.count(of: unit)))
        mass += weight
        guard let place = places.place(of: unit, after: previous) else {
          hits.append(false)
          if let last = previous { previous = last + 1 }
          continue
        }
        hits.append(true)
        found += weight
        if let last = previous, place == last + 1 { adjacent += 1 }
        previous = place
        sequence.append(place)
      }
      var (norm, normLong, product) = (0.0, 0.0, 0.0)
      for (unit, count) in places.counts {
        let weight = Double(index.rarity.weight(ofCount: index.unitPostings.count(of: unit)))
        massLong += weight * Double(count)
        let value = weight * (1 + log(Double(count)))
        normLong += value * value
        if let others = own.counts[unit] {
          foundLong += weight * Double(count)
          product += value * weight * (1 + log(Double(others)))
        }
      }
      for (unit, count) in own.counts {
        let weight = Double(index.rarity.weight(ofCount: index.unitPostings.count(of: unit)))
        let value = weight * (1 + log(Double(count)))
        norm += value * value
      }
      cosine = product / max(1e-9, (norm * normLong).squareRoot())
      steps = sequence.count
      inOrder = Self.longestIncrease(sequence)
      if let first = sequence.min(), let last = sequence.max() { span = Double(last - first + 1) }
    }

    /// The length of the longest strictly increasing subsequence, O(n log n).
    private static func longestIncrease(_ sequence: [Int]) -> Int {
      var tails: [Int] = []
      for value in sequence {
        var (low, high) = (0, tails.count)
        while low < high {
          let middle = (low + high) / 2
          if tails[middle] < value { low = middle + 1 } else { high = middle }
        }
        if low == tails.count { tails.append(value) } else { tails[low] = value }
      }
      return tails.count
    }
  }
}

/// Where each unit of a text stands.
private struct UnitPlaces {
  private var places: [UInt32: [Int]] = [:]
  private(set) var counts: [UInt32: Int] = [:]
  /// Places looked at for a unit that stands very often.
  private static let limit = 32

  init(_ units: [UInt32]) {
    places.reserveCapacity(units.count)
    for (place, unit) in units.enumerated() {
      let hash = unit & TextUnit.hashMask
      counts[hash, default: 0] += 1
      places[hash, default: []].append(place)
    }
  }

  /// The place of a unit that is nearest to where the path would go on.
  func place(of unit: UInt32, after previous: Int?) -> Int? {
    guard let known = places[unit] else { return nil }
    guard let previous else { return known[0] }
    return known.prefix(Self.limit).min { abs($0 - previous - 1) < abs($1 - previous - 1) }
  }
}

extension DecodedEvidence {
  /// The units that a text keeps at a sampling level not below its own.
  func units(at level: Int) -> [UInt32] {
    level > header.samplingLevel ? units.filter { UnitSample.keeps($0, level: level) } : units
  }
}
