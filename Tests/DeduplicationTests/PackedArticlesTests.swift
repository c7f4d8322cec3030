@testable import Deduplication
import Foundation
import NewsModel
import Testing

@Suite("A window in few bytes")
struct PackedArticlesTests {
  private static let articles: [WindowArticle] =
    background() + [
      article(
        "b", "vi", "Lũ", "Ngắn.", minute: 3, story: "s", urls: ["a.example/1", "a.example/é"]),
      article("a", "en", nil, InventedStories.text("en").text, minute: 3),
      WindowArticle(
        id: String(repeating: "長", count: 100), firstSeen: Date(timeIntervalSince1970: 0),
        source: "outlet"),
    ]

  /// A list that some of the articles' words are in.
  private static let codes = WordCodes(
    learnedFrom: articles.compactMap(\.evidence?.blob) + background().compactMap(\.evidence?.blob))

  private static func packed(_ articles: [WindowArticle], by codes: WordCodes?) -> PackedArticles {
    let packed = PackedArticles()
    for (number, article) in articles.enumerated() {
      let bytes = codes.flatMap { codes in
        article.evidence.map { PackedBytes(codes.encoded($0.blob), codes: codes) }
      }
      packed.add(article, isNew: number % 3 == 0, packed: bytes)
    }
    return packed
  }

  @Test("What was added comes back, written by a list of words or not", arguments: [false, true])
  func comesBack(isCoded: Bool) {
    let packed = Self.packed(Self.articles, by: isCoded ? Self.codes : nil)
    #expect(packed.count == Self.articles.count)
    for (place, article) in Self.articles.enumerated() {
      #expect(packed.id(place) == article.id && packed.storyUID(place) == article.storyUID)
      #expect(packed.source(place) == article.source && packed.urlKeys(place) == article.urlKeys)
      #expect(packed.bodyHash(place) == article.bodyHash)
      #expect(packed.isNew(place) == (place % 3 == 0))
      let header = article.evidence?.header
      let isLong = header.map { !$0.flags.contains(.short) } ?? false
      #expect(packed.isMatchable(place) == isLong)
      #expect(packed.evidence(place) == (isLong ? article.evidence : nil))
      #expect(packed.header(place)?.letters == (isLong ? header?.letters : nil))
      var keys: [UInt32] = []
      packed.forEachKey(of: place) { key, times in
        keys += [UInt32](repeating: key, count: times)
      }
      let evidence = isLong ? article.evidence : nil
      #expect(keys == evidence.map { $0.keys($0.header) } ?? [])
      var units: [UInt32] = []
      packed.forEachUnit(of: place) { unit, _ in units.append(unit) }
      #expect(
        units == evidence.map { $0.units($0.header).map { $0 & TextUnit.hashMask } } ?? [])
    }
  }

  @Test("Articles come in the order of age, then of their uids")
  func order() {
    let packed = Self.packed(Self.articles, by: nil)
    packed.sort()
    let ids = packed.indices.map(packed.id)
    #expect(ids == StoryMatcher.ordered(Self.articles).map(\.id))
    #expect(ids.suffix(2) == ["a", "b"])
  }

  @Test("More than a segment holds is kept in several")
  func segments() {
    let long = (0..<40).map { number in
      article("\(number)", "en", nil, "Word\(number).", urls: [String(repeating: "u", count: 9000)])
    }
    let packed = Self.packed(long, by: nil)
    #expect(packed.indices.map(packed.id) == long.map(\.id))
    #expect(packed.indices.allSatisfy { packed.urlKeys($0)[0].utf8.count == 9000 })
  }

  @Test("Packed evidence is matched as it was")
  func matching() {
    let (title, text) = InventedStories.text("en")
    let new = [
      article("x", "en", title, text, minute: 1), article("y", "en", title, text, minute: 2),
    ]
    let plain = StoryMatcher().match(window: background(), new: new)
    let packed = PackedArticles()
    for article in new + background() {
      packed.add(
        article, isNew: article.id == "x" || article.id == "y",
        packed: article.evidence.map { PackedBytes(Self.codes.encoded($0.blob), codes: Self.codes) }
      )
    }
    #expect(StoryMatcher().match(packed) == plain)
    #expect(plain.merged == [["x", "y"]])
  }

  @Test("Evidence of another version is none, nor is what is damaged", arguments: [false, true])
  func damaged(isCoded: Bool) throws {
    let (title, text) = InventedStories.text("en")
    var sound = article("x", "en", title, text, minute: 1)
    sound.bodyHash = nil
    let blob = try #require(sound.evidence?.blob)
    func packed(_ blob: [UInt8], dropping count: Int = 0) -> PackedBytes {
      isCoded
        ? PackedBytes(Self.codes.encoded(blob).dropLast(count), codes: Self.codes)
        : PackedBytes(blob.dropLast(count))
    }
    let other = [blob[0] + 1] + blob.dropFirst()
    let longer = blob + [0, 0, 0, 0]
    for bytes in [
      packed(blob), packed(other), packed(longer), packed(blob, dropping: 3), packed([]),
    ] {
      let articles = PackedArticles()
      for article in background() { articles.add(article, isNew: false) }
      articles.add(sound, isNew: true, packed: bytes)
      articles.add(article("y", "en", title, text, minute: 2), isNew: true)
      let stories = StoryMatcher().match(articles).merged
      #expect(stories == (bytes.unpacked == blob ? [["x", "y"]] : []))
    }
  }

  @Test("In whatever portions new articles are compared, the links are the same")
  func portions() {
    var dice = Dice(state: 5)
    let sentences = InventedStories.others.flatMap {
      $0.text.split(separator: "\n").map(String.init)
    }
    let articles = (0..<60).map { number in
      let lines = (0..<4).map { _ in sentences[Int.random(in: 0..<sentences.count, using: &dice)] }
      return article(
        "\(number)", ["en", "fr", "vi"][number % 3], nil, lines.joined(separator: "\n"),
        minute: number)
    }
    let index = WindowIndex(articles: articles)
    let all = Array(index.articles.indices)
    let whole = PairScorer(index: index, settings: MatchSettings()).links(ofEach: all)
    #expect(whole.contains { !$0.isEmpty })
    for portion in [1, 7, 59] {
      let scorer = PairScorer(index: index, settings: MatchSettings(), portion: portion)
      #expect(scorer.links(ofEach: all) == whole)
    }
  }
}
