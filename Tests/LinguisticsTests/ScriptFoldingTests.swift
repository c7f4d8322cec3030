import Linguistics
import Testing

@Suite("Two scripts of one language in one")
struct ScriptFoldingTests {
  @Test(
    "Texts meet in one script, other languages stay as they are",
    arguments: [
      ("zh", "塔爾維克大壩歷時14個月維修後重新開放。", "塔尔维克大坝历时14个月维修后重新开放。"),
      ("zh", "塔尔维克大坝 (Talvik)", "塔尔维克大坝 (Talvik)"),
      ("yue", "電話", "电话"),
      ("ja", "電話", "電話"),
      ("sr", "Њујорк, Ђорђе и џип", "Njujork, Đorđe i džip"),
      ("sr", "Njujork i džip", "Njujork i džip"),
      ("ru", "Нью-Йорк", "Нью-Йорк"),
      ("vi", "Đập Talvik mở lại", "Đập Talvik mở lại"),
      ("zh", "", ""), ("zh", "\u{4E00}", "\u{4E00}"), ("sr", "", ""),
    ])
  func folded(language: String, text: String, expected: String) {
    #expect(folded(text, language) == expected)
  }

  @Test("A place in the traditional text is the same place in the simplified one")
  func lengths() {
    let text = String(String.UnicodeScalarView((0x4E00...0x9FFF).compactMap { Unicode.Scalar($0) }))
    #expect(folded(text, "zh").utf8.count == text.utf8.count)
  }

  private func folded(_ text: String, _ language: String) -> String {
    var bytes = Array(text.utf8)
    ScriptFolding.fold(&bytes, language: language)
    return String(decoding: bytes, as: UTF8.self)
  }
}
