internal import Markup
internal import NewsModel

extension FeedBuilder {
  mutating func open(root element: FeedElement, _ attributes: XMLAttributes) {
    feed.version = version(of: element, attributes)
    if element == .channel { return }
    if element == .item || element == .sitemapURL { open(element, attributes) }
  }

  private func version(of root: FeedElement, _ attributes: XMLAttributes) -> String {
    switch root {
    case .rss:
      let digits = (attributes["version"] ?? "").filter(\.isNumber).prefix(3)
      return digits == "201" || digits == "2" ? "rss20" : "rss" + digits
    case .rdf: return "rss10"
    case .atomFeed:
      let digits = (attributes["version"] ?? "").filter(\.isNumber).prefix(2)
      return digits.isEmpty ? "atom10" : "atom" + digits
    case .urlset: return "sitemap"
    case .sitemapIndex: return "sitemapindex"
    case .channel: return "rss"
    default: return ""
    }
  }

  /// An element begins where it may mean something.
  mutating func open(_ element: FeedElement, _ attributes: XMLAttributes) {
    switch element {
    case .item, .sitemapURL: openItem(attributes)
    case .author, .owner: openPerson()
    case .contributor, .image, .textInput: push(.ignored)
    case .source: openSource(attributes)
    case .skipHours: push(.skipHours)
    case .skipDays: push(.skipDays)
    case .sitemap:
      sitemap = ListedSitemap(url: "")
      push(.sitemap)
    case .link: openLink(attributes)
    case .category: openCategory(attributes)
    case .enclosure: openEnclosure(attributes)
    case .guid: collect(.guid, detail: attributes["isPermaLink"] ?? attributes["ispermalink"])
    case .title, .subtitle, .tagline, .summary, .content, .description, .contentEncoded, .body:
      openText(element, attributes)
    case .mediaContent, .mediaThumbnail, .itunesImage: openMedia(element, attributes)
    case .itunesCategory: addCategory(attributes["text"], scheme: nil, label: nil)
    case .other:
      // What an unknown element holds is not said of the item itself.
      if scope == .item { push(.ignored) }
    case .rss, .rdf, .atomFeed, .channel, .urlset, .sitemapIndex, .items, .news,
      .publication,
      .mediaGroup, .generator, .comments, .docs:
      break
    case .mediaCategory:
      let scheme = attributes["scheme"] ?? "http://search.yahoo.com/mrss/category_schema"
      collect(element, detail: scheme)
      capture?.label = attributes["label"]
    default: collect(element)
    }
  }

  private mutating func openItem(_ attributes: XMLAttributes) {
    if scopes.contains(where: { $0.kind == .item }) {
      suspended.append((item, itemFields, feed.items.count))
    }
    item = FeedItem()
    itemFields = FieldRanks()
    if let about = attributes["rdf", "about"], itemFields.claim(.id, rank: 2) { item.guid = about }
    push(.item)
  }

  private mutating func openPerson() {
    guard scope != .person else { return }
    person = FeedAuthor()
    personText.removeAll()
    push(.person)
  }

  private mutating func openSource(_ attributes: XMLAttributes) {
    guard scope == .item else { return push(.ignored) }
    source = FeedSource()
    source.link = attributes["url"].map { absolute($0) }
    sourceText.removeAll()
    push(.source)
  }

  private mutating func openLink(_ attributes: XMLAttributes) {
    var link = FeedLink(href: "")
    if attributes.count > 0 {
      link.rel = attributes["rel"].map(FeedText.trimmed) ?? "alternate"
      link.type = attributes["type"]
      link.language = attributes["hreflang"]
      link.title = attributes["title"]
      link.length = attributes["length"]
      if let href = attributes["href"], !FeedText.trimmed(href).isEmpty {
        link.href = absolute(href)
        return add(link)
      }
    }
    collect(.link)
    pendingLink = link
  }

  private mutating func openCategory(_ attributes: XMLAttributes) {
    if let term = attributes["term"] {
      return addCategory(term, scheme: attributes["scheme"], label: attributes["label"])
    }
    collect(.category, detail: attributes["domain"] ?? attributes["scheme"])
  }

