internal import GRDB

/// Values of some kilobytes, cut into pieces that fill the database's pages (``Schema/pieces4``).
///
/// The first piece stands in a row of the table that the value belongs to, the others in a table of pieces, numbered by
/// the article and their place: `article << 10 | place`.
enum LongValue {
  /// Bytes. Of 3,000 real texts 500 leave 8 % of the pages unused, 1,000 leave 13 %, 250 leave 7 % and cost twice
  /// the rows.
  static let pieceSize = 500
  /// Pieces of one value; a value of more than half a megabyte has larger ones.
  private static let most = 1_000
  private static let placeBits: Int64 = 10

  /// Where the pieces of a value of so many bytes end, and whether they may: a scalar's bytes stay together.
  static func pieceSize(of count: Int) -> Int { max(pieceSize, count / most + 4) }

  static func id(of article: Int64, place: Int) -> Int64 { article << placeBits | Int64(place) }

  /// The bytes, cut. With `isText` no piece ends within a scalar.
  static func pieces(
    of bytes: UnsafeRawBufferPointer, isText: Bool
  ) -> [UnsafeRawBufferPointer] {
    let size = pieceSize(of: bytes.count)
    var pieces: [UnsafeRawBufferPointer] = []
    pieces.reserveCapacity(bytes.count / size + 1)
    var start = 0
    repeat {
      var end = min(bytes.count, start + size)
      while isText, end < bytes.count, end > start + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      pieces.append(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      start = end
    } while start < bytes.count
    return pieces
  }

  /// SQL for the whole of an article's body, NULL where it has none.
  ///
  /// - Parameters:
  ///   - article: SQL for the article's number.
  ///   - first: SQL for ``bodies``' own column of that article.
  static func body(of article: String = "a.id", first: String = "b.body") -> String {
    """
    \(first) || coalesce((SELECT group_concat(piece, '') FROM (
      SELECT piece FROM body_pieces
      WHERE id >= \(article) << 10 AND id < \(article) + 1 << 10 ORDER BY id)), '')
    """
  }
}
