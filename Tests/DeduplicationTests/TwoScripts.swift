/// Invented stories in the other script of their language.
enum TwoScripts {
  static let chineseTitle = "塔爾維克大壩歷時14個月維修後重新開放"
  static let chinese = """
    運營商北方電力瓦爾梅公司表示，挪威北部的塔爾維克大壩（Talvik）經過14個月、耗資8600萬歐元的維修，於3月3日重新開放。
    工程師更換了212米混凝土以及9臺渦輪機中的四臺，這些渦輪機可追溯至1957年。
    “我們從未讓一座電站關閉這麼久，”48歲的項目經理英格麗德·索爾巴肯（Ingrid Solbakken）說。“值得嗎？2040年再問我吧。”
    大壩為塔爾維克、博爾內斯和卡爾德福斯的61000戶家庭供電。
    施工期間，電力不得不從芬蘭和瑞典購買，又花費了1750萬歐元。
    市長彼得·豪格蘭（Petter Haugland）告訴芬馬克電臺，330個工作崗位得以保留。埃爾韋恩組織等批評者說，鮭魚數量下降了23%（至4100條）。
    """

  static let serbian = (
    latin: """
    Most preko reke Zelenjke kod Gornjeg Brđana otvoren je u utorak posle 9 meseci radova, saopštila je opština.
    Radnici su zamenili 84 grede i ojačali oba stuba, a radovi su koštali 3,2 miliona evra.
    „Čekali smo ovo još od poplave 2014. godine“, rekla je predsednica mesne zajednice Ljubica Đorđević.
    Preko mosta dnevno prolazi oko 1.700 vozila, a školski autobus više neće ići zaobilaznim putem dugim 22 kilometra.
    """,
    cyrillic: """
    Мост преко реке Зелењке код Горњег Брђана отворен је у уторак после 9 месеци радова, саопштила је општина.
    Радници су заменили 84 греде и ојачали оба стуба, а радови су коштали 3,2 милиона евра.
    „Чекали смо ово још од поплаве 2014. године“, рекла је председница месне заједнице Љубица Ђорђевић.
    Преко моста дневно пролази око 1.700 возила, а школски аутобус више неће ићи заобилазним путем дугим 22 километра.
    """
  )
}

/// One wording with other numbers and names, as machines write it, in several languages.
enum MachineStories {
  /// Three draws of an invented lottery and two of a bus company's figures.
  static let draws: [[(language: String, text: String)]] = [
    [(3, 11, 19, 28, 40, 61_200), (7, 12, 23, 30, 44, 18_450), (3, 15, 27, 33, 38, 7_310)].map(draw)
  ].flatMap { $0 }

  private static func draw(
    _ drawn: (Int, Int, Int, Int, Int, Int)
  ) -> [(language: String, text: String)] {
    let (a, b, c, d, e, sum) = drawn
    return [
      (
        "en",
        """
        In Wednesday's draw of the harbour lottery the numbers \(a), \(b), \(c), \(d) and \(e) came up.
        Whoever has all five shares \(sum) crowns, the lottery's office in Bornes said.
        The next draw takes place a week later at the same hour; tickets are sold until noon.
        """
      ),
      (
        "vi",
        """
        Trong kỳ quay xổ số cảng hôm thứ Tư, các số \(a), \(b), \(c), \(d) và \(e) đã xuất hiện.
        Ai có đủ năm số sẽ chia nhau \(sum) krone, văn phòng xổ số ở Bornes cho biết.
        Kỳ quay tiếp theo diễn ra sau một tuần vào cùng giờ; vé được bán đến trưa.
        """
      ),
      (
        "ru",
        """
        В среду в тираже портовой лотереи выпали числа \(a), \(b), \(c), \(d) и \(e).
        Угадавшие все пять разделят \(sum) крон, сообщила контора лотереи в Борнесе.
        Следующий тираж пройдёт через неделю в тот же час; билеты продаются до полудня.
        """
      ),
      (
        "ja",
        """
        水曜日の港くじの抽選で、\(a)、\(b)、\(c)、\(d)、\(e)の数字が選ばれた。
        五つすべてを当てた人が\(sum)クローネを分け合うと、ボルネスのくじ事務所が発表した。
        次の抽選は一週間後の同じ時刻に行われ、くじは正午まで販売される。
        """
      ),
    ]
  }
}
