import NewsModel

extension StatusFixture {
  static let wordings: [Wording] = [
    Wording(
      language: "en", headline: "Ferry to Osk Island runs again after storm",
      report: """
        The ferry between Tarn and Osk Island resumed its service on Friday after four days of storm, the \
        harbour office said. About two hundred passengers had been waiting on the island. The captain, Mira \
        Holt, said the crossing had been rough but safe.
        """,
      consentTitle: "We value your privacy",
      consent: """
        We and our partners store and/or access information on a device, such as cookies, and process \
        personal data to show personalised content. You can change your choices at any time.
        """,
      choices: ["Accept all", "Reject all", "Manage options"],
      wall:
        "To continue reading, subscribe now. Already a subscriber? Log in to read the whole story.",
      check: "Checking your browser: verify you are human to go on",
      refusal: "Access denied: you don't have permission to access this page"),
    Wording(
      language: "fr", headline: "Le bac de l'île d'Orsk reprend après la tempête",
      report: """
        Le bac entre Tarne et l'île d'Orsk a repris vendredi après quatre jours de tempête, a annoncé la \
        capitainerie. Près de deux cents passagers attendaient sur l'île. La capitaine, Mireille Haut, a \
        parlé d'une traversée agitée mais sûre.
        """,
      consentTitle: "Nous respectons votre vie privée",
      consent: """
        Avec nos partenaires, nous utilisons des cookies pour stocker et consulter des données personnelles \
        comme votre visite sur ce site. Vous pouvez retirer votre accord à tout moment.
        """,
      choices: ["Tout accepter", "Continuer sans accepter", "Paramétrer"],
      wall:
        "Il vous reste 80 % de cet article à lire. La suite est réservée aux abonnés. Déjà abonné ?",
      check: "Nous devons vérifier que vous êtes un être humain",
      refusal: "Accès refusé : votre adresse a été bloquée"),
    Wording(
      language: "de", headline: "Fähre zur Insel Osk fährt nach dem Sturm wieder",
      report: """
        Die Fähre zwischen Tarn und der Insel Osk fährt seit Freitag wieder, nachdem der Sturm sie vier Tage \
        lang aufgehalten hatte, teilte das Hafenamt mit. Rund zweihundert Fahrgäste hatten auf der Insel \
        gewartet. Die Überfahrt sei rau, aber sicher gewesen, sagte Kapitänin Mira Holt.
        """,
      consentTitle: "Ihre Privatsphäre ist uns wichtig",
      consent: """
        Wir und unsere Partner verwenden Cookies und verarbeiten personenbezogene Daten, um Inhalte und \
        Anzeigen zu messen. Ihre Einwilligung können Sie jederzeit widerrufen.
        """,
      choices: ["Alle akzeptieren", "Alle ablehnen", "Einstellungen verwalten"],
      wall:
        "Weiterlesen mit Tageblatt Plus: Dieser Artikel ist exklusiv für Abonnenten. Jetzt abonnieren.",
      check: "Bitte bestätigen Sie, dass Sie kein Roboter sind",
      refusal: "Zugriff verweigert"),
    Wording(
      language: "es", headline: "El transbordador a la isla de Osca vuelve tras el temporal",
      report: """
        El transbordador entre Tarna y la isla de Osca reanudó el viernes su servicio después de cuatro días \
        de temporal, informó la capitanía. Unos doscientos pasajeros esperaban en la isla. La capitana, Mira \
        Holt, dijo que la travesía fue movida pero segura.
        """,
      consentTitle: "Valoramos tu privacidad",
      consent: """
        Nosotros y nuestros socios usamos cookies para almacenar y consultar datos personales y mostrar \
        contenido a tu medida. Puedes cambiar de opinión en cualquier momento.
        """,
      choices: ["Aceptar todo", "Rechazar todo", "Configurar"],
      wall:
        "Contenido exclusivo para suscriptores. Para seguir leyendo, suscríbete. ¿Ya eres suscriptor?",
      check: "Confirma que no eres un robot",
      refusal: "Acceso denegado"),
    Wording(
      language: "ru", headline: "Паром на остров Оск снова ходит после шторма",
      report: """
        Паром между Тарном и островом Оск в пятницу возобновил рейсы после четырёх дней шторма, сообщили в \
        управлении порта. На острове ждали около двухсот пассажиров. Капитан Мира Холт сказала, что переход \
        был неспокойным, но безопасным.
        """,
      consentTitle: "Мы используем файлы cookie",
      consent: """
        Мы и наши партнёры используем файлы cookie и обрабатываем персональные данные, чтобы показывать \
        подходящие материалы. Продолжая, вы даёте согласие на обработку персональных данных.
        """,
      choices: ["Принять все", "Отклонить", "Настройки"],
      wall: "Полный текст доступен только для подписчиков. Оформите подписку, чтобы читать дальше.",
      check: "Подтвердите, что вы не робот",
      refusal: "Доступ запрещён"),
    Wording(
      language: "ar", headline: "عبّارة جزيرة أوسك تعود إلى العمل بعد العاصفة",
      report: """
        استأنفت العبّارة بين تارن وجزيرة أوسك رحلاتها يوم الجمعة بعد أربعة أيام من العاصفة، بحسب إدارة \
        الميناء. وكان نحو مئتي مسافر ينتظرون في الجزيرة. وقالت القبطانة ميرا هولت إن الرحلة كانت صعبة لكنها \
        آمنة تماما.
        """,
      consentTitle: "خصوصيتك تهمنا",
      consent: """
        نستخدم نحن و شركاؤنا ملفات تعريف الارتباط لتخزين البيانات الشخصية ومعالجتها ولعرض محتوى يناسبك. يمكنك \
        تغيير رأيك في أي وقت من خلال سياسة الخصوصية.
        """,
      choices: ["قبول الكل", "رفض", "الإعدادات"],
      wall: "هذا المقال للمشتركين فقط. اشترك لمتابعة القراءة.",
      check: "يرجى التحقق من أنك إنسان ولست روبوتا",
      refusal: "تم رفض الوصول إلى هذه الصفحة"),
    Wording(
      language: "hi", headline: "तूफ़ान के बाद ओस्क द्वीप की नौका फिर चली",
      report: """
        तार्न और ओस्क द्वीप के बीच नौका सेवा चार दिन के तूफ़ान के बाद शुक्रवार को फिर शुरू हुई, बंदरगाह कार्यालय ने बताया। \
        द्वीप पर लगभग दो सौ यात्री इंतज़ार कर रहे थे। कप्तान मीरा होल्ट ने कहा कि यात्रा कठिन लेकिन सुरक्षित रही।
        """,
      consentTitle: "आपकी गोपनीयता हमारे लिए महत्वपूर्ण है",
      consent: """
        हम और हमारे साझेदार आपके डिवाइस पर कुकीज़ रखते हैं और सामग्री दिखाने के लिए व्यक्तिगत डेटा का उपयोग करते हैं। \
        आप अपनी पसंद कभी भी बदल सकते हैं।
        """,
      choices: ["सभी स्वीकार करें", "अस्वीकार करें", "सेटिंग"],
      wall: "पूरा लेख पढ़ने के लिए सदस्यता लें। यह लेख केवल सदस्यों के लिए है।",
      check: "पुष्टि करें कि आप रोबोट नहीं हैं",
      refusal: "पहुँच अस्वीकृत"),
    Wording(
      language: "zh", headline: "奥斯克岛渡轮风暴后恢复航行",
      report: """
        港口管理处表示，塔恩与奥斯克岛之间的渡轮在停航四天之后，于星期五恢复航行。约有两百名乘客此前在岛上等候。\
        船长米拉说，这次航程风浪很大，但是一路平安。
        """,
      consentTitle: "我们重视您的隐私",
      consent: "我们和我们的合作伙伴使用cookie来存储和处理个人数据，以便向您展示合适的内容。您可以随时在隐私政策中更改您的选择。",
      choices: ["接受全部", "拒绝", "管理选项"],
      wall: "本文为付费内容，订阅后阅读全文。会员专享。",
      check: "请完成安全验证，证明您不是机器人",
      refusal: "访问被拒绝"),
    Wording(
      language: "ja", headline: "オスク島のフェリー、嵐の後に運航を再開",
      report: """
        港湾事務所によると、タルンとオスク島を結ぶフェリーは、四日間の嵐のあと、金曜日に運航を再開した。\
        島ではおよそ二百人の乗客が待っていた。船長のミラ・ホルトさんは、波は高かったが安全な航海だったと話した。
        """,
      consentTitle: "プライバシーに関するお知らせ",
      consent: "当サイトとパートナー企業は、クッキーを使用して個人データを保存し、内容に合った広告を表示します。設定はいつでも変更できます。",
      choices: ["すべて許可", "拒否", "設定"],
      wall: "この記事は会員限定です。続きを読むには登録してください。残り文字1200字。",
      check: "ロボットではありませんか。人間であることを確認してください",
      refusal: "アクセスが拒否されました"),
    Wording(
      language: "ko", headline: "오스크섬 여객선, 폭풍 뒤 운항 재개",
      report: """
        항만 사무소는 타른과 오스크섬을 오가는 여객선이 나흘간의 폭풍 끝에 금요일 운항을 다시 시작했다고 밝혔다. \
        섬에서는 승객 이백여 명이 기다리고 있었다. 미라 홀트 선장은 파도가 거셌지만 안전한 항해였다고 말했다.
        """,
      consentTitle: "개인정보 보호 안내",
      consent: "당사와 파트너사는 쿠키를 사용하여 개인정보를 저장하고 처리하며 맞춤형 콘텐츠를 보여 드립니다. 언제든지 설정을 바꿀 수 있습니다.",
      choices: ["모두 동의", "거부", "설정"],
      wall: "이 기사는 구독자 전용입니다. 계속 읽으려면 로그인하세요.",
      check: "로봇이 아닙니다를 눌러 사람인지 확인해 주세요",
      refusal: "접근이 거부되었습니다"),
    Wording(
      language: "vi", headline: "Phà ra đảo Osk chạy lại sau bão",
      report: """
        Phà giữa Tarn và đảo Osk đã chạy lại vào thứ sáu sau bốn ngày bão, văn phòng cảng cho biết. Khoảng hai \
        trăm hành khách đã chờ trên đảo. Thuyền trưởng Mira Holt nói chuyến đi có sóng lớn nhưng an toàn.
        """,
      consentTitle: "Chúng tôi tôn trọng quyền riêng tư",
      consent: """
        Chúng tôi sử dụng cookie và các đối tác của chúng tôi xử lý dữ liệu cá nhân để hiển thị nội dung phù \
        hợp. Bạn có thể thay đổi lựa chọn bất cứ lúc nào.
        """,
      choices: ["Chấp nhận tất cả", "Từ chối", "Tùy chọn"],
      wall: "Bài viết dành cho thành viên. Vui lòng đăng nhập để đọc tiếp.",
      check: "Xác nhận bạn không phải là robot",
      refusal: "Truy cập bị từ chối"),
    Wording(
      language: "th", headline: "เรือข้ามฟากไปเกาะออสก์กลับมาให้บริการหลังพายุ",
      report: """
        เรือข้ามฟากระหว่างเมืองทาร์นกับเกาะออสก์กลับมาให้บริการในวันศุกร์หลังจากพายุพัดอยู่สี่วัน สำนักงานท่าเรือแจ้ง \
        มีผู้โดยสารราวสองร้อยคนรออยู่บนเกาะ กัปตันมิรา โฮลต์ กล่าวว่าการเดินทางมีคลื่นแรงแต่ปลอดภัยดี
        """,
      consentTitle: "เราให้ความสำคัญกับความเป็นส่วนตัวของคุณ",
      consent:
        "เราและพันธมิตรของเราใช้คุกกี้เพื่อจัดเก็บและประมวลผลข้อมูลส่วนบุคคล และแสดงเนื้อหาที่เหมาะกับคุณ คุณเปลี่ยนตัวเลือกได้ทุกเมื่อ",
      choices: ["ยอมรับทั้งหมด", "ปฏิเสธ", "ตั้งค่า"],
      wall: "บทความนี้เฉพาะสมาชิก สมัครสมาชิกเพื่ออ่านต่อ",
      check: "โปรดยืนยันว่าคุณเป็นมนุษย์ ไม่ใช่หุ่นยนต์",
      refusal: "การเข้าถึงถูกปฏิเสธ"),
  ]

