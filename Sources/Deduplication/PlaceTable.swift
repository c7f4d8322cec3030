/// Places in an index by strings that its articles have: 12 bytes an entry, where a dictionary of arrays takes a hundred.
///
/// Strings are found by a hash: whoever looks up compares them in full.
struct PlaceTable {
  private let hashes: [UInt64]
  private let places: [Int32]

  /// - Parameters:
  ///   - count: how many articles there are.
  ///   - strings: those of the article at a place.
  init(_ count: Int, _ strings: (Int) -> [String]) {
    var entries: [(hash: UInt64, place: Int32)] = []
    entries.reserveCapacity(count)
    for place in 0..<count {
      for string in strings(place) {
        entries.append((StableHash.of(string.utf8), Int32(truncatingIfNeeded: place)))
      }
    }
    entries.sort { ($0.hash, $0.place) < ($1.hash, $1.place) }
    hashes = entries.map(\.hash)
    places = entries.map(\.place)
  }

  /// Ascending, without repeats; others' places among them where hashes meet.
  func places(of string: String) -> [Int] {
    let hash = StableHash.of(string.utf8)
    var (low, high) = (0, hashes.count)
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    while low < hashes.count, hashes[low] == hash {
      if found.last != Int(places[low]) { found.append(Int(places[low])) }
      low += 1
    }
    return found
  }
}
