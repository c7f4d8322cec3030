/// A page of the search index: words in order, each with its doclist or the beginning of it.
///
/// Two bytes say where the first article's number is that a list from the page before goes on with, two where the page's list
/// of its words begins: each one's place, as the distance to the one before. The first word is written whole, others as what they
/// have in common with the one before, and the rest.
struct IndexPage {
  private let bytes: UnsafeRawBufferPointer
  /// Where the list of words begins.
  private let end: Int
  private var words: ByteReader
  private var nextWord: Int?

  /// What belongs to the last word of the page before.
  let tail: UnsafeRawBufferPointer
  /// Where in it an article's number is written whole; `nil` for nowhere.
  let tailRestart: Int?

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 4 else { return nil }
    self.bytes = bytes
    let first = Int(bytes[0]) << 8 | Int(bytes[1])
    end = Int(bytes[2]) << 8 | Int(bytes[3])
    guard end >= 4, end <= bytes.count else { return nil }
    words = ByteReader(bytes, at: end)
    nextWord = words.size()
    let tailEnd = nextWord ?? end
    guard tailEnd >= 4, tailEnd <= end else { return nil }
    tail = UnsafeRawBufferPointer(rebasing: bytes[4..<tailEnd])
    tailRestart = first >= 4 && first < tailEnd ? first - 4 : nil
  }

  /// Reads the next word into `word`, which on a page's first is whatever was read before.
  ///
  /// - Returns: its doclist so far as it is on this page; `nil` after the last word, or where the page is damaged.
  mutating func next(_ word: inout [UInt8], isFirst: Bool) -> UnsafeRawBufferPointer? {
    guard let start = nextWord, start < end else { return nil }
    let distance = words.size()
    let stop = distance.map { start + $0 } ?? end
    guard stop > start, stop <= end else { return nil }
    nextWord = distance == nil ? nil : stop
    var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[start..<stop]))
    let kept = isFirst ? 0 : reader.size()
    guard let kept, kept <= word.count, let count = reader.size(), let rest = reader.take(count)
    else { return nil }
    word.removeSubrange(kept...)
    word.append(contentsOf: rest)
    return UnsafeRawBufferPointer(rebasing: bytes[start + reader.at..<stop])
  }

  /// Whether a word's doclist goes on on the next page: no word comes after it here.
  var isAtEnd: Bool { nextWord == nil }
}
