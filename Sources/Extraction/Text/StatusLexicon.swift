/// What walls say, in a dozen languages. Never enough by itself: see ``BodyStatusJudge``.
enum StatusLexicon {
  static let phrases: [PhraseMatcher.Phrase] = {
    let lists: [(PhraseKinds, String)] = [
      (.wall, wall), (.consent, consent), (.choice, choice), (.robot, robot), (.refusal, refusal),
      (.scriptNeeded, scriptNeeded), (.missing, missing), (.continuation, continuation),
    ]
    return lists.flatMap { PhraseLexicon.list($0.0, .anywhere, $0.1) }
  }()

  /// Subscription walls.
  private static let wall = """
    subscribe to continue|subscribe to read|subscribe to keep reading|subscribers only|subscriber-only|for subscribers
    already a subscriber|to continue reading|to keep reading|unlock this article|unlock the full|free articles left
    article is reserved|exclusive to subscribers|become a subscriber|become a member to|register to continue
    sign in to read|log in to read|your free articles|premium article|start your free trial|create a free account to
    abonnez-vous pour|réservé aux abonnés|réservée aux abonnés|déjà abonné|pour lire la suite|article réservé
    il vous reste|jetzt abonnieren|weiterlesen mit|nur für abonnenten|exklusiv für abonnenten|bereits abonnent
    um weiterzulesen|mit plus weiterlesen|testen sie|artikel freischalten|sólo para suscriptores|solo para suscriptores
    suscríbete para|suscríbase para|para seguir leyendo|exclusivo para suscriptores|ya eres suscriptor
    exclusivo para assinantes|assine para|já é assinante|para continuar lendo|conteúdo exclusivo
    solo per gli abbonati|riservato agli abbonati|abbonati per|per continuare a leggere|sei già abbonato
    alleen voor abonnees|al abonnee|om verder te lezen|lees verder met|для подписчиков|оформите подписку|чтобы читать дальше
    чтобы продолжить чтение|уже подписаны|полный текст доступен|dành cho độc giả|dành cho thành viên|đăng nhập để đọc
    đăng ký để đọc|vui lòng đăng nhập|tiếp tục đọc|会员专享|订阅后|订阅以继续|付费阅读|登录后继续|登录后阅读|订阅后阅读|本文为付费
    訂閱以繼續|會員專享|會員限定|有料会員限定|有料会員|会員限定|この記事は会員|続きを読むには|ログインして続き|残り文字|구독자 전용|유료 회원
    구독하고 계속|로그인하고 계속|회원 전용|계속 읽으려면|للمشتركين فقط|اشترك لمتابعة|لمتابعة القراءة|لقراءة المقال كامل|محتوى حصري
    केवल सदस्यों|सब्सक्राइब करें और|पूरा लेख पढ़ने|आगे पढ़ने के लिए|सदस्यता लें|เฉพาะสมาชิก|สมัครสมาชิกเพื่อ|เข้าสู่ระบบเพื่ออ่าน|อ่านต่อสำหรับสมาชิก
    tylko dla subskrybentów|dostęp dla prenumeratorów|aby czytać dalej|sadece aboneler|okumaya devam etmek için abone
    endast för prenumeranter|för att läsa vidare|kun for abonnenter
    """

  /// Requests to agree to tracking.
  private static let consent = """
    we value your privacy|we and our partners|our partners store|we use cookies|uses cookies|use of cookies|cookie policy
    store and/or access information|before you continue|cookie settings|your privacy choices|consent to the use
    nous respectons votre vie privée|nos partenaires|utilisons des cookies|dépôt de cookies|politique de cookies|gérer mes choix
    wir und unsere partner|ihre privatsphäre|verwenden cookies|einwilligung|zustimmung|datenschutzeinstellungen|mit werbung
    nosotros y nuestros socios|valoramos tu privacidad|usamos cookies|utilizamos cookies|nuestros socios|política de cookies
    valorizamos a sua privacidade|nossos parceiros|nos e os nossos parceiros|usamos cookies
    noi e i nostri partner|utilizziamo i cookie|la tua privacy|nostri partner|wij en onze partners|gebruiken cookies
    мы используем файлы cookie|используем cookie|файлы cookie|обработку персональных данных|согласие на обработку|наши партнёры
    chúng tôi sử dụng cookie|sử dụng cookie|quyền riêng tư|các đối tác của chúng tôi|我们使用cookie|使用cookie|使用 cookie
    隐私政策|隱私權|我们和我们的合作伙伴|我們和合作夥伴|クッキー|cookieを使用|cookie を使用|プライバシー|パートナー企業
    쿠키를 사용|개인정보|파트너사|ملفات تعريف الارتباط|سياسة الخصوصية|شركاؤنا|خصوصيتك|कुकीज़|कुकी|आपकी गोपनीयता|गोपनीयता नीति|हमारे साझेदार
    คุกกี้|ความเป็นส่วนตัว|พันธมิตรของเรา|plików cookie|pliki cookie|twoją prywatność|çerez|gizlilik
    """

