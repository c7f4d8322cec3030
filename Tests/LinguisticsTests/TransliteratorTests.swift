@testable import Linguistics
import Testing

/// The same numbers in every run (Knuth's MMIX).
private struct SameDice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 32
  }
}

struct TransliteratorTests {
  let transliterator = Transliterator()

  @Test(arguments: [
    ("Токио", "tokio"), ("Đà Nẵng", "da nang"), ("東京", "dong jing"), ("Ελλάδα", "ellada"),
    ("Seoul", "seoul"),
    ("", ""), ("서울", "seoul"),
  ])
  func readsEveryScript(text: String, expected: String) {
    #expect(transliterator.latin(text) == expected)
    #expect(letters(text) == expected.filter { $0 != " " })
    #expect(letters(text) == expected.filter { $0 != " " }, "the second time from memory")
  }

  private func letters(_ word: String) -> String {
    var (word, letters): (String, [UInt8]) = (word, [UInt8(ascii: "x")])
    word.withUTF8 { transliterator.readLetters(of: $0, into: &letters) }
    return String(decoding: letters, as: UTF8.self)
  }

  @Test(
    "A word's letters are those of its reading, whether it is read letter by letter or as a whole",
    arguments: [
      "Đà", "ĐẶNG", "Łódź", "straße", "İstanbul", "Œuvre", "Щукин", "ЪЕЗД", "подъём", "Ђорђе",
      "їжак",
      "القاهرة", "وَالقاهرة", "لإسرائيل", "پەژ", "ירושלים", "תל", "თბილისი", "አበባ", "서울특별시", "읽었다",
      "東京都", "重庆市", "藏文", "沈阳", "秘鲁", "重要", "长安", "トランプ", "キャンセル", "Αθήνα", "Ευαγγελία", "Երևան",
      "Ու", "दिल्ली", "ঢাকা",
      "กรุงเทพ", "ប្រទេស", "ရန်ကုန်", "Москваx3", "Ａ1", "B2.5", "٢٠٢٥", "x\u{301}", "а\u{301}", "ß1.б",
      "",
    ])
  func lettersOfReading(word: String) {
    #expect(letters(word) == read(word))
  }

  private func read(_ word: String) -> String {
    String(decoding: transliterator.latin(word).utf8.filter(Transliterator.isLetter), as: UTF8.self)
  }

  @Test("Letters that are read by themselves are read so in any company")
  func company() {
    let alone = (0..<0x10000 as Range<UInt32>)
      .filter { LatinLetters.standsAlone($0) }.compactMap(Unicode.Scalar.init)
    #expect(alone.count > 30_000)
    let small = alone.filter { $0.value < 0x1400 || (0x1E00..<0x2000).contains($0.value) }
    var dice = SameDice(state: 7)
    for round in 0..<4000 {
      let letters = round % 4 == 0 ? alone : small
      let scripts = letters.randomElement(using: &dice).map { first in
        round % 3 == 0 ? letters : letters.filter { $0.value >> 8 == first.value >> 8 }
      }
      let word = (0..<Int.random(in: 2...7, using: &dice)).compactMap { _ in
        scripts?.randomElement(using: &dice)
      }
      let text = String(String.UnicodeScalarView(word))
      #expect(self.letters(text) == read(text), "\(word.map(\.value))")
    }
  }

  @Test func manyAtOnce() async {
    await withTaskGroup(of: String.self) { group in
      for number in 0..<64 { group.addTask { letters("Москва\(number % 7)") } }
      for await word in group { #expect(word.hasPrefix("moskva")) }
    }
  }

  @Test func hostileTextGrowsWithinBounds() {
    let long = String(repeating: "㋿﷽", count: 50_000)
    #expect(transliterator.latin(long).utf8.count < 2_000_000)
  }
}
