import Fetching
import Testing

struct RobotsRulesTests {
  private func allows(_ text: String, _ path: String, agent: String = "tidings") -> Bool {
    RobotsRules(text.utf8, agent: agent).allows("https://news.example" + path)
  }

  @Test(arguments: [
    // (robots.txt, path, allowed)
    ("", "/a", true),
    ("User-agent: *\nDisallow: /", "/a", false),
    ("User-agent: *\nDisallow:", "/a", true),
    ("User-agent: *\nDisallow: /", "/robots.txt", true),
    ("Disallow: /", "/a", true),
    // The group that names us, and no other.
    ("User-agent: *\nDisallow: /\n\nUser-agent: Tidings\nDisallow: /b", "/a", true),
    ("User-agent: *\nAllow: /\n\nUser-agent: TIDINGS\nDisallow: /b", "/b/c", false),
    ("User-agent: tidingsbot\nDisallow: /", "/a", true),
    ("User-agent: tidings/2.0 extra\nDisallow: /", "/a", false),
    ("User-agent: other\nUser-agent: tidings\nDisallow: /", "/a", false),
    ("User-agent: tidings\nDisallow: /a\nUser-agent: other\nDisallow: /b", "/b", true),
    (
      "User-agent: tidings\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: tidings\nDisallow: /b",
      "/b", false
    ),
    ("User-agent: tidings\nSitemap: /s.xml\nUser-agent: other\nDisallow: /", "/a", false),
    // The longest pattern decides, allow among equals.
    ("User-agent: *\nDisallow: /news/\nAllow: /news/free/", "/news/free/x", true),
    ("User-agent: *\nAllow: /news/free/\nDisallow: /news/", "/news/x", false),
    ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true),
    // Wild cards and ends.
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", false),
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", true),
    ("User-agent: *\nDisallow: /*.pdf", "/a/b.pdf?x", false),
    ("User-agent: *\nDisallow: /a$b", "/a$b", false),
    ("User-agent: *\nDisallow: /$", "/", false),
    ("User-agent: *\nDisallow: /$", "/a", true),
    ("User-agent: *\nDisallow: *", "/a", false),
    ("User-agent: *\nDisallow: /*/print", "/a/b/print", false),
    ("User-agent: *\nDisallow: /a*b*c$", "/abbbcbc", false),
    ("User-agent: *\nDisallow: /a*bc$", "/abc", false),
    ("User-agent: *\nDisallow: /ab*bc$", "/abc", true),
    ("User-agent: *\nDisallow: /x**y", "/xy", false),
    ("User-agent: *\nDisallow: /*?print=", "/a?print=1", false),
    ("User-agent: *\nDisallow: news", "/news", true),
    // Bytes.
    ("User-agent: *\nDisallow: /новости", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1", false),
    ("User-agent: *\nDisallow: /%d0%bd", "/новости", false),
    ("User-agent: *\nDisallow: /新闻", "/新闻/1", false),
    ("User-agent: *\nDisallow: /A", "/a", true),
    // Forms.
    ("\u{FEFF}User-agent: *\nDisallow: /a", "/a", false),
    ("User-agent: *\rDisallow: /a", "/a", false),
    ("User-agent: *\r\n\r\nDisallow: /a\r\n", "/a", false),
    ("user-agent:*#all\n  DISALLOW  :  /a  # no", "/a", false),
    ("User-agent *\nDisallow /a", "/a", false),
    ("User-agent: *\nDissallow: /a", "/a", false),
    ("User agent: *\nDisallow: /a", "/a", false),
    ("<html><body>Not found: /a</body></html>", "/a", true),
  ])
  func decides(text: String, path: String, allowed: Bool) {
    #expect(allows(text, path) == allowed)
  }

  @Test(arguments: [
    ("https://news.example", "/"), ("https://news.example?a", "/?a"),
    ("https://news.example/a#b", "/a"), ("//news.example/a", "/a"), ("/a/b", "/a/b"),
    ("https://news.example;p", "/;p"), ("", "/"), ("a:b", "/"),
    ("https://x/a?u=http://y/z", "/a?u=http://y/z"),
  ])
  func findsThePath(url: String, path: String) {
    let rules = RobotsRules("User-agent: *\nDisallow: /\nAllow: \(path)$".utf8, agent: "t")
    #expect(rules.allows(url))
  }

  @Test(arguments: [
    ("User-agent: *\nCrawl-delay: 10\nDisallow: /x", 10.0),
    ("User-agent: *\nCrawl-delay: 10\nUser-agent: tidings\nCrawl-delay: 0.5\nAllow: /", 0.5),
    ("User-agent: *\nCrawl-delay: soon", nil), ("User-agent: *\nCrawl-delay: -1", nil),
    ("User-agent: *\nCrawl-delay: inf", nil), ("User-agent: *\nCrawl-delay: 1e300", 86_400),
    ("Crawl-delay: 5", nil),
    ("User-agent: *\nDisallow: /\n\nUser-agent: tidings\nCrawl-delay: 7", 7),
  ])
  func readsTheCrawlDelay(text: String, seconds: Double?) {
    #expect(RobotsRules(text.utf8, agent: "tidings").crawlDelay == seconds)
  }

  /// What is stored says the same as what was read.
  @Test func survivesBeingStored() {
    let text = "User-agent: tidings\nAllow: /a/index.html\nDisallow: /*.pdf$\nDisallow: /%c3%a9#x\n"
    let read = RobotsRules((text + "Crawl-delay: 3").utf8, agent: "tidings")
    let stored = RobotsRules(stored: read.text, crawlDelay: read.crawlDelay)
    #expect(read.text == "allow: /a/index.html\nallow: /a/$\ndisallow: /*.pdf$\ndisallow: /%C3%A9")
    #expect(Set(stored.rules) == Set(read.rules))
    #expect(stored.crawlDelay == 3)
  }

  /// Patterns made to be slow are not.
  @Test func hostileFilesCostLittle() {
    let long = String(repeating: "a", count: 8000)
    let star = String(repeating: "*a", count: 8000)
    var text = "User-agent: *\n"
    while text.utf8.count < 512 << 10 { text += "Disallow: /*\(long)b\nDisallow: /\(star)b\n" }
    let rules = RobotsRules(text.utf8, agent: "t")
    let began = ContinuousClock.now
    #expect(rules.allows("https://x/" + String(repeating: "a", count: 16_000)))
    #expect(ContinuousClock.now - began < .seconds(5))
  }

  @Test func anyBytesAreRead() {
    var generator = SplitMix(state: 7)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0..<400, using: &generator)).map { _ in
        let alphabet = Array("user-agent:*disallow/$%ab\r\n #\u{0}é".utf8)
        return Bool.random(using: &generator)
          ? alphabet.randomElement(using: &generator)!
          : UInt8.random(in: 0...255, using: &generator)
      }
      let rules = RobotsRules(bytes, agent: "tidings")
      _ = rules.allows(String(decoding: bytes, as: UTF8.self))
      #expect(RobotsRules(stored: rules.text, crawlDelay: nil).rules.count >= rules.rules.count)
    }
  }
}

/// Steele and others' generator, so that a test's random cases are the same every time.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
