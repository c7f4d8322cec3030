internal import Markup
internal import NewsModel
internal import struct Foundation.Date

extension FeedBuilder {
  /// The captured element ends; its text is in ``collected``.
  mutating func close(_ capture: Capture) {
    switch scope {
    case .item: closeInItem(capture)
    case .person: closeInPerson(capture)
    case .source: closeInSource(capture)
    case .sitemap: closeInSitemap(capture)
    case .skipHours:
      if let hour = Int(plain), (0...24).contains(hour) { feed.skipHours.append(hour % 24) }
    case .skipDays: if let day = FeedDate.weekday(plain) { feed.skipDays.append(day) }
    case .feed, .news: closeInFeed(capture)
    case .ignored: break
    }
  }

  /// The text without white space at its ends.
  var plain: String { collected.trimmed }

  private mutating func closeInItem(_ capture: Capture) {
    switch capture.element {
    case .title: setTitle(capture, rank: 5)
    case .newsTitle: setTitle(capture, rank: 5)
    case .dcTitle: setTitle(capture, rank: 3)
    case .mediaTitle: setTitle(capture, rank: 1)
    case .link: closeLink()
    case .location: add(FeedLink(href: absoluteAddress))
    case .originalLink: closeOriginalLink()
    case .guid: closeGUID(capture)
    case .id: setID(rank: 5)
    case .dcIdentifier: setID(rank: 1)
    case .description, .summary: setSummary(capture, rank: 5)
    case .dcDescription: setSummary(capture, rank: 4)
    case .itunesSummary: setSummary(capture, rank: 3)
    case .mediaDescription, .itunesSubtitle, .subtitle, .tagline: setSummary(capture, rank: 2)
    case .content, .contentEncoded, .body: addContent(capture)
    case .pubDate, .published, .newsDate: setDate(.published, rank: 5)
    case .dcIssued: setDate(.published, rank: 4)
    case .dcDate: setDate(.published, rank: 3)
    case .updated: setDate(.updated, rank: 5)
    case .dcModified, .lastModified: setDate(.updated, rank: 4)
    case .dcCreator, .managingEditor: addAuthor(FeedAuthor(written: plain), rank: 5)
    case .itunesAuthor: addAuthor(FeedAuthor(written: plain), rank: 2)
    case .category, .dcSubject, .slashSection, .mediaCategory:
      addCategory(plain, scheme: capture.detail, label: capture.label)
    case .tags, .mediaKeywords, .itunesKeywords, .newsKeywords: addKeywords()
    case .dcLanguage, .newsLanguage, .language: setLanguage(rank: 5)
    case .imageLocation: if itemFields.claim(.image, rank: 2) { item.image = absoluteAddress }
    default: break
    }
    noteLanguage(of: capture)
  }

  private mutating func closeInFeed(_ capture: Capture) {
    switch capture.element {
    case .title: setTitle(capture, rank: 5)
    case .dcTitle: setTitle(capture, rank: 3)
    case .link: closeLink()
    case .id, .guid: if feedFields.claim(.id, rank: 5) { feed.id = plain }
    case .description, .subtitle, .tagline: setSummary(capture, rank: 5)
    case .dcDescription: setSummary(capture, rank: 4)
    case .itunesSummary, .itunesSubtitle, .summary: setSummary(capture, rank: 2)
    case .pubDate, .published: setDate(.published, rank: 5)
    case .dcIssued: setDate(.published, rank: 4)
    case .dcDate: setDate(.updated, rank: 3)
    case .updated: setDate(.updated, rank: 5)
    case .dcModified: setDate(.updated, rank: 4)
    case .language: setLanguage(rank: 5)
    case .dcLanguage: setLanguage(rank: 4)
    case .dcCreator, .managingEditor: addAuthor(FeedAuthor(written: plain), rank: 5)
    case .itunesAuthor: addAuthor(FeedAuthor(written: plain), rank: 2)
    case .category, .dcSubject: addCategory(plain, scheme: capture.detail, label: nil)
    case .tags, .itunesKeywords: addKeywords()
    case .ttl: closeTTL()
    case .syPeriod: updatePeriod = plain.lowercased()
    case .syFrequency: updateFrequency = Double(plain)
    case .location:
      if root == "sitemapindex" { feed.sitemaps.append(ListedSitemap(url: absoluteAddress)) }
    default: break
    }
  }

  private mutating func closeInPerson(_ capture: Capture) {
    switch capture.element {
    case .name, .title, .newsName: person.name = FeedText.title(plain, .unknown)
    case .email: person.email = plain
    case .uri, .link: person.url = absoluteAddress
    default: break
    }
  }

  private mutating func closeInSource(_ capture: Capture) {
    switch capture.element {
    case .title: source.title = FeedText.title(value(capture), capture.text)
    case .link: source.link = source.link ?? absoluteAddress
    case .id, .guid: source.id = plain
    case .updated: source.updated = dates.date(plain, language: language)
    default: break
    }
  }

  private mutating func closeInSitemap(_ capture: Capture) {
    switch capture.element {
    case .location: sitemap.url = absoluteAddress
    case .lastModified: sitemap.modified = dates.date(plain, language: nil)
    default: break
    }
  }

  mutating func close(_ scope: Scope) {
    switch scope {
    case .item: closeItem()
    case .person: closePerson()
    case .sitemap: if !sitemap.url.isEmpty { feed.sitemaps.append(sitemap) }
    case .source:
      if source.title == nil {
        let title = sourceText.withTrimmed { FeedText.title($0, .unknown) }
        if !title.isEmpty { source.title = title }
      }
      item.source = source
    default: break
    }
  }

