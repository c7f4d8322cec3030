import Linguistics
import Testing

struct NormalizationTests {
  @Test(arguments: [
    ("plain", "plain"), ("ﬁn Ⅷ ｶﾀ ①", "fin VIII カタ 1"), ("e\u{301}", "é"), ("", ""),
    // Beyond the basic plane: two UTF-16 units each.
    ("𠀋😀…①", "𠀋😀...1"), ("😀𠀋", "😀𠀋"), ("𝐀x\u{10FFFD}", "Ax\u{10FFFD}"),
    // What combines with what stands before it, and marks that stand in another order than theirs.
    ("한\u{11A8}", "한\u{11A8}"), ("하\u{11AB}", "한"), ("q\u{307}\u{323}", "q\u{323}\u{307}"),
    ("“Oui\u{A0}!”…", "“Oui !”..."), ("क़लम", "क\u{93C}लम"), ("กำ", "ก\u{E4D}\u{E32}"),
    ("ﷺ", "صلى الله عليه وسلم"),
    ("a\u{0}…", "a\u{0}..."),
  ])
  func composesCompatibly(text: String, expected: String) {
    #expect(Normalization.nfkc(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("Straße", "strasse"), ("ΟΔΟΣ", "οδοσ"), ("İ", "i\u{307}"), ("co\u{ad}op\u{200b}", "coop"),
    ("ĐÀ NẴNG", "đà nẵng"), ("GRÖẞE…", "grösse..."), ("\u{A0}ΆΛΦΑ", " άλφα"), ("ⱾȺ", "ȿⱥ"),
    ("A\u{301}\u{323}", "ạ\u{301}"), ("ﬃ", "ffi"),
  ])
  func foldsCase(text: String, expected: String) {
    #expect(Normalization.casefold(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  /// Eight bytes at a time, and what is left of them.
  @Test func foldsASCIIWhereverItStands() {
    let all = String(String.UnicodeScalarView((0..<0x80).compactMap { Unicode.Scalar($0) }))
    for start in 0..<0x80 {
      let rest = String(all.unicodeScalars.dropFirst(start))
      for text in [rest, "ÀÉ" + rest] {
        let expected = text.lowercased()
        #expect(Normalization.casefold(text) == expected)
        var (own, folded) = (text, "")
        own.withUTF8 { bytes in
          Normalization.withCasefold(utf8: bytes) { folded = String(decoding: $0, as: UTF8.self) }
        }
        #expect(folded == expected)
      }
    }
  }

  /// Text in which each scalar is looked at by itself, and the same behind one that ICU alone can judge.
  @Test func goesBothWaysToTheSameForm() {
    let icu = "😀"
    for scalar in (1...0xFFFF).lazy.compactMap(Unicode.Scalar.init as (Int) -> Unicode.Scalar?) {
      let text = "x\(scalar)y"
      #expect(
        (Normalization.nfkc(text) + icu).unicodeScalars
          .elementsEqual(Normalization.nfkc(text + icu).unicodeScalars), "U+\(scalar.value)")
      #expect(
        (Normalization.casefold(text) + icu).unicodeScalars
          .elementsEqual(Normalization.casefold(text + icu).unicodeScalars), "U+\(scalar.value)")
    }
  }

  @Test(arguments: [("٢٠٢٥-۱۲", "2025-12"), ("१२ लाख", "12 लाख"), ("１２", "12"), ("x²", "x²")])
  func digitsOfEveryScript(text: String, expected: String) {
    #expect(Normalization.asciiDigits(text) == expected)
  }

  @Test(arguments: [("Việt Nam", "Viet Nam"), ("Łódź", "Łodz"), ("हिन्दी", "हिन्दी"), ("พี่น้อง", "พี่น้อง")])
  func dropsAccentsOnlyWhereTheyAreAccents(text: String, expected: String) {
    #expect(Normalization.withoutAccents(text) == expected)
  }
}
