import Foundation
import NewsModel
import Testing

/// What is written and read by hand must be what Foundation's encoder and decoder make of it, both ways.
@Suite struct StoredJSONTests {
  private static let texts = [
    "", "a", "Sông dâng \"cao\"", "Река\\за/ночь\n\r\t\u{8}\u{C}", "ارتفع النهر", "नदी", "河水一夜",
    "\u{1}\u{1F} control", "🏞️ 𝔯𝔦𝔳𝔢𝔯", "https://a.example/x?y=1&z=\u{7F}", "แม่น้ำ", "강물", "川",
    "e\u{301}\u{2028}",
  ]
  private static let numbers = [0, 1, -1, 0.25, 817_044_768.6660562, 1e-9, 1e21, -5e300, 900]

  /// Every field of a value there or not, with each kind of text and number.
  private struct Choices {
    var random: SystemRandomNumberGenerator = .init()

    mutating func text() -> String { texts.randomElement(using: &random)! }
    mutating func number() -> Double { numbers.randomElement(using: &random)! }
    mutating func date() -> Date { Date(timeIntervalSinceReferenceDate: number()) }
    mutating func count() -> Int { Int.random(in: 0...2, using: &random) }
    mutating func maybe<T>(_ make: (inout Choices) -> T) -> T? {
      Bool.random(using: &random) ? make(&self) : nil
    }
    mutating func list<T>(_ make: (inout Choices) -> T) -> [T] {
      (0..<count()).map { _ in make(&self) }
    }

    mutating func state(depth: Int = 0) -> FeedState {
      var state = FeedState(url: text())
      state.etag = maybe { $0.text() }
      state.lastModified = maybe { $0.text() }
      state.validatorsOf = maybe { $0.text() }
      state.bodyHash = maybe { $0.text() }
      state.lastUnconditional = maybe { $0.date() }
      state.movedTo = maybe { $0.text() }
      state.moveCandidate = maybe { $0.text() }
      state.moveSightings = count()
      state.lastPolled = maybe { $0.date() }
      state.lastOK = maybe { $0.date() }
      state.lastNew = maybe { $0.date() }
      state.lastOutcome = maybe { FetchOutcome.allCases.randomElement(using: &$0.random)! }
      state.lastStatus = maybe { $0.count() - 1 }
      state.lastError = maybe { $0.text() }
      state.failures = number()
      state.failuresInARow = count()
      state.retired = maybe { $0.date() }
      state.heldUntil = maybe { $0.date() }
      state.freshUntil = maybe { $0.date() }
      state.statedInterval = maybe { $0.number() }
      state.skipHours = list { $0.count() }
      state.skipDays = list { $0.count() }
      state.rhythm = maybe { $0.number() }
      state.nextDue = maybe { $0.date() }
      if depth == 0 { state.sitemaps = list { $0.state(depth: 1) } }
      return state
    }

    mutating func host() -> HostState {
      var host = HostState(host: text())
      host.heldUntil = maybe { $0.date() }
      host.lastRequest = maybe { $0.date() }
      for _ in 0..<count() {
        host.robots[text()] = RobotsRecord(
          agent: text(), fetched: date(), expires: date(),
          verdict: [.rules, .allowAll, .unreachable].randomElement(using: &random)!, rules: text(),
          crawlDelay: maybe { $0.number() })
      }
      return host
    }

    mutating func author() -> FeedAuthor {
      FeedAuthor(name: maybe { $0.text() }, email: maybe { $0.text() }, url: maybe { $0.text() })
    }

    mutating func item() -> FeedItem {
      var item = FeedItem()
      item.guid = maybe { $0.text() }
      item.title = maybe { $0.text() }
      item.link = maybe { $0.text() }
      item.published = maybe { $0.date() }
      item.updated = maybe { $0.date() }
      item.dateFlag = maybe { DateFlag.allCases.randomElement(using: &$0.random)! }
      item.authors = list { $0.author() }
      item.summary = maybe { $0.text() }
      item.contents = list {
        FeedContent(type: $0.text(), value: $0.text(), language: $0.maybe { $0.text() })
      }
      item.categories = list {
        FeedCategory(term: $0.text(), scheme: $0.maybe { $0.text() }, label: $0.maybe { $0.text() })
      }
      item.enclosures = list {
        FeedEnclosure(url: $0.text(), type: $0.maybe { $0.text() }, length: $0.maybe { $0.count() })
      }
      item.links = list {
        FeedLink(
          href: $0.text(), rel: $0.text(), type: $0.maybe { $0.text() },
          language: $0.maybe { $0.text() }, title: $0.maybe { $0.text() },
          length: $0.maybe { $0.text() })
      }
      item.language = maybe { $0.text() }
      item.source = maybe {
        var source = FeedSource()
        source.title = $0.maybe { $0.text() }
        source.link = $0.maybe { $0.text() }
        source.id = $0.maybe { $0.text() }
        source.updated = $0.maybe { $0.date() }
        source.authors = $0.list { $0.author() }
        return source
      }
      item.image = maybe { $0.text() }
      return item
    }
  }

