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
  let reading: TermReader.Reading
  let form: SentenceForm
  /// Why it should not be chosen while there are others.
  let defect: SentenceDefect?
}

/// Sentences of documents, in order, without repeats and without what only repeats a title.
struct PassageReader {
  /// Sentences looked at over all documents. Beyond that the news is told; the cost grows with the square.
  static let limit = 250

  private let splitter: SentenceSplitter
  private(set) var passages: [Passage] = []
  /// What the sentences' terms are read by.
  private(set) var reader = TermReader()
  private var seen: Set<UInt64> = []

  init(_ documents: [SummaryDocument], language: String) {
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
        if passages.count - before < limit, !range.isEmpty {
          let isOpening =
            lastEnd == 0 || bytes[lastEnd..<whole.lowerBound].contains { $0 == 0x0A || $0 == 0x0D }
          add(
            range, of: bytes, document: index, position: position, opensParagraph: isOpening,
            &scalars)
        }
        position += 1
        lastEnd = whole.upperBound
      }
    }
    for at in before..<passages.count { passages[at].count = position }
  }

  /// Adds a sentence that has words, and other ones than those before.
  private mutating func add(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, document: Int, position: Int,
    opensParagraph: Bool, _ scalars: inout ScalarCounter
  ) {
    let sentence = UnsafeBufferPointer(rebasing: bytes[range])
    Normalization.withCasefold(utf8: sentence) { folded in
      let reading = reader.read(sentence, folded: folded)
      guard !reading.terms.isEmpty, seen.insert(reader.fingerprint(of: reading)).inserted else {
        return reader.forget(reading)
      }
      let form = SentenceForm(of: sentence)
      let start = scalars.offset(of: range.lowerBound)
      passages.append(
        Passage(
          document: document, range: range, start: start,
          length: scalars.offset(of: range.upperBound) - start, position: position,
          opensParagraph: opensParagraph, reading: reading, form: form,
          defect: SentenceDefect.find(in: folded, words: reading.words, form: form)))
    }
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
    for at in byte..<target { scalars += bytes[at] & 0xC0 == 0x80 ? 0 : 1 }
    byte = target
    return scalars
  }
}
