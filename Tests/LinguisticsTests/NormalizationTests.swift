import Linguistics
import Testing

struct NormalizationTests {
  @Test(arguments: [
    ("plain", "plain"), ("ﬁn Ⅷ ｶﾀ ①", "fin VIII カタ 1"), ("e\u{301}", "é"), ("", ""),
    // Beyond the basic plane: two UTF-16 units each.
    ("𠀋😀…①", "𠀋😀...1"), ("😀𠀋", "😀𠀋"), ("𝐀x\u{10FFFD}", "Ax\u{10FFFD}"),
  ])
  func composesCompatibly(text: String, expected: String) {
    #expect(Normalization.nfkc(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("Straße", "strasse"), ("ΟΔΟΣ", "οδοσ"), ("İ", "i\u{307}"), ("co\u{ad}op\u{200b}", "coop"),
    ("ĐÀ NẴNG", "đà nẵng"),
  ])
  func foldsCase(text: String, expected: String) {
    #expect(Normalization.casefold(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
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
