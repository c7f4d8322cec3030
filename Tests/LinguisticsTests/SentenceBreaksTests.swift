import Testing

@testable import Linguistics

struct SentenceBreaksTests {
  /// Where ICU's sentences begin, the first aside.
  private func icu(_ text: String, locale: String = "root") -> [Int] {
    var (text, breaks) = (text, [Int]())
    _ = text.withUTF8 { bytes in
      BreakIteratorPool.shared.withIterator(.sentence, locale: locale) { iterator in
        iterator.forEachSegment(of: bytes) { start, _, _ in
          if start > 0 { breaks.append(start) }
        }
      }
    }
    return breaks
  }

  private func breaks(_ text: String) -> [Int] {
    var (text, breaks) = (text, [Int]())
    text.withUTF8 { bytes in
      var scan = SentenceBreaks(bytes)
      while let next = scan.next() { breaks.append(next) }
    }
    return breaks
  }

  @Test(arguments: [
    ("Hà Nội có mưa. Trời lạnh.", 1), ("It cost 3.5 or so. He paid (all of it.) She left", 2),
    ("U.S. troops left. e.g. this one", 0), ("“Oui.” Il part… Non", 1), ("Он ушёл. Она — нет!", 1),
    ("وصل الرئيس؟ نعم.", 1), ("यह है। वह था।", 1), ("我们去。他们来！", 1), ("東京です。雨です。", 1),
    ("비가 온다. 춥다.", 1), ("ฝนตก หนาว", 0), ("Wait... what? No!! \"Yes.\" 4 more", 2), ("", 0),
  ])
  func breaksLines(text: String, expected: Int) {
    #expect(breaks(text).count == expected)
    #expect(breaks(text) == icu(text))
  }

  /// Each scalar behind a full stop, before one, and between.
  @Test func agreesWithICUOnEachScalar() {
    for scalar in (1...0xFFFF).lazy.compactMap(Unicode.Scalar.init as (Int) -> Unicode.Scalar?) {
      if (0x3400..<0xA000).contains(scalar.value) || (0xAC00..<0xD7A4).contains(scalar.value) {
        continue
      }
      let s = scalar
      let text = "a\(s) B.\(s)C d. \(s)e f.\(s) \(s)G \(s).H i! \(s)j.) \(s)\(s)K?\(s)L"
      #expect(breaks(text) == icu(text), "U+\(scalar.value)")
    }
  }

  /// Greek apart, no language has rules of its own.
  @Test func agreesWithICUOnRandomText() {
    let pieces = [
      "a", "B", "é", "Ж", "ж", "ب", "हि", "ไ", "東", "한", "1", "٣", ".", ".", ".", "!", "?", "…", "。",
      "।", "؟", ",", "-", ":", ";", ")", "(", "\"", "”", "»", "'", " ", " ", " ", "\u{A0}",
      "\u{301}",
      "\u{AD}", "\u{200D}", "\t", "🙂", "𝐀", "\u{2029}", "\r", "\n", "\u{85}",
    ]
    let locales = [
      "root", "en", "fr", "de", "vi", "ru", "ar", "hi", "zh", "ja", "ko", "th", "es", "it", "pt",
      "sv",
      "fi", "hy", "my", "km", "lo", "he", "fa", "tr", "am",
    ]
    var random = SplitMix(state: 11)
    for round in 0..<8_000 {
      let text = (0..<Int(random.next() % 24)).map { _ in
        pieces[Int(random.next() % UInt64(pieces.count))]
      }.joined()
      let expected = icu(text, locale: locales[round % locales.count])
      #expect(breaks(text) == expected, "\(text.debugDescription)")
    }
  }
}
