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

  @Test(arguments: [
    "It's 3.14, isn't it? a.b.c 1.a a.1 1,2 1;2 1:2 a,b x_y __ _a 1_000 'quoted' don''t e.g. 12:30",
    "http://news.example/a-b?c=d&e=f user@mail.example C++ #tag $5 5% 1st 2nd R2D2 A1.B2 3.a",
    "a'b 1'000 .5 5. a:1 1:a a;b ,1,2,3, 1..2 a..b 1.,2 _.a a._ 1_.2 a_.b",
    "tab\tnew\nline\r\nend\u{0}nul\u{7f}del",
  ])
  func scanOfASCIIAgreesWithICU(text: String) {
    #expect(WordSegmenter().segments(in: text) == icu(text))
    // A word is the same word in a text of other letters.
    #expect(WordSegmenter().segments(in: text + " é").dropLast() == icu(text)[...])
  }

  private func icu(_ text: String) -> [WordSegmenter.Word] {
    var text = text
    return text.withUTF8 { WordSegmenter.segmentsByICU(of: $0) }
  }

  /// Each scalar between letters, between digits, at the ends of words, twice.
  @Test func scanOfAlphabetsAgreesWithICUOnEachScalar() {
    for scalar in (1...0xFFFF).lazy.compactMap(Unicode.Scalar.init as (Int) -> Unicode.Scalar?) {
      // Han and Hangul go to ICU as they are.
      if (0x3400..<0xA000).contains(scalar.value) || (0xAC00..<0xD7A4).contains(scalar.value) {
        continue
      }
      let s = scalar
      let text =
        "\(s)é ж\(s)é 1\(s)2é 1\(s)2 é\(s)1 1\(s)é é\(s) 3\(s) é\(s)\(s)é é\(s)’é é.\(s)b a\(s)b _\(s)"
      #expect(WordSegmenter().segments(in: text) == icu(text), "U+\(scalar.value)")
    }
  }

  @Test func scanOfAlphabetsAgreesWithICUOnRandomText() {
    let pieces = [
      "a", "é", "Đ", "ж", "ب", "हि", "न्दी", "ไทย", "東京", "カナ", "한국", "Ω", "ש", "\u{301}", "1",
      "٣", "१", "_", "'", "’", ".", ",", ";", ":", "@", "·", "-", "–", "\u{AD}", "\u{200D}",
      "\u{202F}", "\u{A0}", "\u{200B}", "🙂", "²", "½", " ", " ", " ", "\n", "\t", "\"", "«", "𝐀",
    ]
    var random = SplitMix(state: 7)
    for _ in 0..<6_000 {
      let text = (0..<Int(random.next() % 24)).map { _ in
        pieces[Int(random.next() % UInt64(pieces.count))]
      }.joined()
      // Alone, ASCII takes a colon for part of a word, whatever ICU's version.
      guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { continue }
      #expect(WordSegmenter().segments(in: text) == icu(text), "\(text.debugDescription)")
      #expect(WordSegmenter().count(in: text) == icu(text).count)
    }
  }

  @Test func kinds() {
    let kinds = WordSegmenter().segments(in: "vua 1975 東京 タワー กิน").map(\.kind)
    #expect(kinds == [.letters, .number, .ideographs, .ideographs, .letters])
  }
}

/// A generator of the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
