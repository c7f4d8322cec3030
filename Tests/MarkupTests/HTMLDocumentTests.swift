import Testing

@testable import Markup

@Suite struct HTMLDocumentTests {
  /// The document as an outline: tags, texts in quotes, children in brackets.
  static func outline(_ document: HTMLDocument) -> String {
    func describe(_ index: Int) -> String {
      let node = document.nodes[index]
      if node.tag == .text { return "'\(document.text(in: index))'" }
      var children: [String] = []
      var child = index + 1
      while child < Int(node.end) {
        children.append(describe(child))
        child = Int(document.nodes[child].end)
      }
      return children.isEmpty ? "\(node.tag)" : "\(node.tag)[\(children.joined(separator: " "))]"
    }
    return document.nodes.isEmpty ? "" : describe(0)
  }

  @Test(
    "Markup becomes a tree",
    arguments: [
      ("<p>a<b>b</b>c</p>", "html[body[p['a' b['b'] 'c']]]"),
      ("<ul><li>1<li>2</ul>", "html[body[ul[li['1'] li['2']]]]"),
      ("<p>a<br>b", "html[body[p['a' br 'b']]]"),
      ("<p>a &lt; b &amp; c</p>", "html[body[p['a < b & c']]]"),
      ("<p>1 < 2</p>", "html[body[p['1 < 2']]]"),
      ("<p>a<!-- x -->b</p>", "html[body[p['ab']]]"),
      ("<p>a<script>if (a < b) {}</script>b</p>", "html[body[p['a b']]]"),
      ("<p>a</p><style>p { color: red }</style>", "html[body[p['a'] ' ']]"),
      ("<p>中文<wbr>字</p>", "html[body[p['中文' wbr['字']]]]"),
      ("", ""),
    ])
  func trees(_ html: String, _ outline: String) {
    #expect(Self.outline(HTMLDocument(html)) == outline)
  }

  @Test(
    "Attributes survive whatever their markup",
    arguments: [
      // Of two with one name the first counts.
      ("<p class=a n=7 class=b>x</p>", "a"),
      ("<p class='a \u{1}&amp;\tb'>x</p>", "a &\tb"),
      ("<p n=0 class>x</p>", ""),
      ("<b n=99999999999999999999 id=n class=\"&#20013;&unknown;\">x</b>", "中&unknown;"),
    ])
  func attributeLists(_ html: String, _ value: String) {
    let document = HTMLDocument(html)
    let named = document.nodes.indices.compactMap { document.attribute(.class, of: $0) }
    #expect(named == [value])
  }

  @Test("Attributes that are read are kept, entities resolved; others are not")
  func attributes() {
    let document = HTMLDocument(
      "<div CLASS='a b' data-x=\"1\" onclick=\"go('>')\" id=c><a href=/x?a=1&amp;b=2>y</a></div>")
    let div = document.elements(.div)[0]
    #expect(document.attribute(.class, of: div) == "a b")
    #expect(document.attribute(.id, of: div) == "c")
    #expect(document.attribute(.href, of: document.elements(.a)[0]) == "/x?a=1&b=2")
    #expect(document.attributes.count == 3)
  }

  @Test("Data scripts are kept aside")
  func asides() {
    let document = HTMLDocument(
      """
      <script type="application/ld+json">{"a":1}</script><script>var a = 1</script>
      <noscript><p>Enable it</p></noscript><p>text</p>
      """)
    #expect(document.asides.map(\.kind) == [.linkedData, .noscript])
    #expect(
      document.asides.first.map { String(decoding: $0.content, as: UTF8.self) } == "{\"a\":1}")
  }

  @Test("Nesting is cut at the limit and the text kept")
  func depth() {
    let document = HTMLDocument(String(repeating: "<div>", count: 5000) + "end")
    var deepest = 0
    for index in document.nodes.indices {
      var depth = 0
      var parent = document.nodes[index].parent
      while parent >= 0 {
        depth += 1
        parent = document.nodes[Int(parent)].parent
      }
      deepest = max(deepest, depth)
    }
    #expect(deepest <= HTMLLimits.depth + 2)
    #expect(document.text(in: 0) == "end")
  }

  @Test("Nodes are capped, and the document says so")
  func nodes() {
    let document = HTMLDocument(String(repeating: "<i>x</i>", count: HTMLLimits.nodes))
    #expect(document.isTruncated)
    #expect(document.nodes.count <= HTMLLimits.nodes + 2)
  }

  @Test("The parser without a tree and libxml2's own tree agree")
  func agreement() throws {
    let html = """
      <html><head><title>T</title><meta name=a content=b></head><body><div class="x"><p>One<p>Two <b>three</b>
      <table><tr><td>1<td>2</table><ul><li>a<ul><li>b</ul></ul></div><h1>Head</h1> tail </body></html>
      """
    let direct = HTMLDocument(html)
    let tree = try HTMLDocument(html, selecting: ["//p", "string(//title)"])
    #expect(
      Self.outline(direct).filter { !$0.isWhitespace }
        == Self.outline(tree).filter { !$0.isWhitespace })
    #expect(tree.selections[0].nodes.map { tree.nodes[$0].tag } == [.p, .p])
    #expect(tree.selections[1].strings == ["T"])
  }

  @Test("A bad selector is an error that names it")
  func badSelector() {
    #expect(throws: SelectorError.self) { try HTMLDocument("<p>", selecting: ["//p["]) }
    #expect(throws: SelectorError.self) { try HTMLDocument("<p>", selecting: ["p:hover"]) }
  }
}
