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
    "; ", "#", "end", "&#8217;", "&#x2019;", "&hellip;", "& ", "&#128512;", "&#150;", "&#32;",
    "&Eacute;", "&#xD800;", "<b>x</b>", "<i>y &amp; z</i>",
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

  /// Tags, texts and attributes; what is blank is one space.
  private static func content(_ document: HTMLDocument) -> [String] {
    document.nodes.map { node in
      if node.tag == .text {
        return String(decoding: document.bytes[node.text.asIndices], as: UTF8.self)
          .split { $0.isWhitespace }.joined(separator: " ")
      }
      let attributes = document.attributes[node.attributes.asIndices].map {
        "\($0.name)=\(String(decoding: document.bytes[$0.value.asIndices], as: UTF8.self))"
      }
      return "<\(node.tag) \(node.parent) \(node.end) \(attributes.joined(separator: " "))>"
    }
  }

  private static func marked(_ page: String, misplacedBy shift: Int = 0) -> HTMLDocument? {
    var page = page
    return page.withUTF8 { HTMLDocument(marked: $0, misplacedBy: shift) }
  }

  private static func plain(_ page: String) -> HTMLDocument {
    var page = page
    return page.withUTF8 { HTMLDocument(plain: $0) }
  }

  private static let page = """
    <!DOCTYPE html><html lang="vi"><head><meta charset="windows-1251"><meta property="og:title" \
    content="A &amp; B &quot;C&quot;"><title>Tin tức &amp; báo</title></head><body class=page><p \
    id=one ID=two hidden>First &lt; second\t<b title='в "кавычках"'>третий</b> رابع</p><p>中文&nbsp;正文<br>日本語\
    <li value=4>한국어<body id="again" class="late"><html dir=rtl lang=ar><head id=h><tr role=row><td>ไทย\
    </table><my-item itemprop="x"y>हिन्दी</p><p href="a?b=1&c=2">last</body></html>after<i class="">it</i>
    """

  @Test("A parser that reports other places costs time, but neither text nor attribute")
  func misplaced() {
    let plain = Self.content(Self.plain(Self.page))
    #expect(plain == Self.marked(Self.page).map(Self.content))
    #expect(plain.contains { $0.hasPrefix("<p ") && $0.hasSuffix(" id=one hidden=>") })
    var page = Self.page
    for shift in [-1000, -7, -4, -2, -1, 1, 2, 3, 4, 8, 9, 1000] {
      #expect(Self.marked(page, misplacedBy: shift) == nil, "\(shift)")
      let document = page.withUTF8 { HTMLDocument(utf8: $0, misplacedBy: shift) }
      #expect(Self.content(document) == plain, "\(shift)")
    }
  }

  @Test(
    "Pages with one text or one list alone are looked at as well",
    arguments: ["<p>text", "<p class=x>", "<p>a<b class=x>", "<html lang=x><p class=y>z"])
  func misplacedOnce(_ page: String) {
    #expect(Self.marked(page) != nil)
    #expect(Self.marked(page, misplacedBy: 1) == nil)
    #expect(Self.marked(page, misplacedBy: -1) == nil)
  }

  /// Or a tag whose name ends in a noncharacter.
  @Test("Only a reference to the byte that stands for texts makes a page be parsed again")
  func soundness() {
    var state: UInt64 = 11
    for round in 0..<400 {
      var page = "<html lang=en><body id=b>start"
      for _ in 0..<(2 + round % 12) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        page += Self.pieces[Int(state >> 33) % Self.pieces.count]
      }
      page += "<body id=c><html id=d>end"
      let refers = page.contains("&#127;")
      if refers || !page.unicodeScalars.contains(where: { $0.value | 1 == 0xFFFF }) {
        #expect((Self.marked(page) == nil) == refers, "\(page.debugDescription)")
      }
      #expect(
        Self.content(HTMLDocument(page)).filter { !$0.isEmpty }
          == Self.content(Self.plain(page)).filter { !$0.isEmpty }, "\(page.debugDescription)")
    }
  }

  @Test("Pages that are too deep or too long for a tree are parsed once")
  func limits() {
    let deep = String(repeating: "<div class=a>x", count: 4 * HTMLLimits.depth)
    #expect(Self.marked(deep) != nil)
    let long = String(repeating: "<br class=a>x", count: HTMLLimits.nodes)
    #expect(Self.marked(long)?.isTruncated == true)
  }

  private static let tags = [
    "<html>", "<head>", "</head>", "<title>", "</title>", "<meta name=x>", "<link rel=y>", "<body>",
    "</body>", "</html>", "<div>", "</div>", "<p>", "</p>", "<ul>", "</ul>", "<li class=z>",
    "</li>",
    "<table>", "</table>", "<tr>", "<td>", "</td>", "<a href=u>", "</a>", "<b>", "</b>", "<span>",
    "</span>", "<h2>", "</h2>", "<section>", "</section>", "<my-tag>", "</my-tag>", "<br>", "<hr>",
    "<img src=v>", "<input type=w>", "</br>", "<frameset>", "<option>", "<dd>", "<dt>", "<form>",
    "</form>", "<template>", "</template>", "<base>", " ", "\n", "one", "hai", "три", "&amp;", "<",
    "<p>x</p>", "<li>y", "<h2>z</h2>", "<a>w</a>", "<b>v</b>", "<u>", "</u>", "<strike>",
    "</strike>", "<dl>", "<pre>",
    "</pre>", "</dd>", "</dt>", "<i>", "</i>", "<em>s &#8217; t</em>", "<small>",
  ]

  @Test(
    "Texts and empty elements stand where the parser would have put them, before and within the body"
  )
  func places() {
    var state: UInt64 = 5
    var again = 0
    for round in 0..<3000 {
      var page = round % 2 == 0 ? "<html><head>" : "<body><div>"
      for _ in 0..<(3 + round % 20) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        page += Self.tags[Int(state >> 33) % Self.tags.count]
      }
      if let marked = Self.marked(page) {
        #expect(Self.content(marked) == Self.content(Self.plain(page)), "\(page.debugDescription)")
      } else {
        again += 1
      }
    }
    // Texts behind the body or within a head that nothing ended.
    #expect(again < 60)
  }

  @Test(
    "What stands between an end tag and a start tag belongs to the element that is open there",
    arguments: [
      "<p>a <b>b</b> c<div>d</div> e<p>f",
      "<ul><li><a>a</a> b<li>c</li> d<li>e</ul>f<p>g</ul>h<p>i",
      "<table><tr><td><i>a</i>b<td>c</td>d<tr><td>e</table>f<td>g", "<p><span><b>a</span> b<p>c",
      "<div><table><tr><td>a</div>b<td>c", "<p>a</x>b<p>c", "<h2>a<hr>b<p>c", "<p><b>a</b>b",
      "<p>a<br>",
    ])
  func betweenTags(_ page: String) throws {
    let marked = try #require(Self.marked(page))
    #expect(Self.content(marked) == Self.content(Self.plain(page)))
  }

  @Test(
    "Lines stand where the parser would have put them, with what they hold",
    arguments: [
      "<body><div><p>a <a href=b>c <b>d</b></a> e &amp; f</p> g<p>h</p></div>i<p>j</p>",
      "<body><div><p>a<p>b</p><p>c</p></div><p>d</p>", "<body><a>b<a>c</a>d</a><a>e</a>",
      "<body><b><p>a</p></b><p>b</p>", "<body><h2>a<p>b</p></h2><p>c</p><h2>d</h2>",
      "<body><ul><li><a>a</a><ul><li>b</li></ul></li><li>c</li></ul>",
      "<body><div>a</div> b<p>c</p>d<div>e</div><span>f</span>", "<body><P>a</p><p>b</P><p >c</p >",
      "<body><p>a</p><p>b</p>", "<p>a</p><p>b</p>", "<body><div><b><i>a</b></i><p>b</p></div>",
      "<body><dl><dt>a</dt><dd>b</dd><dt>c<dd>d</dd></dl>", "<body><big><p>a</p></big><p>b</p>",
      "<body><table><tr><td><p>a</p>b<a>c</a><td><a>d</a></table><p>e</p>",
      "<body><div>&lt;<b>a</b>&unknown<i>b</i></div>",
      "<body><span><br>a<img src=b></span><p></p><p> </p>",
    ])
  func lines(_ page: String) throws {
    let marked = try #require(Self.marked(page))
    #expect(Self.content(marked) == Self.content(Self.plain(page)))
  }

  @Test("Lines within lines without end cost no more than others")
  func deepLines() throws {
    let deep =
      "<body>" + String(repeating: "<b>", count: 60_000) + "x"
      + String(repeating: "</b>", count: 60_000)
    let long =
      "<body>" + String(repeating: "<p>", count: 300) + String(repeating: "<b>y</b>", count: 60_000)
    for page in [deep, long] {
      #expect(Self.content(HTMLDocument(page)) == Self.content(Self.plain(page)))
    }
  }
}
