import Markup
import Testing

struct XMLEventReaderTests {
  private func read(_ text: String) -> (events: [String], problem: XMLProblem?) {
    var recorder = XMLEventRecorder()
    let problem = XMLEventReader.read(Array(text.utf8), into: &recorder)
    return (recorder.events, problem)
  }

  @Test func readsInOrder() {
    let (events, problem) = read(
      "<?xml version='1.0' encoding='koi8-r'?><a xmlns:x='urn:x' x:k='1 &amp; 2' l='&#38;#38;'>é&lt;<x:b/><![CDATA[<&]]>&#x416;</a>"
    )
    #expect(problem == nil)
    #expect(events == ["<|a x:k=1 & 2 l=&#38;", "'é<", "<urn:x|b", ">", "'<&Ж", ">"])
  }

  @Test(arguments: [
    ("<a>&b;</a>", XMLProblem.Code.malformed), ("<a><b></a>", .malformed), ("<a/>x", .trailing),
    ("", .malformed), ("<a>", .malformed),
    ("<!DOCTYPE a SYSTEM 'x.dtd'><a>&b;</a>", .malformed),
    ("<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>", .malformed),
    ("<a>\u{1}</a>", .malformed), (String(repeating: "<a>", count: 300), .malformed),
  ])
  func stopsAtProblems(text: String, code: XMLProblem.Code) {
    let problem = read(text).problem
    #expect(problem?.code == code)
    #expect(problem?.message.isEmpty == false)
  }

  @Test func chunksDoNotShow() {
    let long = String(repeating: "абв&amp;", count: 100_000)
    let (events, problem) = read("<a>\(long)</a>")
    #expect(problem == nil)
    #expect(events.count == 3)
    #expect(events[1] == "'" + String(repeating: "абв&", count: 100_000))
  }

  private func repaired(_ text: String) -> String {
    let grammar = XMLRepair.Grammar(roots: ["r"], records: ["i"])
    return String(
      decoding: XMLRepair.repaired(Array(text.utf8), grammar: grammar).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("<r>a & b</r>", "<r>a &amp; b</r>"), ("x<b>y</b><r/>z", "<r/>"),
    ("<r><p>a<br>b</r>", "<r><p>a<br/>b</p></r>"),
    ("<r a=1 b='2\"' c a=3>", "<r a=\"1\" b=\"2&quot;\" c=\"\"></r>"),
    ("<r><i>1<i>2</r>", "<r><i>1</i><i>2</i></r>"),
    ("<r>&nbsp;&copy &#x1;&#0;&lt;</r>", "<r>&#160;&amp;copy &#65533;&#60;</r>"),
    ("<r><![CDATA[a\u{1}&]]></r>", "<r><![CDATA[a&]]></r>"),
    ("<r><![CDATA[a]]\u{5}>b]]></r>", "<r><![CDATA[a]]]]><![CDATA[>b]]></r>"),
    ("<r><![CDATA[a", "<r><![CDATA[a]]></r>"), ("<r><!-- x --><?p x?>y</r>", "<r>y</r>"),
    ("<r>1 < 2 <3</r>", "<r>1 &lt; 2 &lt;3</r>"),
    (
      "<!DOCTYPE r [<!ENTITY e 'x<y'><!ENTITY f '&e;&e;'>]><r>&e;&f;&g;</r>",
      "<r>x&lt;y&amp;e;&amp;e;&amp;g;</r>"
    ), ("", ""), ("<", ""),
  ])
  func repairs(text: String, expected: String) { #expect(repaired(text) == expected) }

  @Test func whatIsRepairedIsWellFormed() {
    for text in [
      "<r><a><b></a>&x;", "<r <i>>", "<r a='<'>", "<r></i></r></r>", "<r>]]></r>", "<r><1></r>",
      "<r><é></r>", "<r a:b:c='1'>\u{FFFE}</r>",
      "<r xmlns:a:1='u'/>", "<r><a:b:1>x</a:b:1><:c/><d:/></r>",
    ] {
      #expect(read(repaired(text)).problem == nil, "\(text) → \(repaired(text))")
    }
  }

  @Test(arguments: [
    ("a <b>b</b>&nbsp;&amp;&hellip;", "a b &…"), ("<p>a</p><p>b</p>", "a b"),
    ("x<script>alert('<p>')</script>y<style>p{}</style>", "xy"),
    ("1 < 2 & 3", "1 < 2 & 3"), ("&copy; &copy 2024 &eacute;", "© © 2024 é"),
    ("&#8217;&#x2019;&#146;", "’’’"), ("<!-- no -->yes", "yes"),
    ("a<br/>b", "a b"), ("<a title=\"x>y\">z</a>", "z"), ("<a title=\"x>y", "y"),
    ("  \u{3000}你好\u{00A0}\n 世界 ", "你好 世界"), ("", ""), ("<", "<"), ("&", "&"), ("&#;", "&#;"),
    ("สวัสดี\u{200B}ชาวโลก", "สวัสดีชาวโลก"), ("<iframe><p>x</p></iframe>y", "y"),
    ("<p>a\nb</p><ul><li>c<li>d</ul>", "a b c d"),
  ])
  func plainText(html: String, expected: String) { #expect(HTMLText.plain(html) == expected) }
}
