internal import GRDB

/// The walk over those pages of a segment that have what is looked for.
struct SegmentScan {
  private let segment: IndexSegment
  private let wanted: IndexWord
  private let bound: Int
  private var word: [UInt8] = []
  /// The doclist of a page's last word, which may go on on the next.
  private var open: OpenDoclist?
  private var isDone = false
  /// Of each word, articles of which older segments are void.
  private(set) var rewritten: [[UInt8]: [Int]] = [:]

  init(_ segment: IndexSegment, _ wanted: IndexWord, bound: Int) {
    self.segment = segment
    self.wanted = wanted
    self.bound = bound
  }

  /// - Parameter void: of each word, articles of which this segment is.
  mutating func run(
    _ db: Database, void: [[UInt8]: Set<Int>], _ body: (inout Doclist) throws -> Void
  ) throws {
    let first = try firstPage(db)
    try db.forEachRow(
      "SELECT block FROM article_search_data WHERE id BETWEEN ? AND ? ORDER BY id",
      [segment.row(of: first), segment.row(of: segment.pages.upperBound)]
    ) { row, isDone in
      guard var page = IndexPage(row.bytes(0)) else { throw Self.damage }
      try read(&page, void, body)
      isDone = self.isDone
    }
    try close(void, body)
  }

  /// The page on which the word would begin.
  private func firstPage(_ db: Database) throws -> Int64 {
    var page = segment.pages.lowerBound
    try db.forEachRow(
      """
      SELECT pgno FROM article_search_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1
      """, [segment.number, wanted.bytes]
    ) { page = max(page, $0.integer(0) >> 1) }
    return min(page, segment.pages.upperBound)
  }

  private mutating func read(
    _ page: inout IndexPage, _ void: [[UInt8]: Set<Int>], _ body: (inout Doclist) throws -> Void
  ) throws {
    open?.append(page.tail, restart: page.tailRestart)
    var isFirst = true
    while let list = page.next(&word, isFirst: isFirst) {
      if isFirst { try close(void, body) }
      isFirst = false
      let order = wanted.order(of: word)
      isDone = order > 0
      if isDone { return }
      guard order == 0 else { continue }
      if page.isAtEnd {
        open = OpenDoclist(word: word, bytes: Array(list))
      } else {
        try give(Doclist(list, bound: bound, void: void[word]), word, body)
      }
    }
  }

  /// The open doclist has ended.
  private mutating func close(
    _ void: [[UInt8]: Set<Int>], _ body: (inout Doclist) throws -> Void
  ) throws {
    guard let list = open else { return }
    open = nil
    try list.bytes.withUnsafeBytes {
      let doclist = Doclist(
        $0, restarts: list.restarts[...], bound: bound, void: void[list.word])
      try give(doclist, list.word, body)
    }
  }

  private mutating func give(
    _ doclist: Doclist, _ word: [UInt8], _ body: (inout Doclist) throws -> Void
  ) throws {
    var doclist = doclist
    try body(&doclist)
    if doclist.isDamaged { throw Self.damage }
    if !doclist.rewritten.isEmpty { rewritten[word, default: []] += doclist.rewritten }
  }

  private struct OpenDoclist {
    var word: [UInt8]
    var bytes: [UInt8]
    /// Where numbers of articles are written whole.
    var restarts: [Int] = []

    mutating func append(_ tail: UnsafeRawBufferPointer, restart: Int?) {
      if let restart { restarts.append(bytes.count + restart) }
      bytes.append(contentsOf: tail)
    }
  }

  private static var damage: DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "A page of the search index is damaged.")
  }
}
