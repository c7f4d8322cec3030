internal import Linguistics

/// A sentence that may be chosen, and what is known of it.
struct Passage {
  let document: Int
  /// UTF-8 byte offsets in the document's text.
  let range: Range<Int>
  /// The same in Unicode scalars.
  let start: Int
  let length: Int
  /// Which sentence of its document it is, from 0; and of how many.
  let position: Int
  var count = 0
  let opensParagraph: Bool
  let reader: TermReader
  let form: SentenceForm
  /// Why it should not be chosen while there are others.
  let defect: SentenceDefect?
}

/// Sentences of documents, in order, without repeats and without what only repeats a title.
struct PassageReader {
  /// Sentences looked at over all documents. Beyond that the news is told; the cost grows with the square.
  static let limit = 250

  private let language: String
  private let splitter: SentenceSplitter
  private(set) var passages: [Passage] = []
  private var seen: Set<UInt64> = []

  init(_ documents: [SummaryDocument], language: String) {
    self.language = language
    splitter = SentenceSplitter(language: language)
    let share = max(30, Self.limit / max(1, documents.count))
    for (index, document) in documents.enumerated() where passages.count < Self.limit {
      read(document, index: index, limit: min(share, Self.limit - passages.count))
    }
  }

  private mutating func read(_ document: SummaryDocument, index: Int, limit: Int) {
    var text = document.text
    let before = passages.count
    var position = 0
    text.withUTF8 { bytes in
      var scalars = ScalarCounter(bytes)
      var lastEnd = 0
      for whole in splitter.sentences(of: bytes) {
        let range = Dateline.end(in: whole, of: bytes, position: position)..<whole.upperBound
        defer {
          position += 1
          lastEnd = whole.upperBound
        }
        guard passages.count - before < limit, !range.isEmpty else { continue }
        let isOpening =
          lastEnd == 0 || bytes[lastEnd..<whole.lowerBound].contains { $0 == 0x0A || $0 == 0x0D }
        let sentence = UnsafeBufferPointer(rebasing: bytes[range])
        let reader = TermReader(of: sentence)
        guard !reader.terms.isEmpty, seen.insert(reader.fingerprint).inserted else { continue }
        let start = scalars.offset(of: range.lowerBound)
        passages.append(
          Passage(
            document: index, range: range, start: start,
            length: scalars.offset(of: range.upperBound) - start, position: position,
            opensParagraph: isOpening, reader: reader, form: SentenceForm(of: sentence),
            defect: SentenceDefect.find(in: sentence, reader: reader, position: position)))
      }
    }
    for at in before..<passages.count { passages[at].count = position }
  }
}

/// Byte offsets to offsets in Unicode scalars, in one pass as long as they are asked for in order.
private struct ScalarCounter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var byte = 0
  private var scalars = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func offset(of target: Int) -> Int {
    if target < byte { (byte, scalars) = (0, 0) }
    while byte < target {
      if bytes[byte] & 0xC0 != 0x80 { scalars += 1 }
      byte += 1
    }
    return scalars
  }
}

extension TermReader {
  /// Equal for two sentences of the same words in the same order.
  var fingerprint: UInt64 {
    terms.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ $1.hash) &* 0x100_0000_01b3 }
  }
}
