/// Which units follow each other in a text: what another text may be held against in half a microsecond, before both are
/// opened and one is followed through the other.
struct UnitPairs {
  /// Below this share of the shorter text's neighbouring units two texts of one language are not compared. Of 46,502 pairs
  /// of the development sets, made to be hard, a quarter have less, and of those that make a link the least has 0.045; among
  /// real pages of a day over half of all pairs have less.
  static let leastShare = 0.03

  /// Hashes of pairs, open addressing; 0 for none.
  private let table: [UInt32]
  private let shift: UInt32

  /// - Parameter units: how many the article has.
  init(of article: Int, in articles: PackedArticles, units: Int) {
    // At most half full.
    var bits: UInt32 = 4
    while 1 << Int(bits) < 2 * units { bits += 1 }
    let shift = 32 - bits
    var table = [UInt32](repeating: 0, count: 1 << Int(bits))
    let mask = table.count - 1
    articles.withUnits(of: article) { units in
      for place in units.indices.dropLast() {
        let hash = Self.hash(units[place], units[place + 1])
        var slot = Int(hash >> shift)
        while table[slot] != 0, table[slot] != hash { slot = (slot + 1) & mask }
        table[slot] = hash
      }
    }
    (self.table, self.shift) = (table, shift)
  }

  /// How many of a text's neighbouring units follow each other here, too; where hashes meet, too many.
  func shared(with article: Int, in articles: PackedArticles) -> Int {
    let shift = shift
    return table.withUnsafeBufferPointer { table in
      let mask = table.count - 1
      return articles.withUnits(of: article) { units in
        var count = 0
        for place in units.indices.dropLast() {
          let hash = Self.hash(units[place], units[place + 1])
          var slot = Int(hash >> shift)
          while table[slot] != 0, table[slot] != hash { slot = (slot + 1) & mask }
          if table[slot] != 0 { count += 1 }
        }
        return count
      } ?? 0
    }
  }

  /// Never 0.
  @inline(__always)
  private static func hash(_ unit: UInt32, _ next: UInt32) -> UInt32 {
    let (one, other) = (UInt32(littleEndian: unit), UInt32(littleEndian: next))
    // Odd factors: the order counts, and the upper bits, which choose the slot, depend on all of both.
    return ((one & TextUnit.hashMask) &* 0x85EB_CA6B ^ other & TextUnit.hashMask) &* 0x9E37_79B1
      | 1
  }
}

extension PackedArticles {
  /// Calls `body` with an article's units, little-endian, flags and all.
  @inline(__always)
  @discardableResult
  fileprivate func withUnits<Result>(
    of article: Int, _ body: (UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result? {
    // What stands behind the units is not read.
    guard let header = header(article) else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(1, header.units)) { room in
      withEvidence(article, most: header.keyStart) { bytes in
        UnsafeMutableRawBufferPointer(room).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[header.unitStart..<header.keyStart]))
        return body(UnsafeBufferPointer(rebasing: room[..<header.units]))
      }
    }
  }
}
