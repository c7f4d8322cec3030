import FeedParsing
import Foundation
import NewsModel
import TestSupport
import Testing

/// Sound feeds damaged at random, always the same way: nothing crashes, and what was not hit survives.
struct FeedMutationTests {
  /// SplitMix64 (Steele, Lea and Flood, 2014).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  struct Sample {
    var bytes: [UInt8]
    /// Where each item stands, its markup included.
    var items: [(range: Range<Int>, link: String, title: String)]
  }

  private static let headlines = [
    "Harbour reopens after storm", "Bão số 3 đổ bộ vào miền Trung", "Les pêcheurs rentrent au port",
    "В порту снова открыт причал", "الميناء يفتح أبوابه بعد العاصفة", "तूफ़ान के बाद बंदरगाह खुला",
    "风暴过后港口重新开放",
    "嵐の後、港が再開", "폭풍 뒤 항구 재개", "ท่าเรือเปิดอีกครั้งหลังพายุ",
  ]

  /// `shape`: 0 RSS with CDATA, 1 RSS with escaped HTML, 2 Atom.
  static func sample(shape: Int) -> Sample {
    var sample = Sample(bytes: [], items: [])
    let isAtom = shape == 2
    let head =
      isAtom
      ? "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>F</title>\n"
      : "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>F</title><link>https://e.example/</link>\n"
    sample.bytes += Array(head.utf8)
    for index in 0..<20 {
      let title = headlines[index % headlines.count] + " \(index)"
      let link = "https://e.example/\(2020 + index)/story-\(index)"
      let body =
        shape == 0
        ? "<![CDATA[<p>\(title) <b>x</b></p>]]>"
        : "&lt;p&gt;\(title) &lt;b&gt;x&lt;/b&gt;&lt;/p&gt;"
      let text =
        isAtom
        ? "<entry><id>urn:\(index)</id><title>\(title)</title><link href=\"\(link)\"/><updated>2024-05-28T10:00:00Z</updated><summary type=\"html\">\(body)</summary></entry>\n"
        : "<item><title>\(title)</title><link>\(link)</link><guid>g\(index)</guid><pubDate>Tue, 28 May 2024 10:00:00 GMT</pubDate><description>\(body)</description></item>\n"
      let start = sample.bytes.count
      sample.bytes += Array(text.utf8)
      sample.items.append((start..<sample.bytes.count - 1, link, title))
    }
    sample.bytes += Array((isAtom ? "</feed>" : "</channel></rss>").utf8)
    return sample
  }

  /// Damages `sample` and drops from its items those that were hit.
  static func damage(_ sample: inout Sample, _ random: inout Generator) {
    let target = sample.items.randomElement(using: &random)!.range
    let at = Int.random(in: target, using: &random)
    let end = min(at + Int.random(in: 1...12, using: &random), target.upperBound)
    func replace(_ range: Range<Int>, _ bytes: [UInt8]) {
      sample.bytes.replaceSubrange(range, with: bytes)
      let shift = bytes.count - range.count
      sample.items = sample.items.compactMap { item in
        if item.range.upperBound <= range.lowerBound { return item }
        if item.range.lowerBound >= range.upperBound, item.range.lowerBound > range.lowerBound {
          return (
            item.range.lowerBound + shift..<item.range.upperBound + shift, item.link, item.title
          )
        }
        return nil
      }
    }
    switch Int.random(in: 0..<9, using: &random) {
    case 0: replace(at..<at + 1, [UInt8.random(in: 0...255, using: &random)])
    case 1:
      replace(
        at..<at,
        Array([" & ", "&nbsp;", "&bogus;", "&#0;", "&"].randomElement(using: &random)!.utf8))
    case 2: replace(at..<at, [[0, 1, 0x0B, 0x1F, 0xFF, 0xC3, 0xED].randomElement(using: &random)!])
    case 3: replace(at..<end, [])
    case 4:
      replace(
        at..<at, Array(["<br>", "<p>", "</p>", "<", ">", "<b"].randomElement(using: &random)!.utf8))
    case 5: replace(at..<at, Array(sample.bytes[at..<end]) + sample.bytes[at..<end])
    case 6:
      sample.bytes.removeSubrange(at...)
      sample.items.removeAll { $0.range.upperBound > at }
    case 7:
      replace(
        0..<0, Array(["\n\n", "junk ", "<br />x", "\u{FEFF}"].randomElement(using: &random)!.utf8))
    default: replace(at..<end, (at..<end).map { _ in UInt8.random(in: 32...126, using: &random) })
    }
  }

  @Test(.tallied(.mutatedFeeds, as: 2000)) func intactItemsSurvive() {
    var random = Generator(state: 20_240_528)
    let samples = (0..<3).map { Self.sample(shape: $0) }
    var (intact, kept) = (0, 0)
    for round in 0..<2000 {
      var sample = samples[round % samples.count]
      for _ in 0..<(1 + round % 3) where !sample.items.isEmpty { Self.damage(&sample, &random) }
      intact += sample.items.count
      guard let feed = try? FeedParser().parse(sample.bytes, url: "https://e.example/feed") else {
        continue
      }
      let found = Dictionary(
        feed.items.map { ($0.link ?? "", $0.title ?? "") }, uniquingKeysWith: { first, _ in first })
      kept += sample.items.count { found[$0.link] == $0.title }
    }
    #expect(intact > 20_000)
    #expect(Double(kept) >= 0.95 * Double(intact), "kept \(kept) of \(intact)")
  }

  @Test func randomBytesNeverCrash() {
    var random = Generator(state: 7)
    for round in 0..<2000 {
      let count = Int.random(in: 0...300, using: &random)
      var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      if round % 2 == 0 { bytes = Array("<rss><channel><item>".utf8) + bytes }
      _ = try? FeedParser().parse(
        bytes, headers: ["content-type": "text/xml; charset=\"x"], url: "::")
      let text = String(decoding: bytes, as: UTF8.self)
      _ = FeedDate.parse(text)
      _ = FeedDiscovery.feeds(in: bytes, url: text)
      _ = try? OPML.feeds(in: bytes)
      _ = CanonicalURL.key(for: text)
      _ = CanonicalURL.resolve(text, against: "http://" + text)
    }
  }
}