  private static func encoded(_ value: some Encodable, slashes: Bool) throws -> [UInt8] {
    let encoder = JSONEncoder()
    if !slashes { encoder.outputFormatting = .withoutEscapingSlashes }
    return [UInt8](try encoder.encode(value))
  }

  /// Through both writers and both readers. The encoder's control characters are the decoder's to read.
  private static func check<T: Codable & Equatable>(
    _ value: T, _ json: [UInt8]?, _ read: ([UInt8]) -> T?
  ) throws {
    let json = try #require(json)
    #expect(try JSONDecoder().decode(T.self, from: Data(json)) == value)
    let hasControls = String(decoding: json, as: UTF8.self).contains("\\u")
    #expect(read(json) == (hasControls ? nil : value))
    for slashes in [true, false] {
      let own = try encoded(value, slashes: slashes)
      let read = read(own)
      #expect(read == value || hasControls && read == nil)
    }
  }

  @Test func valuesComeBack() throws {
    var choices = Choices()
    for _ in 0..<300 {
      let (state, host, item) = (choices.state(), choices.host(), choices.item())
      try Self.check(state, state.json) { FeedState(json: $0) }
      try Self.check(host, host.json) { HostState(json: $0) }
      try Self.check(item, item.json) { FeedItem(json: $0) }
    }
  }

  @Test func equalValuesAreEqualBytes() throws {
    var choices = Choices()
    for _ in 0..<50 {
      let host = choices.host()
      let copy = try JSONDecoder().decode(
        HostState.self, from: Self.encoded(host, slashes: false).withUnsafeBytes { Data($0) })
      #expect(copy.json == host.json)
    }
  }

  @Test func whatJSONCannotHoldIsNotWritten() {
    var state = FeedState(url: "https://a.example/feed")
    state.rhythm = .infinity
    #expect(state.json == nil)
    var host = HostState(host: "a.example")
    host.heldUntil = Date(timeIntervalSinceReferenceDate: .nan)
    #expect(host.json == nil)
  }

  /// Nothing is read that the decoder would not read, or would read otherwise.
  @Test(arguments: [
    "", "{", "}", "{}", "[]", "null", "{\"url\":null}", "{\"url\":\"a\"", "{\"url\":\"a\"}x",
    "{\"url\":\"a\",}", "{\"url\":\"a\" }", "{\"url\":\"a}", "{\"url\":\"\\u0041\"}",
    "{\"url\":\"\\x\"}", "{\"url\":\"\\", "{\"url\":\"a\",\"failures\":01}",
    "{\"url\":\"a\",\"failures\":+1}", "{\"url\":\"a\",\"failures\":.5}",
    "{\"url\":\"a\",\"failures\":1e999}", "{\"url\":\"a\",\"failures\":-}",
    "{\"url\":\"a\",\"failures\":\"1\"}", "{\"url\":\"a\",\"moveSightings\":1.5}",
    "{\"url\":\"a\",\"skipHours\":[1,]}", "{\"url\":\"a\",\"skipHours\":[1",
    "{\"url\":\"a\",\"other\":1}", "{\"etag\":\"a\"}", "{\"url\":\"\n\"}",
    "{\"url\":\"a\",\"sitemaps\":[{\"url\":\"b\",\"sitemaps\":[{\"url\":\"c\"}]}]}",
  ])
  func whatIsStrangeIsLeftToTheDecoder(json: String) {
    #expect(FeedState(json: Array(json.utf8)) == nil)
    #expect(HostState(json: Array(json.utf8)) == nil)
    #expect(FeedItem(json: Array(json.utf8)) == nil)
  }

  /// Damaged bytes end nothing.
  @Test func damageIsNoCrash() throws {
    var choices = Choices()
    for _ in 0..<200 {
      for json in [choices.state().json, choices.host().json, choices.item().json] {
        var bytes = try #require(json)
        for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count)] = .random(in: 0...255) }
        bytes.removeLast(.random(in: 0...2))
        let data = Data(bytes)
        if let state = FeedState(json: bytes) {
          #expect(try state == JSONDecoder().decode(FeedState.self, from: data))
        }
        if let host = HostState(json: bytes) {
          #expect(try host == JSONDecoder().decode(HostState.self, from: data))
        }
        if let item = FeedItem(json: bytes) {
          #expect(try item == JSONDecoder().decode(FeedItem.self, from: data))
        }
      }
    }
  }
}
