import Foundation
import NewsModel
import Testing

@testable import Extraction

struct BinaryContentTests {
  private static let paragraph =
    "<p>The stone bridge over the Alder opened again on Tuesday after two years of repairs.</p>"

  @Test(arguments: [
    Array("%PDF-1.7\n".utf8) + Array(repeating: 65, count: 200), [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
    (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 167) }, Array(repeating: 0, count: 500),
  ])
  func whatIsNoTextIsAnError(bytes: [UInt8]) {
    #expect(BinaryContent.isLikely(bytes))
    let article = ArticleExtractor().extract(
      bytes, url: "https://news.example/a", charset: nil, now: Date())
    #expect(article.status == .error && article.paragraphs.isEmpty)
  }

  @Test func textOfAnyCharsetIsText() {
    let utf16 = Array(String(repeating: Self.paragraph, count: 9).utf16)
    let samples: [[UInt8]] = [
      Array(Self.paragraph.utf8), Array("短い".utf8), [],
      [0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
      // ISO-2022-JP: escapes before and after Japanese.
      Array(String(repeating: "\u{1B}$B$3$l$O\u{1B}(B ", count: 40).utf8),
      // A page that a careless program has left zeros in.
      Array((String(repeating: Self.paragraph, count: 5) + "\0\0\0").utf8),
    ]
    for bytes in samples { #expect(!BinaryContent.isLikely(bytes)) }
  }
}