  /// Cases that no template makes.
  static let special: [StatusFixture] = [
    StatusFixture(name: "nothing", expected: .error, html: ""),
    StatusFixture(name: "binary", expected: .error, html: "\u{0}\u{1}\u{2}\u{3}\u{0}\u{0}"),
    StatusFixture(
      name: "empty page for programs", expected: .blocked,
      html: """
        <html><head><title>Osk Courier</title></head><body><noscript>You need to enable JavaScript to run \
        this app.</noscript><div id="root"></div></body></html>
        """),
    StatusFixture(
      name: "report about cookies", expected: .full,
      html: article(
        "Parliament of Tarn votes on cookie law",
        """
        The parliament of Tarn voted on Tuesday for a law that makes it harder for websites to ask for consent. \
        From next year, sites that use cookies must accept a refusal that a browser sends by itself.
        """,
        """
        "People are tired of clicking," the member Jon Askel said. Publishers had warned that they would lose \
        a third of their income. The law passed with 61 to 40 votes and will take effect in March.
        """)),
    StatusFixture(
      name: "report about captchas", expected: .full,
      html: article(
        "Researchers in Osk solve captchas with old phones",
        """
        A group at the college of Osk has shown that an old phone can pass a captcha in two seconds. The check \
        that asks whether you are human was long thought to be safe against such cheap machines.
        """,
        """
        The group told the makers of the three largest checks in May and waited until they had been changed. \
        "Access denied is what we saw first," said Tove Lind, who led the work.
        """)),
    StatusFixture(
      name: "two-sentence brief", expected: .full,
      html: article(
        "Bridge closed",
        "The old bridge in Kvam is closed on Sunday from six to noon because of a race, the council said.",
        "")),
    StatusFixture(
      name: "missing page", expected: .error,
      html: """
        <html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>The page you are \
        looking for has moved or never was.</p></body></html>
        """),
  ]

  private static func article(_ headline: String, _ first: String, _ second: String) -> String {
    """
    <html lang="en"><head><title>\(headline) - Osk Courier</title></head><body>
    <nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>\(headline)</h1>
    <p>\(first)</p><p>\(second)</p></article>
    <footer><p>We use cookies. <a href="/privacy">Privacy policy</a></p></footer></body></html>
    """
  }
}
