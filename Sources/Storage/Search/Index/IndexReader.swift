internal import GRDB

/// The search index, read where FTS5 keeps it (docs/storage.md says why).
///
/// FTS5 gives the articles of a word one by one, and those of a prefix only after it has merged all places of all words
/// that begin with it: 0.4 µs a place. Here a doclist is walked over in 4 ns an article, so that all articles of a word or a
/// prefix are at hand as a set, to be cut with others and counted. The layout is part of SQLite's file format and
/// has not changed since 2015; of anything that looks different there is no reader, and FTS5 is asked.
struct IndexReader {
  /// The layout that is known here (`%_config`, `version`).
  private static let layout = 4
  /// More would be a damaged database: sets have a bit for each number.
  private static let mostArticles = 100_000_000

  private let db: Database
  /// Newest first.
  private let segments: [IndexSegment]
  /// Numbers of articles are below this.
  let bound: Int
  /// For ranking: how many articles there are, and words in all of them.
  let articles: Int
  let words: Int

  /// `nil` where the index is laid out in a way not known here.
  init?(_ db: Database) throws {
    self.db = db
    let layout = try db.one(
      Int.self, "SELECT v FROM article_search_config WHERE k = 'version'")
    guard layout == Self.layout else { return nil }
    guard let segments = try Self.record(10, db, { IndexSegment.all(in: $0) }),
      let totals = try Self.record(1, db, Self.totals)
    else { return nil }
    self.segments = segments
    (articles, words) = totals
    bound = 1 + (try db.one(Int.self, "SELECT max(id) FROM article_search_docsize") ?? 0)
    guard bound <= Self.mostArticles else { return nil }
  }

  private static func record<T>(
    _ id: Int64, _ db: Database, _ read: (UnsafeRawBufferPointer) -> T?
  ) throws -> T? {
    var result: T?
    try db.forEachRow("SELECT block FROM article_search_data WHERE id = ?", [id]) {
      result = read($0.bytes(0))
    }
    return result
  }

  /// The number of rows, and of words in each column.
  private static func totals(_ record: UnsafeRawBufferPointer) -> (Int, Int)? {
    if record.isEmpty { return (0, 0) }
    var reader = ByteReader(record)
    guard let rows = reader.varint() else { return nil }
    var words: UInt64 = 0
    while let count = reader.varint() { words &+= count }
    return (Int(clamping: rows), Int(clamping: words))
  }

  /// Hands out the doclists of a word, or of all words with a beginning.
  ///
  /// An article may be in several: of one word in parts of the index that were written at different times, each time with other
  /// places, of a beginning once for each word.
  func forEachDoclist(of wanted: IndexWord, _ body: (inout Doclist) throws -> Void) throws {
    var void: [[UInt8]: Set<Int>] = [:]
    for segment in segments {
      var scan = SegmentScan(segment, wanted, bound: bound)
      try scan.run(db, void: void, body)
      for (word, articles) in scan.rewritten { void[word, default: []].formUnion(articles) }
    }
  }

  /// Words in each of these articles, in their order.
  func lengths(of articles: [Int]) throws -> [Int] {
    guard let first = articles.min(), let last = articles.max() else { return [] }
    var found: [Int: Int] = [:]
    found.reserveCapacity(articles.count)
    let sql = "SELECT id, sz FROM article_search_docsize WHERE id"
    // A row in order costs a sixth of one that is looked up.
    if last - first < 6 * articles.count {
      try db.forEachRow("\(sql) BETWEEN ? AND ?", [first, last]) {
        found[Int($0.integer(0))] = Self.length($0.bytes(1))
      }
    } else {
      for article in articles {
        try db.forEachRow("\(sql) = ?", [article]) { found[article] = Self.length($0.bytes(1)) }
      }
    }
    return articles.map { found[$0] ?? 0 }
  }

  private static func length(_ sizes: UnsafeRawBufferPointer) -> Int {
    var reader = ByteReader(sizes)
    var length = 0
    while let size = reader.size() { length += size }
    return length
  }
}

/// A word of the search index, or the beginning of words.
struct IndexWord: Hashable {
  /// As the index has it: `0` before the folded word's bytes.
  var bytes: [UInt8]
  var isPrefix: Bool

  init(_ folded: String, isPrefix: Bool) {
    bytes = [UInt8(ascii: "0")] + folded.utf8
    self.isPrefix = isPrefix
  }

  /// Where another word stands: before those that are meant (-1), among them (0), after them (1).
  func order(of word: [UInt8]) -> Int {
    for (own, other) in zip(bytes, word) where own != other { return other < own ? -1 : 1 }
    if word.count < bytes.count { return -1 }
    return isPrefix || word.count == bytes.count ? 0 : 1
  }
}
