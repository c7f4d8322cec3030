/// Numbers of terms by their hashes, from 0 in the order in which they were met: open addressing, since a dictionary's
/// hashing took longer than all else that is done with a term.
struct TermNumbers {
  private var hashes: [UInt64]
  /// -1 for a free place.
  private var numbers: [Int32]
  private(set) var count = 0

  /// - Parameter most: how many terms there can be.
  init(atMost most: Int) {
    var size = 16
    while size < most * 2 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    numbers = [Int32](repeating: -1, count: size)
  }

  /// The number of a term, which is the count before where it is new.
  mutating func number(of hash: UInt64) -> Int {
    let place = place(of: hash)
    if numbers[place] < 0 {
      hashes[place] = hash
      numbers[place] = Int32(truncatingIfNeeded: count)
      count += 1
    }
    return Int(numbers[place])
  }

  /// The number of a term that was met.
  func known(_ hash: UInt64) -> Int? {
    let number = numbers[place(of: hash)]
    return number < 0 ? nil : Int(number)
  }

  /// Where a term stands, or would.
  private func place(of hash: UInt64) -> Int {
    let mask = hashes.count - 1
    var mixed = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 32
    var place = Int(truncatingIfNeeded: mixed) & mask
    while numbers[place] >= 0, hashes[place] != hash { place = (place + 1) & mask }
    return place
  }
}
