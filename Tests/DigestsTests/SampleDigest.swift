import Foundation
import NewsModel

/// An invented day of news in eleven languages, with everything that a digest can show.
enum SampleDigest {
  static func time(_ text: String) -> Date { Timestamp.date(from: text) ?? .distantPast }

  static var options: DigestOptions {
    DigestOptions(groupBy: [.watch, .tag], maxStories: 40, timezone: "Europe/Berlin")
  }

  static var input: DigestInput {
    var input = DigestInput(
      uid: "d1a0c0ffee5eed01", name: "daily", from: time("2026-11-20T05:00:00Z"),
      until: time("2026-11-21T05:00:00Z"), generated: time("2026-11-21T05:04:11Z"))
    input.previousUntil = time("2026-11-20T05:00:00Z")
    input.newestArticle = time("2026-11-21T04:41:00Z")
    input.feeds = DigestFeeds(
      ok: 63, failed: 2,
      newlyFailing: [
        .init(
          name: "harbour-gazette", reason: "404 Not Found, 3 times in a row",
          since: time("2026-11-19T22:10:00Z"))
      ], newlySilent: [.init(name: "Вести Севера", since: time("2026-11-14T08:00:00Z"))])
    input.watches = [
      .init(
        name: "Tramway works", articles: 12, stories: 2, sources: 8,
        history: [2, 3, 1, 4, 2, 3, 3]),
      .init(
        name: "مراقبة المياه", articles: 3, stories: 1, sources: 3, history: [4, 5, 3, 4, 2, 6, 4]),
    ]
    input.week = zip(
      15...21, [(212, 148), (198, 139), (264, 181), (281, 190), (240, 171), (305, 201), (118, 84)]
    )
    .map { DigestDay(day: "2026-11-\($0)", articles: $1.0, stories: $1.1) }
    input.statuses = [
      StatusCount(status: .full, articles: 268), StatusCount(status: .feedOnly, articles: 11),
      StatusCount(status: .paywall, articles: 14), StatusCount(status: .consent, articles: 9),
      StatusCount(status: .blocked, articles: 3),
    ]
    input.stories = [
      tramway, water, saffron, library, bridge, orchestra, walled, exchange, elephants, kimchi,
    ]
    input.stories[0].keywords = [
      "Lindmark", "night tram", "depot", "<b>11</b> years", "harbour_square", "a sixth, left out",
    ]
    input.stories[1].keywords = ["ماء", "سد"]
    // One version says it was corrected, and what changed is known; of another it is not.
    input.stories[0].articles[9].correction = VersionCorrection(
      changes: ["New in it: 421, Ilse Varga.", "No longer in it: 412, <i>Vargas</i>."])
    input.stories[1].articles[2].correction = VersionCorrection()
    return input
  }

  private static func article(
    _ uid: String, _ kind: DuplicateKind, _ language: String, _ source: String, _ at: String,
    _ title: String, status: BodyStatus = .full
  ) -> DigestInput.Article {
    DigestInput.Article(
      uid: uid, kind: kind, language: language, title: title, source: source,
      url: "https://\(source)/\(uid)", firstSeen: time("2026-11-\(at):00Z"), status: status)
  }

  private static func quotes(_ uid: String, _ source: String, _ sentences: String...)
    -> [DigestSentence]
  {
    var start = 0
    return sentences.map { sentence in
      let length = sentence.unicodeScalars.count
      defer { start += length + 120 }
      return DigestSentence(
        sentence: sentence, articleUID: uid, url: "https://\(source)/\(uid)", start: start,
        length: length)
    }
  }

