internal import Foundation

/// Where each unit of a text stands, and what it weighs: sorted arrays, so that sums over them come out the same every
/// time and two texts are compared in one walk through both.
final class UnitPlaces {
  /// The text's units in its order, flags and all.
  let text: [UInt32]
  /// The number of each of them among `units`.
  let numbers: [Int32]
  /// What each of them weighs.
  let weights: [Double]
  /// Every distinct unit's hash, ascending, and its weight.
  let units: [UInt32]
  let unitWeights: [Double]
  /// 1 + ln of how often each distinct unit stands.
  let boosts: [Double]
  /// Distinct hashes of the units that have a digit, and of those that are names, ascending.
  let digitUnits: [UInt32]
  let nameUnits: [UInt32]
  /// Where a distinct unit's places begin in `places`; one more at the end.
  private let starts: [Int32]
  /// Ascending for each unit.
  private let places: [Int32]
  /// Of all units, by distinct unit, and of the vector that the text is.
  let mass: Double
  let norm: Double
  /// Places looked at for a unit that stands very often.
  private static let limit = 32

  /// - Parameter weigh: puts the weights of distinct units' hashes, ascending, in the order given.
  init(_ text: [UInt32], weigh: ([UInt32]) -> [Double]) {
    let sorted = HashOrder.sorted(text)
    var (units, starts): ([UInt32], [Int32]) = ([], [])
    units.reserveCapacity(sorted.count)
    starts.reserveCapacity(sorted.count + 1)
    var numbers = [Int32](repeating: 0, count: text.count)
    for (entry, value) in sorted.enumerated() {
      let unit = UInt32(truncatingIfNeeded: value >> 32)
      if unit != units.last {
        units.append(unit)
        starts.append(Int32(truncatingIfNeeded: entry))
      }
      numbers[Int(value & 0xFFFF_FFFF)] = Int32(truncatingIfNeeded: units.count - 1)
    }
    starts.append(Int32(truncatingIfNeeded: sorted.count))
    let unitWeights = weigh(units)
    var boosts = [Double](repeating: 1, count: units.count)
    var (mass, norm) = (0.0, 0.0)
    for (number, weight) in unitWeights.enumerated() {
      let count = Double(starts[number + 1] - starts[number])
      mass += weight * count
      if count > 1 { boosts[number] = 1 + log(count) }
      let value = weight * boosts[number]
      norm += value * value
    }
    self.text = text
    self.numbers = numbers
    weights = numbers.map { unitWeights[Int($0)] }
    self.units = units
    self.unitWeights = unitWeights
    self.boosts = boosts
    digitUnits = Self.flagged(TextUnit.numberBit, text, numbers, units)
    nameUnits = Self.flagged(TextUnit.nameBit, text, numbers, units)
    self.starts = starts
    places = sorted.map { Int32(truncatingIfNeeded: $0) }
    self.mass = mass
    self.norm = norm
  }

  private static func flagged(
    _ flag: UInt32, _ text: [UInt32], _ numbers: [Int32], _ units: [UInt32]
  ) -> [UInt32] {
    var found: [Int32] = []
    for (place, unit) in text.enumerated() where unit & flag != 0 { found.append(numbers[place]) }
    found.sort()
    var hashes: [UInt32] = []
    hashes.reserveCapacity(found.count)
    for number in found where hashes.last != units[Int(number)] {
      hashes.append(units[Int(number)])
    }
    return hashes
  }

  var count: Int { text.count }

  func repeats(of number: Int) -> Int { Int(starts[number + 1] - starts[number]) }

  /// The place of a distinct unit that is nearest to where a path would go on.
  func place(of number: Int, after previous: Int?) -> Int {
    let (start, end) = (Int(starts[number]), Int(starts[number + 1]))
    var best = Int(places[start])
    // Most stand once.
    guard end - start > 1, let previous else { return best }
    for entry in start + 1..<min(end, start + Self.limit) {
      let place = Int(places[entry])
      if abs(place - previous - 1) < abs(best - previous - 1) { best = place }
    }
    return best
  }

  /// Whether a distinct unit stands anywhere but in `stretch`.
  func stands(_ number: Int, outside stretch: ClosedRange<Int>) -> Bool {
    Int(places[Int(starts[number])]) < stretch.lowerBound
      || Int(places[Int(starts[number + 1]) - 1]) > stretch.upperBound
  }

  /// The numbers, here and there, of the units that both texts have, ascending.
  func shared(with other: UnitPlaces) -> [SharedUnit] {
    let most = min(units.count, other.units.count)
    return [SharedUnit](unsafeUninitializedCapacity: most) { found, count in
      units.withUnsafeBufferPointer { own in
        other.units.withUnsafeBufferPointer { others in
          var (here, there) = (0, 0)
          while here < own.count, there < others.count {
            let (a, b) = (own[here], others[there])
            if a == b {
              found.initializeElement(
                at: count,
                to: SharedUnit(
                  here: Int32(truncatingIfNeeded: here), there: Int32(truncatingIfNeeded: there)))
              count += 1
            }
            // Without a branch: which of two texts has the next hash, nobody can foresee.
            here += a <= b ? 1 : 0
            there += b <= a ? 1 : 0
          }
        }
      }
    }
  }
}

/// The numbers of a unit that two texts have, among the distinct units of each.
struct SharedUnit {
  var here: Int32
  var there: Int32
}

/// Sorts units by their hashes.
enum HashOrder {
  private static let digit = 8

  /// The hashes of a text's units in the upper halves, their places in the lower, ascending.
  static func sorted(_ text: [UInt32]) -> [UInt64] {
    var values = [UInt64](repeating: 0, count: text.count)
    for (place, unit) in text.enumerated() {
      values[place] = UInt64(unit & TextUnit.hashMask) << 32 | UInt64(place)
    }
    // Some hundred values are sorted several times as fast by their digits; the places ascend already.
    var other = values
    for shift in stride(from: 32, to: 64, by: digit) { scatter(&values, into: &other, shift) }
    return values
  }

  /// One pass: stable, by one digit. `other` is as long as `values`, and takes its place.
  private static func scatter(_ values: inout [UInt64], into other: inout [UInt64], _ shift: Int) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << digit) { ends in
      ends.initialize(repeating: 0)
      for value in values { ends[Int(value >> UInt64(shift) & 0xFF)] += 1 }
      var start = 0
      for index in ends.indices {
        (ends[index], start) = (start, start + ends[index])
      }
      for value in values {
        let index = Int(value >> UInt64(shift) & 0xFF)
        other[ends[index]] = value
        ends[index] += 1
      }
    }
    swap(&values, &other)
  }
}

extension WindowIndex {
  /// What units weigh, by their hashes.
  func unitWeights(_ units: [UInt32]) -> [Double] {
    // All counts first: they lie far apart in memory, and are fetched side by side where nothing waits for them.
    unitPostings.counts(of: units).map { Double(rarity.weight(ofCount: Int($0))) }
  }
}
