import FeedParsing
import Foundation
import NewsModel
import Testing

struct FeedRecoveryTests {
  private func parse(
    _ bytes: [UInt8], headers: [String: String] = [:], url: String? = nil
  ) throws -> ParsedFeed {
    try FeedParser().parse(bytes, headers: headers, url: url)
  }

  private func titles(_ text: String) throws -> [String?] {
    try parse(Array(text.utf8)).items.map(\.title)
  }

  @Test(arguments: [
    ("bare ampersand", "<item><title>A & B, Q&A</title></item>", ["A & B, Q&A"]),
    ("HTML entity", "<item><title>Caf&eacute;&nbsp;&ndash; &hellip;</title></item>", ["Café – …"]),
    ("unknown entity", "<item><title>A &bogus; B</title></item>", ["A &bogus; B"]),
    ("control characters", "<item><title>A\u{1}\u{b}B&#11;C</title></item>", ["ABC"]),
    ("surrogate halves", "<item><title>&#55357;&#56832;</title></item>", ["😀"]),
    ("windows-1252 reference", "<item><title>&#146;</title><x>&nope</x></item>", ["’"]),
    ("unclosed HTML", "<item><description>a<br>b<p>c</description><title>T</title></item>", ["T"]),
    (
      "crossed tags", "<item><description><b><i>x</b></i></description><title>T</title></item>",
      ["T"]
    ),
    ("end without start", "<item></p><title>T</title></item>", ["T"]),
    ("missing end of item", "<item><title>1</title><item><title>2</title></item>", ["1", "2"]),
    (
      "empty item in an item", "<item><title>1</title><item/></item><item><title>2</title></item>",
      ["1", "2"]
    ),
    (
      "attribute without quotes",
      "<item><enclosure url=http://e.example/a length=1><title>T</title></item>", ["T"]
    ),
    ("less-than in text", "<item><title>1 < 2 <3</title></item>", ["1 < 2 <3"]),
    ("CDATA end in text", "<item><title>a ]]> b & c</title></item>", ["a ]]> b & c"]),
    ("twice escaped", "<item><title>AT&amp;amp;T</title></item>", ["AT&T"]),
    ("undeclared prefix", "<item><dc:title>T</dc:title><dc:creator>A</dc:creator></item>", ["T"]),
  ])
  func recovers(what: String, items: String, expected: [String]) throws {
    #expect(
      try titles("<rss version=\"2.0\"><channel>\(items)</channel></rss>") == expected, "\(what)")
  }

  @Test func strayItemsStandInOrder() throws {
    let text =
      "<rss><channel><item><title>1</title><item><title>in</title></item></item><item><title>2</title></item></channel></rss>"
    #expect(try titles(text) == ["1", "in", "2"])
  }

  private static let sound =
    "<?xml version=\"1.0\"?><rss><channel><title>F</title><item><title>One</title></item></channel></rss>"

  @Test(arguments: [
    " \n" + sound, "<br />\n<b>Warning</b>: junk in <b>/x.php</b> on line 1<br />\n" + sound,
    "\u{FEFF}\u{FEFF}" + sound, sound + "\n<script>x</script> trailing & junk",
    sound.replacing("1.0\"?>", with: "1.0\" encoding=\"utf-16\"?>"), "<!-- late --> " + sound,
  ])
  func junkAroundTheDocument(text: String) throws { #expect(try titles(text) == ["One"]) }

  @Test func keepsEveryCompleteItemOfATruncatedDocument() throws {
    let items = (1...5).map {
      "<item><title>Title \($0)</title><link>https://e.example/\($0)</link><description><![CDATA[Text \($0)]]></description></item>"
    }
    let whole = Array(("<rss version=\"2.0\"><channel>" + items.joined() + "</channel></rss>").utf8)
    for cut in stride(from: 40, to: whole.count, by: 1) {
      let head = String(decoding: whole[..<cut], as: UTF8.self)
      let complete = head.components(separatedBy: "</item>").count - 1
      guard complete > 0 else { continue }
      let feed = try parse(Array(whole[..<cut]))
      #expect(feed.items.count >= complete, "cut at \(cut)")
      for (index, item) in feed.items.enumerated() {
        #expect(item.title == "Title \(index + 1)", "cut at \(cut)")
        #expect(item.link == "https://e.example/\(index + 1)", "cut at \(cut)")
      }
    }
  }

  @Test(
    arguments: [
      (
        "iso-8859-1 declared", "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>",
        [0xE9], nil, "é"
      ),
      (
        "header beats declaration",
        "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>",
        [
          0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x20, 0xE8, 0xE7, 0x20, 0xCC, 0xEE, 0xF1, 0xEA, 0xE2,
          0xFB,
        ],
        "application/rss+xml; charset=\"windows-1251\"", "Привет из Москвы"
      ),
      (
        "claims latin, is UTF-8",
        "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>",
        [0xC3, 0xA9], nil, "é"
      ),
      (
        "one bad byte", "<?xml version='1.0' encoding='utf-8'?><rss><channel><title>ñ caf",
        [0xF1, 0x61], nil, "ñ cafña"
      ),
      (
        "cut inside a character", "<?xml version='1.0' encoding='utf-8'?><rss><channel><title>é ",
        [0xE2, 0x80], nil, "é \u{FFFD}\u{FFFD}"
      ),
    ] as [(String, String, [UInt8], String?, String)])
  func readsEncodings(what: String, head: String, bytes: [UInt8], type: String?, title: String)
    throws
  {
    var document = Array(head.utf8) + bytes
    document += Array("</title><item><title>x</title></item></channel></rss>".utf8)
    let feed = try parse(document, headers: type.map { ["content-type": $0] } ?? [:])
    #expect(feed.title == title, "\(what): \(feed.encoding)")
  }

  @Test(arguments: [(true, true), (true, false), (false, true), (false, false)])
  func readsWideEncodings(isLittle: Bool, is32: Bool) throws {
    let text = "\u{FEFF}<rss><channel><title>Привет, 世界</title></channel></rss>"
    var document: [UInt8] = []
    func append(_ value: UInt32, _ width: Int) {
      let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
      document += isLittle ? bytes : bytes.reversed()
    }
    if is32 {
      text.unicodeScalars.forEach { append($0.value, 4) }
    } else {
      text.utf16.forEach { append(UInt32($0), 2) }
    }
    #expect(try parse(document).title == "Привет, 世界")
  }

  @Test func namesTheFeedsOfAPage() throws {
    let page = """
      <!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2">
      </head><body><p>News & more<br></body></html>
      """
    let error = #expect(throws: FeedError.self) {
      try parse(Array(page.utf8), url: "https://p.example/news/")
    }
    #expect(error?.code == .notAFeed)
    #expect(error?.alternatives == ["https://p.example/rss?a=1&b=2"])
  }

  @Test(arguments: [
    ("", FeedError.Code.empty), (" \n ", .empty), ("Service unavailable", .notAFeed),
    ("{\"a\": 1}", .notAFeed),
    ("{\"items\": [", .malformed), ("<opml/>", .notAFeed), ("<html><p>x</html>", .notAFeed),
    ("\u{1F}", .empty),
    ("<", .notAFeed), ("<rss", .malformed), ("\0\0\0\0", .empty),
  ])
  func saysWhyItIsNoFeed(text: String, code: FeedError.Code) {
    let error = #expect(throws: FeedError.self) { try parse(Array(text.utf8)) }
    #expect(error?.code == code)
    #expect(error?.message.isEmpty == false)
  }

  @Test func wantsCompressedDocumentsDecompressed() {
    let error = #expect(throws: FeedError.self) { try parse([0x1F, 0x8B, 8, 0]) }
    #expect(error?.message.contains("gzip") == true)
  }
}
