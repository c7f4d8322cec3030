internal import Foundation

/// Where each unit of a text stands, and what it weighs: sorted arrays, so that sums over them come out the same every
/// time and two texts are compared in one walk through both.
struct UnitPlaces {
  /// The text's units in its order, flags and all.
  let text: [UInt32]
  /// What each of them weighs.
  let weights: [Double]
  /// Every distinct unit's hash, ascending, and its weight.
  let units: [UInt32]
  let unitWeights: [Double]
  /// Where a distinct unit's places begin in `places`; one more at the end.
  private let starts: [Int]
  /// Ascending for each unit.
  private let places: [Int]
  /// Of all units, and of the vector that the text is.
  let mass: Double
  let norm: Double
  /// Places looked at for a unit that stands very often.
  private static let limit = 32

  /// - Parameter weight: of a unit's hash.
  init(_ text: [UInt32], weight: (UInt32) -> Double) {
    let sorted = text.enumerated().map { place, unit in
      UInt64(unit & TextUnit.hashMask) << 32 | UInt64(place)
    }.sorted()
    var (units, starts, unitWeights): ([UInt32], [Int], [Double]) = ([], [], [])
    var weights = [Double](repeating: 0, count: text.count)
    for (entry, value) in sorted.enumerated() {
      let unit = UInt32(truncatingIfNeeded: value >> 32)
      if unit != units.last {
        units.append(unit)
        starts.append(entry)
        unitWeights.append(weight(unit))
      }
      weights[Int(value & 0xFFFF_FFFF)] = unitWeights[unitWeights.count - 1]
    }
    starts.append(sorted.count)
    var (mass, norm) = (0.0, 0.0)
    for (number, weight) in unitWeights.enumerated() {
      let count = Double(starts[number + 1] - starts[number])
      mass += weight * count
      let value = weight * (1 + log(count))
      norm += value * value
    }
    self.text = text
    self.weights = weights
    self.units = units
    self.unitWeights = unitWeights
    self.starts = starts
    places = sorted.map { Int($0 & 0xFFFF_FFFF) }
    self.mass = mass
    self.norm = norm
  }

  var count: Int { text.count }

  func repeats(of number: Int) -> Int { starts[number + 1] - starts[number] }

  /// The number of a distinct unit.
  private func number(of unit: UInt32) -> Int? {
    var (low, high) = (0, units.count)
    while low < high {
      let middle = (low + high) / 2
      if units[middle] < unit { low = middle + 1 } else { high = middle }
    }
    return low < units.count && units[low] == unit ? low : nil
  }

  func contains(_ unit: UInt32) -> Bool { number(of: unit) != nil }

  /// The place of a unit that is nearest to where a path would go on.
  func place(of unit: UInt32, after previous: Int?) -> Int? {
    guard let number = number(of: unit) else { return nil }
    var best = places[starts[number]]
    guard let previous else { return best }
    let last = min(starts[number + 1], starts[number] + Self.limit)
    for entry in starts[number] + 1..<max(last, starts[number] + 1) {
      let place = places[entry]
      if abs(place - previous - 1) < abs(best - previous - 1) { best = place }
    }
    return best
  }

  /// Whether a distinct unit stands anywhere but in `stretch`.
  func stands(_ number: Int, outside stretch: ClosedRange<Int>) -> Bool {
    places[starts[number]] < stretch.lowerBound
      || places[starts[number + 1] - 1] > stretch.upperBound
  }

  /// Calls `body` with the numbers, here and there, of each unit that both texts have.
  @inline(__always)
  func forEachShared(with other: UnitPlaces, _ body: (Int, Int) -> Void) {
    var (here, there) = (0, 0)
    while here < units.count, there < other.units.count {
      if units[here] < other.units[there] {
        here += 1
      } else if other.units[there] < units[here] {
        there += 1
      } else {
        body(here, there)
        here += 1
        there += 1
      }
    }
  }
}

extension WindowIndex {
  func unitWeight(_ unit: UInt32) -> Double {
    Double(rarity.weight(ofCount: unitPostings.count(of: unit)))
  }
}
