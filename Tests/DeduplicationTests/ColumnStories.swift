/// Pieces that come again and again in an invented paper: the same frame, another middle.
enum ColumnStories {
  /// A column's opening, its closing line, and three weeks' middles.
  struct Column: Sendable {
    var language: String
    var title: String
    var opening: String
    var closing: String
    var middles: [String]

    func piece(_ number: Int) -> String { "\(opening)\n\(middles[number])\n\(closing)" }
  }

  static let columns: [Column] = [
    Column(
      language: "en", title: "From the allotment",
      opening:
        "Every Thursday Ned Pell reports what grows, what rots and who quarrels on plot nine.",
      closing:
        "Ned Pell digs plot nine. His next report appears in a week; questions go to the desk.",
      middles: [
        "The leeks came up at last, all eleven of them, and the widow Crane has lent me a rake without a handle.",
        "Somebody painted our shed blue at night. The committee met for three hours and found that it likes the colour.",
        "Slugs took the lettuce, then the labels. I have planted beans, which nobody on this hill has ever managed to lose.",
      ]),
    Column(
      language: "de", title: "Aus dem Schrebergarten",
      opening:
        "Jeden Donnerstag berichtet Ned Pell, was auf Parzelle neun wächst, fault und zankt.",
      closing:
        "Ned Pell gräbt Parzelle neun um. Sein nächster Bericht erscheint in einer Woche; Fragen an die Redaktion.",
      middles: [
        "Der Lauch kam doch noch, elf Stangen, und die Witwe Kranich hat mir einen Rechen ohne Stiel geliehen.",
        "Jemand strich nachts unseren Schuppen blau. Der Vorstand tagte drei Stunden und fand die Farbe schön.",
        "Schnecken fraßen erst den Salat, dann die Schilder. Ich habe Bohnen gesetzt, die hier noch keiner verloren hat.",
      ]),
    Column(
      language: "fr", title: "Des nouvelles du potager",
      opening:
        "Chaque jeudi, Ned Pell raconte ce qui pousse, ce qui pourrit et qui se dispute parcelle neuf.",
      closing:
        "Ned Pell bêche la parcelle neuf. Sa prochaine chronique paraît dans une semaine ; les questions vont à la rédaction.",
      middles: [
        "Les poireaux sont enfin sortis, onze en tout, et la veuve Grue m’a prêté un râteau sans manche.",
        "Quelqu’un a peint notre cabane en bleu la nuit. Le comité a siégé trois heures et trouve la couleur jolie.",
        "Les limaces ont pris la salade, puis les étiquettes. J’ai semé des haricots, que personne ici n’a jamais perdus.",
      ]),
    Column(
      language: "vi", title: "Chuyện mảnh vườn",
      opening:
        "Thứ Năm hằng tuần, ông Tư Pell kể cây gì mọc, cây gì úa và ai cãi nhau ở mảnh số chín.",
      closing:
        "Ông Tư Pell trồng mảnh số chín. Bài tới ra sau một tuần; thắc mắc xin gửi về tòa soạn.",
      middles: [
        "Tỏi tây rốt cuộc cũng lên, đúng mười một cây, còn bà góa Sếu cho tôi mượn một cái cào không cán.",
        "Đêm qua ai đó sơn lán của chúng tôi màu xanh. Ban quản lý họp ba tiếng rồi thấy màu ấy đẹp.",
        "Sên ăn hết rau diếp rồi ăn cả biển tên. Tôi gieo đậu, thứ mà trên đồi này chưa ai làm mất được.",
      ]),
    Column(
      language: "ru", title: "Вести с грядки",
      opening:
        "Каждый четверг Нед Пелл рассказывает, что растёт, что гниёт и кто ссорится на девятом участке.",
      closing:
        "Нед Пелл копает девятый участок. Следующая заметка выйдет через неделю; вопросы шлите в редакцию.",
      middles: [
        "Лук-порей всё-таки взошёл, все одиннадцать штук, а вдова Журавлёва одолжила мне грабли без черенка.",
        "Ночью кто-то покрасил наш сарай в синий цвет. Правление заседало три часа и решило, что цвет хорош.",
        "Слизни съели салат, потом таблички. Я посадил бобы, которых на этом холме ещё никто не терял.",
      ]),
    Column(
      language: "ar", title: "أخبار الحديقة",
      opening: "كل خميس يروي نيد بيل ما ينمو وما يذبل ومن يتخاصم في القطعة التاسعة من الحدائق.",
      closing:
        "يفلح نيد بيل القطعة التاسعة ويصدر تقريره القادم بعد أسبوع وترسل الأسئلة إلى التحرير.",
      middles: [
        "ظهر الكراث أخيرا وهو إحدى عشرة نبتة وأعارتني الأرملة كرين مشطا بلا مقبض لتسوية التراب.",
        "طلى أحدهم كوخنا بالأزرق ليلا فاجتمعت اللجنة ثلاث ساعات ثم رأت أن اللون جميل ويليق بالمكان.",
        "أكلت البزاقات الخس ثم اللافتات فزرعت الفول الذي لم يفقده أحد على هذا التل من قبل أبدا.",
      ]),
    Column(
      language: "zh", title: "菜园来信",
      opening: "每逢星期四，内德·佩尔讲述九号菜地里什么在长、什么在烂、谁又吵了架。",
      closing: "内德·佩尔耕种九号菜地。下一篇一周后刊出，问题请寄编辑部。",
      middles: [
        "韭葱终于冒了头，一共十一棵，寡妇克兰借给我一把没有柄的耙子。",
        "夜里有人把我们的棚子漆成了蓝色，委员会开了三小时的会，觉得颜色不错。",
        "蛞蝓先吃了生菜，又吃了标签，我种下了豆子，这山上还没人弄丢过。",
      ]),
    Column(
      language: "ja", title: "畑だより",
      opening: "毎週木曜、ネッド・ペルが九番の畑で何が育ち、何が腐り、誰がけんかしたかを伝える。",
      closing: "ネッド・ペルは九番の畑を耕している。次回は一週間後に掲載、質問は編集部まで。",
      middles: [
        "リーキがようやく芽を出した。全部で十一本、未亡人のクレーンさんは柄のない熊手を貸してくれた。",
        "夜のうちに誰かが小屋を青く塗った。委員会は三時間も話し合い、いい色だという結論になった。",
        "なめくじがレタスを食べ、次に名札を食べた。この丘で誰も枯らしたことのない豆をまいた。",
      ]),
    Column(
      language: "ko", title: "텃밭 소식",
      opening: "매주 목요일 네드 펠이 아홉 번째 텃밭에서 무엇이 자라고 무엇이 썩고 누가 다투는지 전한다.",
      closing: "네드 펠은 아홉 번째 텃밭을 일군다. 다음 글은 일주일 뒤에 실리며 질문은 편집국으로 보낸다.",
      middles: [
        "대파가 드디어 열한 포기 올라왔고 과부 크레인 씨가 자루 없는 갈퀴를 빌려주었다.",
        "밤사이 누군가 헛간을 파랗게 칠했다. 위원회는 세 시간 회의 끝에 색이 마음에 든다고 했다.",
        "민달팽이가 상추를 먹더니 이름표까지 먹었다. 이 언덕에서 아무도 잃어 본 적 없는 콩을 심었다.",
      ]),
    Column(
      language: "th", title: "ข่าวจากแปลงผัก",
      opening: "ทุกวันพฤหัส เน็ด เพลล์ เล่าว่าที่แปลงเก้ามีอะไรโต อะไรเน่า และใครทะเลาะกัน",
      closing: "เน็ด เพลล์ ขุดดินแปลงเก้า ตอนต่อไปออกในอีกหนึ่งสัปดาห์ ส่งคำถามมาที่กองบรรณาธิการ",
      middles: [
        "ต้นกระเทียมขึ้นมาจนได้ทั้งหมดสิบเอ็ดต้น ส่วนคุณนายเครนให้ยืมคราดที่ไม่มีด้าม",
        "มีคนทาสีโรงเก็บของเป็นสีฟ้าตอนกลางคืน กรรมการประชุมสามชั่วโมงแล้วบอกว่าสวยดี",
        "ทากกินผักกาดแล้วกินป้ายชื่อด้วย ฉันเลยปลูกถั่วที่ไม่มีใครบนเนินนี้เคยทำหาย",
      ]),
    Column(
      language: "hi", title: "बगीचे की खबर",
      opening: "हर गुरुवार नेड पेल बताते हैं कि नौवें टुकड़े में क्या उगा, क्या सड़ा और कौन झगड़ा।",
      closing: "नेड पेल नौवाँ टुकड़ा जोतते हैं। अगली रिपोर्ट एक हफ़्ते बाद आएगी; सवाल संपादक को भेजें।",
      middles: [
        "हरा प्याज़ आखिर निकल आया, पूरे ग्यारह पौधे, और विधवा क्रेन ने बिना हत्थे का पाँचा उधार दिया।",
        "रात में किसी ने हमारी झोपड़ी नीली रंग दी। समिति तीन घंटे बैठी और उसे रंग अच्छा लगा।",
        "घोंघे सलाद खा गए, फिर नामपट्टियाँ भी। मैंने सेम बोई, जिसे इस टीले पर किसी ने नहीं खोया।",
      ]),
  ]

