import Linguistics
import NewsModel
import Testing

struct LanguageIdentifierTests {
  let identifier = LanguageIdentifier()

  @Test(arguments: [
    (
      "vi", "Latn",
      "Hội đồng thành phố cho biết cây cầu cũ ở cảng sẽ đóng cửa để sửa chữa từ thứ Hai tuần tới."
    ),
    (
      "en", "Latn",
      "The council said the old bridge at the harbour will close for repairs from next Monday."
    ),
    (
      "fr", "Latn",
      "Le conseil municipal a annoncé que le vieux pont du port fermera pour travaux dès lundi prochain."
    ),
    (
      "de", "Latn",
      "Der Stadtrat teilte mit, dass die alte Brücke am Hafen ab Montag für Reparaturen gesperrt wird."
    ),
    (
      "ru", "Cyrl",
      "Городской совет сообщил, что старый мост в гавани закроют на ремонт со следующего понедельника."
    ),
    (
      "uk", "Cyrl",
      "Міська рада повідомила, що старий міст у гавані закриють на ремонт із наступного понеділка."
    ),
    (
      "ar", "Arab",
      "قال مجلس المدينة إن جسر الميناء القديم سيغلق لإجراء إصلاحات اعتبارا من يوم الاثنين المقبل."
    ),
    ("fa", "Arab", "شورای شهر اعلام کرد که پل قدیمی بندر از دوشنبه آینده برای تعمیر بسته می‌شود."),
    ("hi", "Deva", "नगर परिषद ने कहा कि बंदरगाह का पुराना पुल अगले सोमवार से मरम्मत के लिए बंद रहेगा।"),
    ("zh-Hans", "Hans", "市议会表示，港口的老桥将从下周一起关闭进行维修，车辆需要绕行。"),
    ("zh-Hant", "Hant", "市議會表示，港口的老橋將從下週一起關閉進行維修，車輛需要繞行。"),
    ("ja", "Jpan", "市議会は、港の古い橋が来週の月曜日から修理のため閉鎖されると発表した。"),
    ("ko", "Kore", "시의회는 항구의 오래된 다리가 다음 주 월요일부터 보수를 위해 폐쇄된다고 밝혔다."),
    ("th", "Thai", "สภาเมืองแถลงว่าสะพานเก่าที่ท่าเรือจะปิดซ่อมตั้งแต่วันจันทร์หน้า"),
    (
      "el", "Grek",
      "Το δημοτικό συμβούλιο ανακοίνωσε ότι η παλιά γέφυρα στο λιμάνι θα κλείσει για επισκευές."
    ),
    ("he", "Hebr", "מועצת העיר הודיעה כי הגשר הישן בנמל ייסגר לתיקונים החל מיום שני הבא."),
    (
      "sr-Cyrl", "Cyrl",
      "Градско веће је саопштило да ће стари мост у луци бити затворен због поправке од следећег понедељка."
    ),
    (
      "sr-Latn", "Latn",
      "Gradsko veće je saopštilo da će stari most u luci biti zatvoren zbog popravke posle sledeće nedelje, gde šta ko."
    ),
    (
      "nb", "Latn",
      "Kommunestyret sa at den gamle brua i havna ikke skal åpnes igjen før etter helgen, og hva som skjer nå er uvisst."
    ),
    (
      "nn", "Latn",
      "Kommunestyret sa at den gamle brua i hamna ikkje skal opnast att før etter helga, og eg veit ikkje kva som skjer no."
    ),
  ])
  func identifies(tag: String, script: String, text: String) {
    let language = identifier.identify(title: nil, text: text, hint: nil)
    #expect(language.tag == tag)
    #expect(language.script == script)
    #expect(language.confidence > 0.5)
  }

  /// Only the detector's full tables know Mongolian: the small ones call it Russian or nothing.
  @Test func fullTablesAreLinked() {
    let text =
      "Хотын зөвлөл хуучин гүүрийг ирэх даваа гарагаас эхлэн засварын ажилд зориулж хаана гэж мэдэгдэв."
    #expect(identifier.identify(title: nil, text: text, hint: nil).tag == "mn")
  }

