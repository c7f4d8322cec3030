@testable import Deduplication
import Foundation
import NewsModel
import Testing

@Suite("What is kept of a text")
struct EvidenceTests {
  @Test(
    "The outer lines are the first and the last that hold anything",
    arguments: [
      ("", nil, nil), ("\n\n", nil, nil), ("một", "một", nil), ("\n一\n\n", "一", nil),
      ("one\ntwo", "one", "two"), ("\nأول\n\nثان\nثالث\n", "أول", "ثالث"), ("a\nb\nc", "a", "c"),
    ] as [(String, String?, String?)])
  func outerLines(text: String, first: String?, last: String?) {
    let lines = OuterLines(of: text)
    #expect((lines?.first).map(String.init) == first)
    #expect((lines?.last).map(String.init) == last)
  }

  @Test("Numbers agree whatever their script and grouping")
  func numbers() {
    let cases: [(written: String, value: String, significant: String?)] = [
      ("10,000", "10000", nil), ("10.000", "10000", nil), ("١٠٬٠٠٠", "10000", nil),
      ("17,5", "17.5", "175"), ("17.5", "17.5", "175"), ("1750", "1750", "175"),
      ("२१२", "212", "212"), ("2,500,000", "2500000", "25"), ("250", "250", "25"),
      ("007", "007", nil),
      ("", "", nil), ("...", "", nil), ("1.2.3", "1.2.3", "123"),
    ]
    for (written, value, significant) in cases {
      var digits = WrittenDigits()
      Array(written.utf8).withUnsafeBufferPointer { digits.read($0) }
      let canonical = digits.canonical
      #expect(String(decoding: canonical, as: UTF8.self) == value)
      let telling = NumberValue.significant(canonical).map { String(decoding: $0, as: UTF8.self) }
      #expect(telling == significant, "\(written)")
    }
  }

  @Test(
    "Thousands set apart by spaces are one number where that is the rule",
    arguments: [
      ("fr", "1 234 567 habitants", ["1234567"]), ("ru", "до 12\u{A0}500,5 тонны", ["12500.5"]),
      ("cs", "10 000 lidí a 20 000 korun", ["10000", "20000"]),
      ("fr", "2014 300 personnes", ["2014", "300"]), ("fr", "le 7 3000 fois", ["7", "3000"]),
      ("ru", "012 345", ["012", "345"]), ("en", "May 15 250 people", ["15", "250"]),
      ("fr", "5  000", ["5", "000"]), ("fr", "5 000 000 5 000", ["5000000", "5000"]),
      ("ru", "5 000.", ["5000"]), ("fr", "1 234", ["1234"]),
    ] as [(String, String, [String])])
  func spacedNumbers(language: String, text: String, expected: [String]) {
    let evidence = Evidence(of: MatchDocument(title: nil, text: text, language: language))
    let numbers = evidence.keys(evidence.header).filter { EvidenceKey(bits: $0).kind == .number }
    // Months are numbers, too.
    let keys = expected.map { EvidenceKey(.number, $0.utf8).bits }
    #expect(Set(keys).isSubset(of: numbers))
    #expect(Set(numbers).count <= Set(keys).count + (language == "en" ? 1 : 0))
  }

  @Test("Han numerals are numbers, other Han words are not")
  func hanNumerals() {
    let cases: [(String, Int?)] = [
      ("三十五", 35), ("十二", 12), ("二千", 2000), ("二〇二五", 2025), ("三億五千万", 350_000_000), ("一", nil),
      ("三月", nil), ("北京", nil), ("九九九九九九九九九九九九", 999_999_999_999), ("九九九九九九九九九九九九九", nil),
    ]
    for (word, value) in cases {
      #expect(NumberValue.han(Array(word.unicodeScalars)) == value, "\(word)")
    }
  }

