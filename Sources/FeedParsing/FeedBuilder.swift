internal import Markup
internal import NewsModel

/// Builds a ``ParsedFeed`` from the events of RSS, Atom, RDF and sitemap documents.
///
/// One pass: the text of an element is kept only where the element means something where it stands, and not
/// copied before its end. What several elements say (RSS's own title and Dublin Core's) is settled by rank, whatever
/// their order.
struct FeedBuilder: XMLEventHandler {
  /// What the elements below belong to.
  enum Scope {
    case feed, item, person, source, ignored, skipHours, skipDays, sitemap, news
  }

  /// The element whose text is being collected.
  struct Capture {
    var element: FeedElement
    var text = TextKind.unknown
    /// Media type, for contents.
    var type: String?
    var isBase64 = false
    /// `isPermaLink`, `rel`, `domain`/`scheme`, `url`: whatever the element's end needs.
    var detail: String?
    var label: String?
  }

  private enum Collecting {
    case nothing
    /// Text of the captured element alone, not of elements in it.
    case plain
    /// The same, as long as there is no element in it.
    case text
    /// The captured element has children that belong to it: its text becomes markup.
    case markup
  }

  var feed: ParsedFeed
  var item = FeedItem()
  var itemFields = FieldRanks()
  /// Items that an item stands in, and how many items were there before each.
  var suspended: [(item: FeedItem, fields: FieldRanks, index: Int)] = []
  var feedFields = FieldRanks()
  /// Where an item belongs that others stood in.
  var firstIndex: Int?
  var person = FeedAuthor()
  var personText = CollectedText()
  var source = FeedSource()
  var sourceText = CollectedText()
  /// The entry of a sitemap index that is being read.
  var sitemap = ListedSitemap(url: "")
  var updatePeriod: String?
  var updateFrequency: Double?
  /// The local name of the document's first element, lower case.
  private(set) var root: String?
  /// xml:lang of the root element.
  private(set) var rootLanguage: String?

  let documentURL: String?
  let dates: DateReader
  var scopes: [(kind: Scope, depth: Int)] = []
  var capture: Capture?
  /// What a link's attributes say, until its text does.
  var pendingLink: FeedLink?
  /// The captured element's text.
  var collected = CollectedText()
  /// What character data means at the moment. Kept beside ``capture`` because it is asked for every piece.
  private var collecting = Collecting.nothing
  private var captureDepth = 0
  private var depth = 0
  private var languages: [(depth: Int, value: String)] = []
  private var bases: [(depth: Int, value: String)] = []
  /// What each code stands for, and how it is written.
  private var elements: [FeedElement] = []
  private var names: [String] = []
  /// The namespace that the root element's own names are in, whatever URI it has.
  private var native: FeedNamespace?

  init(encoding: String, documentURL: String?, dates: DateReader) {
    feed = ParsedFeed(version: "", encoding: encoding)
    self.documentURL = documentURL
    self.dates = dates
  }

  /// Whether nothing has been read that a feed consists of.
  var isEmpty: Bool {
    feed.items.isEmpty && feed.sitemaps.isEmpty && feed.title == nil && feed.link == nil
  }

  var scope: Scope { scopes.last?.kind ?? .feed }
  var language: String? { languages.last?.value }
  var base: String? { bases.last?.value ?? documentURL }

  // MARK: Names

  mutating func code(local: String, prefix: String?, namespace: String?) -> Int {
    var known = FeedNamespace(uri: namespace, prefix: prefix)
    if root == nil {
      root = local.lowercased()
      if known == .unknown || known == .rss { native = Self.nativeNamespace(ofRoot: local) }
      rootNamespace = namespace
      if known == .unknown, native != nil { known = .rss }
    } else if known == .unknown, let namespace, namespace == rootNamespace {
      known = .rss
    }
    if known == .rss, native == .sitemap { known = .sitemap }
    if known == .rss, native == .atom { known = .atom }
    elements.append(FeedElement(local: local, namespace: known))
    names.append(local)
    return elements.count - 1
  }

  private var rootNamespace: String?

  private static func nativeNamespace(ofRoot local: String) -> FeedNamespace? {
    switch local.lowercased() {
    case "urlset", "sitemapindex": .sitemap
    case "feed": .atom
    case "rss", "rdf", "channel": .rss
    default: nil
    }
  }

  // MARK: Events

  mutating func start(_ code: Int, _ attributes: XMLAttributes) {
    depth += 1
    if collecting != .nothing { return startInside(names[code], attributes) }
    let element = elements[code]
    if attributes.count > 0 { inherit(attributes) }
    if depth == 1 {
      rootLanguage = language.map(FeedText.languageTag)
      return open(root: element, attributes)
    }
    guard scope != .ignored else { return }
    open(element, attributes)
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isLasting: Bool) {
    switch collecting {
    case .nothing:
      if scope == .person {
        personText.append(bytes, isLasting: isLasting)
      } else if scope == .source {
        sourceText.append(bytes, isLasting: isLasting)
      }
    case .plain: if depth == captureDepth { collected.append(bytes, isLasting: isLasting) }
    case .text: collected.append(bytes, isLasting: isLasting)
    case .markup: collected.appendEscaped(bytes)
    }
  }

  mutating func end(_ code: Int) {
    if collecting != .nothing {
      if depth > captureDepth {
        endInside(names[code])
      } else if let current = capture {
        capture = nil
        collecting = .nothing
        close(current)
      }
    }
    if let last = scopes.last, last.depth == depth {
      scopes.removeLast()
      close(last.kind)
    }
    if languages.last?.depth == depth { languages.removeLast() }
    if bases.last?.depth == depth { bases.removeLast() }
    depth -= 1
  }

  /// xml:lang and xml:base hold for an element and what is in it.
  private mutating func inherit(_ attributes: XMLAttributes) {
    if let language = attributes["xml", "lang"] { languages.append((depth, language)) }
    if let relative = attributes["xml", "base"] {
      bases.append((depth, CanonicalURL.resolve(relative, against: base)))
    }
  }

  mutating func push(_ kind: Scope) { scopes.append((kind, depth)) }

  mutating func collect(
    _ element: FeedElement, text: TextKind = .unknown, detail: String? = nil
  ) {
    collected.removeAll()
    captureDepth = depth
    collecting = keepsMarkup(element) ? .text : .plain
    capture = Capture(element: element, text: text, detail: detail)
  }

  // MARK: Markup inside text

  /// Whether child elements of `element` are part of what it says: naked HTML in a description, XHTML.
  private func keepsMarkup(_ element: FeedElement) -> Bool {
    switch element {
    case .title, .description, .summary, .content, .subtitle, .contentEncoded, .body, .dcTitle,
      .dcDescription, .tagline:
      true
    default: false
    }
  }

  private mutating func startInside(_ name: String, _ attributes: XMLAttributes) {
    guard collecting != .plain else { return }
    collecting = .markup
    collected.append("<")
    collected.append(name)
    attributes.forEach { key, value in
      collected.append(" ")
      collected.append(key)
      collected.append("=\"")
      var value = value
      value.withUTF8 { collected.appendEscaped($0, quotes: true) }
      collected.append("\"")
    }
    collected.append(">")
  }

  private mutating func endInside(_ name: String) {
    guard let current = capture, keepsMarkup(current.element), !FeedText.isVoid(name) else {
      return
    }
    collected.append("</")
    collected.append(name)
    collected.append(">")
  }
}

extension FeedBuilder {
  /// XHTML is markup from the start: its text stays escaped.
  mutating func collectMarkup() { collecting = .markup }
}
