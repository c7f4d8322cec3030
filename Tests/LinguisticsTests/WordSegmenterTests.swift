import Linguistics
import Testing

struct WordSegmenterTests {
  @Test(arguments: [
    ("Hà Nội, 3.5% tăng", ["Hà", "Nội", "3.5", "tăng"]),
    (
      "don't 10,000 U.S.A. a:b snake_case 3.",
      ["don't", "10,000", "U.S.A", "a:b", "snake_case", "3"]
    ),
    ("ประเทศไทยมีอากาศร้อน", ["ประเทศไทย", "มี", "อากาศ", "ร้อน"]),
    ("我们今天去北京", ["我们", "今天", "去", "北京"]),
    ("東京タワーは高い", ["東京タワー", "は", "高い"]),
    ("Москва — столица России", ["Москва", "столица", "России"]),
    ("قال الرئيس ٢٠٢٥", ["قال", "الرئيس", "٢٠٢٥"]),
    ("नई दिल्ली में", ["नई", "दिल्ली", "में"]),
    ("서울에서 만나다", ["서울에서", "만나다"]),
    ("", []), (" . , — ", []), ("🙂👩‍👩‍👧", []),
  ])
  func wordsOfEveryScript(text: String, expected: [String]) {
    let bytes = Array(text.utf8)
    let words = WordSegmenter().words(in: text).map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(words == expected)
  }

  /// A word is the same word in a text of other letters: one snowman sends the same text through ICU.
  @Test(arguments: [
    "It's 3.14, isn't it? a.b.c 1.a a.1 1,2 1;2 1:2 a,b x_y __ _a 1_000 'quoted' don''t e.g. 12:30",
    "http://news.example/a-b?c=d&e=f user@mail.example C++ #tag $5 5% 1st 2nd R2D2 A1.B2 3.a",
    "a'b 1'000 .5 5. a:1 1:a a;b ,1,2,3, 1..2 a..b 1.,2 _.a a._ 1_.2 a_.b",
    "tab\tnew\nline\r\nend\u{0}nul\u{7f}del",
  ])
  func scanOfASCIIAgreesWithICU(text: String) {
    let scan = WordSegmenter().segments(in: text)
    let icu = WordSegmenter().segments(in: text + " ☃")
    #expect(scan == icu)
  }

  @Test func kinds() {
    let kinds = WordSegmenter().segments(in: "vua 1975 東京 タワー กิน").map(\.kind)
    #expect(kinds == [.letters, .number, .ideographs, .ideographs, .letters])
  }
}
