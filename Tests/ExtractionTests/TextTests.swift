import Testing

@testable import Extraction

@Suite struct TextTests {
  private func phrases(_ text: String) -> PhraseKinds {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      TextScanner.with { $0.measure(bytes, 0..<bytes.count).measures.phrases }
    }
  }

  @Test(
    "Phrases are found where they count, and only there",
    arguments: [
      ("Read more: the storm", PhraseKinds.related, true),
      ("They read more books", .related, false),
      ("• Lire aussi : la tempête", .related, true), ("延伸阅读：风暴", .related, true),
      ("By Mira Lund", .byline, true), ("Bypass opened", .byline, false), ("作者：李明", .byline, true),
      ("3 comments", .comment, true), ("Ad", .advert, true), ("Adam", .advert, false),
      ("Foto: AFP", .credit, true), ("The cap was red", .credit, false),
      ("Mira Lund is a reporter at the Courier", .bio, true),
      ("It was a storm. The reporter left", .bio, false), ("write@osk.example", .bio, true),
      ("at 10:30", .time, true), ("in 2024", .time, true), ("1234567", .time, false),
      ("two days ago", .time, true), ("Chicago", .time, false),
      ("VERIFY YOU ARE HUMAN", .robot, true),
    ])
  func wording(_ text: String, _ kind: PhraseKinds, _ isThere: Bool) {
    #expect(phrases(text).contains(kind) == isThere)
  }

  @Test(
    "Length counts what a sign says, not how many there are",
    arguments: [("abc", 3), ("a b", 3), ("中文", 6), ("かな", 4), ("한국", 4), ("Việt", 4), ("ไทย", 3)])
  func units(_ text: String, _ units: Int) {
    #expect(Tokens.units(of: text) == units)
  }

  @Test("Words are tokens where spaces part them, characters elsewhere")
  func tokens() {
    #expect(Tokens.hashes(of: "One, TWO!") == Tokens.hashes(of: "one two"))
    #expect(Tokens.hashes(of: "ＯＮＥ") == Tokens.hashes(of: "one"))
    #expect(Tokens.hashes(of: "ПАРОМ") == Tokens.hashes(of: "паром"))
    #expect(Tokens.hashes(of: "中文字").count == 3)
    #expect(Tokens.hashes(of: "한국 말").count == 2)
  }

  @Test(
    "The site's name leaves the title",
    arguments: [
      ("Ferry runs again | Osk Courier", "Ferry runs again"),
      ("Osk Courier: Ferry runs again and again", "Osk Courier: Ferry runs again and again"),
      ("Ferry - again - Osk Courier", "Ferry - again"),
      ("Osk Courier » Ferry runs again", "Ferry runs again"),
      ("Ferry runs again", "Ferry runs again"), ("渡轮恢复航行_奥斯克日报", "渡轮恢复航行"),
    ])
  func titles(_ title: String, _ expected: String) {
    #expect(TitleParts.withoutSite(title, site: Tokens.hashes(of: "Osk Courier")) == expected)
  }

  @Test("JSON as pages write it")
  func looseJSON() {
    let value = LooseJSON(
      Array(
        "/* x */ {\"a\": [1, true, null,], \"b\": \"x\\u00e9\\ud83d\\ude00\\n\", // y\n \"c\": {\"d\": \"e\""
          .utf8))
    #expect(value["a"]?.elements.count == 3)
    #expect(value["b"]?.string == "xé😀\n")
    #expect(value["c"]?["d"]?.string == "e")
  }

  @Test(
    "Addresses resolve as RFC 3986 says",
    arguments: [
      ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("/g", "http://a/g"),
      ("//g", "http://g/"),
      ("?y", "http://a/b/c/d;p?y"), ("../g", "http://a/b/g"), ("../../../g", "http://a/g"),
      ("g?y/./x", "http://a/b/c/g?y/./x"), ("g#s", "http://a/b/c/g"), ("#s", nil),
      ("mailto:x@y", nil),
      ("javascript:void(0)", nil), ("https://x/y", "https://x/y"),
    ])
  func addresses(_ reference: String, _ expected: String?) {
    #expect(PageURL("http://a/b/c/d;p?q")?.resolving(reference)?.text == expected)
  }

  @Test("The large ranges of Unicode are as they are written down")
  func ranges() {
    for value in UInt32(0)..<0x10000 {
      if let scalar = Unicode.Scalar(value) {
        #expect(ScalarTable.isSpace(value) == scalar.properties.isWhitespace, "\(value)")
      }
      guard let scalar = Unicode.Scalar(value), let known = ScalarTable.known(value) else {
        continue
      }
      #expect(known == ScalarTable.traits(of: scalar), "\(String(value, radix: 16))")
    }
  }

  @Test("Letters read in one go count as they do one by one")
  func runs() {
    // A word beyond the windows of 200 and 4,000 scalars, and one that ends at each.
    for length in [1, 7, 199, 200, 201, 3999, 4000, 4001, 9000] {
      let word = String(repeating: "Ab", count: length)
      let accented = String(repeating: "Áb", count: length)
      let (plain, marked) = (measured(word + " x 12 www.a"), measured(accented + " x 12 www.a"))
      #expect(
        plain.letters == marked.letters
          && plain.letters == min(200, 2 * length + (length < 99 ? 5 : 0)))
      #expect(plain.hasAddress && marked.hasAddress && plain.hasDigit)
    }
  }

  private func measured(_ text: String) -> TextMeasures {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      TextScanner.with { $0.measure(bytes, 0..<bytes.count).measures }
    }
  }
}

@Suite struct PhraseLexiconTests {
  @Test("Phrases are in lower case, as the texts are in which they are looked for")
  func lowerCase() {
    for phrase in PhraseLexicon.phrases {
      let text = String(Substring(phrase.text))
      #expect(text == text.lowercased())
      #expect(!text.isEmpty)
    }
    #expect(PhraseLexicon.phrases.count > 500)
  }

  @Test("The automaton finds every phrase that ends at a place, the longest first, and no other")
  func allPhrases() {
    let phrases = ["he", "she", "his", "hers", "ers", "é", "hé", "s", "shers"]
    let matcher = PhraseMatcher(
      phrases.map { .init(text: $0[...].utf8, kind: .legal, place: .anywhere) })
    let text = Array("ushershishéxhers".utf8)
    matcher.withView { view in
      var state: UInt16 = 0
      for (at, byte) in text.enumerated() {
        state = view.state(after: state, byte)
        let ending = phrases.map { Array($0.utf8) }.filter {
          text[...at].suffix($0.count) == $0[...]
        }
        #expect(
          (matcher.hits(in: state) ?? []).map { Int($0.length) }
            == ending.map(\.count).sorted(by: >))
        #expect(view.isEnding(state) == !ending.isEmpty)
      }
    }
  }
}

@Suite struct ClassBitsTests {
  @Test("Bits stand where their kinds do")
  func places() {
    let bits: [(ClassBits, String)] = [
      (.navigation, "nav"), (.foot, "foot"), (.share, "share"), (.comment, "comment"),
      (.related, "related"), (.newsletter, "news"), (.advert, "ad"), (.author, "author"),
      (.meta, "meta"), (.caption, "caption"), (.side, "side"), (.cookie, "cookie"), (.body, "body"),
      (.standfirst, "stand"), (.title, "title"), (.hidden, "hide"), (.articleBody, "ipbody"),
      (.dialog, "r:dialog"),
    ]
    for (bit, kind) in bits {
      #expect(
        ClassLexicon.kinds.firstIndex(of: kind) == bit.rawValue.trailingZeroBitCount, "\(kind)")
    }
  }
}