  private mutating func closePerson() {
    if person.name == nil, person.email == nil, person.url == nil {
      person = FeedAuthor(written: personText.trimmed)
    }
    if scope == .source {
      source.authors.append(person)
    } else {
      addAuthor(person, rank: 5)
    }
  }

  // MARK: Fields

  /// The text as the feed means it: base64 undone.
  private func value(_ capture: Capture) -> String {
    guard capture.isBase64 else { return plain }
    let decoded = collected.withTrimmed(FeedText.base64Decoded)
    return decoded.map { FeedText.trimmed($0) } ?? plain
  }

  private mutating func setTitle(_ capture: Capture, rank: UInt8) {
    let title =
      capture.isBase64
      ? FeedText.title(value(capture), .html)
      : collected.withTrimmed { FeedText.title($0, capture.text) }
    guard !title.isEmpty else { return }
    if scope == .item {
      if itemFields.claim(.title, rank: rank) { item.title = title }
    } else {
      if feedFields.claim(.title, rank: rank) { feed.title = title }
    }
  }

  private mutating func setSummary(_ capture: Capture, rank: UInt8) {
    let text = value(capture)
    guard !text.isEmpty else { return }
    if scope == .item {
      if itemFields.claim(.summary, rank: rank) {
        item.summary = capture.text == .text ? FeedText.html(fromText: text) : text
      }
    } else {
      if feedFields.claim(.summary, rank: rank) {
        feed.subtitle = FeedText.title(text, capture.text)
      }
    }
  }

  private mutating func addContent(_ capture: Capture) {
    let text = value(capture)
    guard !text.isEmpty, item.contents.count < 20 else { return }
    let isHTML = capture.element != .content || capture.text == .html || capture.text == .xhtml
    let type =
      switch capture.type {
      case nil, "text"?:
        isHTML || FeedText.looksLikeHTML(text) && capture.type != nil ? "text/html" : "text/plain"
      case "html"?: "text/html"
      case "xhtml"?: "application/xhtml+xml"
      case let type?: type
      }
    item.contents.append(FeedContent(type: type, value: text, language: language))
  }

  private mutating func closeLink() {
    guard var link = pendingLink, !collected.isEmpty else { return }
    link.href = absoluteAddress
    add(link)
  }

  private mutating func closeOriginalLink() {
    guard !collected.isEmpty else { return }
    if itemFields.claim(.link, rank: 10) { item.link = absoluteAddress }
  }

  private mutating func closeGUID(_ capture: Capture) {
    let text = plain
    guard !text.isEmpty else { return }
    if itemFields.claim(.id, rank: 5) { item.guid = text }
    let isPermanent = capture.detail.map { FeedText.trimmed($0).lowercased() != "false" } ?? true
    guard isPermanent, collected.withTrimmed(FeedText.isWebAddress) else { return }
    if itemFields.claim(.link, rank: 3) { item.link = text }
  }

  private mutating func setID(rank: UInt8) {
    let text = plain
    guard !text.isEmpty else { return }
    if itemFields.claim(.id, rank: rank) { item.guid = text }
  }

  private mutating func setDate(_ field: FieldRanks.Field, rank: UInt8) {
    guard !collected.isEmpty else { return }
    let date = collected.withTrimmed { bytes in
      FeedDate.common(bytes)
        ?? dates.date(
          UTF8Text.string(bytes),
          language: scope == .item ? (item.language ?? feed.language ?? language) : language)
    }
    if scope == .item {
      guard let date else { return item.dateFlag = .unreadable }
      if itemFields.claim(field, rank: rank) {
        if field == .published { item.published = date } else { item.updated = date }
      }
    } else if let date {
      if feedFields.claim(field, rank: rank) {
        if field == .published { feed.published = date } else { feed.updated = date }
      }
    }
  }

  private mutating func setLanguage(rank: UInt8) {
    let tag = FeedText.languageTag(plain)
    if scope == .item {
      if itemFields.claim(.language, rank: rank) { item.language = tag }
    } else {
      if feedFields.claim(.language, rank: rank) { feed.language = tag }
    }
  }

  /// An item without a language of its own is in that of its content, summary or title.
  private mutating func noteLanguage(of capture: Capture) {
    guard let language else { return }
    let rank: UInt8
    switch capture.element {
    case .content, .body, .contentEncoded: rank = 4
    case .summary, .description: rank = 3
    case .title: rank = 2
    default: return
    }
    if itemFields.claim(.language, rank: rank) { item.language = FeedText.languageTag(language) }
  }

  mutating func addAuthor(_ author: FeedAuthor, rank: UInt8) {
    guard author.name != nil || author.email != nil || author.url != nil else { return }
    if scope == .item {
      if itemFields.rank(.author) < rank { item.authors.removeAll() }
      guard itemFields.rank(.author) <= rank, !item.authors.contains(author) else { return }
      itemFields.raise(.author, to: rank)
      item.authors.append(author)
    } else if scope == .feed {
      if feedFields.rank(.author) < rank { feed.authors.removeAll() }
      guard feedFields.rank(.author) <= rank, !feed.authors.contains(author) else { return }
      feedFields.raise(.author, to: rank)
      feed.authors.append(author)
    }
  }

  private mutating func addKeywords() {
    for word in plain.split(separator: ",").prefix(100) {
      addCategory(String(word), scheme: nil, label: nil)
    }
  }

  private mutating func closeTTL() {
    feed.ttl = plain
    if let minutes = Double(plain), minutes > 0 { feed.minimumInterval = minutes * 60 }
  }
}
