import Linguistics
import Testing

struct SentenceSplitterTests {
  /// `|` stands where a sentence is to end.
  @Test(arguments: [
    ("en", "Mr. Lee met Sen. Ortega at 5 p.m. on Friday.| They spoke for 2.5 hours."),
    ("en", "J. R. Brandt lives in the U.S. Government offices open at nine."),
    ("en", "She left the U.S.| The rest stayed.| \"We won.\" she said."),
    ("en", "Is it true?!| Yes… perhaps (see p. 12).| Visit www.news.example/a.b?c=D.| Then go."),
    ("de", "Am 3. Mai kam z. B. Dr. Kern mit Fr. Vogt.| Er blieb bis zum 12.| Die Feier endete."),
    ("de", "„Kommt ihr?“, fragte sie.| „Wir gehen. Sofort“, rief er."),
    (
      "fr",
      "M. Martin est parti.| « Où va-t-il ? » demande Mme Roux.| C'est la fin.|Demain viendra."
    ),
    ("vi", "TS. Nguyễn Văn A. ở TP. Hồ Chí Minh nói vậy.| Ông không nói thêm."),
    ("es", "Llegó de Santiago.| La imagen pesa 200 kilos.| Vuelve en agosto."),
    ("pt", "Veio de Santiago.| A imagem é antiga."),
    ("en", "They went with Joe.| The man was late.| So they let him Go.| He left."),
    ("es", "El Sr. Vega vive en EE. UU. desde 2001.| ¿Por qué?| ¡Nadie lo sabe!"),
    ("ru", "В г. Туле живёт А. С. Орлов, т. е. мой брат.| Ему 5 тыс. руб. должны."),
    ("zh", "他说：“今天很冷。”|我们回家吧！|好吗？|好。"),
    ("ja", "「もう帰る。」と彼は言った。|外は雨だった。"),
    ("ko", "오늘은 춥다.| 내일은 더 춥다고 한다."),
    ("ar", "وصل د. كريم صباحا.| هل عاد؟| لا أحد يعرف."),
    ("hi", "डॉ. वर्मा दिल्ली में हैं।| वे कल लौटेंगे।"),
    ("ur", "بارش ہوئی۔| سڑکیں بند ہیں۔"),
    ("hy", "Այսօր ցուրտ է: |Վաղը տաք կլինի:"),
    ("el", "Πού πας;| Δεν ξέρω."),
    ("am", "ዛሬ ዝናብ ነው።| ነገ ፀሐይ ነው።"),
    ("my", "ဒီနေ့ မိုးရွာတယ်၊ နေမသာဘူး။| မနက်ဖြန် နေသာမယ်။"),
    ("km", "ថ្ងៃនេះភ្លៀង។| ថ្ងៃស្អែកក្ដៅ។"),
    ("cs", "Sešli se 7. dubna ve 12. patře.| Potom odešli."),
    ("tr", "Prof. Dr. Kaya 5. kez geldi.| Sonra gitti."),
    ("xx", "One.| Two."),
    ("en", "1. First thing |2. Second thing |3. Third thing"),
    ("en", "First line\n|second line\r\n|third\u{2028}|fourth"),
  ])
  func splits(language: String, marked: String) {
    let text = marked.replacing("|", with: "")
    let bytes = Array(text.utf8)
    let sentences = SentenceSplitter(language: language).sentences(in: text)
      .map { String(decoding: bytes[$0], as: UTF8.self) }
    let expected = marked.split(separator: "|")
      .map { $0.trimmingPrefix(while: \.isWhitespace) }
      .map { String($0.reversed().trimmingPrefix(while: \.isWhitespace).reversed()) }
      .filter { !$0.isEmpty }
    #expect(sentences == expected)
  }

  @Test func thaiEndsSentencesWithSpaces() {
    let clause = "รัฐมนตรีว่าการกระทรวงคมนาคมเดินทางไปตรวจเยี่ยมการก่อสร้างรถไฟฟ้าสายใหม่ในกรุงเทพมหานคร"
    let text = "\(clause) เวลา 10.00 น. \(clause) โดย\(clause) \(clause)"
    let sentences = SentenceSplitter(language: "th").sentences(in: text)
    #expect(sentences.count == 2)
    #expect(text.utf8.dropFirst(sentences[1].lowerBound).starts(with: "โดย".utf8))
  }

  /// Whatever comes in, every character that is no white space is in exactly one sentence, in order.
  @Test(arguments: ["en", "de", "th", "hy", "el", "ja", "my", "es", "", "../../etc/passwd"])
  func coversTheTextExactly(language: String) {
    for text in Self.hostile {
      let bytes = Array(text.utf8)
      var covered: [UInt8] = []
      var last = 0
      for sentence in SentenceSplitter(language: language).sentences(in: text) {
        #expect(sentence.lowerBound >= last && sentence.upperBound > sentence.lowerBound)
        last = sentence.upperBound
        covered += bytes[sentence]
      }
      #expect(visible(covered) == visible(bytes))
    }
  }

  private func visible(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.filter {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .format
        && $0.properties.generalCategory != .control && $0.properties.generalCategory != .unassigned
    }
  }

  private static let hostile = [
    "", " ", ".", "...", "\u{feff}", "\u{0}", "\"\"\"\"", "((((((((((", "»«»«».", "1.2.3.4.5.",
    "A.B.C.D.E. F.",
    String(repeating: "(\"a. ", count: 3_000), String(repeating: "1. ", count: 3_000),
    String(repeating: "A.B", count: 3_000), String(repeating: "ก ", count: 3_000),
    String(repeating: "e\u{301}\u{202a}.\u{202c} ", count: 2_000), "\u{10FFFF}. \u{10FFFE}! 🙂. 👩‍👩‍👧? ",
    "a\u{85}b\u{2029}c\r\n\r\nd", "فن.بدأ", "•", "• •", "12.", "x/y.Z a@b.C",
  ]
}
