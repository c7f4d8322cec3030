internal import Foundation

/// The shorter text's way through the longer, unit by unit.
struct TextPath {
  /// Which units of the shorter one the longer one has.
  private(set) var hits: [Bool] = []
  /// Weight of the shorter one's units, and of those found.
  private(set) var mass = 0.0
  private(set) var found = 0.0
  private(set) var massLong = 0.0
  private(set) var foundLong = 0.0
  /// Steps to the very next place.
  private(set) var adjacent = 0
  private(set) var steps = 0
  /// The longest run of steps that only go forward.
  private(set) var inOrder = 0
  /// From the first place reached to the last.
  private(set) var span = 0.0
  private(set) var cosine = 0.0
  /// Where the shorter one begins in the longer.
  private(set) var start = 0.0
  /// Of what is rare in the shorter one, by weight, how much comes again in the longer one outside of the
  /// stretch that the path took: the rest of an article is about the same, that of a round-up is not.
  private(set) var cohesion = 0.0
  let own: UnitPlaces

  /// - Returns: `nil` below a cosine of `least`, found out before the walk, which is the longer part.
  init?(_ short: [UInt32], _ long: [UInt32], index: WindowIndex, least: Double) {
    let places = UnitPlaces(long)
    own = UnitPlaces(short)
    weigh(places, index: index)
    guard cosine >= least else { return nil }
    let sequence = walk(short, through: places, index: index)
    steps = sequence.count
    inOrder = Self.longestIncrease(sequence)
    let sorted = sequence.sorted()
    guard let first = sorted.first, let last = sorted.last else { return }
    span = Double(last - first + 1)
    // Strays at either end do not count.
    let stretch = sorted[sorted.count / 10]...sorted[sorted.count - 1 - sorted.count / 10]
    start = Double(stretch.lowerBound)
    cohesion = cohesion(in: long, outside: stretch, index: index)
  }

  /// - Returns: the places in the longer text, in the shorter one's order.
  private mutating func walk(
    _ short: [UInt32], through places: UnitPlaces, index: WindowIndex
  ) -> [Int] {
    var sequence: [Int] = []
    var previous: Int?
    for unit in short.map({ $0 & TextUnit.hashMask }) {
      let weight = index.unitWeight(unit)
      mass += weight
      let place = places.place(of: unit, after: previous)
      hits.append(place != nil)
      guard let place else {
        if let last = previous { previous = last + 1 }
        continue
      }
      found += weight
      if let last = previous, place == last + 1 { adjacent += 1 }
      previous = place
      sequence.append(place)
    }
    return sequence
  }

  private mutating func weigh(_ places: UnitPlaces, index: WindowIndex) {
    var (norm, normLong, product) = (0.0, 0.0, 0.0)
    places.forEach { unit, count in
      let weight = index.unitWeight(unit)
      massLong += weight * Double(count)
      let value = weight * (1 + log(Double(count)))
      normLong += value * value
      let others = own.count(of: unit)
      guard others > 0 else { return }
      foundLong += weight * Double(count)
      product += value * weight * (1 + log(Double(others)))
    }
    own.forEach { unit, count in
      let value = index.unitWeight(unit) * (1 + log(Double(count)))
      norm += value * value
    }
    cosine = product / max(1e-9, (norm * normLong).squareRoot())
  }

  private func cohesion(
    in long: [UInt32], outside stretch: ClosedRange<Int>, index: WindowIndex
  ) -> Double {
    guard long.count - stretch.count >= CopyFeatures.block else { return 1 }
    let outside = UnitPlaces(
      Array(long[..<stretch.lowerBound] + long[(stretch.upperBound + 1)...]))
    var (all, again) = (0.0, 0.0)
    own.forEach { unit, _ in
      // Common words come again in anything.
      let weight = index.unitWeight(unit) - 1.5
      guard weight > 0 else { return }
      all += weight
      if outside.contains(unit) { again += weight }
    }
    return again / (all + 1)
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

/// Where each unit of a text stands: one sorted array, so that sums over it come out the same every time.
struct UnitPlaces {
  /// Hash in the upper half, place in the lower.
  private let sorted: [UInt64]
  /// Places looked at for a unit that stands very often.
  private static let limit = 32

  init(_ units: [UInt32]) {
    sorted = units.enumerated().map { place, unit in
      UInt64(unit & TextUnit.hashMask) << 32 | UInt64(place)
    }.sorted()
  }

  /// The first entry not below a hash.
  private func start(of unit: UInt32) -> Int {
    let target = UInt64(unit) << 32
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isEntry(_ entry: Int, of unit: UInt32) -> Bool {
    entry < sorted.count && UInt32(truncatingIfNeeded: sorted[entry] >> 32) == unit
  }

  func contains(_ unit: UInt32) -> Bool { isEntry(start(of: unit), of: unit) }

  func count(of unit: UInt32) -> Int {
    let start = start(of: unit)
    var end = start
    while isEntry(end, of: unit) { end += 1 }
    return end - start
  }

  /// The place of a unit that is nearest to where a path would go on.
  func place(of unit: UInt32, after previous: Int?) -> Int? {
    var entry = start(of: unit)
    guard isEntry(entry, of: unit) else { return nil }
    var best = Int(sorted[entry] & 0xFFFF_FFFF)
    guard let previous else { return best }
    let last = entry + Self.limit
    entry += 1
    while entry < last, isEntry(entry, of: unit) {
      let place = Int(sorted[entry] & 0xFFFF_FFFF)
      if abs(place - previous - 1) < abs(best - previous - 1) { best = place }
      entry += 1
    }
    return best
  }

  /// Calls `body` with every distinct unit, ascending, and how often it stands.
  func forEach(_ body: (UInt32, Int) -> Void) {
    var entry = 0
    while entry < sorted.count {
      let unit = UInt32(truncatingIfNeeded: sorted[entry] >> 32)
      let start = entry
      while isEntry(entry, of: unit) { entry += 1 }
      body(unit, entry - start)
    }
  }
}

extension WindowIndex {
  func unitWeight(_ unit: UInt32) -> Double {
    Double(rarity.weight(ofCount: unitPostings.count(of: unit)))
  }
}
