import Foundation
import GRDB
import NewsModel
import TestSupport
import Testing

@testable import Storage

@Suite struct SearchTests {
  static let texts: [(language: String, title: String, body: String)] = [
    ("vi", "Bão số 5 đổ bộ miền Trung", "Người dân Đà Nẵng sơ tán trước khi bão vào bờ."),
    (
      "en", "Harbour bridge reopens",
      "The old bridge reopened after a year-long repair of its cables."
    ),
    ("fr", "L’Élysée annonce un référendum", "Les électeurs seront appelés aux urnes en été."),
    ("ru", "В Самаре открыли новый мост", "Жители города праздновали открытие моста через Волгу."),
    ("ar", "افتتاح جسر جديد في القاهرة", "قال الوزير إن الجسر سيخفف الازدحام في المدينة."),
    ("hi", "नदी पर नया पुल बना", "मंत्री ने कहा कि पुल से गाँव जुड़ेंगे।"),
    ("zh", "北京大学发布新研究报告", "研究人员表示，中国经济正在稳步复苏，5G手机销量增长。"),
    ("ja", "東京都知事が新しい計画を発表", "ラーメン店の数が増えていると京都新聞は伝えた。"),
    ("ko", "서울에서 국제회의가 열렸다", "대통령은 한국의 경제성장을 강조했다."),
    ("th", "กรุงเทพมหานครเปิดสะพานใหม่", "นายกรัฐมนตรีกล่าวว่าเศรษฐกิจไทยกำลังฟื้นตัว"),
  ]

  private func filled() throws -> TestStore {
    let test = try TestStore()
    let feeds = try test.store.sync(
      [feed("asia", tags: ["east", "wire"]), feed("west", tags: ["wire"])], now: start)
    for (index, text) in Self.texts.enumerated() {
      try test.store.add(
        "https://x.example/\(text.language)", title: text.title, body: text.body,
        language: text.language, feed: feeds[(1...5).contains(index) ? 1 : 0].id,
        at: hours(Double(index)))
    }
    return test
  }

  private func found(
    _ query: String, in test: TestStore, filter: SearchFilter = SearchFilter()
  ) throws -> [String] {
    try test.store.search(SearchQuery(query), filter: filter).hits.map { $0.language ?? "" }
  }

