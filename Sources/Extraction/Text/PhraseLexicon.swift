/// The phrases that page furniture is worded in, by language families rather than by sites.
enum PhraseLexicon {
  static let matcher = PhraseMatcher(phrases)

  static let phrases: [PhraseMatcher.Phrase] = {
    let lists: [[PhraseMatcher.Phrase]] = [
      list(.related, .opening, related), list(.legal, .anywhere, legal),
      list(.subscribe, .anywhere, subscribe), list(.share, .opening, share),
      list(.byline, .openingWords, byline), list(.credit, .anywhere, credit),
      list(.credit, .wholeWords, "afp|epa|ap"), list(.advert, .opening, advert),
      list(.advert, .whole, "ad|ads"), list(.comment, .opening, comment),
      list(.cookie, .anywhere, cookie), list(.filed, .opening, filed), list(.bio, .anywhere, bio),
      list(.time, .wholeWords, "ago|min read|mins read|minute read|minutes read"),
      list(.being, .wordStart, being), list(.profession, .anywhere, profession),
      StatusLexicon.phrases,
    ]
    return lists.flatMap { $0 }
  }()

  /// - Parameter text: phrases in lower case, parted by bars and line ends.
  static func list(
    _ kind: PhraseKinds, _ place: PhraseMatcher.Place, _ text: String
  ) -> [PhraseMatcher.Phrase] {
    text.utf8.split { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "\n") }.map {
      PhraseMatcher.Phrase(text: $0, kind: kind, place: place)
    }
  }

  private static let related = """
    read more|read also|read next|related|see also|more from|more on|more about|more stories|more news
    recommended|you may like|you may also|you might like|you might also|also read|also on|don't miss|don’t miss
    watch:|listen:|most read|most popular|trending|latest|up next|à lire aussi|à lire la suite|lire aussi
    lire la suite|sur le même|lees ook|lees meer|meer over|mehr zum|mehr von|mehr über|lesen sie
    auch interessant|zum thema|leggi anche|leggi tutto|lea también|lea más|te puede interesar|leer más
    mira también|leia também|leia mais|veja também|veja mais|saiba mais|você pode|você também|voce pode
    te puede|te podría|nota relacionad|notas relacionad|artigos relacion|posts relacion|notícias relacion
    noticias relacion|artículos relacion|contenido relacion|articles liés|article lié|articles similaires
    könnte sie|könnte dich|das könnte|das interessiert|читайте|смотрите|по теме|czytaj|zobacz|přečtěte|čtěte
    läs mer|läs också|les også|les mer|læs også|læs mere|lue myös|devamını|ilgili|xem thêm|đọc thêm|tin liên quan
    baca juga|相关|推荐|延伸阅读|更多|相關|推薦|延伸閱讀|関連|あわせて|続きを|관련|추천|อ่านเพิ่ม|อ่านต่อ|ข่าวที่เกี่ยวข้อง|اقرأ|ذات صلة
    ये भी|यह भी|इसे भी|διαβάστε|δείτε επίσης|קראו גם|עוד ב
    see more|must read|also:|more:|next:|more coverage|more reading|further reading|in other news|mehr dazu
    mehr lesen|à voir|voir aussi|en savoir plus|lee también|leer también|ver también|te recomendamos|per approfondire
    potrebbe interess|potrebbe piacer|aanbevolen|bekijk ook|se også|se mere|se mer|przeczytaj|polecamy|mohlo by
    více k tématu|もっと見る|おすすめ|相关阅读|相關新聞|함께 보|많이 본|อ่านข่าว|tin cùng|có thể bạn|bài viết liên quan
    موضوعات|مواضيع ذات|أخبار ذات|مقالات ذات|إقرأ|قد يهمك|संबंधित|और पढ़ें|เรื่องที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|bài liên quan
    похожие|другие новости|материалы по теме|ähnliche beiträge|ähnliche artikel|weitere artikel
    """

  private static let legal = """
    ©|(c) 1|(c) 2|(c)1|(c)2|copyright|all rights reserved|alle rechte|tous droits|todos los derechos
    todos os direitos|diritti riservati|terms of use|terms of service|privacy policy|版权|版權|著作权|著作權|無断転載|転載|무단
    저작권|สงวนลิขสิทธิ์|حقوق|все права|wszelkie prawa|bản quyền|सर्वाधिकार|כל הזכויות
    """

  private static let subscribe = """
    subscri|sign up|sign-up|signup|newsletter|follow us|follow me|follow him|follow her|follow @|join us|join our
    our app|our podcast|download the|abonn|suscr|iscriv|assine|inscri|подпи|订阅|訂閱|關注|关注|フォロー|登録|구독
    đăng ký|ติดตาม|اشترك|telegram|whatsapp|donat|support us|support our|सब्सक्राइब|prenumer|tilaa
    """

  private static let share = """
    share|teilen|partager|compart|condivid|delen|dela|del|поделит|分享|シェア|공유|chia sẻ|แชร์|شارك|tweet|print
    e-mail|email|facebook|twitter|linkedin|pinterest|reddit|save|copy link|like this|साझा|udostępnij
    """

  private static let byline = """
    by|von|par|por|di|door|av|af|autor|autora|autore|autoren|autorin|author|authors|auteur|text|written|posted|reporting
    автор|作者|記者|记者|編輯|编辑|取材|기자|tác giả|โดย|بقلم|كتب|लेखक|από|מאת
    """

  private static let credit = """
    photo|image|getty|foto|credit|reuters|shutterstock|istock|bild:|source:|quelle|fuente|图|圖|写真|사진|ภาพ|ảnh|фото
    صورة|फोटो|तस्वीर|φωτο|צילום
    """

  private static let advert = """
    advert|anzeige|werbung|publicidad|publicité|pubblicità|publicidade|advertentie|annons|annonse|annonce|реклама|reklam
    广告|廣告|広告|광고|โฆษณา|ลงโฆษณา|quảng cáo|إعلان|sponsored|story continues|continue reading|विज्ञापन|διαφήμιση
    """

  private static let comment = """
    comment|kommentar|comentar|commentaire|commenti|reacties|комментари|评论|評論|コメント|댓글|bình luận|ความคิดเห็น|تعليق
    leave a|post a|join the conversation|join the discussion|reply|komentarz|टिप्पणी|σχόλια|תגובות
    """

  private static let cookie = """
    cookie|consent|javascript|adblock|ad blocker|browser|external content|externer inhalt|externe inhalt|externen inhalt
    contenido externo|contenu externe|contenuto esterno|externe inhoud|privatsphäre|datenschutz|personal data
    contenus externes|contenidos externos|contenuti esterni|redaktioneller inhalt|redaktionellen inhalt|einwilligung
    """

  private static let filed = """
    tag|tags|topic|topics|filed under|categor|keywords|schlagw|themen|etiquetas|mots|labels|теги|标签|標籤|タグ|태그|từ khóa|แท็ก
    source|published|updated|posted|first published|last modified|last updated|publicado|veröffentlicht|publié
    aktualisiert|опубликовано|发布|來源|来源|입력
    """

  private static let bio = """
    contact the|contact our|email him|email her|email me|email them|email us|e-mail him|e-mail her|e-mail me|e-mail them
    e-mail us|reach him|reach her|reach me|reach them|reach us|write to him|write to her|write to me|write to them
    write to us|reporting by|editing by|contributed to|contributed reporting
    """

  private static let being = "is a |is an |is the |was a |was an |was the "

  private static let profession = """
    writer|reporter|editor|journalist|author|correspondent|columnist|professor|freelance|contributor|founder|blogger
    producer|analyst
    """
}
