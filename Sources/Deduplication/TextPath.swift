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
  /// Numbers, and names, of the shorter text in whose place the longer one has another.
  private(set) var numbersSwapped = 0
  private(set) var namesSwapped = 0

  /// - Returns: `nil` below a cosine of `least`, found out before the walk, which is the longer part.
  init?(_ short: UnitPlaces, _ long: UnitPlaces, least: Double) {
    weigh(short, long)
    guard cosine >= least else { return nil }
    let sequence = walk(short, through: long)
    steps = sequence.count
    inOrder = Self.longestIncrease(sequence)
    let sorted = sequence.sorted()
    guard let first = sorted.first, let last = sorted.last else { return }
    span = Double(last - first + 1)
    // Strays at either end do not count.
    let stretch = sorted[sorted.count / 10]...sorted[sorted.count - 1 - sorted.count / 10]
    start = Double(stretch.lowerBound)
    cohesion = cohesion(of: short, in: long, outside: stretch)
  }

  /// - Returns: the places in the longer text, in the shorter one's order.
  private mutating func walk(_ short: UnitPlaces, through long: UnitPlaces) -> [Int] {
    var sequence: [Int] = []
    sequence.reserveCapacity(short.count)
    hits.reserveCapacity(short.count)
    var previous: Int?
    for (bits, weight) in zip(short.text, short.weights) {
      mass += weight
      let place = long.place(of: bits & TextUnit.hashMask, after: previous)
      guard let place else {
        if let last = previous {
          if hits.last == true { noteSwap(bits, long.text, at: last + 1) }
          previous = last + 1
        }
        hits.append(false)
        continue
      }
      hits.append(true)
      found += weight
      if let last = previous, place == last + 1 { adjacent += 1 }
      previous = place
      sequence.append(place)
    }
    return sequence
  }

  /// - Parameter place: where the path would have gone on.
  private mutating func noteSwap(_ unit: UInt32, _ long: [UInt32], at place: Int) {
    guard place < long.count else { return }
    let both = unit & long[place]
    if both & TextUnit.numberBit != 0 {
      numbersSwapped += 1
    } else if both & TextUnit.nameBit != 0 {
      namesSwapped += 1
    }
  }

  private mutating func weigh(_ short: UnitPlaces, _ long: UnitPlaces) {
    massLong = long.mass
    var product = 0.0
    long.forEachShared(with: short) { number, own in
      let (weight, count) = (long.unitWeights[number], Double(long.repeats(of: number)))
      foundLong += weight * count
      product +=
        weight * (1 + log(count)) * weight * (1 + log(Double(short.repeats(of: own))))
    }
    cosine = product / max(1e-9, (short.norm * long.norm).squareRoot())
  }

  private func cohesion(
    of short: UnitPlaces, in long: UnitPlaces, outside stretch: ClosedRange<Int>
  ) -> Double {
    guard long.count - stretch.count >= CopyFeatures.block else { return 1 }
    // Common words come again in anything.
    let common = 1.5
    let all = short.unitWeights.reduce(0) { $0 + max(0, $1 - common) }
    var again = 0.0
    long.forEachShared(with: short) { number, own in
      let weight = short.unitWeights[own] - common
      if weight > 0, long.stands(number, outside: stretch) { again += weight }
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
