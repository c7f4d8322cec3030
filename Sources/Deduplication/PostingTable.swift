internal import NewsModel

/// Who has a key: an inverted index in three flat arrays.
///
/// Keys share a bucket where their hashes meet; whoever is found is compared in full later, so that costs
/// time only. Keys that one article alone has, or very many have, are counted but not listed.
struct PostingTable: Sendable {
  /// 2^22 buckets are 32 MB.
  private static let maximumBits = 22

  private let bits: UInt32
  private var counts: [UInt32]
  private var starts: [UInt32]
  private var entries: [UInt32]

  enum Pass { case count, fill }

  /// - Parameters:
  ///   - size: how many articles there are.
  ///   - expected: keys of all articles together, about; sets the number of buckets.
  ///   - keys: calls its last argument with the keys of an article, repeats allowed; in the `fill`
  ///     pass possibly fewer.
  init(
    size: Int, expecting expected: Int, keys: (Int, Pass, (UInt32) -> Void) -> Void
  ) {
    bits = Self.bits(for: expected)
    let buckets = 1 << Int(bits)
    counts = [UInt32](repeating: 0, count: buckets)
    starts = [UInt32](repeating: 0, count: buckets + 1)
    entries = []
    var stamp = [UInt32](repeating: .max, count: buckets)
    var listed = [UInt32](repeating: 0, count: buckets)
    for article in 0..<size {
      keys(article, .count) { key in
        let bucket = self.bucket(of: key)
        guard stamp[bucket] != UInt32(article) else { return }
        stamp[bucket] = UInt32(article)
        counts[bucket] += 1
      }
    }
    let longest = UInt32(Self.longestList(articles: size))
    stamp = [UInt32](repeating: .max, count: buckets)
    for article in 0..<size {
      keys(article, .fill) { key in
        let bucket = self.bucket(of: key)
        guard stamp[bucket] != UInt32(article), (2...longest).contains(counts[bucket]) else {
          return
        }
        stamp[bucket] = UInt32(article)
        listed[bucket] += 1
      }
    }
    var total: UInt32 = 0
    for bucket in 0..<buckets {
      starts[bucket] = total
      total += listed[bucket]
    }
    starts[buckets] = total
    entries = [UInt32](repeating: 0, count: Int(total))
    stamp = [UInt32](repeating: .max, count: buckets)
    var cursors = starts
    for article in 0..<size {
      keys(article, .fill) { key in
        let bucket = self.bucket(of: key)
        guard stamp[bucket] != UInt32(article), (2...longest).contains(counts[bucket]) else {
          return
        }
        stamp[bucket] = UInt32(article)
        entries[Int(cursors[bucket])] = UInt32(article)
        cursors[bucket] += 1
      }
    }
  }

  /// Longer lists say too little to be worth their memory: 6% of a window, but never under 2,000 articles.
  private static func longestList(articles: Int) -> Int { max(2000, articles / 16) }

  static func bits(for expected: Int) -> UInt32 {
    var bits: UInt32 = 12
    while bits < maximumBits, 1 << Int(bits) < expected / 4 { bits += 1 }
    return bits
  }

  private func bucket(of key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> (32 - bits)) }

  /// How many articles have a key of this bucket.
  func count(of key: UInt32) -> Int { Int(counts[bucket(of: key)]) }

  /// Calls `body` with the articles listed under a key, in the order of age.
  @inline(__always)
  func forEachArticle(of key: UInt32, _ body: (Int) -> Void) {
    let bucket = bucket(of: key)
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
  private var counts: [UInt16]

  init(expecting expected: Int) {
    bits = PostingTable.bits(for: expected) + 1
    counts = [UInt16](repeating: 0, count: 1 << Int(bits))
  }

  private func slot(_ key: UInt32, _ language: UInt16) -> Int {
    Int(((key ^ UInt32(language) &* 0x85EB_CA6B) &* 0x9E37_79B1) >> (32 - bits))
  }

  mutating func add(_ key: UInt32, language: UInt16) {
    let slot = slot(key, language)
    if counts[slot] < .max { counts[slot] += 1 }
  }

  func count(of key: UInt32, language: UInt16) -> Int { Int(counts[slot(key, language)]) }
}
