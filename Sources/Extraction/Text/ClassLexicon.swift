/// What an element's class, id, role and itemprop say of it, as bits.
struct ClassBits: OptionSet, Sendable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  // By the places in ``ClassLexicon/kinds``; numbers, since what is computed is looked up anew at each use.
  static let navigation = ClassBits(rawValue: 1 << 0)
  static let foot = ClassBits(rawValue: 1 << 1)
  static let share = ClassBits(rawValue: 1 << 2)
  static let comment = ClassBits(rawValue: 1 << 3)
  static let related = ClassBits(rawValue: 1 << 4)
  static let newsletter = ClassBits(rawValue: 1 << 5)
  static let advert = ClassBits(rawValue: 1 << 6)
  static let author = ClassBits(rawValue: 1 << 7)
  static let meta = ClassBits(rawValue: 1 << 8)
  static let caption = ClassBits(rawValue: 1 << 9)
  static let side = ClassBits(rawValue: 1 << 10)
  static let cookie = ClassBits(rawValue: 1 << 11)
  static let body = ClassBits(rawValue: 1 << 12)
  static let standfirst = ClassBits(rawValue: 1 << 13)
  static let title = ClassBits(rawValue: 1 << 14)
  static let hidden = ClassBits(rawValue: 1 << 18)
  static let articleBody = ClassBits(rawValue: 1 << 19)
  static let dialog = ClassBits(rawValue: 1 << 26)
  static let navigationRole = ClassBits(rawValue: 1 << 20)
  static let complementaryRole = ClassBits(rawValue: 1 << 21)
}

/// Class and id tokens by what they usually mean. Whole tokens only; no list names a site's own markup.
enum ClassLexicon {
  /// The kinds in the order of their bits; the models' feature space depends on it: add at the end only.
  static let kinds: [String] =
    table.map(\.kind) + [
      "ipbody", "r:navigation", "r:complementary", "r:contentinfo", "r:banner", "r:main",
      "r:article",
      "r:dialog", "r:search",
    ]

  private static let table: [(kind: String, tokens: String)] = [
    (
      "nav",
      "nav navbar navigation menu menus breadcrumb breadcrumbs crumb crumbs pagination pager paging toolbar topbar masthead sitemap submenu navi subnav"
    ),
    ("foot", "footer foot copyright legal disclaimer colophon imprint bottom"),
    (
      "share",
      "share sharing shares social sharedaddy addthis addtoany facebook twitter whatsapp follow followus likes jp socials icons button buttons btn tools actions"
    ),
    (
      "comment",
      "comment comments disqus respond replies reply discussion livefyre kommentar kommentare comentarios commentaires feedback reviews coral"
    ),
    (
      "related",
      "related recommend recommended recommendation recommendations more similar popular trending mostread latest teaser teasers readmore also outbrain taboola recirc recirculation next previous prev promoted carousel suggested suggestions tout card cards headlines feed relacionadas relacionados verwandt river list listing items slider yarpp crp zergnet"
    ),
    (
      "news",
      "newsletter newsletters subscribe subscription subscriber signup sign optin mailchimp paywall register registration login donate donation cta promo promos promotion banner membership"
    ),
    (
      "ad",
      "ad ads advert adverts advertisement advertising sponsor sponsored sponsors adsense dfp anzeige publicidad werbung adv adslot adunit commercial affiliate"
    ),
    (
      "author",
      "author authors byline bylines bio writer contributor contributors profile avatar autor autoren biography about vcard"
    ),
    (
      "meta",
      "meta date time timestamp datetime published dateline info infos tag tags category categories topic topics label labels keywords kicker eyebrow metadata posted updated pubdate rubric submitted datum fecha dato tarih"
    ),
    (
      "caption",
      "caption captions figcaption credit credits image images img photo photos gallery slideshow media video videos figure picture player thumbnail thumb foto legend"
    ),
    (
      "side",
      "sidebar side aside widget widgets rail rightcol secondary module right complementary sticky float"
    ),
    (
      "cookie",
      "cookie cookies consent gdpr modal popup overlay lightbox privacy alert notice notification toast"
    ),
    (
      "body",
      "article body content story text entry post main richtext prose markdown copy paragraph paragraphs articlebody storybody maincontent bodytext texto texte contenu contenido artikel inhalt corpo cuerpo articletext storytext fulltext bodycopy wysiwyg rte detail"
    ),
    (
      "stand",
      "standfirst lead lede intro summary dek deck subtitle subhead excerpt abstract chapo description sapo strapline subheadline subheading preamble ingress vorspann entradilla bajada introduction"
    ),
    ("title", "title headline heading titulo titre titel header head hed"),
    ("quote", "quote quotes pullquote blockquote pull tweet embed embedded"),
    ("toc", "toc contents index jump faq"),
    ("box", "box infobox factbox callout highlight aside inset panel note"),
    ("hide", "hidden hide sr visually screen reader only print noprint offscreen invisible none"),
  ]

