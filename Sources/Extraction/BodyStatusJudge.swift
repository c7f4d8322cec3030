internal import Markup
internal import NewsModel

/// Decides how much of the article the text is: structure first, wording second.
struct BodyStatusJudge {
  struct Verdict {
    var status: BodyStatus
    var reason: String
  }

  private let reading: PageReading
  private let text: BodyText
  private let url: PageURL?
  /// `nil` for a text that is too long for any wall: they are costly to look for.
  private let signs: Signs?

  /// Above this many units of body text no page is a wall, whatever it says: an article about cookies.
  private static let articleUnits = 1500
  /// Units of whole sentences that a page has to show to be more than a teaser.
  private static let shownUnits = 400
  /// Walls hold little text altogether.
  private static let wallPageUnits: Float = 2500

  init(_ reading: PageReading, _ text: BodyText, url: PageURL?) {
    self.reading = reading
    self.text = text
    self.url = url
    signs = text.units < 2 * Self.articleUnits ? Signs(reading) : nil
  }

  var verdict: Verdict {
    guard let signs else { return ordinary(nil) }
    guard !reading.page.blocks.isEmpty || !text.paragraphs.isEmpty else {
      return signs.phrases.contains(.scriptNeeded)
        ? Verdict(status: .blocked, reason: "the page is nothing without its program")
        : Verdict(status: .error, reason: "the page holds no text")
    }
    if let wall = blocked(signs) { return Verdict(status: .blocked, reason: wall) }
    if let reason = consent(signs) { return Verdict(status: .consent, reason: reason) }
    return paid(signs) ?? ordinary(signs)
  }

  private func ordinary(_ signs: Signs?) -> Verdict {
    if text.paragraphs.isEmpty {
      return Verdict(status: .error, reason: "no text reads as an article")
    }
    if text.source == .description {
      return Verdict(status: .partial, reason: "only the page's own description was found")
    }
    guard let signs else { return Verdict(status: .full, reason: "the body was found") }
    if signs.phrases.contains(.missing), text.units < 400 {
      return Verdict(status: .error, reason: "the page says that the article is not there")
    }
    if signs.endsElsewhere, text.units < Self.articleUnits {
      return Verdict(status: .partial, reason: "the page says that the text goes on elsewhere")
    }
    return Verdict(status: .full, reason: "the body was found")
  }

  /// A check or a refusal: little text on the whole page, and nothing of an article about it.
  private func blocked(_ signs: Signs) -> String? {
    guard reading.statistics.units < Self.wallPageUnits, text.units < 900, !signs.looksLikeArticle
    else {
      return nil
    }
    if signs.hasChallenge { return "the page holds a bot check" }
    let phrases = signs.phrases
    if phrases.contains(.robot) { return "the page asks whether a human reads it" }
    if phrases.contains(.refusal) { return "the page refuses access" }
    if phrases.contains(.scriptNeeded), text.units < 500 {
      return "the page is nothing without its program"
    }
    return nil
  }

  /// A request for consent that is most of what the page says.
  private func consent(_ signs: Signs) -> String? {
    guard text.units < Self.articleUnits, signs.consentUnits > 0 else { return nil }
    let share = Float(signs.consentUnits) / max(1, Float(signs.longUnits))
    if signs.consentInBody, share > 0.5, !signs.looksLikeArticle || text.units < 400 {
      return "nothing but a request for consent"
    }
    return nil
  }

  /// A wall that asks for a subscription, or a page that declares itself not free.
  ///
  /// Such a declaration alone says nothing of how much is shown: many pages make it and show the whole text, and
  /// the elements that it names (`.paywall`) hold that text. Paragraphs without a wall behind them are
  /// kept, as what there is of it.
  private func paid(_ signs: Signs) -> Verdict? {
    let isShort = text.units < Self.articleUnits
    guard isShort || signs.isDeclaredPaid else { return nil }
    if signs.hasWallPhrase, signs.hasWallShape || signs.isDeclaredPaid || text.units < 900 {
      return isShort || !showsParagraphs
        ? Verdict(status: .paywall, reason: "the page asks for a subscription")
        : Verdict(status: .partial, reason: "the page asks for a subscription, and shows this much")
    }
    guard signs.isDeclaredPaid, isShort || signs.hasWallShape else { return nil }
    return showsParagraphs
      ? Verdict(
        status: .partial, reason: "the page declares that it is not free, and shows this much")
      : Verdict(status: .paywall, reason: "the page declares that it is not free")
  }

  /// A teaser is one paragraph, often cut off within a sentence.
  private var showsParagraphs: Bool {
    let whole = text.paragraphs.filter { $0.kind == .text && Self.endsSentence($0.text) }
    let units = whole.reduce(0) { $0 + Tokens.units(of: $1.text) }
    return text.source == .body && whole.count >= 2 && units >= Self.shownUnits
  }

