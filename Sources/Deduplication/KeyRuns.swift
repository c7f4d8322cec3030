internal import Foundation

/// The distinct keys of a text, ascending, with what each weighs in its language.
struct KeyRuns {
  let keys: [UInt32]
  /// Where each of all keys stands, in 256ths of the text.
  let positions: [UInt8]
  /// The text's length as if it were in English.
  let textLength: Double
  /// Where a key's places begin among all of the text; one more at the end.
  private let starts: [Int32]
  /// What each key weighs.
  let values: [Value]

  /// What is looked at together lies together, and in one piece of memory.
  struct Value {
    /// −ln of the chance that an article of the language has the key.
    var weight: Double
    /// How much more it counts for standing several times.
    var boost: Double
    /// What it adds to the square of the text's length as a vector.
    var square: Double
  }

  /// - Parameters:
  ///   - all: keys, ascending, repeats included.
  ///   - positions: of each, in 256ths of the text.
  init(_ all: [UInt32], at positions: [UInt8], textLength: Double, surprise: KeySurprise) {
    var (keys, starts): ([UInt32], [Int32]) = ([], [])
    keys.reserveCapacity(all.count)
    starts.reserveCapacity(all.count + 1)
    for (place, key) in all.enumerated() where key != keys.last {
      keys.append(key)
      starts.append(Int32(truncatingIfNeeded: place))
    }
    starts.append(Int32(truncatingIfNeeded: all.count))
    var values: [Value] = []
    values.reserveCapacity(keys.count)
    surprise.weigh(keys) { number, weight in
      let boost = Rarity.boost(Int(starts[number + 1] - starts[number]))
      values.append(
        Value(
          weight: weight, boost: Double(boost), square: weight * weight * Double(boost * boost)))
    }
    (self.keys, self.starts, self.values) = (keys, starts, values)
    (self.positions, self.textLength) = (positions, textLength)
  }

  /// Where a key's places stand among all.
  func places(of number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

  /// Walks through the keys of two texts: calls the first two with the numbers of keys that one alone has, the last with
  /// the numbers, here and there, of a key that both have. Ascending.
  @inline(__always)
  func walk(
    with other: KeyRuns, here: (Int) -> Void, there: (Int) -> Void, both: (Int, Int) -> Void
  ) {
    var (i, j) = (0, 0)
    let (a, b) = (keys, other.keys)
    while i < a.count, j < b.count {
      let (own, their) = (a[i], b[j])
      if own < their {
        here(i)
        i += 1
      } else if their < own {
        there(j)
        j += 1
      } else {
        both(i, j)
        i += 1
        j += 1
      }
    }
    while i < a.count {
      here(i)
      i += 1
    }
    while j < b.count {
      there(j)
      j += 1
    }
  }
}

/// What a key weighs in a language: the less likely it is by chance, the more. For two languages, the mean counts.
///
/// One per thread at work: it remembers logarithms.
final class KeySurprise {
  /// A language's own counts are trusted like so many articles of it; below, all languages' counts speak.
  private static let trust = 20.0
  /// Counts below are looked up: most keys are rare.
  private static let tabled = 64

  private let index: WindowIndex
  private let language: UInt16
  private let size: Double
  /// By the language's own count, then by that of all; NaN for what was not needed so far.
  private lazy var table = LargeTable(
    repeating: Double.nan, count: Self.tabled * Self.tabled)

  init(index: WindowIndex, language: UInt16) {
    self.index = index
    self.language = language
    size = Double(index.languageSizes[Int(language)])
  }

  /// Calls `body` with the number of each key and −ln of the chance that an article of the language has it.
  @inline(__always)
  func weigh(_ keys: [UInt32], _ body: (Int, Double) -> Void) {
    let (postings, counts, table) = (index.keyPostings, index.keyCounts, table)
    withUnsafeTemporaryAllocation(of: (UInt32, UInt32).self, capacity: keys.count) { found in
      // All counts first: they lie far apart in memory, and are fetched side by side where nothing waits for them.
      for (number, key) in keys.enumerated() {
        found.initializeElement(
          at: number, to: (postings.count(of: key), counts.count(of: key, language: language)))
      }
      for number in keys.indices {
        body(number, weight(Int(found[number].0), Int(found[number].1), table))
      }
    }
  }

  @inline(__always)
  private func weight(_ all: Int, _ own: Int, _ table: LargeTable<Double>) -> Double {
    guard all < Self.tabled, own < Self.tabled else { return surprise(all, own) }
    let place = own * Self.tabled + all
    let known = table[place]
    guard known.isNaN else { return known }
    let found = surprise(all, own)
    table[place] = found
    return found
  }

  func weight(of key: UInt32) -> Double {
    var found = 0.0
    weigh([key]) { found = $1 }
    return found
  }

  private func surprise(_ all: Int, _ own: Int) -> Double {
    let share = index.rarity.share(ofCount: all)
    return max(0, -log((Double(own) + Self.trust * share) / (size + Self.trust)))
  }
}