  @Test("Capitals become what Unicode says they do")
  func lowerCase() {
    for value in 0..<0x20000 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isUppercase,
        scalar.properties.generalCategory == .uppercaseLetter
      else { continue }
      let mapped = scalar.properties.lowercaseMapping.unicodeScalars.map(\.value)
      #expect(SimpleCase.lower(value) == (mapped.count == 1 ? mapped[0] : value), "\(scalar)")
    }
  }

  @Test("Keys are sorted as anything is")
  func keyOrder() {
    for count in [0, 1, 2, 24, 25, 300, 5000] {
      for spread in [1, 7, 1 << 20, 1 << 48] as [UInt64] {
        let values = (0..<count).map { _ in UInt64.random(in: 0..<spread) }
        var sorted = values
        KeyOrder.sort(&sorted)
        #expect(sorted == values.sorted())
      }
    }
  }

  @Test("Evidence is the same to the byte as whatever wrote it into a database")
  func golden() {
    // Change these only together with `Evidence.version`.
    let expected = [
      "en 4e27b1603a5e6aef",
      "vi 12e51fe32560f4d1",
      "fr f27c6c91bdab61a5",
      "ru b5e4115f226771b6",
      "ar 1c4fa6063fbc6a01",
      "hi d85ed581f0038fb9",
      "zh b0e4555a34b9fe9a",
      "ja 76db238c131d95e1",
      "ko 00dff9df7f5ba694",
      "th 657b521c3967e16a",
      "en 100993d71db017a5",
      "en db7b42b64dc93257",
      "fr 46b6274a09b7710f",
      "ru 32991e0e7aa03c46",
      "vi 5e1b6f8acb77b23c",
      "ja 8a8f2e27966488a4",
    ]
    let found = (InventedStories.dam + InventedStories.others).map { story in
      let evidence = Evidence(
        of: MatchDocument(title: story.title, text: story.text, language: story.language))
      return "\(story.language) \(String(ContentHash.hex(evidence.blob).prefix(16)))"
    }
    #expect(found == expected)
  }

  @Test("Transliterations of a name sound alike")
  func skeletons() {
    func sound(_ word: String) -> String? {
      ConsonantSkeleton.of(Array(word.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(sound("trump") == "TLMP")
    #expect(sound("toranpu") == "TLMP")
    #expect(sound("telangpu") == "TLMP")
    #expect(sound("solbakken") == "SLPKM")
    #expect(sound("ada") == nil)
    #expect(sound("") == nil)
  }

  @Test("Hashes are the same on every run and machine")
  func hashes() {
    // FNV-1a and MurmurHash3's finisher, worked out apart from this code.
    #expect(EvidenceKey(.number, "14".utf8).bits == 0x425c76)
    #expect(EvidenceKey(.name, "talvik".utf8).bits == 0x532bd9a0)
    #expect(EvidenceKey(.name, "talvik".utf8).kind == .name)
    #expect(StableHash.of("talvik".utf8) != StableHash.of("talvig".utf8))
  }

  @Test("Evidence survives its blob", arguments: InventedStories.dam.map(\.language))
  func roundTrip(language: String) throws {
    let (title, text) = InventedStories.text(language)
    let evidence = Evidence(of: MatchDocument(title: title, text: text, language: language))
    #expect(Evidence(blob: evidence.blob) == evidence)
    let header = evidence.header
    let keys = evidence.keys(header)
    #expect(header.language == language)
    #expect(header.paragraphs == 7)
    #expect(keys == keys.sorted())
    #expect(keys.count == evidence.positions(header).count)
    for number in ["14", "212", "1957", "48", "2040", "330", "23"] {
      #expect(keys.contains(EvidenceKey(.number, number.utf8).bits), "\(number)")
    }
    let places = ["NO", "FI", "SE"].filter {
      keys.contains(EvidenceKey(.place, $0.utf8).bits)
    }
    // Hindi news writes फिनलैंड, the locale data फ़िनलैंड.
    #expect(places == (language == "hi" ? ["NO", "SE"] : ["NO", "FI", "SE"]))
    #expect(!header.flags.contains(.short))
  }

  @Test("Damaged blobs are refused, none crashes")
  func damaged() {
    let (title, text) = InventedStories.text("vi")
    let blob = Evidence(of: MatchDocument(title: title, text: text, language: "vi")).blob
    #expect(Evidence(blob: []) == nil)
    #expect(Evidence(blob: [1]) == nil)
    for length in stride(from: 0, to: blob.count, by: 7) {
      #expect(Evidence(blob: Array(blob[..<length])) == nil)
    }
    #expect(Evidence(blob: blob + [0]) == nil)
    var dice = Dice(state: 7)
    for _ in 0..<300 {
      var bytes = blob
      for _ in 0..<4 {
        bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(
          in: 0...255, using: &dice)
      }
      guard let evidence = Evidence(blob: bytes) else { continue }
      let other = article("b", "en", title, text)
      let damaged = WindowArticle(
        id: "a", firstSeen: other.firstSeen, bodyHash: nil, evidence: evidence)
      #expect(StoryMatcher().match(window: [], new: [damaged, other]).placements.count == 2)
    }
  }

  @Test("However long a text, its evidence stays small", arguments: ["en", "zh", "th", "ar"])
  func bounded(language: String) {
    let (title, text) = InventedStories.text(language)
    var long = ""
    for number in 0..<2000 { long += text + " Name\(number)a 1\(number)\n" }
    let evidence = Evidence(
      of: MatchDocument(
        title: title, text: long, language: language,
        basedOn: (0..<1000).map { "https://a.example/\($0)" }))
    #expect(evidence.blob.count <= 4300)
    #expect(Evidence(blob: evidence.blob) == evidence)
  }

  @Test(
    "Any text has evidence",
    arguments: [
      "", "\n\n\n", "\u{0}\u{FFFD}\u{10FFFF}", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", String(repeating: "ก", count: 50_000),
      String(repeating: "a", count: 200_000), String(repeating: "9", count: 100_000),
      String(repeating: "1,", count: 50_000), String(repeating: "漢", count: 30_000),
      "e\u{301}\u{301}\u{301}" + String(repeating: "\u{301}", count: 10_000), "((((((", "))(",
      "Source:",
    ])
  func hostile(text: String) {
    for language in ["en", "zh", "", "und", "x-klingon", "../../etc"] {
      let evidence = Evidence(of: MatchDocument(title: text, text: text, language: language))
      #expect(Evidence(blob: evidence.blob) == evidence)
    }
  }

  @Test("Typography does not change a body's hash; letters do")
  func bodyHash() {
    func hash(_ text: String, _ title: String? = nil) -> String? {
      MatchDocument(title: title, text: text, language: "vi").bodyHash
    }
    let long = InventedStories.text("vi").text
    #expect(
      hash(long) == hash(long.decomposedStringWithCanonicalMapping.replacing(" ", with: "  ")))
    #expect(hash(long, "a") == hash(long, "b"))
    #expect(hash(long) != hash(long + " x"))
    #expect(hash("Xem video.", "a") != hash("Xem video.", "b"))
    #expect(hash("…") == nil)
    #expect(hash(long)?.count == 32)
  }

  @Test("A notice of correction is seen at the edges, in many languages")
  func corrections() {
    func isMarked(_ text: String, _ title: String? = nil) -> Bool {
      CorrectionNotice.stands(
        in: MatchDocument(title: title, text: text, language: "en"), OuterLines(of: text))
    }
    #expect(isMarked("Text.\nCorrection: the sum was wrong."))
    #expect(isMarked("Đính chính: bài trước nêu sai.\nNội dung."))
    #expect(isMarked("本文。\n訂正：数字が誤っていました。"))
    #expect(isMarked("Text.", "CORRECTED – Dam reopens"))
    #expect(!isMarked("A correction: is what they asked for.\nText."))
    #expect(!isMarked("Text.\nCorrection: in the middle.\nText."))
  }

  @Test(
    "What a correction changed is told, apart from what the notice quotes",
    arguments: [
      ("en", "Correction: an earlier version gave the cost as 86 million euros.", "86", "88"),
      ("vi", "Đính chính: bản trước ghi chi phí là 86 triệu euro.", "86", "88"),
      ("ja", "訂正：以前の版では費用を8600万ユーロとしていました。", "8600", "8800"),
      ("ar", "تصحيح: ذكرت نسخة سابقة أن الكلفة 86 مليون يورو.", "86", "88"),
    ])
  func changes(language: String, notice: String, old: String, new: String) {
    let (title, text) = InventedStories.text(language)
    let original = MatchDocument(title: title, text: text, language: language)
    let corrected = MatchDocument(
      title: title, text: text.replacing(old, with: new) + "\n" + notice, language: language)
    let reasons = CorrectionChanges.reasons(corrected: corrected, other: original)
    #expect(reasons.map(\.code) == ["correction_new", "correction_gone"])
    #expect(reasons.map(\.text) == ["New in it: \(new).", "No longer in it: \(old)."])
    // Nothing is said of two texts that differ throughout, or are in two languages.
    let report = InventedStories.damReport
    let other = MatchDocument(title: nil, text: report.text, language: "en")
    #expect(CorrectionChanges.reasons(corrected: corrected, other: other) == [])
    #expect(CorrectionChanges.reasons(corrected: original, other: original) == [])
  }

  @Test("Agencies are credited at the start or the end")
  func credits() {
    #expect(SourceLines.credits(of: OuterLines(of: "HÀ NỘI (VNA) – Một hai ba.")) == ["vna"])
    #expect(
      SourceLines.credits(of: OuterLines(of: "Text.\nMore.\nNPB/Elvevern")) == ["npb", "elvevern"])
    #expect(
      SourceLines.credits(
        of: OuterLines(of: "One long line (of no agency whatsoever, really not).")) == [])
    #expect(SourceLines.credits(of: OuterLines(of: "")) == [])
  }
}