  private static func endsSentence(_ text: String) -> Bool {
    guard !text.hasSuffix("…"), !text.hasSuffix("...") else { return false }
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      TextScanner.with { $0.measure(bytes, 0..<bytes.count).measures.endsSentence }
    }
  }

  /// What on the page points to a wall.
  private struct Signs {
    /// All kinds of phrases in blocks (outside footers and navigation), title and noscript texts.
    var phrases: PhraseKinds = []
    var consentUnits = 0
    var consentInBody = false
    /// Length of the paragraphs, furniture aside.
    var longUnits = 0
    var hasWallPhrase = false
    var hasWallShape = false
    var isDeclaredPaid = false
    var hasChallenge = false
    var endsElsewhere = false
    /// A date, an author or an article's markup: what walls in front of articles lack.
    var looksLikeArticle = false

    init(_ reading: PageReading) {
      readBlocks(reading)
      readMetadata(reading)
      // What elements are called matters to few pages, and costs more than all the rest.
      if hasWallPhrase || isDeclaredPaid || consentUnits > 0
        || reading.statistics.units < BodyStatusJudge.wallPageUnits
      {
        readDocument(reading.document)
      }
      readAsides(reading)
    }

    private mutating func readBlocks(_ reading: PageReading) {
      let page = reading.page
      for (index, block) in page.blocks.enumerated() {
        let inherited = reading.statistics.inherited[Int(block.container)]
        let names = inherited.own.union(inherited.near).union(inherited.far)
        let found = block.measures.phrases
        let isFurniture = !names.isDisjoint(with: [.foot, .navigation, .comment, .related])
        if found.contains(.wall), !names.contains(.comment) { hasWallPhrase = true }
        if block.units >= 40, !isFurniture { longUnits += Int(block.units) }
        let asks =
          found.contains(.consent)
          && (block.units >= 40 || names.contains(.cookie)) && !names.contains(.foot)
        if asks {
          consentUnits += Int(block.units)
          if reading.opinions[index] > 0.25 || names.contains(.cookie) { consentInBody = true }
        }
        if names.contains(.cookie), !isFurniture, consentUnits > 0, !asks {
          consentUnits += Int(block.units)
        }
        if !isFurniture { phrases.formUnion(found) }
        if found.contains(.continuation), block.links > 0, reading.opinions[index] > 0.15 {
          endsElsewhere = true
        }
      }
    }

    private mutating func readDocument(_ document: HTMLDocument) {
      document.bytes.withUnsafeBufferPointer { bytes in
        for (index, node) in document.nodes.enumerated() where node.tag != .text {
          for attribute in document.attributes[node.attributes.asIndices] {
            let value = UnsafeBufferPointer(rebasing: bytes[attribute.value.asIndices])
            switch attribute.name {
            case .class, .id: readName(value, includesWalls: true)
            case .src where node.tag == .iframe: readName(value, includesWalls: false)
            default: break
            }
          }
          if node.tag == .article || document.attribute(.itemprop, of: index) == "articleBody" {
            looksLikeArticle = true
          }
        }
      }
    }

    /// Looks for telling words in a name or an address.
    private mutating func readName(
      _ value: UnsafeBufferPointer<UInt8>, includesWalls: Bool
    ) {
      for (at, byte) in value.enumerated()
      where Self.initials & 1 << UInt32(byte & 0x1F) != 0 && value.count - at >= Self.shortest {
        let rest = value[at...].lazy.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        if includesWalls, Self.wallNames.contains(where: { rest.starts(with: $0) }) {
          hasWallShape = true
        }
        if Self.challengeNames.contains(where: { rest.starts(with: $0) }) { hasChallenge = true }
      }
    }

    private static let wallNames = [
      "paywall", "regwall", "subscriber-only", "subscription-wall", "premium-wall", "piano-offer",
    ]
    .map { Array($0.utf8) }
    private static let challengeNames = [
      "captcha", "challenge-form", "challenge-running", "cf-error", "px-block", "bot-check",
    ]
    .map { Array($0.utf8) }
    /// A bit for each letter that one begins with, and the length of the shortest.
    private static let initials = (wallNames + challengeNames).reduce(UInt32(0)) {
      $0 | 1 << UInt32($1[0] & 0x1F)
    }
    private static let shortest = (wallNames + challengeNames).map(\.count).min() ?? 0

    private mutating func readMetadata(_ reading: PageReading) {
      let metadata = reading.metadata
      isDeclaredPaid = metadata.isAccessibleForFree == false
      if !metadata.linked.articles.isEmpty || metadata.first("og:type") == "article"
        || metadata.first("article:published_time") != nil
      {
        looksLikeArticle = true
      }
      phrases.formUnion(Self.kinds(of: reading.metadata.documentTitle))
    }

    /// What a noscript says counts where the page shows next to nothing else.
    private mutating func readAsides(_ reading: PageReading) {
      guard reading.statistics.units < 200 else { return }
      for aside in reading.document.asides where aside.kind == .noscript {
        let page = PageBlocks(HTMLDocument(String(decoding: aside.content, as: UTF8.self)))
        for block in page.blocks { phrases.formUnion(block.measures.phrases) }
      }
    }

    private static func kinds(of text: String) -> PhraseKinds {
      let bytes = Array(text.utf8)
      return bytes.withUnsafeBufferPointer { bytes in
        TextScanner.with { $0.measure(bytes, 0..<bytes.count).measures.phrases }
      }
    }
  }
}
