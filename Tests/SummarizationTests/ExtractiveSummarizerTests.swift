import NewsModel
import Summarization
import Testing

struct ExtractiveSummarizerTests {
  let summarizer = ExtractiveSummarizer()

  private func summary(
    _ text: String, title: String? = nil, language: String = "en", sentences: Int = 3,
    words: Int = 0
  ) -> [SummarySentence] {
    summarizer.summary(
      of: [SummaryDocument(title: title, text: text)], language: language,
      budget: SummaryBudget(sentences: sentences, words: words))
  }

  @Test func choosesWhatTheArticleIsAbout() {
    let chosen = summary(Articles.harbour, title: "Harbour bridge closes for repairs", sentences: 3)
    let first =
      "The old harbour bridge of Lindal will close for repairs on Monday, the city council said."
    #expect(chosen.first?.text == first)
    let aside = ["Holt grew up in a house near the bridge and studied in the capital."]
    #expect(!chosen.contains { aside.contains($0.text) })
  }

  /// Every range, cut out of the text in Unicode scalars, is the sentence to the letter.
  @Test(arguments: Articles.all)
  func isVerbatim(article: Articles.Article) {
    let scalars = Array(article.text.unicodeScalars)
    let chosen = summary(article.text, language: article.language, sentences: 5)
    #expect(!chosen.isEmpty)
    for sentence in chosen {
      let cut = scalars[sentence.start..<sentence.start + sentence.length]
      #expect(Array(sentence.text.unicodeScalars) == Array(cut))
    }
  }

  @Test func budgetsHold() {
    for words in [20, 40, 60] {
      let chosen = summary(Articles.harbour, sentences: 4, words: words)
      let total = chosen.map { $0.text.split(separator: " ").count }.reduce(0, +)
      #expect(!chosen.isEmpty && chosen.count <= 4 && total <= words)
    }
    #expect(summary(Articles.harbour, sentences: 1, words: 1).count == 1, "never without a summary")
  }

  @Test(arguments: [
    "A", "Hello", "ก", "by Ann Field", "Photo: A. Kim", "https://news.example/a",
  ])
  func neverEmptyWhereThereIsText(text: String) {
    #expect(summary(text).map(\.text) == [text])
  }

  @Test(arguments: ["", " \n ", "…!?", "\u{0}\u{feff}", "🙂"])
  func emptyWhereThereIsNone(text: String) {
    #expect(summary(text).isEmpty)
  }

  @Test func saysNothingTwice() {
    let text = """
      The river Aldra rose by two metres overnight and flooded the old town of Mern.
      Firefighters brought forty people to safety in boats, the mayor said on Tuesday.
      The river Aldra rose by two metres overnight, and flooded the old town of Mern, officials said.
      The river Aldra rose by two metres overnight and flooded the old town of Mern.
      Schools stay closed until the end of the week, and the army sends pumps.
      """
    let chosen = summary(text, sentences: 5).map(\.text)
    #expect(chosen.filter { $0.hasPrefix("The river Aldra rose") }.count == 1)
    #expect(chosen.count == 3)
  }

  @Test(arguments: [
    (
      "de", "Lindal – ",
      "Die alte Hafenbrücke wird ab Montag für neun Wochen gesperrt, teilte die Stadt mit."
    ),
    (
      "id", "kabar.example - ",
      "Jembatan tua di pelabuhan ditutup mulai Senin untuk perbaikan selama sembilan pekan."
    ),
    (
      "en", "LINDAL, Oct 25 (Norwire) — ",
      "The old bridge of Lindal will close on Monday for nine weeks of repairs."
    ),
    (
      "en", "NEW VALE (Norwire) - ",
      "The old bridge of Lindal will close on Monday for nine weeks of repairs."
    ),
    (
      "en", "Lindal, Norwire News -- ",
      "The old bridge of Lindal will close on Monday for nine weeks of repairs."
    ),
    (
      "vi", "(Tin Bắc) - ", "Cây cầu cũ ở cảng sẽ đóng cửa vào thứ Hai để sửa chữa trong chín tuần."
    ),
    (
      "ru", "ЛИНДАЛЬ, 25 окт (Норвайр) — ",
      "Старый мост в гавани закроют в понедельник на девять недель для ремонта."
    ),
    ("ko", "(린달=북통신) 김하나 기자 = ", "항구의 오래된 다리가 월요일부터 아홉 주 동안 보수 공사로 폐쇄된다고 시의회가 밝혔다."),
    ("ja", "【リンダル＝北通信】", "港の古い橋は月曜日から九週間にわたり修理のため閉鎖されると市議会が発表した。"),
    ("zh", "北社林城10月25日电（记者 王一）", "港口的老桥将于周一起关闭九个星期进行维修，市议会周五表示。"),
    (
      "ar", "ليندال (وكالة الشمال) - ",
      "يغلق جسر الميناء القديم يوم الاثنين لمدة تسعة أسابيع لإجراء إصلاحات."
    ),
  ])
  func startsBehindDatelines(language: String, dateline: String, sentence: String) {
    let chosen = summary(dateline + sentence, language: language)
    #expect(chosen.map(\.text) == [sentence])
    #expect(chosen.first?.start == dateline.unicodeScalars.count)
  }

