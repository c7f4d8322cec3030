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
    articles.forEachUnitPair(of: article) { hash in
      var slot = Int(hash >> shift)
      while table[slot] != 0, table[slot] != hash { slot = (slot + 1) & mask }
      table[slot] = hash
    }
    (self.table, self.shift) = (table, shift)
  }

  /// How many of a text's neighbouring units follow each other here, too; where hashes meet, too many.
  func shared(with article: Int, in articles: PackedArticles) -> Int {
    let shift = shift
    return table.withUnsafeBufferPointer { table in
      let mask = table.count - 1
      var count = 0
      articles.forEachUnitPair(of: article) { hash in
        var slot = Int(hash >> shift)
        while table[slot] != 0, table[slot] != hash { slot = (slot + 1) & mask }
        if table[slot] != 0 { count += 1 }
      }
      return count
    }
  }
}

extension PackedArticles {
  /// Calls `body` with a hash, never 0, of every unit and the one after it.
  @inline(__always)
  fileprivate func forEachUnitPair(of article: Int, _ body: (UInt32) -> Void) {
    var previous: UInt32?
    forEachUnit(of: article) { unit, _ in
      if let previous {
        // Odd factors: the order counts, and the upper bits, which choose the slot, depend on all of both.
        body((previous &* 0x85EB_CA6B ^ unit) &* 0x9E37_79B1 | 1)
      }
      previous = unit
    }
  }
}