  private static var tramway: DigestInput.Story {
    DigestInput.Story(
      uid: "5a11000000000001",
      headline: "Lindmark opens its night tramway after eleven years of building",
      language: "en",
      articles: [
        article(
          "a1", .original, "en", "lindmark-courier.example", "20T06:12",
          "Lindmark opens its night tramway after eleven years of building"),
        article(
          "a2", .near, "en", "northern-wire.example", "20T06:40",
          "Night trams run at last in Lindmark"),
        article(
          "a3", .exact, "en", "coastal-times.example", "20T07:05",
          "Lindmark opens its night tramway after eleven years of building"),
        article(
          "a4", .translation, "fr", "lettre-du-nord.example", "20T08:15",
          "Lindmark inaugure son tramway de nuit après onze ans de chantier"),
        article(
          "a5", .translation, "vi", "tin-phuong-bac.example", "20T09:02",
          "Lindmark khai trương tuyến tàu điện đêm sau mười một năm xây dựng"),
        article(
          "a6", .translation, "ru", "severnye-vesti.example", "20T09:30",
          "В Линдмарке после одиннадцати лет строительства открылся ночной трамвай"),
        article(
          "a7", .translation, "ar", "sahifat-al-shamal.example", "20T10:11",
          "ليندمارك تفتتح خط الترام الليلي بعد أحد عشر عامًا من البناء"),
        article(
          "a8", .translation, "zh", "beifang-ribao.example", "20T10:45", "历时十一年施工，林德马克夜间有轨电车终于通车"),
        article(
          "a9", .translation, "ja", "kita-shimbun.example", "20T11:20", "リンドマルクの夜間路面電車、着工から11年を経て開業"
        ),
        article(
          "a10", .near, "en", "harbour-gazette.example", "20T12:00",
          "Eleven years on, Lindmark's night tram leaves the depot", status: .feedOnly),
        article(
          "a11", .url, "en", "lindmark-courier.example", "20T12:30",
          "Lindmark opens its night tramway after eleven years of building"),
      ],
      summary: quotes(
        "a1", "lindmark-courier.example",
        "The first car left the Harbour Square depot at 23:04 on Thursday with 140 passengers, most of them builders of the line and their families.",
        "The line cost 412 million crowns, nearly twice what the council had set aside in 2015, and its last kilometre waited four years for a court ruling on the chestnut trees of Mill Lane.",
        "“I have dug under this street since my daughter was born; she came with me tonight,” said the foreman, Ilse Varga."
      ), watches: ["Tramway works"], tags: ["world", "transport"])
  }

  private static var water: DigestInput.Story {
    DigestInput.Story(
      uid: "5a11000000000002",
      headline: "انقطاع المياه عن حي الزيتون لليوم الثالث بعد انهيار خزان قديم",
      language: "ar",
      articles: [
        article(
          "b1", .original, "ar", "al-nahar-al-jadid.example", "20T13:20",
          "انقطاع المياه عن حي الزيتون لليوم الثالث بعد انهيار خزان قديم"),
        article(
          "b2", .translation, "fr", "le-phare.example", "20T16:02",
          "Troisième jour sans eau à Zeitoun après la rupture d’un vieux réservoir"),
        article(
          "b3", .translation, "en", "levant-monitor.example", "20T17:45",
          "Zeitoun without water for a third day after old tank collapses"),
      ],
      summary: quotes(
        "b1", "al-nahar-al-jadid.example",
        "قالت شركة المياه إن إصلاح الخزان رقم 7 سيستغرق أسبوعًا على الأقل، وإن 18 ألف أسرة ستُزوَّد بالصهاريج حتى ذلك الحين.",
        "وكان مهندس البلدية قد حذّر في تقرير عام 2019 من تآكل الجدار الشرقي، لكن التقرير «لم يصل إلى المجلس» بحسب رئيسه."
      ), watches: ["مراقبة المياه"], tags: ["middle-east"])
  }

  private static var saffron: DigestInput.Story {
    DigestInput.Story(
      uid: "5a11000000000003", headline: "केसर की फ़सल तीन साल बाद फिर लौटी, किसानों ने कहा ‘पाले ने इस बार साथ दिया’",
      language: "hi",
      articles: [
        article(
          "c1", .original, "hi", "ghati-samachar.example", "20T18:00",
          "केसर की फ़सल तीन साल बाद फिर लौटी, किसानों ने कहा ‘पाले ने इस बार साथ दिया’"),
        article(
          "c2", .translation, "en", "valley-post.example", "20T19:30",
          "Saffron returns to the valley after three lost harvests"),
      ],
      summary: quotes(
        "c1", "ghati-samachar.example",
        "मंडी में इस हफ़्ते 214 किलो केसर पहुँचा, जो पिछले साल की पूरी फ़सल से दोगुना है।",
        "किसान संघ की अध्यक्ष सरला देवी ने बताया कि नई सिंचाई नहर अक्टूबर में ही चालू हो गई थी।"), tags: ["asia"])
  }

  private static var library: DigestInput.Story {
    DigestInput.Story(
      uid: "5a11000000000004",
      headline: "Thư viện nổi trên sông Vàm đón bạn đọc thứ một trăm nghìn",
      language: "vi",
      articles: [
        article(
          "e1", .original, "vi", "bao-song-vam.example", "20T07:45",
          "Thư viện nổi trên sông Vàm đón bạn đọc thứ một trăm nghìn"),
        article(
          "e2", .exact, "vi", "tin-mien-tay.example", "20T08:10",
          "Thư viện nổi trên sông Vàm đón bạn đọc thứ một trăm nghìn"),
        article(
          "e3", .translation, "en", "delta-report.example", "20T11:00",
          "Floating library on the Vam river greets its 100,000th reader"),
        article(
          "e4", .translation, "ko", "mekong-sinmun.example", "20T12:15",
          "밤강의 떠다니는 도서관, 10만 번째 독자를 맞다"),
      ],
      summary: quotes(
        "e1", "bao-song-vam.example",
        "Chiếc sà lan cũ chở gạo được sửa thành thư viện năm 2021, mỗi tuần ghé sáu bến dọc sông.",
        "Bạn đọc thứ một trăm nghìn là em Lê Thị Mận, chín tuổi, mượn một cuốn sách về các loài chim nước."
      ), tags: ["asia"])
  }