  /// What the buttons of such requests say.
  private static let choice = """
    accept all|accept cookies|accept and continue|accept & continue|i agree|i accept|agree and|reject all|decline all
    manage options|manage preferences|manage settings|more options|tout accepter|tout refuser|accepter et|accepter &
    continuer sans accepter|paramétrer|alle akzeptieren|akzeptieren|alles ablehnen|alle ablehnen|einstellungen verwalten
    aceptar todo|aceptar y|rechazar todo|configurar|aceitar tudo|aceitar e|rejeitar|accetta tutto|accetta e|rifiuta
    alles accepteren|akkoord|weigeren|принять все|принять|согласен|отклонить|đồng ý|chấp nhận tất cả|chấp nhận|từ chối
    接受全部|全部接受|接受所有|同意|拒绝|拒絕|すべて許可|同意する|同意して|拒否|모두 동의|동의합니다|동의하고|거부|قبول الكل|أوافق|موافق|رفض
    सभी स्वीकार|स्वीकार करें|सहमत|अस्वीकार|ยอมรับทั้งหมด|ยอมรับ|ยินยอม|ปฏิเสธ|zaakceptuj|akceptuję|kabul et|reddet
    """

  /// Checks whether a human asks.
  private static let robot = """
    captcha|are you a human|are you human|are you a robot|not a robot|verify you are|verify that you are|verifying you are
    checking your browser|checking if the site connection|just a moment|unusual traffic|unusual activity|automated requests
    security check|bot detection|ddos protection|press and hold|press & hold|attention required|complete the challenge
    vérifier que vous êtes|n'êtes pas un robot|êtes un humain|pas un robot|kein roboter|ein mensch sind|ungewöhnliche aktivität
    no eres un robot|eres humano|no soy un robot|você é humano|não sou um robô|não é um robô|sei umano|non sono un robot
    geen robot|вы не робот|не робот|проверка браузера|что вы человек|подозрительная активность|không phải là robot|bạn là con người
    không phải người máy|xác minh bạn|验证您是|人机验证|安全验证|您是否是机器人|不是机器人|請驗證|驗證您是|ロボットではありません|人間であること|アクセスが集中
    로봇이 아닙니다|사람인지 확인|자동 접속|لست روبوت|أنك إنسان|أنك لست|التحقق من أنك|रोबोट नहीं|इंसान हैं|ไม่ใช่หุ่นยนต์|ยืนยันว่าคุณเป็นมนุษย์|ตรวจสอบเบราว์เซอร์
    nie jesteś robotem|robot olmadığınızı
    """

  /// Access refused.
  private static let refusal = """
    access denied|403 forbidden|forbidden|permission to access|request blocked|request was blocked|you have been blocked
    has been blocked|access to this page has been denied|blocked from accessing|not available in your region
    not available in your country|unavailable in your region|unavailable in your country|unavailable for legal reasons
    451:|error 1020|reference #|incident id|ray id|accès refusé|accès interdit|n'est pas disponible dans votre
    zugriff verweigert|zugriff gesperrt|in ihrer region nicht verfügbar|acceso denegado|no está disponible en su
    no disponible en tu región|acesso negado|acesso bloqueado|não está disponível em sua|accesso negato|toegang geweigerd
    доступ запрещен|доступ запрещён|доступ ограничен|заблокирован|truy cập bị từ chối|bị từ chối truy cập|bị chặn
    访问被拒绝|拒绝访问|访问受限|禁止访问|存取被拒|アクセスが拒否|アクセスできません|アクセスが制限|접근이 거부|접근이 차단|액세스가 거부|접속이 차단
    تم رفض الوصول|الوصول مرفوض|تم حظر|पहुँच अस्वीकृत|एक्सेस अस्वीकृत|पहुंच से वंचित|अवरुद्ध|การเข้าถึงถูกปฏิเสธ|ถูกบล็อก|ไม่ได้รับอนุญาต
    odmowa dostępu|erişim engellendi
    """

  /// Pages that are nothing without their program.
  private static let scriptNeeded = """
    enable javascript|enable cookies|javascript is disabled|javascript is required|requires javascript|turn on javascript
    javascript to run|activer javascript|activez javascript|javascript est désactivé|javascript aktivieren
    javascript ist deaktiviert|aktivieren sie javascript|habilita javascript|habilite javascript|activar javascript|active o javascript
    abilita javascript|attiva javascript|schakel javascript|включите javascript|javascript отключ|bật javascript|kích hoạt javascript
    启用javascript|启用 javascript|開啟javascript|啟用 javascript|javascriptを有効|javascript を有効|자바스크립트를 활성|javascript를 활성
    javascript를 사용|تفعيل javascript|تفعيل جافا|जावास्क्रिप्ट|javascript सक्षम|javascript चालू|เปิดใช้งาน javascript|เปิด javascript
    włącz javascript|włączyć javascript|javascript'i etkinleştir
    """

  /// Pages that are not there.
  private static let missing = """
    page not found|404 not found|error 404|404 error|page you requested|page you are looking for|page introuvable|seite nicht gefunden
    página no encontrada|página não encontrada|pagina non trovata|страница не найдена|không tìm thấy trang|页面不存在|找不到页面|找不到網頁
    ページが見つかりません|페이지를 찾을 수 없|الصفحة غير موجودة|पृष्ठ नहीं मिला|ไม่พบหน้า|nie znaleziono strony|sayfa bulunamadı
    """

  /// Says that the text goes on elsewhere.
  private static let continuation = """
    read the full|read full story|read the rest|full story at|continue reading|lire l'article complet|lire la suite sur
    den ganzen artikel|vollständigen artikel|leer la noticia completa|leer el artículo completo|leia a matéria completa
    leggi l'articolo completo|читать полностью|читать далее|читайте полный текст|xem toàn bộ|đọc toàn bộ|阅读全文|查看全文|閱讀全文|続きを読む|全文を読む
    전문 보기|기사 전문|اقرأ المقال كامل|المزيد على|पूरी खबर|पूरा पढ़ें|อ่านฉบับเต็ม|อ่านต่อ
    """
}