  @Test func valuesThatNothingHasAreNamed() throws {
    let test = try filled()
    let filter = SearchFilter(
      languages: ["zh", "v", "xx"], sources: ["west", "nosuch"], tags: ["wire", "weather"])
    #expect(
      try test.store.unknownValues(of: filter) == [
        .init(kind: .source, value: "nosuch", known: ["asia", "west"]),
        .init(
          kind: .language, value: "v",
          known: ["ar", "en", "fr", "hi", "ja", "ko", "ru", "th", "vi", "zh"]),
        .init(
          kind: .language, value: "xx",
          known: ["ar", "en", "fr", "hi", "ja", "ko", "ru", "th", "vi", "zh"]),
        .init(kind: .tag, value: "weather", known: ["east", "wire"]),
      ])
    #expect(try test.store.unknownValues(of: SearchFilter()) == [])
  }

  @Test func everyLanguageIsFound() throws {
    let test = try filled()
    let cases: [(query: String, languages: [String])] = [
      ("đà nẵng", ["vi"]), ("Da Nang", ["vi"]), ("bao", ["vi"]),
      ("BÃO", ["vi"]), ("ba\u{0303}o", ["vi"]), ("bridge", ["en"]), ("BRIDGES", []),
      ("bridg*", ["en"]), ("elysee", ["fr"]), ("élection*", []), ("urnes été", ["fr"]),
      ("мост", ["ru"]), ("МОСТА", ["ru"]), ("جسر", ["ar"]), ("الجسر", ["ar"]), ("पुल", ["hi"]),
      ("गाँव", ["hi"]), ("प", []), ("中国", ["zh"]), ("经济", ["zh"]), ("北京", ["zh"]),
      ("大学", ["zh"]), ("中国经济", ["zh"]), ("经济中国", []), ("研", ["zh"]), ("苏", ["zh"]),
      ("手机", ["zh"]), ("5G", ["zh"]), ("５Ｇ", ["zh"]), ("東京", ["ja"]), ("京都", ["ja"]),
      ("ラーメン", ["ja"]), ("ﾗｰﾒﾝ", ["ja"]), ("新", ["ja", "zh"]), ("서울", ["ko"]),
      ("경제성장", ["ko"]), ("성장", ["ko"]), ("สะพาน", ["th"]), ("กรุงเทพ", ["th"]),
      ("เศรษฐกิจไทย", ["th"]), ("เศรษฐกิจ", ["th"]),
    ]
    for (query, languages) in cases {
      #expect(try found(query, in: test) == languages, "\(query)")
    }
  }

  @Test func operatorsMeanWhatTheySay() throws {
    let test = try filled()
    let cases: [(query: String, languages: [String])] = [
      ("bridge OR мост", ["ru", "en"]), ("bridge мост", []), ("bridge AND cables", ["en"]),
      ("bridge NOT cables", []), ("bridge NOT мост", ["en"]), ("\"old bridge\"", ["en"]),
      ("\"bridge old\"", []), ("“old bridge”", ["en"]), ("old NEAR/2 reopened", ["en"]),
      ("old NEAR/1 cables", []), ("old NEAR cables", ["en"]),
      ("old NEAR/3 (nothing OR bridge)", ["en"]), ("(bridge OR мост) NOT cables", ["ru"]),
      ("title:bridge", ["en"]), ("title:cables", []), ("title:\"harbour bridge\"", ["en"]),
      ("or", []), ("\"中国 经济\"", ["zh"]), ("中国 OR 東京", ["ja", "zh"]),
      ("经济 NEAR/6 复苏", ["zh"]), ("year-long", ["en"]), ("\"year long\"", ["en"]),
      ("title:北京大学", ["zh"]), ("\"5G手机\"", ["zh"]),
    ]
    for (query, languages) in cases {
      #expect(try found(query, in: test) == languages, "\(query)")
    }
  }

  @Test func filtersNarrowAndPagesFollow() throws {
    let test = try filled()
    let filters: [(SearchFilter, [String])] = [
      (SearchFilter(languages: ["ru", "en"]), ["ru", "en"]),
      (SearchFilter(sources: ["west"]), ["ru", "en"]),
      (SearchFilter(tags: ["east"]), []), (SearchFilter(tags: ["wire", "east"]), ["ru", "en"]),
      (SearchFilter(since: hours(2)), ["ru"]), (SearchFilter(until: hours(2)), ["en"]),
    ]
    for (filter, languages) in filters {
      #expect(try found("bridge OR мост", in: test, filter: filter) == languages)
      #expect(
        try test.store.count(SearchQuery("bridge OR мост"), filter: filter) == languages.count)
    }
    let query = try SearchQuery("bridge OR мост OR 中国 OR جسر")
    var page = try test.store.search(query, limit: 2)
    #expect(page.hits.map(\.language) == ["zh", "ar"])
    page = try test.store.search(query, limit: 2, after: page.next)
    #expect(page.hits.map(\.language) == ["ru", "en"])
    #expect(page.next == nil)
    #expect(try test.store.search(SearchQuery("bridge OR мост"), ranked: true).hits.count == 2)
  }

  @Test func primaryTagFindsItsVariants() throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("a")], now: start)[0].id
    for tag in ["zh", "zh-Hant", "zha"] {
      try test.store.add(
        "https://a.example/\(tag)", title: "X", body: "word", language: tag, feed: feed)
    }
    #expect(
      try found("word", in: test, filter: SearchFilter(languages: ["zh"])) == ["zh-Hant", "zh"])
  }

  @Test func snippetsShowTheWords() throws {
    let test = try filled()
    func marked(_ query: String) throws -> [String] {
      let snippet = try #require(try test.store.search(SearchQuery(query)).hits.first).snippet
      let scalars = Array(snippet.text.unicodeScalars)
      return snippet.matches.map { String(String.UnicodeScalarView(scalars[$0])) }
    }
    #expect(try marked("BRIDGE cable*") == ["bridge", "cable"])
    #expect(try marked("ete") == ["été"])
    #expect(try marked("中国 经济") == ["中国", "经济"])
    #expect(try marked("اﻟﺠﺴﺮ") == ["الجسر"])
    #expect(try marked("मंत्री") == ["मंत्री"])
    #expect(try marked("da nẵng OR elysee") == [])
  }

  @Test func longTextsAreCutAroundTheWords() {
    let text =
      String(repeating: "слово ", count: 500) + "нужное место\n"
      + String(repeating: "ещё ", count: 500)
    let snippet = SnippetTerms(try! SearchQuery("нужное")).snippet(of: text)
    #expect(snippet.text.hasPrefix("…") && snippet.text.hasSuffix("…"))
    #expect(snippet.text.unicodeScalars.count == SnippetTerms.length + 2)
    #expect(!snippet.text.contains("\n"))
    let scalars = Array(snippet.text.unicodeScalars)
    #expect(snippet.matches.map { String(String.UnicodeScalarView(scalars[$0])) } == ["нужное"])
    #expect(SnippetTerms(try! SearchQuery("a")).snippet(of: "").text == "")
  }

  @Test func badQueriesSayWhere() {
    let cases: [(query: String, position: Int, length: Int)] = [
      ("", 0, 1), ("   ", 0, 1), ("\"open", 0, 1), ("a \"open", 2, 1), ("(a", 0, 1), ("a)", 1, 1),
      ("NOT a", 0, 3), ("a AND", 5, 1), ("OR a", 0, 2), ("a OR OR b", 5, 2), ("!!!", 0, 3),
      ("a (b c) NEAR d", 8, 4), ("đường AND )", 10, 1), ("a NEAR", 6, 1), ("🙂", 0, 1), ("()", 1, 1),
      ("title:", 0, 6), ("a title:", 2, 6), ("a NEAR/x b", 2, 6), ("a NEAR/ b", 2, 5),
    ]
    for (query, position, length) in cases {
      #expect(throws: SearchQueryError.self, "\(query)") { try SearchQuery(query) }
      do throws(SearchQueryError) { _ = try SearchQuery(query) } catch {
        #expect((error.position, error.length) == (position, length), "\(query): \(error.message)")
      }
    }
    let error = SearchQueryError(message: "m", position: 2, length: 3)
    #expect(error.marked(in: "a AND") == "a AND\n  ^^^")
  }

  /// Nothing that is typed reaches SQLite as syntax: it is found, or refused here, and never an error of the database.
  @Test(.tallied(.queries, as: 3000)) func hostileQueriesAreInert() throws {
    let test = try filled()
    let pieces = [
      "\"", "'", "*", "^", "+", "-", ":", "(", ")", "{", "}", "NEAR(", "NEAR/0",
      "NEAR/99999999999999999999",
      "title:", "body:", "article_search:", "rank:", ";", "--", "DROP TABLE articles", "\u{0}",
      "\\", "%",
      "AND", "OR", "NOT", "a", "é", "中", "中国", "\u{FFFD}", "\u{202E}", "\u{E000}", "🙂", "क्ष", "ก",
      "\u{0301}", "٣", "\u{FEFF}", "\u{1F1FB}", "x*", "\"a b\"*", "title:\"",
    ]
    var random = Random(seed: 20_260_105)
    var understood = 0
    for _ in 0..<3000 {
      let query = (0...random.below(6)).map { _ in pieces[random.below(pieces.count)] }
        .joined(separator: random.below(2) == 0 ? " " : "")
      guard let parsed = try? SearchQuery(query) else { continue }
      understood += 1
      #expect(throws: Never.self, "\(query) → \(parsed.expression)") {
        try test.store.search(parsed, limit: 3)
      }
    }
    #expect(understood > 500)
    for query in [
      String(repeating: "(", count: 1900), String(repeating: "a ", count: 900),
      String(repeating: "(a OR ", count: 60) + "b" + String(repeating: ")", count: 60),
      String(repeating: "x", count: 100_000),
    ] {
      #expect(throws: SearchQueryError.self) { try SearchQuery(query) }
    }
    let deep = String(repeating: "(a OR ", count: 23) + "bridge" + String(repeating: ")", count: 23)
    #expect(try found(deep, in: test).contains("en"))
    #expect(try test.store.totals().articles == Self.texts.count)
  }

  /// A short prefix is looked for among the newest articles first; what is found must be what the index says.
  @Test func shortPrefixesFindWhatTheIndexSays() throws {
    let test = try TestStore()
    let feeds = try test.store.sync(
      ["f", "g", "h"].map { feed($0, tags: ["tag-" + $0]) }, now: start)
    var random = Random(seed: 7)
    let words = ["co", "con", "cold", "court", "river", "Côte", "ко", "кот", "x", "đo", "do"]
    let records = (0..<700).map { number in
      var words = (0..<3).map { _ in words[random.below(words.count)] }
      if number == 30 || number == 400 { words.append("rare") }
      let text = words.joined(separator: " ")
      let link = "https://f.example/\(number)"
      // Two of three are of the first outlet; one is of the last.
      let feed = feeds[number == 50 ? 2 : number % 3 / 2]
      return ImportRecord(
        uid: uid(link), link: link, source: feed.source, feed: feed.id,
        firstSeen: hours(Double(number)),
        extraction: ExtractionRecord(
          id: 0, article: extraction(number % 3 == 0 ? text : "t", number % 3 == 0 ? "b" : text),
          language: Language(tag: "en", script: "Latn", confidence: 1), words: 3, extractor: 1))
    }
    #expect(try test.store.importArticles(records).new == 700)
    let filters = [
      SearchFilter(), SearchFilter(sources: ["g"]), SearchFilter(sources: ["h"]),
      SearchFilter(sources: ["none"]), SearchFilter(languages: ["en"]),
      SearchFilter(tags: ["tag-f"]), SearchFilter(since: hours(100), until: hours(300)),
    ]
    for text in [
      "c*", "co*", "con*", "title:c*", "к*", "d*", "x NOT co*", "ri* co*", "q*", "t* OR x",
      "court*",
      "rare co*", "rare NOT co*", "rar*", "x NEAR/2 co*", "co* NEAR/1 ri*", "(x OR co*) ri*",
    ] {
      for filter in filters {
        let query = try SearchQuery(text)
        let all = try everything(query, filter, in: test)
        var (paged, next) = ([String](), Int64?.none)
        repeat {
          let page = try test.store.search(query, filter: filter, limit: 20, after: next)
          paged += page.hits.map(\.uid)
          next = page.next
        } while next != nil
        #expect(paged == all, "\(text) \(filter)")
        let ranked = try test.store.search(query, filter: filter, limit: 20, ranked: true)
        #expect(Set(ranked.hits.map(\.uid)).isSubset(of: all), "\(text) \(filter)")
        #expect(ranked.hits.count == min(20, all.count), "\(text) \(filter)")
        if all.count > 128 {
          #expect(
            ranked.hits.map(\.uid) == (try best(query, filter, in: test)), "\(text) \(filter)")
        }
      }
    }
  }

  /// All that the index itself finds, newest first.
  private func everything(
    _ query: SearchQuery, _ filter: SearchFilter, in test: TestStore
  ) throws -> [String] {
    let condition = SearchCondition(expression: query.expression, filter: filter)
    return try test.store.pool.read { db in
      let ids = try Int64.fetchAll(
        db, sql: "SELECT s.rowid \(condition.from) WHERE \(condition.sql) ORDER BY 1 DESC",
        arguments: condition.arguments)
      return try ids.map {
        try String.fetchOne(db, sql: "SELECT uid FROM articles WHERE id = ?", arguments: [$0])!
      }
    }
  }

  /// The first page as the index itself ranks all hits.
  private func best(
    _ query: SearchQuery, _ filter: SearchFilter, in test: TestStore
  ) throws -> [String] {
    let condition = SearchCondition(expression: query.expression, filter: filter)
    return try test.store.pool.read { db in
      let ids = try Int64.fetchAll(
        db,
        sql: """
          SELECT s.rowid \(condition.from) WHERE \(condition.sql)
          ORDER BY bm25(article_search, 5.0, 1.0), s.rowid DESC LIMIT 20
          """, arguments: condition.arguments)
      return try ids.map {
        try String.fetchOne(db, sql: "SELECT uid FROM articles WHERE id = ?", arguments: [$0])!
      }
    }
  }

  @Test func anIndexCutByOthersIsBuiltAnew() throws {
    let test = try filled()
    try test.store.setMeta("search", to: "another dictionary")
    let again = try NewsStore.open(test.path)
    let feed = try again.feeds()[0].id
    try again.add("https://x.example/new", title: "New bridge", body: "Opened.", feed: feed)
    #expect(try again.meta("search") == SearchText.fingerprint)
    #expect(try again.search(SearchQuery("bridge")).hits.count == 2)
    #expect(try again.search(SearchQuery("中国")).hits.count == 1)
    try again.rebuildSearch()
    #expect(try again.search(SearchQuery("중")).hits.isEmpty)
    #expect(try again.search(SearchQuery("서울")).hits.count == 1)
    #expect(try again.diagnosis().isSound)
  }

  @Test(arguments: [
    ("", ""), ("plain words", "plain words"), ("東京都", " 東京 京都 都 "), ("A東B", "A 東 B"),
    ("ｱｲ5", " アイ イ 5"), ("한국어 말", " 한국 국어 어   말 "),
  ])
  func textIsCutForTheIndex(text: String, expected: String) {
    #expect(SearchText.segmented(text) == expected)
  }
}

/// A small generator with a fixed seed (SplitMix64), so that a failure comes again.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