  @Test(arguments: [
    "The minister – who had promised to stay until the spring – left her office on Friday evening.",
    "Sáng 7/9, ông Lê Văn Hùng - Giám đốc cảng Lâm Đan - cho biết cây cầu cũ sẽ đóng cửa từ thứ Hai.",
    "Peace, Land and Bread - the slogan stood on every wall of the town for years afterwards.",
    "He was there: Monday – Friday from nine to five, as the contract said that he should be.",
  ])
  func keepsDashesOfTheSentence(sentence: String) {
    #expect(summary(sentence).map(\.text) == [sentence])
  }

  @Test(arguments: [
    ("en", "Subscribe to our newsletter for more stories like this one!"), ("en", "By Ann Field"),
    ("en", "Photo: A. Kim / Norwire"), ("en", "What happens next"),
    ("en", "https://news.example/more"),
    ("en", "The bridge of Lindal before the repairs. (Photo: A. Kim)"),
    ("de", "Lesen Sie auch: Lindal baut eine neue Brücke"), ("vi", "Ảnh: Tin Bắc"),
    ("vi", "Xem thêm: Cầu mới ở cảng."),
    ("zh", "点击查看更多精彩内容。"), ("ja", "会員登録すると続きを読むことができます。"), ("ko", "무단 전재 및 재배포 금지."),
    ("ar", "اقرأ أيضا: جسر جديد في الميناء"), ("ru", "Фото: А. Ким / Норвайр"),
    ("hi", "यह भी पढ़ें: नया पुल"),
  ])
  func neverChoosesWhatIsNoSentenceOfTheArticle(language: String, line: String) {
    let rest = Articles.all.first { $0.language == language }?.text ?? Articles.harbour
    let chosen = summary(
      "\(line)\n\(rest)\n\(line)", title: line, language: language, sentences: 20)
    #expect(!chosen.contains { $0.text == line })
    #expect(chosen.count > 1)
  }

  @Test func storiesTakeSentencesFromSeveralArticles() {
    let documents = [
      SummaryDocument(title: "Bridge closes", text: Articles.harbour),
      SummaryDocument(
        title: "Ferry for bridge repairs",
        text: """
          Ferries will replace the harbour bridge of Lindal for nine weeks from Monday.
          Two boats will cross every ten minutes and take 300 people each, the ferry company told reporters.
          Cyclists go free, and drivers must take the road around the bay.
          """),
    ]
    let chosen = summarizer.summary(
      of: documents, language: "en", budget: SummaryBudget(sentences: 4))
    #expect(Set(chosen.map(\.document)) == [0, 1])
    for sentence in chosen {
      let scalars = Array(documents[sentence.document].text.unicodeScalars)
      let cut = scalars[sentence.start..<sentence.start + sentence.length]
      #expect(Array(sentence.text.unicodeScalars) == Array(cut))
    }
  }

  @Test func explainsEveryScoreByItsParts() {
    let explanation = summarizer.explanation(
      of: [SummaryDocument(title: "Bridge", text: Articles.harbour)], language: "en",
      budget: SummaryBudget())
    #expect(
      explanation.method == ExtractiveSummarizer.method
        && explanation.version == ExtractiveSummarizer.version)
    #expect(explanation.candidates.compactMap(\.rank).sorted() == [0, 1, 2])
    for candidate in explanation.candidates {
      #expect(abs(candidate.parts.values.reduce(0, +) - candidate.score) < 1e-9)
      #expect(candidate.sentence.score == candidate.score)
    }
  }

  @Test func hostileTextEndsSoon() {
    let texts = [
      String(repeating: "word ", count: 100_000), String(repeating: "A. ", count: 30_000),
      String(repeating: "字", count: 100_000), String(repeating: "x\n", count: 50_000),
      (0..<5_000).map { "Sentence number \($0) says what number \($0 / 3) said." }.joined(
        separator: " "),
      String(repeating: "e\u{301}\u{302}", count: 20_000),
      String(repeating: "(((\"", count: 20_000) + "a",
    ]
    for text in texts { #expect(summary(text).count <= 3) }
  }
}