  private static var bridge: DigestInput.Story {
    DigestInput.Story(
      uid: "5a11000000000005", headline: "林德大桥提前两个月合龙，首次采用海草纤维缆索",
      language: "zh-Hans",
      articles: [
        article(
          "f1", .original, "zh-Hans", "haian-wanbao.example", "20T22:05", "林德大桥提前两个月合龙，首次采用海草纤维缆索"),
        article("f2", .near, "zh-Hans", "gangwan-xinwen.example", "20T22:50", "林德大桥合龙，比计划提前两个月"),
      ],
      summary: quotes(
        "f1", "haian-wanbao.example", "昨夜十一时许，最后一段重达三百二十吨的钢箱梁在海上吊装到位。",
        "总工程师陈望海说，海草纤维缆索比同等强度的钢缆轻四成。"), tags: ["asia"])
  }

  private static var orchestra: DigestInput.Story {
    DigestInput.Story(
      uid: "5a11000000000006",
      headline: "Оркестр глухих музыкантов впервые выступил на главной сцене Верхнеозёрска",
      language: "ru",
      articles: [
        article(
          "g1", .original, "ru", "ozersk-vechernii.example", "19T20:00",
          "Оркестр глухих музыкантов впервые выступил на главной сцене Верхнеозёрска"),
        article(
          "g2", .near, "ru", "kultura-segodnya.example", "20T09:00",
          "Глухие музыканты вышли на главную сцену"),
        article(
          "g3", .translation, "de", "seeblick-kurier.example", "20T15:00",
          "Orchester gehörloser Musiker tritt erstmals auf der großen Bühne auf"),
      ],
      summary: quotes(
        "g1", "ozersk-vechernii.example",
        "Пол сцены настелили заново, чтобы музыканты чувствовали ритм ступнями."), tags: ["europe"])
  }

  private static var walled: DigestInput.Story {
    DigestInput.Story(
      uid: "5a11000000000007", headline: "La banque centrale relève son taux directeur à 3,25 %",
      language: "fr",
      articles: [
        article(
          "h1", .original, "fr", "la-cote.example", "20T14:00",
          "La banque centrale relève son taux directeur à 3,25 %", status: .paywall)
      ], tags: ["europe"])
  }

  private static var exchange: DigestInput.Story {
    DigestInput.Story(
      uid: "5a11000000000008", headline: "商店街の空き店舗、学生寮に　家賃は皿洗い週三回", language: "ja",
      articles: [
        article(
          "i1", .original, "ja", "machi-shimbun.example", "20T03:30", "商店街の空き店舗、学生寮に　家賃は皿洗い週三回"),
        article("i2", .url, "ja", "machi-shimbun.example", "20T06:30", "商店街の空き店舗、学生寮に　家賃は皿洗い週三回"),
      ],
      summary: quotes(
        "i1", "machi-shimbun.example", "十二の空き店舗が今春、四十人の学生の部屋に生まれ変わった。",
        "「夜に灯りがつくようになった」と豆腐店の三代目は話す。"), tags: ["asia"])
  }

  private static var elephants: DigestInput.Story {
    DigestInput.Story(
      uid: "5a11000000000009", headline: "ช้างป่าข้ามสะพานลอยแห่งแรกของประเทศแล้ว 31 ตัวในเดือนเดียว",
      language: "th",
      articles: [
        article(
          "j1", .original, "th", "khao-dong.example", "20T21:00",
          "ช้างป่าข้ามสะพานลอยแห่งแรกของประเทศแล้ว 31 ตัวในเดือนเดียว")
      ],
      summary: quotes(
        "j1", "khao-dong.example", "กล้องดักถ่ายบันทึกภาพช้างแม่ลูกคู่แรกเดินข้ามถนนสาย 317 เมื่อคืนวันที่สามพฤศจิกายน"
      ),
      tags: ["asia"])
  }

  private static var kimchi: DigestInput.Story {
    DigestInput.Story(
      uid: "5a1100000000000a", headline: "김장철 배춧값 작년보다 18% 내려… 시장 상인들 “오랜만에 북적”", language: "ko",
      articles: [
        article(
          "k1", .original, "ko", "sijang-ilbo.example", "21T01:10",
          "김장철 배춧값 작년보다 18% 내려… 시장 상인들 “오랜만에 북적”")
      ],
      summary: quotes(
        "k1", "sijang-ilbo.example", "배추 한 포기 소매 가격은 3,120원으로, 3년 만에 가장 낮았다."), tags: [])
  }
}