  private mutating func openEnclosure(_ attributes: XMLAttributes) {
    guard scope == .item, let url = attributes["url"] ?? attributes["href"] else { return }
    add(
      FeedLink(
        href: absolute(url), rel: "enclosure", type: attributes["type"],
        length: attributes["length"]))
  }

  private mutating func openText(_ element: FeedElement, _ attributes: XMLAttributes) {
    collect(element)
    guard attributes.count > 0 else { return }
    let type = attributes["type"].map { FeedText.trimmed($0).lowercased() }
    let mode = attributes["mode"]
    capture?.type = type
    capture?.text = TextKind(type: type, mode: mode)
    capture?.isBase64 = mode == "base64" || FeedText.isBinary(type: type)
    if capture?.text == .xhtml { collectMarkup() }
    if element == .content, let address = attributes["src"] {
      add(FeedLink(href: absolute(address), rel: "content", type: type))
    }
  }

  private mutating func openMedia(_ element: FeedElement, _ attributes: XMLAttributes) {
    guard scope == .item, let url = attributes["url"] ?? attributes["href"] else { return }
    let type = attributes["type"]?.lowercased()
    let medium = attributes["medium"]?.lowercased()
    if element != .mediaContent || medium == "image" || type?.hasPrefix("image") == true {
      if itemFields.claim(.image, rank: element == .itunesImage ? 1 : 2) {
        item.image = absolute(url)
      }
    } else if type?.hasPrefix("video") == true || type?.hasPrefix("audio") == true {
      add(
        FeedLink(
          href: absolute(url), rel: "enclosure", type: type, length: attributes["fileSize"]))
    }
  }

  // MARK: Links and categories

  mutating func add(_ link: FeedLink) {
    switch scope {
    case .item:
      item.links.append(link)
      if link.rel == "enclosure" {
        item.enclosures.append(
          FeedEnclosure(url: link.href, type: link.type, length: link.length.flatMap { Int($0) }))
        if link.type?.hasPrefix("image") == true {
          if itemFields.claim(.image, rank: 1) { item.image = link.href }
        }
      }
      if let rank = rank(of: link) {
        if itemFields.claim(.link, rank: rank) { item.link = link.href }
      }
    case .source:
      if link.rel == "alternate", source.link == nil { source.link = link.href }
    case .feed, .news:
      feed.links.append(link)
      if let rank = rank(of: link) {
        if feedFields.claim(.link, rank: rank) { feed.link = link.href }
      }
    default: break
    }
  }

  /// How good a link is as the address of what it belongs to; `nil` for what is something else.
  private func rank(of link: FeedLink) -> UInt8? {
    switch link.rel {
    case "alternate":
      guard let type = link.type?.lowercased() else { return 9 }
      return type.contains("html") ? 9 : 7
    case "content": return 4
    case "self" where scope == .item: return 2
    default: return nil
    }
  }

  mutating func addCategory(_ term: String?, scheme: String?, label: String?) {
    guard let term = term.map({ FeedText.title($0, .unknown) }), !term.isEmpty else { return }
    let category = FeedCategory(term: term, scheme: scheme, label: label)
    switch scope {
    case .item: if isNew(category, in: item.categories) { item.categories.append(category) }
    case .feed: if isNew(category, in: feed.categories) { feed.categories.append(category) }
    default: break
    }
  }

  /// Repeats are looked for among the first few only: some feeds list hundreds.
  private func isNew(_ category: FeedCategory, in known: [FeedCategory]) -> Bool {
    known.count < 500 && !known.prefix(16).contains(category)
  }

  /// `url` against the nearest xml:base, or where the document came from.
  func absolute(_ url: String) -> String {
    let text = FeedText.trimmed(url)
    if text.hasPrefix("http://") || text.hasPrefix("https://") { return text }
    return CanonicalURL.resolve(text, against: base)
  }

  /// The same for the text that has been collected.
  var absoluteAddress: String {
    collected.withTrimmed { bytes in
      let text = UTF8Text.string(bytes)
      return FeedText.isWebAddress(bytes) ? text : CanonicalURL.resolve(text, against: base)
    }
  }
}
