import Markup
import Testing

/// Plain documents are read without libxml2, and nobody can tell.
struct XMLScannerTests {
  private struct Reading: Equatable {
    var events: [String]
    var problem: XMLProblem?
  }

  private static func reading(
    _ bytes: [UInt8], by reader: XMLEventReader.Reader
  ) -> (Reading, isPlain: Bool) {
    var recorder = XMLEventRecorder()
    let problem = XMLEventReader.read(bytes, by: reader, into: &recorder)
    return (Reading(events: recorder.events, problem: problem), recorder.sawLastingText)
  }

  /// Each with a text, by which one sees who read it.
  static let plain = [
    "<a>x</a>", " \n<a>x</a>\n ",
    "<?xml version='1.0' encoding='koi8-r' standalone=\"no\" ?><a>x</a>",
    "<?xml version=\"1.0\"?>\r\n<?xml-stylesheet href='x'?><!-- c - d --><a>x</a><!----><?p?>",
    "<a>x<b/>y<b />z<b></b ></a>", "<a k='1' l=\"'\" m = '\"'\n n='é'>x</a>",
    "<a k='&lt;&#38;&#x416;&quot;\t\r\n1\r2&#10;'>x</a>", "<a k='>'>x</a>",
    "<a>x<b>&amp;&lt;&gt;&apos;&quot;&#1046;&#x10FFFF;&#xA;</b></a>", "<a>x<b>1\r\n2\r3\n</b></a>",
    "<a><![CDATA[x]]></a>", "<a>x<![CDATA[]]><![CDATA[]]]]><![CDATA[<&>\r\n]]></a>",
    "<a>] ]] > ]></a>",
    "<a xmlns='u'>x<b xmlns=''><c/></b><d/></a>",
    "<a xmlns:p='u' xmlns:q='v'>x<p:b p:k='1' q:k='2'><b xmlns:p='w'><p:b/></b><p:b/></p:b></a>",
    "<p:a>x<q:b r:k='1'/></p:a>", "<xml:a xml:lang='vi' xml:base='/'>x</xml:a>",
    "<a>アラブ首長国連邦 тест العربية हिन्दी \u{FFFD}\u{10FFFF} \u{85}\u{7F}</a>",
    "<a-._1>x</a-._1>", "<a><!--x-->y<?p x?>z</a>",
    "<averylongname>x<averylongnaming/><averylongname/></averylongname>",
    "<a>x" + (0..<600).map { "<n\($0)/>" }.joined() + "<n0/></a>",
    "<a>x" + (0..<50).map { "<e xmlns:p='u\($0)'><p:f/></e>" }.joined() + "</a>",
    String(repeating: "<a>", count: 150) + "x" + String(repeating: "</a>", count: 150),
  ]

  @Test(arguments: plain.indices)
  func plainDocumentsGiveTheSameEvents(index: Int) {
    let bytes = Array(Self.plain[index].utf8)
    let (own, isPlain) = Self.reading(bytes, by: .quickest)
    #expect(isPlain)
    #expect(own.problem == nil)
    #expect(own == Self.reading(bytes, by: .libxml2).0)
  }

  static let unusual = [
    "", " ", "x", "<", "<a", "<a>", "<a>x", "<a>x</a", "<a>x</b>", "<a>x</a>y", "<a>x</a><b/>",
    "<a>x</a></a>", "<a>x</ a>", "< a>x</a>", "<a>x<b></a></b>", "<a>x<1/></a>", "<é>x</é>",
    "<a:b:c>x</a:b:c>", "<:a>x</:a>", "<a:>x</a:>", "<a:1>x</a:1>", "<a>x & y</a>",
    "<a>x&nbsp;</a>",
    "<a>x&#0;</a>", "<a>x&#x;</a>", "<a>x&#xD800;</a>", "<a>x&#1114112;</a>", "<a>x&#65</a>",
    "<a>x&#99999999999999999999;</a>", "<a>x&lt</a>", "<a>x]]></a>", "<a>x\u{1}</a>",
    "<a>x\u{FFFE}</a>", "<a k=1>x</a>", "<a k>x</a>", "<a k='1'l='2'>x</a>", "<a k='1' k='2'>x</a>",
    "<a k='<'>x</a>", "<a k='&'>x</a>", "<a k='1>x</a>", "<a k='1' / >x</a>", "<a/>x",
    "<a xmlns:p='u' xmlns:p='v'>x</a>", "<a xmlns:p=''>x</a>", "<a xmlns='&amp;'>x</a>",
    "<a xmlns:xml='u'>x</a>", "<a xmlns:p='http://www.w3.org/XML/1998/namespace'>x</a>",
    "<a xmlns:p='u' xmlns:q='u' p:k='1' q:k='2'>x</a>", "<xmlns:a>x</xmlns:a>",
    "<a>x<!-- -- --></a>", "<a>x<!-- --->", "<a>x<!--", "<a>x<![CDATA[", "<![CDATA[x]]><a/>",
    "<a>x<![cdata[]]></a>", "<a>x<?xml version='1.0'?></a>", " <?xml version='1.0'?><a>x</a>",
    "<?xml version='1.1'?><a>x</a>", "<?xml?><a>x</a>", "<?xml encoding='utf-8'?><a>x</a>",
    "<?xml version='1.0' standalone='maybe'?><a>x</a>", "<a>x<??></a>", "<a>x<?a:b?></a>",
    "<!DOCTYPE a><a>x</a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>x&b;</a>", "<a>x<!DOCTYPE a></a>",
    String(repeating: "<a>", count: 220) + "x" + String(repeating: "</a>", count: 220),
    "<a " + (0..<40).map { "k\($0)='1'" }.joined(separator: " ") + ">x</a>",
    "<a " + (0..<80).map { "xmlns:k\($0)='1'" }.joined(separator: " ") + ">x</a>",
  ]

  @Test(arguments: unusual.indices)
  func whatIsNotPlainIsLibxml2s(index: Int) {
    let bytes = Array(Self.unusual[index].utf8)
    let (own, _) = Self.reading(bytes, by: .quickest)
    #expect(own == Self.reading(bytes, by: .libxml2).0)
  }

  /// Documents put together from pieces at random, always the same.
  @Test func randomDocumentsGiveTheSameEvents() {
    let pieces = [
      "<a>", "</a>", "<b k='1'>", "</b>", "<p:c xmlns:p='u'>", "</p:c>", "<d/>", "x", " ", "\r\n",
      "&amp;",
      "&#233;", "<![CDATA[", "]]>", "]", "<!--", "-->", "-", "é", "你好", "<?p", "?>", "\"", "'", "=",
      "k='",
      "<e xmlns='v' k=\"&lt;\">", "</e>", ">", "&", "<p:c>",
    ]
    var random = SplitMix(state: 20_260_522)
    var plain = 0
    for round in 0..<4000 {
      var text = "<r>"
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        // Mostly what keeps a document sound.
        let sound = [
          "<a>x</a>", "<b k='1'/>", "x&lt;\r\n", "<!-- y -->", "<p:c xmlns:p='u'><p:d/></p:c>",
        ]
        let list = round % 2 == 0 ? sound : pieces
        text += list.randomElement(using: &random) ?? ""
        if round % 8 == 0 { text += pieces.randomElement(using: &random) ?? "" }
      }
      text += "</r>"
      let (own, isPlain) = Self.reading(Array(text.utf8), by: .quickest)
      #expect(own == Self.reading(Array(text.utf8), by: .libxml2).0, "\(text)")
      if isPlain { plain += 1 }
    }
    #expect(plain > 500)
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
