/// One invented story in ten languages, and others to stand beside it. No outlet, person or place of these exists.
enum InventedStories {
  static let dam: [(language: String, title: String, text: String)] = [
    (
      "en", "Talvik dam reopens after 14 months of repairs",
      """
      The Talvik dam in northern Norway reopened on 3 March after 14 months of repairs that cost 86 million euros, operator Nordkraft Varme said.
      Engineers replaced 212 metres of concrete and four of the 9 turbines, which date from 1957.
      "We have never closed a plant for so long," said project manager Ingrid Solbakken, 48. "Was it worth it? Ask me in 2040."
      The dam supplies 61,000 households in Talvik, Bornes and Kaldfors with electricity.
      During the works, power had to be bought from Finland and Sweden, which cost another 17.5 million euros.
      Mayor Petter Haugland told Radio Finnmark that 330 jobs had been kept. Critics such as the group Elvevern say salmon numbers fell by 23 percent (to 4,100 fish).
      """
    ),
    (
      "vi", "Đập Talvik mở lại sau 14 tháng sửa chữa",
      """
      Đập Talvik ở miền bắc Na Uy đã mở lại vào ngày 3 tháng 3 sau 14 tháng sửa chữa tiêu tốn 86 triệu euro, đơn vị vận hành Nordkraft Varme cho biết.
      Các kỹ sư đã thay 212 mét bê tông và bốn trong số 9 tua-bin có từ năm 1957.
      "Chúng tôi chưa bao giờ đóng cửa một nhà máy lâu đến thế," quản lý dự án Ingrid Solbakken, 48 tuổi, nói. "Có đáng không? Hãy hỏi tôi vào năm 2040."
      Con đập cung cấp điện cho 61.000 hộ gia đình ở Talvik, Bornes và Kaldfors.
      Trong thời gian thi công, điện phải mua từ Phần Lan và Thụy Điển, tốn thêm 17,5 triệu euro.
      Thị trưởng Petter Haugland nói với Radio Finnmark rằng 330 việc làm đã được giữ lại. Những người chỉ trích như nhóm Elvevern nói số cá hồi đã giảm 23 phần trăm (còn 4.100 con).
      """
    ),
    (
      "fr", "Le barrage de Talvik rouvre après 14 mois de travaux",
      """
      Le barrage de Talvik, dans le nord de la Norvège, a rouvert le 3 mars après 14 mois de réparations qui ont coûté 86 millions d'euros, a annoncé l'exploitant Nordkraft Varme.
      Les ingénieurs ont remplacé 212 mètres de béton et quatre des 9 turbines, qui datent de 1957.
      « Nous n'avons jamais fermé une centrale aussi longtemps », a dit la cheffe de projet Ingrid Solbakken, 48 ans. « Est-ce que cela en valait la peine ? Demandez-le-moi en 2040. »
      Le barrage fournit de l'électricité à 61 000 foyers à Talvik, Bornes et Kaldfors.
      Pendant les travaux, il a fallu acheter du courant à la Finlande et à la Suède, ce qui a coûté 17,5 millions d'euros de plus.
      Le maire Petter Haugland a dit à Radio Finnmark que 330 emplois avaient été conservés. Des critiques comme le groupe Elvevern disent que le nombre de saumons a baissé de 23 pour cent (à 4 100 poissons).
      """
    ),
    (
      "ru", "Плотина Талвик открылась после 14 месяцев ремонта",
      """
      Плотина Талвик на севере Норвегии вновь открылась 3 марта после 14 месяцев ремонта, который обошёлся в 86 миллионов евро, сообщил оператор Нордкрафт Варме.
      Инженеры заменили 212 метров бетона и четыре из 9 турбин, которые работали с 1957 года.
      «Мы никогда не закрывали станцию так надолго, — сказала руководитель проекта Ингрид Сульбаккен, 48 лет. — Стоило ли это того? Спросите меня в 2040 году».
      Плотина снабжает электричеством 61 000 домохозяйств в Талвике, Борнесе и Калдфорсе.
      Во время работ электроэнергию пришлось покупать у Финляндии и Швеции, что стоило ещё 17,5 миллиона евро.
      Мэр Петтер Хаугланд сказал Радио Финнмарк, что сохранено 330 рабочих мест. Критики, такие как группа Эльвеверн, говорят, что лосося стало меньше на 23 процента (до 4100 рыб).
      """
    ),
    (
      "ar", "سد تالفيك يعود للعمل بعد 14 شهرا من الإصلاحات",
      """
      أعيد فتح سد تالفيك في شمال النرويج في 3 مارس بعد 14 شهرا من الإصلاحات التي كلفت 86 مليون يورو، بحسب الشركة المشغلة نوردكرافت فارمي.
      استبدل المهندسون 212 مترا من الخرسانة وأربعة من التوربينات البالغ عددها 9 والتي تعود إلى عام 1957.
      "لم نغلق محطة لهذه المدة الطويلة من قبل"، قالت مديرة المشروع إنغريد سولباكن، 48 عاما. "هل كان الأمر يستحق ذلك؟ اسألوني في عام 2040."
      يزود السد 61,000 أسرة في تالفيك وبورنيس وكالدفورس بالكهرباء.
      خلال الأعمال كان لا بد من شراء الكهرباء من فنلندا والسويد، مما كلف 17.5 مليون يورو أخرى.
      وقال رئيس البلدية بيتر هاوغلاند لإذاعة فينمارك إنه تم الحفاظ على 330 وظيفة. ويقول منتقدون مثل مجموعة إلفيفيرن إن أعداد السلمون انخفضت بنسبة 23 في المئة (إلى 4,100 سمكة).
      """
    ),
    (
      "hi", "तालविक बांध 14 महीने की मरम्मत के बाद फिर खुला",
      """
      उत्तरी नॉर्वे का तालविक बांध 14 महीने की मरम्मत के बाद 3 मार्च को फिर खुल गया, जिस पर 86 मिलियन यूरो खर्च हुए, संचालक नॉर्डक्राफ्ट वार्मे ने कहा।
      इंजीनियरों ने 212 मीटर कंक्रीट और 9 में से चार टर्बाइन बदले, जो 1957 के हैं।
      "हमने कभी किसी संयंत्र को इतने लंबे समय तक बंद नहीं किया," परियोजना प्रबंधक इंग्रिड सोलबाकेन, 48, ने कहा। "क्या यह सही था? मुझसे 2040 में पूछिए।"
      यह बांध तालविक, बोर्नेस और काल्डफोर्स में 61,000 घरों को बिजली देता है।
      काम के दौरान बिजली फिनलैंड और स्वीडन से खरीदनी पड़ी, जिस पर 17.5 मिलियन यूरो और खर्च हुए।
      महापौर पेटर हाउगलैंड ने रेडियो फिनमार्क को बताया कि 330 नौकरियां बचाई गईं। एल्वेवर्न समूह जैसे आलोचक कहते हैं कि सैल्मन की संख्या 23 प्रतिशत घट गई (4,100 मछलियां)।
      """
    ),
    (
      "zh", "塔尔维克大坝历时14个月维修后重新开放",
      """
      运营商北方电力瓦尔梅公司表示，挪威北部的塔尔维克大坝（Talvik）经过14个月、耗资8600万欧元的维修，于3月3日重新开放。
      工程师更换了212米混凝土以及9台涡轮机中的四台，这些涡轮机可追溯至1957年。
      “我们从未让一座电站关闭这么久，”48岁的项目经理英格丽德·索尔巴肯（Ingrid Solbakken）说。“值得吗？2040年再问我吧。”
      大坝为塔尔维克、博尔内斯和卡尔德福斯的61000户家庭供电。
      施工期间，电力不得不从芬兰和瑞典购买，又花费了1750万欧元。
      市长彼得·豪格兰（Petter Haugland）告诉芬马克电台，330个工作岗位得以保留。埃尔韦恩组织等批评者说，鲑鱼数量下降了23%（至4100条）。
      """
    ),
    (
      "ja", "タルビク・ダム、14か月の修理を終え再開",
      """
      ノルウェー北部のタルビク・ダムが、8600万ユーロをかけた14か月の修理を経て3月3日に再開した。運営会社ノルドクラフト・バルメが発表した。
      技術者らは212メートルのコンクリートと、1957年製の9基のタービンのうち4基を交換した。
      「発電所をこれほど長く閉じたことはありません」と、プロジェクト責任者のイングリッド・ソルバッケン氏（48）は語った。「価値はあったか？2040年に聞いてください」
      ダムはタルビク、ボルネス、カルドフォルスの6万1000世帯に電力を供給している。
      工事中はフィンランドとスウェーデンから電力を買わなければならず、さらに1750万ユーロかかった。
      ペッテル・ハウグランド市長はラジオ・フィンマルクに対し、330人の雇用が守られたと述べた。エルベベルンなどの批判者は、サケが23％減った（4100匹）としている。
      """
    ),
    (
      "ko", "탈비크 댐, 14개월 수리 끝에 재가동",
      """
      노르웨이 북부의 탈비크 댐이 8600만 유로를 들인 14개월간의 수리를 마치고 3월 3일 다시 문을 열었다고 운영사 노르드크라프트 바르메가 밝혔다.
      기술자들은 콘크리트 212미터와 1957년에 만들어진 터빈 9기 중 4기를 교체했다.
      "발전소를 이렇게 오래 닫은 적은 없습니다"라고 사업 책임자 잉그리드 솔바켄(48)은 말했다. "그럴 가치가 있었느냐고요? 2040년에 물어보세요."
      이 댐은 탈비크, 보르네스, 칼드포르스의 6만1000가구에 전기를 공급한다.
      공사 중에는 핀란드와 스웨덴에서 전기를 사야 했고, 1750만 유로가 더 들었다.
      페테르 하우글란 시장은 라디오 핀마르크에 일자리 330개를 지켰다고 말했다. 엘베베른 같은 비판자들은 연어가 23% 줄었다(4100마리)고 말한다.
      """
    ),
    (
      "th", "เขื่อนทัลวิกเปิดอีกครั้งหลังซ่อม 14 เดือน",
      """
      เขื่อนทัลวิก (Talvik) ทางตอนเหนือของนอร์เวย์เปิดอีกครั้งเมื่อวันที่ 3 มีนาคม หลังการซ่อมแซม 14 เดือนที่ใช้เงิน 86 ล้านยูโร บริษัทผู้ดำเนินงานนอร์ดคราฟต์ วาร์เม (Nordkraft Varme) กล่าว
      วิศวกรเปลี่ยนคอนกรีต 212 เมตรและกังหันสี่ตัวจาก 9 ตัวซึ่งใช้มาตั้งแต่ปี 1957
      "เราไม่เคยปิดโรงไฟฟ้านานขนาดนี้" อิงกริด โซลบัคเคน (Ingrid Solbakken) ผู้จัดการโครงการวัย 48 ปีกล่าว "คุ้มค่าไหม? ถามฉันในปี 2040"
      เขื่อนนี้จ่ายไฟฟ้าให้ 61,000 ครัวเรือนในทัลวิก บอร์เนส และคาลด์ฟอร์ส
      ระหว่างการก่อสร้างต้องซื้อไฟฟ้าจากฟินแลนด์และสวีเดน ซึ่งเสียค่าใช้จ่ายอีก 17.5 ล้านยูโร
      นายกเทศมนตรีเพตเตอร์ เฮากลันด์ (Petter Haugland) บอกวิทยุฟินน์มาร์กว่ารักษางานไว้ได้ 330 ตำแหน่ง ผู้วิจารณ์เช่นกลุ่มเอลเวเวิร์น (Elvevern) กล่าวว่าปลาแซลมอนลดลง 23 เปอร์เซ็นต์ (เหลือ 4,100 ตัว)
      """
    ),
  ]

