import Summarization
import Testing

struct KeywordsTests {
  private func keywords(_ language: String, title: String?) -> [String] {
    let text = Articles.all.first { $0.language == language }?.text ?? ""
    return Keywords().keywords(
      of: [SummaryDocument(title: title, text: text)], language: language, count: 5
    ).map(\.text)
  }

  /// Among the first five there are the words that the article is about, and no grammar.
  @Test(arguments: [
    ("en", "Bridge of Lindal closes", ["bridge", "Lindal"], ["the", "and", "of", "will", "for"]),
    ("vi", "Đóng cửa cầu cảng", ["sửa chữa"], ["và", "sẽ", "ở", "từ"]),
    ("ru", "Мост в Линдале закрыт", ["Линдал"], ["в", "на", "и", "из"]),
    ("de", "Brücke in Lindal gesperrt", ["Lindal"], ["die", "der", "in", "für"]),
    ("fr", "Le pont de Lindal ferme", ["Lindal", "pont"], ["le", "de", "du", "des"]),
    ("zh", "林城老桥关闭", ["关闭"], ["的", "将", "在"]),
    ("th", "ปิดซ่อมสะพานลินดาล", ["สะพาน"], ["จะ", "ที่"]),
    ("ko", "린달 다리 폐쇄", ["다리"], []),
  ])
  func namesTheSubject(language: String, title: String, wanted: [String], unwanted: [String]) {
    let found = keywords(language, title: title)
    for word in wanted { #expect(found.contains { $0.contains(word) }, "\(word) in \(found)") }
    for word in unwanted {
      #expect(!found.contains { $0.lowercased() == word }, "\(word) in \(found)")
    }
  }

  @Test func scoresFallFromOne() {
    let found = Keywords().keywords(
      of: [SummaryDocument(title: nil, text: Articles.harbour)], language: "en")
    #expect(found.count == 8)
    #expect(found.first?.score == 1)
    #expect(found.map(\.score) == found.map(\.score).sorted(by: >))
  }

  @Test(arguments: ["", "1 2 3", "…", "🙂"])
  func noneWhereThereAreNoWords(text: String) {
    #expect(
      Keywords().keywords(of: [SummaryDocument(title: nil, text: text)], language: "en").isEmpty)
  }

  /// What is left out though it recurs; a name may begin with such a word.
  @Test(arguments: [
    (
      "en",
      "After the La Paz summit ministers from Peru met in La Paz, after months. Peru said La Paz would pay.",
      ["La Paz", "Peru"], ["after", "said", "months"]
    ),
    (
      "vi", "Sản lượng 4 tấn trên mỗi ruộng. Ruộng lúa cho 5 tấn trên mỗi mùa.", ["Ruộng"],
      ["tấn trên", "trên", "mỗi"]
    ),
    ("hi", "पुस्तकालय में किताबें नहीं हैं। पुस्तकालय नहीं खुला।", ["पुस्तकालय"], ["नहीं", "में"]),
    ("th", "ห้องสมุดของเมืองเปิดแล้ว และห้องสมุดของเมืองใหญ่", ["ห้องสมุด"], ["ของ", "และ"]),
    (
      "th", "นาเกลือเลี้ยงอาร์ทีเมีย ไข่อาร์ทีเมียขายได้กิโลกรัมละพันบาท", ["อาร์ทีเมีย"],
      ["เมีย", "อาร์"]
    ),
    ("zh", "水稻的种子很贵。农民说水稻的种子不够。", ["水稻", "种子"], ["水稻的种子"]),
  ])
  func passesOverStopWords(
    language: String, text: String, wanted: [String], unwanted: [String]
  ) {
    let found = Keywords().keywords(
      of: [SummaryDocument(title: nil, text: text)], language: language
    ).map(\.text)
    for word in wanted { #expect(found.contains(word), "\(word) in \(found)") }
    for word in unwanted { #expect(!found.contains(word), "\(word) in \(found)") }
  }
}
