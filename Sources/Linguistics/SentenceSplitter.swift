/// Cuts text into sentences.
package struct SentenceSplitter: Sendable {
  private let locale: String

  /// - Parameter language: BCP 47; an unknown one gets the rules that hold for all.
  package init(language: String) {
    let primary = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    let isSound =
      (2...3).contains(primary.utf8.count) && primary.utf8.allSatisfy { $0 &- 0x61 < 26 }
    locale = (isSound ? primary : "root") + "@ss=standard"
  }

  /// Where the sentences of `text` stand: UTF-8 byte offsets, in order, without the white space around them. A
  /// line break always ends a sentence.
  package func sentences(in text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { bytes in
      var sentences: [Range<Int>] = []
      _ = BreakIteratorPool.shared.withIterator(.sentence, locale: locale) { iterator in
        iterator.forEachSegment(of: bytes) { start, end, _ in
          let range = Self.trimmed(start..<end, bytes)
          if !range.isEmpty { sentences.append(range) }
        }
      }
      return sentences
    }
  }

  private static func trimmed(
    _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
