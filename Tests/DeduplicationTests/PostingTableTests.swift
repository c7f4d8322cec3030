import Testing

@testable import Deduplication

@Suite("Who has a key, and how many have it") struct PostingTableTests {
  /// Keys of an article: one that all have, some that many have, one that few have who stand far apart, one of its own.
  private static func keys(_ article: Int) -> [PostingTable.Key] {
    var keys = [0, 1 + article % 7, 100 + article % 1000].map { key(UInt32($0)) }
    keys.append(key(UInt32(5000 + article % 50_000)))
    keys.append(PostingTable.Key(hash: 100 + UInt32((article + 1) % 1000), isListed: false))
    // Twice in one text.
    return keys + [keys[2], key(1_000_000 + UInt32(article))]
  }

  private static func key(_ hash: UInt32) -> PostingTable.Key {
    PostingTable.Key(hash: hash, isListed: true)
  }

  private static func table(_ size: Int) -> (table: PostingTable, told: [[UInt32]]) {
    var told: [[UInt32]] = []
    let table = PostingTable(size: size, expecting: 1 << 24) { article, found in
      found += keys(article)
    } counted: { _, _, counts in
      told.append(counts)
    }
    return (table, told)
  }

  /// The articles of a bucket, which several keys may share.
  private static func expected(
    _ key: UInt32, _ size: Int
  ) -> (articles: Set<Int>, listed: [Int]) {
    var (articles, listed): (Set<Int>, [Int]) = ([], [])
    for article in 0..<size {
      let own = keys(article).filter { $0.hash == key }
      if !own.isEmpty { articles.insert(article) }
      if own.contains(where: \.isListed) { listed.append(article) }
    }
    return (articles, listed)
  }

  private static func found(_ table: PostingTable, _ key: UInt32, most: Int) -> [Int]? {
    var found: [Int] = []
    let count = table.forEachArticle(of: key, most: most) { found.append($0) }
    guard let count else {
      #expect(found.isEmpty)
      return nil
    }
    #expect(count == found.count)
    return found
  }

  @Test(
    "Near each other, and further apart than 16 bits say", arguments: [300, 3000, 70_000, 150_000])
  func lists(size: Int) throws {
    let (table, told) = Self.table(size)
    let longest = max(2000, size / 16)
    for key: UInt32 in [0, 1, 5, 100, 777, 1099, 5000, 5001, 54_999, 9_999_999] {
      let (articles, listed) = Self.expected(key, size)
      #expect(table.count(of: key) == UInt32(articles.count))
      let isListed = 2...longest ~= articles.count
      #expect(Self.found(table, key, most: .max) == (isListed ? listed : []))
      guard isListed, !listed.isEmpty else { continue }
      #expect(Self.found(table, key, most: listed.count) == listed)
      #expect(Self.found(table, key, most: listed.count - 1) == nil)
    }
    let some = Self.keys(size / 2).map(\.hash)
    #expect(told.count == size && told[size / 2] == table.counts(of: some))
  }

  @Test("Counts of any size, each put down or counted up")
  func counts() {
    let sizes: [UInt32] = [0, 1, 253, 254, 255, 256, 65_535, 65_536, 1 << 31]
    var counts = BucketCounts(buckets: 4096)
    for bucket in 0..<4096 { counts.set(sizes[bucket % sizes.count], at: bucket) }
    #expect((0..<4096).allSatisfy { counts[$0] == sizes[$0 % sizes.count] })
    var added = BucketCounts(buckets: 8)
    for time in 0..<2000 {
      for bucket in 0..<8 where time % (bucket + 1) == 0 { added.add(to: bucket, most: 900) }
    }
    #expect((0..<8).map { added[$0] } == [900, 900, 667, 500, 400, 334, 286, 250])
  }
}