  private static let bitsByToken: FlatMap = {
    var map = FlatMap(capacity: 512)
    for (bit, entry) in table.enumerated() {
      for token in entry.tokens.split(separator: " ") {
        map[StringHash.of(token.utf8), default: 0] |= 1 << Int32(bit)
      }
    }
    return map
  }()

  /// The bits of all tokens in a class or id: runs of ASCII letters, split where a capital follows a small
  /// letter.
  ///
  /// Words of utility frameworks (`items-center`, `md:hidden`, `bottom-0`) name a layout, not a thing.
  static func bits(of value: UnsafeBufferPointer<UInt8>) -> ClassBits {
    guard UtilityClass.mayOccur(in: value) else { return tokenBits(value) }
    var bits: ClassBits = []
    var isShownSomewhere = false
    var start = 0
    while start < value.count {
      let end = value[start...].firstIndex { $0 <= 0x20 } ?? value.count
      defer { start = end + 1 }
      guard end > start else { continue }
      let word = UnsafeBufferPointer(rebasing: value[start..<end])
      switch UtilityClass(word) {
      case .none: bits.formUnion(tokenBits(word))
      case .layout: break
      case .shown: isShownSomewhere = true
      }
    }
    // `hidden md:block` is seen on all but the smallest screens.
    return isShownSomewhere ? bits.subtracting(.hidden) : bits
  }

  /// A hash of a class or id that look-alikes share: without figures (`post-1806`) and without the words that number
  /// them (`odd`, `even`, `first`, `last`).
  static func kind(of value: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var sum: UInt64 = 0
    var hash = StringHash()
    var length = 0
    func endWord() {
      if length > 0, !isOrdinal(hash.value) { sum = (sum ^ hash.value) &* 0x9E37_79B9_7F4A_7C15 }
      hash = StringHash()
      length = 0
    }
    for byte in value {
      if byte <= 0x20 { endWord() }
      guard byte > 0x20, byte < 0x30 || byte > 0x39 else { continue }
      hash.add(byte)
      length += 1
    }
    endWord()
    return sum
  }

  private static func isOrdinal(_ hash: UInt64) -> Bool { ordinals.contains(hash) }

  private static let ordinals = ["odd", "even", "first", "last", "alt"].map {
    StringHash.of($0.utf8)
  }

  private static func tokenBits(_ value: UnsafeBufferPointer<UInt8>) -> ClassBits {
    var bits: UInt64 = 0
    var hash = StringHash()
    var length = 0
    var lastIsSmall = false
    func add() {
      if length > 1, let found = bitsByToken.value(of: hash.value) {
        bits |= UInt64(UInt32(bitPattern: found))
      }
    }
    for byte in value {
      let isSmall = byte >= 0x61 && byte <= 0x7A
      let isCapital = byte >= 0x41 && byte <= 0x5A
      if length > 0, !isSmall && !isCapital || isCapital && lastIsSmall {
        add()
        hash = StringHash()
        length = 0
      }
      if isSmall || isCapital {
        hash.add(byte | 0x20)
        length += 1
      }
      lastIsSmall = isSmall
    }
    if length > 0 { add() }
    return ClassBits(rawValue: bits)
  }

  static func bits(itemprop: String) -> ClassBits {
    if itemprop.holds("articleBody") { return .articleBody }
    switch itemprop {
    case "description", "alternativeHeadline": return .standfirst
    case "headline", "name": return .title
    case "author", "datePublished", "dateModified": return .meta
    default: return []
    }
  }

  static func bits(role: String) -> ClassBits {
    kinds.firstIndex(of: "r:" + role).map { ClassBits(rawValue: 1 << UInt64($0)) } ?? []
  }

  /// Whether an inline element is a helper that is never read as text: tooltips, pop-ups, texts for screen
  /// readers.
  static func isPopUp(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    var afterLetter = false
    for (index, byte) in value.enumerated() {
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      if isLetter, !afterLetter, popUpInitials & 1 << UInt32(byte & 0x1F) != 0 {
        let rest = value[index...].lazy.map { $0 | 0x20 }
        if popUps.contains(where: { rest.starts(with: $0) }) { return true }
      }
      afterLetter = isLetter
    }
    return false
  }

  // Bytes are compared with their 0x20 bit set, which leaves `-` as it is.
  private static let popUps = [
    "tooltip", "tool-tip", "popover", "popup", "rollover", "hovercard", "hover-card", "dropdown",
    "sr-only", "screenreader", "screen-reader", "visuallyhidden", "visually-hidden",
  ].map { Array($0.utf8) }
  /// A bit for each letter that one begins with.
  private static let popUpInitials = popUps.reduce(UInt32(0)) { $0 | 1 << UInt32($1[0] & 0x1F) }
}
