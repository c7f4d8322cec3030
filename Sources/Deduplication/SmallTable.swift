/// Some hundred hashes with a number each, made once and looked up for every word: one look finds most, and nearly all that are
/// not there.
struct SmallTable: Sendable {
  /// Open addressing; 0 for a free place.
  private let hashes: [UInt64]
  private let values: [UInt8]
  private let mask: Int

  /// - Parameter entries: hashes other than 0, well spread.
  init(_ entries: [UInt64: UInt8]) {
    var size = 64
    while size < entries.count * 4 { size *= 2 }
    mask = size - 1
    var hashes = [UInt64](repeating: 0, count: size)
    var values = [UInt8](repeating: 0, count: size)
    for (hash, value) in entries where hash != 0 {
      var place = Int(truncatingIfNeeded: hash) & mask
      while hashes[place] != 0 { place = (place + 1) & mask }
      (hashes[place], values[place]) = (hash, value)
    }
    (self.hashes, self.values) = (hashes, values)
  }

  subscript(hash: UInt64) -> UInt8? {
    var place = Int(truncatingIfNeeded: hash) & mask
    while hashes[place] != 0 {
      if hashes[place] == hash { return values[place] }
      place = (place + 1) & mask
    }
    return nil
  }
}
