internal import NewsModel

/// Who has a key: an inverted index in three flat arrays.
///
/// Keys share a bucket where their hashes meet; whoever is found is compared in full later, so that costs
/// time only. Keys that one article alone has, or very many have, are counted but not listed.
struct PostingTable: Sendable {
  /// 2^22 buckets are 20 MB.
  private static let maximumBits = 22

  private let bits: UInt32
  private let counts: BucketCounts
  private let starts: LargeTable<UInt32>
  /// Each list ascends, written by the distances of its articles (``Distance``).
  private let entries: LargeTable<UInt16>

  /// One bucket while the table is made. What is looked at together lies together: each look is a miss of the cache.
  private struct Slot: BitwiseCopyable {
    var count: UInt32 = 0
    /// How long its list is; later where the next entry goes.
    var listed: UInt32 = 0
    /// The article listed last.
    var last: UInt32 = 0
    /// Twice the article that was last seen here, and 1 where it was listed.
    var stamp = UInt32.max
  }

  /// From an article of a list to the next: 16 bits, which all but a few of a large window's need no more than; the largest
  /// value says that 32 bits follow.
  private enum Distance {
    static let long = UInt16.max

    @inline(__always)
    static func length(_ distance: UInt32) -> UInt32 { distance < UInt32(long) ? 1 : 3 }
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
  ///   - counted: told of each article its keys and their counts, once all are counted.
  init(
    size: Int, expecting expected: Int, keys: (Int, inout [Key]) -> Void,
    counted: (Int, [Key], [UInt32]) -> Void
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
    let entries = LargeTable(repeating: UInt16(0), count: Int(starts[slots.count]))
    for article in 0..<size {
      found.removeAll(keepingCapacity: true)
      counts.removeAll(keepingCapacity: true)
      keys(article, &found)
      // By itself: the misses of a loop that decides nothing overlap, and the next one finds all at hand.
      for key in found { counts.append(slots[Self.bucket(of: key.hash, bits)].count) }
      counted(article, found, counts)
      for (key, count) in zip(found, counts) where key.isListed && 2...longest ~= count {
        Self.list(UInt32(article), in: &slots[Self.bucket(of: key.hash, bits)], entries)
      }
    }
    self.bits = bits
    self.starts = starts
    self.entries = entries
    self.counts = Self.counts(of: slots)
  }

  private static func counts(of slots: UnsafeMutableBufferPointer<Slot>) -> BucketCounts {
    var counts = BucketCounts(buckets: slots.count)
    for (bucket, slot) in slots.enumerated() { counts.set(slot.count, at: bucket) }
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
        slot.listed += Distance.length(article - slot.last)
        slot.last = article
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
      slots[bucket].last = 0
      slots[bucket].stamp = .max
      total += length
    }
    starts[slots.count] = total
    return starts
  }

  private static func list(_ article: UInt32, in slot: inout Slot, _ entries: LargeTable<UInt16>) {
    guard slot.stamp != article else { return }
    let distance = article - slot.last
    let place = Int(slot.listed)
    if Distance.length(distance) == 1 {
      entries[place] = UInt16(distance)
    } else {
      entries[place] = Distance.long
      entries[place + 1] = UInt16(truncatingIfNeeded: distance)
      entries[place + 2] = UInt16(truncatingIfNeeded: distance >> 16)
    }
    slot.listed += Distance.length(distance)
    (slot.last, slot.stamp) = (article, article)
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

  /// How many articles have a key of a bucket.
  @inline(__always)
  func count(of key: UInt32) -> UInt32 { counts[bucket(of: key)] }

  /// How many articles have a key of each bucket.
  func counts(of keys: [UInt32]) -> [UInt32] { keys.map { counts[bucket(of: $0)] } }

  /// Calls `body` with the articles listed under a key, in the order of age, if they are not more than `most`.
  ///
  /// - Returns: how many there are; `nil` for too many.
  @inline(__always)
  func forEachArticle(of key: UInt32, most: Int, _ body: (Int) -> Void) -> Int? {
    let bucket = bucket(of: key)
    var (at, end) = (Int(starts[bucket]), Int(starts[bucket + 1]))
    // As long as it is at most, which is seldom more than is left.
    if end - at > most, length(of: at..<end) > most { return nil }
    let entries = entries.elements
    var (article, count) = (0, 0)
    while at < end {
      var distance = Int(entries[at])
      at += 1
      if distance == Int(Distance.long) {
        distance = Int(entries[at]) | Int(entries[at + 1]) << 16
        at += 2
      }
      article += distance
      count += 1
      body(article)
    }
    return count
  }

  /// How many articles a list has.
  @inline(never)
  private func length(of list: Range<Int>) -> Int {
    var (at, count) = (list.lowerBound, 0)
    while at < list.upperBound {
      at += entries[at] == Distance.long ? 3 : 1
      count += 1
    }
    return count
  }
}
