import Linguistics
import Testing

struct TransliteratorTests {
  let transliterator = Transliterator()

  @Test(arguments: [
    ("Токио", "tokio"), ("Đà Nẵng", "da nang"), ("東京", "dong jing"), ("Ελλάδα", "ellada"),
    ("Seoul", "seoul"),
    ("", ""), ("서울", "seoul"),
  ])
  func readsEveryScript(text: String, expected: String) {
    #expect(transliterator.latin(text) == expected)
    #expect(transliterator.latin(word: text) == expected)
    #expect(transliterator.latin(word: text) == expected, "the second time from memory")
  }

  @Test func manyAtOnce() async {
    await withTaskGroup(of: String.self) { group in
      for number in 0..<64 {
        group.addTask { transliterator.latin(word: "Москва\(number % 7)") }
      }
      for await word in group { #expect(word.hasPrefix("moskva")) }
    }
  }

  @Test func hostileTextGrowsWithinBounds() {
    let long = String(repeating: "㋿﷽", count: 50_000)
    #expect(transliterator.latin(long).utf8.count < 2_000_000)
  }
}