  /// From day to day in one outlet: a horoscope, the weather, the market.
  static let daily: [(name: String, language: String, days: [String])] = [
    (
      "horoscope", "en",
      [
        """
        What the stars say for all twelve signs, by our astrologer Ottilie Gram.
        Aries: a letter changes your plans. Taurus: rest before noon. Gemini: say yes for once.
        Ottilie Gram reads the stars for this paper every morning. For amusement only.
        """,
        """
        What the stars say for all twelve signs, by our astrologer Ottilie Gram.
        Aries: keep your purse closed. Taurus: an old friend calls. Gemini: the answer is in the kitchen.
        Ottilie Gram reads the stars for this paper every morning. For amusement only.
        """,
      ]
    ),
    (
      "weather", "fr",
      [
        """
        Le temps sur la côte et dans les vallées, bulletin de six heures.
        Brouillard jusqu’à dix heures puis soleil, 14 degrés à Bornes, vent faible de sud-ouest.
        Le prochain bulletin paraît demain matin ; les alertes sont publiées à part.
        """,
        """
        Le temps sur la côte et dans les vallées, bulletin de six heures.
        Pluie continue dès l’aube, 9 degrés à Bornes, rafales de nord à 70 kilomètres par heure.
        Le prochain bulletin paraît demain matin ; les alertes sont publiées à part.
        """,
      ]
    ),
    (
      "market", "ja",
      [
        """
        港町取引所の終値をお伝えする。数字はすべて速報値。
        指数は1842で前日より12高く、にしんは1箱310、灯油は87だった。出来高は4万1千箱。
        次の発表は翌営業日の夕方。確定値は週末にまとめて掲載する。
        """,
        """
        港町取引所の終値をお伝えする。数字はすべて速報値。
        指数は1797で前日より45安く、にしんは1箱288、灯油は93だった。出来高は3万6千箱。
        次の発表は翌営業日の夕方。確定値は週末にまとめて掲載する。
        """,
      ]
    ),
  ]
}