  /// Another outlet's own report on the same event.
  static let damReport = (
    title: "Salmon anglers protest as Talvik power plant starts up again",
    text: """
    About 150 anglers gathered on Saturday below the Talvik dam, which Nordkraft Varme put back into service this week.
    They carried banners reading "Let it flow" and demanded that a fish ladder be built before summer.
    "The company had more than a year, and it forgot the river," said Lars Myhre, who has fished in the valley for 30 years.
    Elvevern, an association with some 2,600 members, wants to take the matter to court in Tromso.
    Nordkraft Varme said it would publish a study on fish migration by June. Ingrid Solbakken, who led the repairs, met the protesters but made no promises.
    Norway produces nearly all of its electricity from water.
    """
  )

  static let others: [(language: String, title: String, text: String)] = [
    (
      "en", "Bakery chain Ostrander to hire 900 people",
      """
      The bakery chain Ostrander wants to hire 900 people this year and to open 35 shops, chief executive Maud Kellerman said in Utrecht.
      Sales rose by 12 percent to 740 million euros last year. Profit was 31 million.
      Ostrander was founded in 1921 by two brothers who sold rye bread at the harbour.
      The company has long struggled to find people who will work at 4 in the morning.
      A union, Voedingsbond, called the plans welcome and asked for higher pay at night.
      """
    ),
    (
      "en", "Lost opera by Casimiro Venturelli found in a cellar",
      """
      A score by the composer Casimiro Venturelli, thought lost since 1888, has been found in a cellar in Trieste.
      The 412 pages of "La Salamandra" lay in a wine crate under old newspapers, the archivist Bettina Korvin said.
      Three experts from Vienna have confirmed the handwriting. The first act lasts about 50 minutes.
      The opera is to be staged next autumn; tickets will cost between 20 and 95 euros.
      Venturelli died in poverty at the age of 37.
      """
    ),
    (
      "fr", "La mairie de Valbrune plante 5 000 arbres",
      """
      La mairie de Valbrune plantera 5 000 arbres d'ici à 2028, a annoncé le maire Octave Derrien.
      Le programme coûtera 2,3 millions d'euros, dont un tiers payé par la région.
      Des chênes, des tilleuls et des érables remplaceront les parkings de la place Corbin.
      Les habitants du quartier des Tanneries craignent de perdre 140 places de stationnement.
      Une réunion publique aura lieu le 18 novembre au gymnase Lenoir.
      """
    ),
    (
      "ru", "В Зареченске запустили новый трамвай",
      """
      В Зареченске запустили трамвайную линию длиной 7 километров, сообщил глава города Аркадий Мельниченко.
      Строительство заняло 26 месяцев и обошлось в 3,4 миллиарда рублей.
      По линии будут ходить 18 вагонов, интервал составит 6 минут.
      Проезд стоит 38 рублей, для школьников бесплатно до конца мая.
      Жители Слободки жалуются на шум: трамвай проходит в 12 метрах от домов.
      """
    ),
    (
      "vi", "Làng gốm Phú Hạ đón 40.000 du khách",
      """
      Làng gốm Phú Hạ đón 40.000 du khách trong sáu tháng đầu năm, tăng 15% so với năm ngoái.
      Bà Trần Thị Lụa, 67 tuổi, dạy nặn gốm cho khoảng 25 khách mỗi ngày.
      Một chiếc bình có giá từ 120.000 đến 900.000 đồng.
      Xã dự định mở thêm một bảo tàng rộng 800 mét vuông vào năm 2027.
      Người dân lo đường làng chỉ rộng 3 mét sẽ tắc nghẽn vào cuối tuần.
      """
    ),
    (
      "ja", "ミナト町の灯台、120年ぶりに修復",
      """
      ミナト町の灯台が1904年の完成以来初めて修復されることになった。
      町によると、費用は2億4000万円で、工事は18か月かかる見込みだ。
      灯台は高さ31メートルで、光は約40キロ先まで届く。
      「子どものころから見てきた」と漁師の森下健一さん（72）は話す。
      修復後は展望台として公開され、入場料は300円になる。
      """
    ),
  ]

  static func text(_ language: String) -> (title: String, text: String) {
    let version = dam.first { $0.language == language } ?? dam[0]
    return (version.title, version.text)
  }
}
