internal import Foundation

/// Random numbers that depend on their seed alone (SplitMix64, Steele et al. 2014).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  /// Several numbers together seed one sequence; another order gives another one.
  init(_ seeds: Int...) {
    state = 0x5EED
    for seed in seeds { state = Dice.mixed(state &+ UInt64(bitPattern: Int64(seed))) }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Dice.mixed(state)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func happens(_ share: Double) -> Bool {
    Double(next() >> 11) / Double(1 << 53) < share
  }

  /// Below `bound`, log-uniform: as frequent as Zipf says of words.
  mutating func rank(_ bound: Int) -> Int {
    let unit = Double(next() >> 11) / Double(1 << 53)
    return min(bound - 1, Int(pow(Double(bound), unit)))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
