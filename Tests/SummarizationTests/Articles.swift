/// Invented articles.
enum Articles {
  struct Article: Sendable {
    var language: String
    var text: String
  }

  static let harbour = """
    The old harbour bridge of Lindal will close for repairs on Monday, the city council said.
    Engineers found cracks in two of its nine arches during an inspection in spring.
    "We could have waited until winter," said Mara Holt, who leads the works.
    The council put the cost of the bridge repairs at 12 million crowns and said they would take nine weeks.
    Holt grew up in a house near the bridge and studied in the capital.
    Buses will take another road, and two ferries are to cross the harbour every ten minutes.
    Shopkeepers on the island fear for their summer trade.
    The weather service expects rain for most of the week.
    """

  static let all = [
    Article(language: "en", text: harbour),
    Article(
      language: "vi",
      text: """
        Cây cầu cũ ở cảng Lâm Đan sẽ đóng cửa để sửa chữa từ thứ Hai, hội đồng thành phố cho biết.
        Các kỹ sư phát hiện vết nứt ở hai trong số chín nhịp cầu. Việc sửa chữa cây cầu kéo dài chín tuần.
        Xe buýt sẽ đi đường khác, và hai chiếc phà chạy mười phút một chuyến.
        """),
    Article(
      language: "fr",
      text: """
        Le vieux pont du port de Lindal fermera lundi pour travaux, a annoncé la mairie. Des fissures ont été \
        découvertes dans deux de ses neuf arches. « Nous ne pouvions plus attendre », a dit M. Roux.
        Les travaux du pont coûteront 12 millions de couronnes et dureront neuf semaines.
        """),
    Article(
      language: "ru",
      text: """
        Старый мост в гавани Линдаля закроют на ремонт с понедельника, сообщил городской совет.
        Инженеры нашли трещины в двух из девяти арок. Ремонт моста займёт девять недель и обойдётся в 12 млн крон.
        Автобусы пойдут другой дорогой.
        """),
    Article(
      language: "ar",
      text: """
        يغلق جسر الميناء القديم في ليندال يوم الاثنين لإجراء إصلاحات، حسبما قال مجلس المدينة.
        ووجد المهندسون تشققات في اثنين من أقواسه التسعة. وتستمر أعمال إصلاح الجسر تسعة أسابيع.
        """),
    Article(
      language: "hi",
      text: """
        लिंडल के बंदरगाह का पुराना पुल सोमवार से मरम्मत के लिए बंद रहेगा, नगर परिषद ने कहा।
        इंजीनियरों को नौ में से दो मेहराबों में दरारें मिलीं। पुल की मरम्मत नौ सप्ताह चलेगी।
        """),
    Article(
      language: "zh",
      text: """
        林城港口的老桥将于周一起关闭维修，市议会表示。工程师在九个桥拱中的两个发现了裂缝。
        老桥的维修将持续九个星期，耗资一千二百万克朗。公交车将改道行驶。
        """),
    Article(
      language: "ja",
      text: """
        リンダル港の古い橋は月曜日から修理のため閉鎖されると市議会が発表した。技術者は九つのアーチのうち二つに亀裂を見つけた。
        橋の修理は九週間続き、費用は千二百万クローネになる。バスは別の道を通る。
        """),
    Article(
      language: "ko",
      text: """
        린달 항구의 오래된 다리가 월요일부터 보수 공사로 폐쇄된다고 시의회가 밝혔다. 기술자들은 아홉 개의 아치 중 두 개에서 균열을 발견했다.
        다리 보수 공사는 아홉 주 동안 계속된다.
        """),
    Article(
      language: "th",
      text: """
        สะพานท่าเรือเก่าของเมืองลินดาลจะปิดซ่อมตั้งแต่วันจันทร์ สภาเมืองแถลงเมื่อวันศุกร์ที่ผ่านมาหลังการประชุม โดยวิศวกรพบรอยร้าวในซุ้มสองแห่งจากทั้งหมดเก้าแห่งระหว่างการตรวจสอบเมื่อฤดูใบไม้ผลิ \
        การซ่อมสะพานจะใช้เวลาเก้าสัปดาห์
        """),
    Article(
      language: "de",
      text: """
        Die alte Hafenbrücke von Lindal wird ab Montag für Reparaturen gesperrt, teilte der Stadtrat mit.
        Fachleute fanden Risse in zwei der neun Bögen. Die Arbeiten an der Brücke dauern neun Wochen.
        """),
  ]
}
