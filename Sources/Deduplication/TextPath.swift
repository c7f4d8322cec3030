/// The shorter text's way through the longer, unit by unit.
struct TextPath {
  /// Which units of the shorter one the longer one has.
  private(set) var hits: [Bool] = []
  /// Which units of the longer one the shorter one has.
  private(set) var longHits: [Bool] = []
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
  /// What has something else in its place in the other text.
  private(set) var gaps = PathGaps()

  /// - Returns: `nil` below a cosine of `least`, found out before the walk, which is the longer part.
  init?(_ short: UnitPlaces, _ long: UnitPlaces, least: Double) {
    let shared = long.shared(with: short)
    weigh(short, long, shared)
    guard cosine >= least else { return nil }
    let (sequence, runs) = walk(short, through: long, Self.numbers(of: shared, in: short))
    gaps = PathGaps(runs, lengths: (short.count, long.count))
    longHits = Self.hits(of: long, shared)
    steps = sequence.count
    inOrder = Self.longestIncrease(sequence)
    guard let reach = Reach(of: sequence, in: long.count) else { return }
    span = Double(reach.last - reach.first + 1)
    start = Double(reach.stretch.lowerBound)
    cohesion = Self.cohesion(of: short, in: long, shared, outside: reach.stretch)
  }

  /// For each distinct unit of the shorter text its number in the longer one; -1 where that lacks it.
  private static func numbers(of shared: [SharedUnit], in short: UnitPlaces) -> [Int32] {
    var numbers = [Int32](repeating: -1, count: short.units.count)
    for unit in shared { numbers[Int(unit.there)] = unit.here }
    return numbers
  }

  private static func hits(of long: UnitPlaces, _ shared: [SharedUnit]) -> [Bool] {
    var isShared = [Bool](repeating: false, count: long.units.count)
    for unit in shared { isShared[Int(unit.here)] = true }
    return long.numbers.map { isShared[Int($0)] }
  }

  /// - Parameter numbers: of each distinct unit of the shorter text in the longer one, or -1.
  /// - Returns: the places in the longer text, in the shorter one's order, and the passages that they make.
  private mutating func walk(
    _ short: UnitPlaces, through long: UnitPlaces, _ numbers: [Int32]
  ) -> (sequence: [Int32], runs: [PathRun]) {
    var sequence: [Int32] = []
    var runs: [PathRun] = []
    sequence.reserveCapacity(short.count)
    var hits = [Bool](repeating: false, count: short.count)
    var (mass, found, adjacent) = (0.0, 0.0, 0)
    var previous: Int?
    for (at, weight) in short.weights.enumerated() {
      mass += weight
      let number = numbers[Int(short.numbers[at])]
      guard number >= 0 else {
        if let last = previous {
          if at > 0, hits[at - 1] { noteSwap(short.text[at], long.text, at: last + 1) }
          previous = last + 1
        }
        continue
      }
      let place = long.place(of: Int(number), after: previous)
      let isNext = previous.map { place == $0 + 1 } ?? false
      if isNext { adjacent += 1 }
      if isNext, at > 0, hits[at - 1] {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(PathRun(short: at, long: place, count: 1))
      }
      hits[at] = true
      found += weight
      previous = place
      sequence.append(Int32(truncatingIfNeeded: place))
    }
    (self.hits, self.mass, self.found, self.adjacent) = (hits, mass, found, adjacent)
    return (sequence, runs)
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

  private mutating func weigh(_ short: UnitPlaces, _ long: UnitPlaces, _ shared: [SharedUnit]) {
    massLong = long.mass
    var (product, found) = (0.0, 0.0)
    for unit in shared {
      let (number, own) = (Int(unit.here), Int(unit.there))
      let weight = long.unitWeights[number]
      found += weight * Double(long.repeats(of: number))
      product += weight * long.boosts[number] * weight * short.boosts[own]
    }
    foundLong = found
    cosine = product / max(1e-9, (short.norm * long.norm).squareRoot())
  }

  private static func cohesion(
    of short: UnitPlaces, in long: UnitPlaces, _ shared: [SharedUnit],
    outside stretch: ClosedRange<Int>
  ) -> Double {
    guard long.count - stretch.count >= CopyFeatures.block else { return 1 }
    // Common words come again in anything.
    let common = 1.5
    let all = short.unitWeights.reduce(0) { $0 + max(0, $1 - common) }
    var again = 0.0
    for unit in shared {
      let weight = short.unitWeights[Int(unit.there)] - common
      if weight > 0, long.stands(Int(unit.here), outside: stretch) { again += weight }
    }
    return again / (all + 1)
  }

  /// The length of the longest strictly increasing subsequence, O(n log n).
  private static func longestIncrease(_ sequence: [Int32]) -> Int {
    var tails: [Int32] = []
    tails.reserveCapacity(sequence.count)
    for value in sequence {
      // Most steps go forward.
      guard let last = tails.last, last >= value else {
        tails.append(value)
        continue
      }
      var (low, high) = (0, tails.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if tails[middle] < value { low = middle + 1 } else { high = middle }
      }
      tails[low] = value
    }
    return tails.count
  }
}

/// What part of a text a path came through.
private struct Reach {
  var first = 0
  var last = 0
  /// From the first place to the last but for a tenth of them at either end: strays do not count.
  var stretch = 0...0

  /// - Parameter length: of the text; places are below it.
  init?(of places: [Int32], in length: Int) {
    guard !places.isEmpty else { return nil }
    var counts = [Int32](repeating: 0, count: length)
    for place in places { counts[Int(place)] += 1 }
    let ranks = (places.count / 10, places.count - 1 - places.count / 10)
    var passed = 0
    var found = (first: length, begin: length, end: length)
    for (place, count) in counts.enumerated() where count > 0 {
      passed += Int(count)
      if found.first == length { found.first = place }
      if found.begin == length, passed > ranks.0 { found.begin = place }
      if found.end == length, passed > ranks.1 { found.end = place }
      last = place
    }
    first = found.first
    stretch = found.begin...found.end
  }
}
