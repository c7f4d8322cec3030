internal import NewsModel

/// Who has a key: an inverted index in three flat arrays.
///
/// Keys share a bucket where their hashes meet; whoever is found is compared in full later, so that costs
/// time only. Keys that one article alone has, or very many have, are counted but not listed.
struct PostingTable: Sendable {
  /// 2^22 buckets are 32 MB.
  private static let maximumBits = 22

  private let bits: UInt32
  private let counts: LargeTable<UInt32>
  private let starts: LargeTable<UInt32>
  private let entries: LargeTable<UInt32>

  /// One bucket while the table is made. What is looked at together lies together: each look is a miss of the cache.
  private struct Slot: BitwiseCopyable {
    var count: UInt32 = 0
    /// How many entries it has; later where the next one goes.
    var listed: UInt32 = 0
    /// Twice the article that was last seen here, and 1 where it was listed.
    var stamp = UInt32.max
  }

  /// A key of an article, and whether it is to be listed.
  struct Key {
    var hash: UInt32
    var isListed: Bool
  }

  /// - Parameters:
  ///   - size: how many articles there are.
  ///   - expected: keys of all articles together, about; sets the number of buckets.
  ///   - keys: appends the keys of an article, repeats allowed.
  ///   - counted: told of each article the counts of its keys, in their order, once all are counted.
  init(
    size: Int, expecting expected: Int, keys: (Int, inout [Key]) -> Void,
    counted: (Int, [UInt32]) -> Void
  ) {
    let bits = Self.bits(for: expected)
    let longest = UInt32(Self.longestList(articles: size))
    let table = LargeTable(repeating: Slot(), count: 1 << Int(bits))
    defer { withExtendedLifetime(table) {} }
    let slots = table.elements
    var (found, counts): ([Key], [UInt32]) = ([], [])
    for article in 0..<size {
      found.removeAll(keepingCapacity: true)
      keys(article, &found)
      Self.count(found, of: UInt32(article), bits, in: slots)
    }
    let starts = Self.starts(longest, in: slots)
    let entries = LargeTable(repeating: UInt32(0), count: Int(starts[slots.count]))
    for article in 0..<size {
      found.removeAll(keepingCapacity: true)
      counts.removeAll(keepingCapacity: true)
      keys(article, &found)
      // By itself: the misses of a loop that decides nothing overlap, and the next one finds all at hand.
      for key in found { counts.append(slots[Self.bucket(of: key.hash, bits)].count) }
      counted(article, counts)
      for (key, count) in zip(found, counts) where key.isListed && 2...longest ~= count {
        let bucket = Self.bucket(of: key.hash, bits)
        guard slots[bucket].stamp != UInt32(article) else { continue }
        slots[bucket].stamp = UInt32(article)
        entries[Int(slots[bucket].listed)] = UInt32(article)
        slots[bucket].listed += 1
      }
    }
    self.bits = bits
    self.starts = starts
    self.entries = entries
    self.counts = Self.counts(of: slots)
  }

  private static func counts(
    of slots: UnsafeMutableBufferPointer<Slot>
  ) -> LargeTable<UInt32> {
    let counts = LargeTable(repeating: UInt32(0), count: slots.count)
    for (bucket, slot) in slots.enumerated() { counts[bucket] = slot.count }
    return counts
  }

  private static func count(
    _ keys: [Key], of article: UInt32, _ bits: UInt32, in slots: UnsafeMutableBufferPointer<Slot>
  ) {
    let stamp = article << 1
    for key in keys {
      let bucket = bucket(of: key.hash, bits)
      var slot = slots[bucket]
      if slot.stamp | 1 != stamp | 1 {
        slot.count += 1
        slot.stamp = stamp
      }
      if key.isListed, slot.stamp == stamp {
        slot.listed += 1
        slot.stamp = stamp | 1
      }
      slots[bucket] = slot
    }
  }

  /// Where each bucket's entries begin; leaves them in the slots, too.
  private static func starts(
    _ longest: UInt32, in slots: UnsafeMutableBufferPointer<Slot>
  ) -> LargeTable<UInt32> {
    let starts = LargeTable(repeating: UInt32(0), count: slots.count + 1)
    var total: UInt32 = 0
    for bucket in slots.indices {
      starts[bucket] = total
      let length = (2...longest).contains(slots[bucket].count) ? slots[bucket].listed : 0
      slots[bucket].listed = total
      slots[bucket].stamp = .max
      total += length
    }
    starts[slots.count] = total
    return starts
  }

  /// Longer lists say too little to be worth their memory: 6% of a window, but never under 2,000 articles.
  private static func longestList(articles: Int) -> Int { max(2000, articles / 16) }

  static func bits(for expected: Int) -> UInt32 {
    var bits: UInt32 = 12
    while bits < maximumBits, 1 << Int(bits) < expected / 4 { bits += 1 }
    return bits
  }

  private static func bucket(of key: UInt32, _ bits: UInt32) -> Int {
    Int((key &* 0x9E37_79B1) >> (32 - bits))
  }

  private func bucket(of key: UInt32) -> Int { Self.bucket(of: key, bits) }

  /// How many articles have a key of this bucket.
  func count(of key: UInt32) -> Int { Int(counts[bucket(of: key)]) }

  func counts(of keys: [UInt32]) -> [UInt32] {
    let counts = counts.elements
    return keys.map { counts[bucket(of: $0)] }
  }

  /// Calls `body` with the articles listed under a key, in the order of age.
  @inline(__always)
  func forEachArticle(of key: UInt32, _ body: (Int) -> Void) {
    let bucket = bucket(of: key)
    let entries = entries.elements
    for index in Int(starts[bucket])..<Int(starts[bucket + 1]) { body(Int(entries[index])) }
  }

  func listLength(of key: UInt32) -> Int {
    let bucket = bucket(of: key)
    return Int(starts[bucket + 1] - starts[bucket])
  }
}

/// How many articles of a language have a key, in 16 bits that stop at their end. Where hashes meet, too many.
struct CountTable: Sendable {
  private let bits: UInt32
  private let counts: LargeTable<UInt16>

  init(expecting expected: Int) {
    bits = PostingTable.bits(for: expected) + 1
    counts = LargeTable(repeating: 0, count: 1 << Int(bits))
  }

  private func slot(_ key: UInt32, _ language: UInt16) -> Int {
    Int(((key ^ UInt32(language) &* 0x85EB_CA6B) &* 0x9E37_79B1) >> (32 - bits))
  }

  /// Only while the table is made.
  func add(_ key: UInt32, language: UInt16) {
    let slot = slot(key, language)
    if counts[slot] < .max { counts[slot] += 1 }
  }

  func counts(of keys: [UInt32], language: UInt16) -> [UInt16] {
    let counts = counts.elements
    return keys.map { counts[slot($0, language)] }
  }
}
