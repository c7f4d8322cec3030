/// A part of the search index that was written at once: pages, words in order on them.
struct IndexSegment: Hashable {
  var number: Int64
  /// Pages still in use: the first ones of a segment go while it is merged into another.
  var pages: ClosedRange<Int64>

  /// The row of `article_search_data` that has a page.
  func row(of page: Int64) -> Int64 { number << 37 + page }

  /// Newest first, as FTS5's record of its structure lists them; `nil` where it is written in a way not known here.
  ///
  /// The record: four bytes that change with each change; the number of levels, of segments, and of writes; then for
  /// each level how many of its segments are being merged, how many there are, and of each its number, first and last page.
  static func all(in record: UnsafeRawBufferPointer) -> [IndexSegment]? {
    var reader = ByteReader(record)
    guard reader.take(4) != nil, let levels = reader.size(), levels <= 64,
      let count = reader.size(), count <= 2000, reader.varint() != nil
    else { return nil }
    var segments: [IndexSegment] = []
    for _ in 0..<levels {
      guard reader.size() != nil, let count = reader.size(), count <= 2000 else { return nil }
      var level: [IndexSegment] = []
      for _ in 0..<count {
        guard let number = reader.size(), let first = reader.size(), let last = reader.size(),
          number > 0, number <= 0xFFFF, first <= last
        else { return nil }
        level.append(IndexSegment(number: Int64(number), pages: Int64(first)...Int64(last)))
      }
      segments += level.reversed()
    }
    return segments.count == count && reader.isAtEnd ? segments : nil
  }
}
