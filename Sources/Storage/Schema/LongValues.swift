internal import GRDB

/// Values of some kilobytes, cut into pieces that fill the database's pages (``Schema/pieces4``).
///
/// The first piece stands in a row of the table that the value belongs to, the others in a table of pieces, one after the
/// other from `first_piece` to `last_piece`. They are numbered as they are written, at the table's end: pages come in any
/// order, and rows that are put between others leave pages half empty, as long ones do.
enum LongValue {
  /// Bytes. 6,000 real texts of 2.7 kB take 1.09 times their bytes in pieces of 500 or 250, 1.10 in pieces of 1,000, 1.26 whole.
  static let pieceSize = 500
  /// And of a first piece, which stands in a row with other things: eight rows of `bodies` fill a page, nine of `evidence`
  /// with its links. (Texts 0.185 times their bytes there instead of 0.204, evidence 0.24 instead of 0.275.)
  static let firstOfText = 480
  static let firstOfEvidence = 240
  /// Pieces of one value; a value of more than half a megabyte has larger ones.
  private static let most = 1_000

  /// Where the pieces of a value of so many bytes end, and whether they may: a scalar's bytes stay together.
  static func pieceSize(of count: Int) -> Int { max(pieceSize, count / most + 4) }

  /// The bytes, cut, the first piece of so many. With `isText` no piece ends within a scalar.
  static func pieces(
    of bytes: UnsafeRawBufferPointer, first: Int, isText: Bool
  ) -> [UnsafeRawBufferPointer] {
    let size = pieceSize(of: bytes.count)
    var pieces: [UnsafeRawBufferPointer] = []
    pieces.reserveCapacity(bytes.count / size + 2)
    var start = 0
    repeat {
      var end = min(bytes.count, start + (start == 0 ? first : size))
      while isText, end < bytes.count, end > start + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      pieces.append(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      start = end
    } while start < bytes.count
    return pieces
  }

  /// SQL for the whole of an article's body, NULL where it has none; `b` is its row of `bodies`.
  static let body = """
    b.body || coalesce((SELECT group_concat(piece, '') FROM (
      SELECT piece FROM body_pieces WHERE id BETWEEN b.first_piece AND b.last_piece ORDER BY id)), '')
    """
}
