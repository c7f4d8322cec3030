internal import Markup
internal import NewsModel

/// Builds a ``ParsedFeed`` from the events of RSS, Atom, RDF and sitemap documents.
///
/// One pass and one buffer: the text of an element is kept only where the element means something where
/// it stands. What several elements say (RSS's own title and Dublin Core's) is settled by rank, whatever
/// their order.
final class FeedBuilder: XMLEventHandler {
  /// What the elements below belong to.
  enum Scope {
    case feed, item, person, source, ignored, skipHours, skipDays, sitemap, news
  }

  /// The element whose text is being collected.
  struct Capture {
    var element: FeedElement
    var depth: Int
    var language: String?
    var base: String?
    var text = TextKind.unknown
    /// Media type, for contents.
    var type: String?
    var isBase64 = false
    /// `isPermaLink`, `rel`, `domain`/`scheme`, `url`: whatever the element's end needs.
    var detail: String?
    var link: FeedLink?
  }

  var feed: ParsedFeed
  var item = FeedItem()
  var itemFields = FieldRanks()
  var feedFields = FieldRanks()
  var person = FeedAuthor()
  var personText: [UInt8] = []
  var source = FeedSource()
  var sourceText: [UInt8] = []
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
  var buffer: [UInt8] = []
  /// Whether the captured element has child elements, so that `buffer` is markup.
  private var hasMarkup = false
  private var depth = 0
  private var languages: [(depth: Int, value: String)] = []
  private var bases: [(depth: Int, value: String)] = []
  private var vocabulary: [(element: FeedElement, name: String)] = []
  /// The namespace that the root element's own names are in, whatever URI it has.
  private var native: FeedNamespace?

  init(encoding: String, documentURL: String?, dates: DateReader) {
    feed = ParsedFeed(version: "", encoding: encoding)
    self.documentURL = documentURL
    self.dates = dates
  }

  var scope: Scope { scopes.last?.kind ?? .feed }
  var language: String? { languages.last?.value }
  var base: String? { bases.last?.value ?? documentURL }

  // MARK: Names

  func code(local: String, prefix: String?, namespace: String?) -> Int {
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
    vocabulary.append((FeedElement(local: local, namespace: known), local))
    return vocabulary.count - 1
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

  func start(_ code: Int, _ attributes: XMLAttributes) {
    depth += 1
    let (element, name) = vocabulary[code]
    if capture != nil { return startInside(name, attributes) }
    if attributes.count > 0 { inherit(attributes) }
    if depth == 1 {
      rootLanguage = language.map(FeedText.languageTag)
      return open(root: element, attributes)
    }
    guard scope != .ignored else { return }
    open(element, attributes)
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let capture {
      if depth == capture.depth, !hasMarkup, capture.text != .xhtml {
        buffer.append(contentsOf: bytes)
      } else if keepsMarkup(capture.element) {
        FeedText.appendEscaped(bytes, to: &buffer)
      }
    } else if scope == .person {
      personText.append(contentsOf: bytes)
    } else if scope == .source {
      sourceText.append(contentsOf: bytes)
    }
  }

  func end(_ code: Int) {
    if let current = capture {
      if depth > current.depth {
        endInside(vocabulary[code].name)
      } else {
        capture = nil
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
  private func inherit(_ attributes: XMLAttributes) {
    if let language = attributes["xml", "lang"] { languages.append((depth, language)) }
    if let relative = attributes["xml", "base"] {
      bases.append((depth, CanonicalURL.resolve(relative, against: base)))
    }
  }

  func push(_ kind: Scope) { scopes.append((kind, depth)) }

  func collect(
    _ element: FeedElement, text: TextKind = .unknown, detail: String? = nil
  ) {
    buffer.removeAll(keepingCapacity: true)
    hasMarkup = false
    capture = Capture(
      element: element, depth: depth, language: language, base: base, text: text, detail: detail)
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

  private func startInside(_ name: String, _ attributes: XMLAttributes) {
    guard let current = capture, keepsMarkup(current.element) else { return }
    hasMarkup = true
    buffer.append(UInt8(ascii: "<"))
    buffer.append(contentsOf: name.utf8)
    attributes.forEach { key, value in
      buffer.append(UInt8(ascii: " "))
      buffer.append(contentsOf: key.utf8)
      buffer.append(contentsOf: "=\"".utf8)
      var value = value
      value.withUTF8 { FeedText.appendEscaped($0, to: &buffer, quotes: true) }
      buffer.append(UInt8(ascii: "\""))
    }
    buffer.append(UInt8(ascii: ">"))
  }

  private func endInside(_ name: String) {
    guard let current = capture, keepsMarkup(current.element), !FeedText.isVoid(name) else {
      return
    }
    buffer.append(contentsOf: "</".utf8)
    buffer.append(contentsOf: name.utf8)
    buffer.append(UInt8(ascii: ">"))
  }
}