  /// Names from elsewhere do not make a headline English.
  @Test(arguments: [
    ("de", "Kim Field spricht mit West Vale über neue Brücke"),
    ("fr", "Kim Field et la ville de West Vale ouvrent un nouveau pont après deux ans"),
    ("es", "El alcalde de West Vale inaugura un puente después de dos años"),
    ("nl", "Nieuwe brug in West Vale gaat na twee jaar open voor het verkeer"),
    ("sv", "Kim Field öppnar ny bro i West Vale efter två år"),
    ("he", "ראש העיר West Vale פתח את הגשר החדש"),
  ])
  func readsHeadlinesWithForeignNames(tag: String, title: String) {
    #expect(identifier.identify(title: title, text: "", hint: nil).tag == tag)
  }

  @Test func hintDecidesWhatTheTextLeavesOpen() {
    #expect(
      identifier.identify(title: "Polis tahan dua lelaki", text: "", hint: "ms-MY").tag == "ms")
    let english =
      "The council said the old bridge at the harbour will close for repairs from next Monday."
    #expect(
      identifier.identify(title: nil, text: english, hint: "fr").tag == "en",
      "never believed outright")
  }

  @Test(arguments: ["OK", "Ja", "2025", "Kim Field West Vale", "No"])
  func shortTextsAreUncertain(text: String) {
    #expect(identifier.identify(title: nil, text: text, hint: nil).confidence < 0.5)
  }

  @Test func mixedTextsAreUncertain() {
    let german =
      "Der Stadtrat teilte mit, dass die alte Brücke am Hafen ab Montag für Reparaturen gesperrt wird. "
    let french =
      "Le conseil municipal a annoncé que le vieux pont du port fermera pour travaux dès lundi. "
    let half = String(repeating: german, count: 5) + String(repeating: french, count: 5)
    let whole = String(repeating: german, count: 10)
    let mixed = identifier.identify(title: nil, text: half, hint: nil)
    #expect(mixed.confidence < 0.7)
    #expect(identifier.identify(title: nil, text: whole, hint: nil).confidence > 0.9)
  }

  /// Long texts are read in passages: what stands in one half alone still counts.
  @Test(arguments: [
    (
      "vi",
      "Hội đồng thành phố cho biết cây cầu cũ ở cảng sẽ đóng cửa để sửa chữa từ thứ Hai tuần tới. "
    ),
    (
      "en",
      "The council said the old bridge at the harbour will close for repairs from next Monday. "
    ),
    ("ru", "Городской совет сообщил, что старый мост в гавани закроют на ремонт с понедельника. "),
    (
      "ar",
      "قال مجلس المدينة إن جسر الميناء القديم سيغلق لإجراء إصلاحات اعتبارا من يوم الاثنين المقبل. "
    ),
    ("hi", "नगर परिषद ने कहा कि बंदरगाह का पुराना पुल अगले सोमवार से मरम्मत के लिए बंद रहेगा। "),
    ("zh-Hans", "市议会表示，港口的老桥将从下周一起关闭进行维修，车辆需要绕行。"),
    ("ja", "市議会は、港の古い橋が来週の月曜日から修理のため閉鎖されると発表した。"),
    ("ko", "시의회는 항구의 오래된 다리가 다음 주 월요일부터 보수를 위해 폐쇄된다고 밝혔다. "),
    ("th", "สภาเมืองแถลงว่าสะพานเก่าที่ท่าเรือจะปิดซ่อมตั้งแต่วันจันทร์หน้า"),
  ])
  func readsLongTextsInPassages(tag: String, text: String) {
    let long = String(repeating: text, count: 60)
    let language = identifier.identify(title: nil, text: long, hint: nil)
    #expect(language.tag == tag)
    #expect(language.confidence > 0.9)
    let french =
      "Le conseil municipal a annoncé que le vieux pont du port fermera pour travaux dès lundi. "
    let halves = long + String(repeating: french, count: long.utf8.count / french.utf8.count)
    #expect(identifier.identify(title: nil, text: halves, hint: nil).confidence < 0.8)
  }

  @Test(arguments: ["", "   ", "123 456", "…!?", "🙂🙂", "\u{0}\u{1}\u{feff}"])
  func undeterminedWithoutLetters(text: String) {
    #expect(identifier.identify(title: nil, text: text, hint: "vi") == .undetermined)
  }

  @Test func readsPastWhatTheDetectorTakesForNoText() {
    let text =
      "The council said \u{1}\u{E001} the old bridge \u{E000} at the harbour will close for repairs."
    #expect(identifier.identify(title: nil, text: text, hint: nil).tag == "en")
  }
}
