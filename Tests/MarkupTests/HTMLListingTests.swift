import Testing

@testable import Markup

/// Texts and attributes that do not pass through the parser come out as if they did.
@Suite struct HTMLListingTests {
  /// Tags and texts in document order; blanks aside, which a tree of libxml2's own drops in other places.
  private static func nodes(_ document: HTMLDocument) -> [String] {
    document.nodes.indices.compactMap { index in
      let node = document.nodes[index]
      guard node.tag == .text else { return "<\(node.tag) \(node.parent)>" }
      let text = document.text(in: index).split { $0.isWhitespace }.joined(separator: " ")
      return text.isEmpty ? nil : text
    }
    .filter { !$0.hasPrefix("<html") && !$0.hasPrefix("<body") }
  }

  private static let pieces = [
    "text", "文字", " ", "\n  ", "&amp;", "&nbsp;", "&#160;", "&#160", "&#x4E2D;", "&#127;", "&#0;",
    "&lt;", "&lt", "&copy",
    "&eacute;", "&unknown;", "&unknown", "&;", "&", "&#;", "&#99999999999;", "a < b", "<", "\u{7F}",
    "\u{1}", "\u{FFFE}",
    "\u{FFFF}", "\u{FFE5}", "</=x>", "</ p>", "</>", "<b>", "</b>", "<br>", "<p class=x>", "</p>",
    "<i id=\"&amp;\">", "</i>",
    "<a\"b c>", "<x:y id=z>", "<!-- & -->", "<script>a & b</script>", "<?p?>", "“quoted”", "é",
    "; ", "#", "end",
  ]

  @Test("Any order of texts, references and tags gives the nodes of libxml2's own tree")
  func agreement() throws {
    var state: UInt64 = 7
    for round in 0..<400 {
      var page = "<html><body><div>start"
      for _ in 0..<(2 + round % 12) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        page += Self.pieces[Int(state >> 33) % Self.pieces.count]
      }
      page += "</div></body></html>"
      let tree = try HTMLDocument(page, selecting: ["//none"])
      #expect(Self.nodes(HTMLDocument(page)) == Self.nodes(tree), "\(page.debugDescription)")
    }
  }

  @Test(
    "Texts with references are one node, as written",
    arguments: [
      ("<p>a&#160b &amp; c&unknown;d</p>", "a\u{A0}b & c&unknown;d"),
      ("<p>\u{7F}a&#127;b</p>", "a\u{7F}b"),
      ("<p>中&nbsp;文 &#x6587;\u{FFFE}字</p>", "中\u{A0}文 文字"),
      ("<p>one</\"two>three", "one\"two>three"),
    ])
  func references(_ html: String, _ text: String) {
    let document = HTMLDocument(html)
    let texts = document.nodes.indices.filter { document.nodes[$0].tag == .text }
    #expect(texts.map { document.text(in: $0) } == [text])
  }
}
