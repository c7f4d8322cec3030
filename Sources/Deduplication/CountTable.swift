/// How often something was counted, by bucket: a byte each, since most are counted a few times, and a small table for those that
/// do not fit. What is looked up at random is a quarter of what numbers of 32 bits take, so more of it is in the cache.
///
/// Whoever makes one fills it before anybody else sees it.
struct BucketCounts: Sendable {
  private static let inTable: UInt8 = .max

  private let bytes: LargeTable<UInt8>
  /// Bucket plus one in the upper half, the count in the lower; open addressing, 0 for a free place.
  private var large = [UInt64](repeating: 0, count: 64)
  private var largeCount = 0

  init(buckets: Int) { bytes = LargeTable(repeating: 0, count: buckets) }

  @inline(__always)
  subscript(bucket: Int) -> UInt32 {
    let byte = bytes[bucket]
    return byte == Self.inTable
      ? UInt32(truncatingIfNeeded: large[place(of: bucket)]) : UInt32(byte)
  }

  /// Only while the table is made.
  mutating func set(_ count: UInt32, at bucket: Int) {
    guard count >= UInt32(Self.inTable) else { return bytes[bucket] = UInt8(count) }
    if bytes[bucket] != Self.inTable { makeRoom() }
    bytes[bucket] = Self.inTable
    large[place(of: bucket)] = UInt64(bucket + 1) << 32 | UInt64(count)
  }

  /// Counts once more, up to `most`. Only while the table is made.
  @inline(__always)
  mutating func add(to bucket: Int, most: UInt32) {
    let byte = bytes[bucket]
    guard byte < Self.inTable - 1 else { return addLarge(to: bucket, most) }
    bytes[bucket] = byte + 1
  }

  @inline(never)
  private mutating func addLarge(to bucket: Int, _ most: UInt32) {
    let count = self[bucket]
    if count < most { set(count + 1, at: bucket) }
  }

  /// Where a bucket's count is, or is to be.
  private func place(of bucket: Int) -> Int {
    let mask = large.count - 1
    var place = Int(truncatingIfNeeded: UInt64(bucket) &* 0x9E37_79B9_7F4A_7C15 >> 32) & mask
    while large[place] != 0, Int(large[place] >> 32) != bucket + 1 { place = (place + 1) & mask }
    return place
  }

  /// For one more, at most half full.
  private mutating func makeRoom() {
    largeCount += 1
    guard 2 * largeCount > large.count else { return }
    let old = large
    large = [UInt64](repeating: 0, count: 2 * old.count)
    for entry in old where entry != 0 { large[place(of: Int(entry >> 32) - 1)] = entry }
  }
}

/// How many articles of a language have a key, up to 65,535. Where hashes meet, too many.
struct CountTable: Sendable {
  private let bits: UInt32
  private var counts: BucketCounts

  init(expecting expected: Int) {
    bits = PostingTable.bits(for: expected) + 1
    counts = BucketCounts(buckets: 1 << Int(bits))
  }

  private func slot(_ key: UInt32, _ language: UInt16) -> Int {
    Int(((key ^ UInt32(language) &* 0x85EB_CA6B) &* 0x9E37_79B1) >> (32 - bits))
  }

  /// Only while the table is made.
  mutating func add(_ key: UInt32, language: UInt16) {
    counts.add(to: slot(key, language), most: UInt32(UInt16.max))
  }

  @inline(__always)
  func count(of key: UInt32, language: UInt16) -> UInt32 { counts[slot(key, language)] }
}
