internal import struct Foundation.Date

/// Feed items as they are stored: one is written for each article that is found, and read when its page has come.
extension FeedItem {
  /// As JSON, with keys in a fixed order; `nil` for what JSON cannot hold (an infinite time).
  package var json: [UInt8]? {
    var writer = JSONObjectWriter(capacity: 512)
    writer.object(write)
    return writer.isSound ? writer.bytes : nil
  }

  /// `nil` for bytes that only a `JSONDecoder` reads, or nobody.
  package init?(json: [UInt8]) {
    guard let item = JSONObjectReader.value(of: json, Self.read) else { return nil }
    self = item
  }

  private func write(_ writer: inout JSONObjectWriter) {
    writer.member("guid", guid)
    writer.member("title", title)
    writer.member("link", link)
    writer.member("published", published)
    writer.member("updated", updated)
    writer.member("dateFlag", dateFlag?.rawValue)
    writer.member("authors", authors) { $1.write(&$0) }
    writer.member("summary", summary)
    writer.member("contents", contents) { $1.write(&$0) }
    writer.member("categories", categories) { $1.write(&$0) }
    writer.member("enclosures", enclosures) { $1.write(&$0) }
    writer.member("links", links) { $1.write(&$0) }
    writer.member("language", language)
    if let source { writer.object("source", source.write) }
    writer.member("image", image)
  }

  private static func read(
    _ reader: inout JSONObjectReader
  ) throws(JSONObjectReader.Unreadable) -> FeedItem {
    var item = FeedItem()
    // Of the lists none may be missing, as the decoder has it.
    var lists: Set<String> = []
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      switch key {
      case "guid": item.guid = try reader.string()
      case "title": item.title = try reader.string()
      case "link": item.link = try reader.string()
      case "published": item.published = try reader.date()
      case "updated": item.updated = try reader.date()
      case "dateFlag": item.dateFlag = try reader.choice(DateFlag.self)
      case "summary": item.summary = try reader.string()
      case "language": item.language = try reader.string()
      case "source": item.source = try FeedSource(&reader)
      case "image": item.image = try reader.string()
      default:
        try item.readList(key, &reader)
        lists.insert(key)
      }
    }
    guard lists.count == 5 else { throw JSONObjectReader.Unreadable() }
    return item
  }

  private mutating func readList(
    _ key: String, _ reader: inout JSONObjectReader
  ) throws(JSONObjectReader.Unreadable) {
    switch key {
    case "authors": authors = try reader.list(FeedAuthor.init)
    case "contents": contents = try reader.list(FeedContent.init)
    case "categories": categories = try reader.list(FeedCategory.init)
    case "enclosures": enclosures = try reader.list(FeedEnclosure.init)
    case "links": links = try reader.list(FeedLink.init)
    default: throw JSONObjectReader.Unreadable()
    }
  }
}

extension FeedAuthor {
  fileprivate func write(_ writer: inout JSONObjectWriter) {
    writer.object { writer in
      writer.member("name", name)
      writer.member("email", email)
      writer.member("url", url)
    }
  }

  fileprivate init(_ reader: inout JSONObjectReader) throws(JSONObjectReader.Unreadable) {
    var author = FeedAuthor()
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      switch key {
      case "name": author.name = try reader.string()
      case "email": author.email = try reader.string()
      case "url": author.url = try reader.string()
      default: throw JSONObjectReader.Unreadable()
      }
    }
    self = author
  }
}

extension FeedContent {
  fileprivate func write(_ writer: inout JSONObjectWriter) {
    writer.object { writer in
      writer.member("type", type)
      writer.member("value", value)
      writer.member("language", language)
    }
  }

  fileprivate init(_ reader: inout JSONObjectReader) throws(JSONObjectReader.Unreadable) {
    var (type, value, language): (String?, String?, String?) = (nil, nil, nil)
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      switch key {
      case "type": type = try reader.string()
      case "value": value = try reader.string()
      case "language": language = try reader.string()
      default: throw JSONObjectReader.Unreadable()
      }
    }
    guard let type, let value else { throw JSONObjectReader.Unreadable() }
    self.init(type: type, value: value, language: language)
  }
}

extension FeedCategory {
  fileprivate func write(_ writer: inout JSONObjectWriter) {
    writer.object { writer in
      writer.member("term", term)
      writer.member("scheme", scheme)
      writer.member("label", label)
    }
  }

  fileprivate init(_ reader: inout JSONObjectReader) throws(JSONObjectReader.Unreadable) {
    var (term, scheme, label): (String?, String?, String?) = (nil, nil, nil)
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      switch key {
      case "term": term = try reader.string()
      case "scheme": scheme = try reader.string()
      case "label": label = try reader.string()
      default: throw JSONObjectReader.Unreadable()
      }
    }
    guard let term else { throw JSONObjectReader.Unreadable() }
    self.init(term: term, scheme: scheme, label: label)
  }
}

extension FeedEnclosure {
  fileprivate func write(_ writer: inout JSONObjectWriter) {
    writer.object { writer in
      writer.member("url", url)
      writer.member("type", type)
      writer.member("length", length)
    }
  }

  fileprivate init(_ reader: inout JSONObjectReader) throws(JSONObjectReader.Unreadable) {
    var (url, type): (String?, String?) = (nil, nil)
    var length: Int?
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      switch key {
      case "url": url = try reader.string()
      case "type": type = try reader.string()
      case "length": length = try reader.integer()
      default: throw JSONObjectReader.Unreadable()
      }
    }
    guard let url else { throw JSONObjectReader.Unreadable() }
    self.init(url: url, type: type, length: length)
  }
}

extension FeedLink {
  fileprivate func write(_ writer: inout JSONObjectWriter) {
    writer.object { writer in
      writer.member("href", href)
      writer.member("rel", rel)
      writer.member("type", type)
      writer.member("language", language)
      writer.member("title", title)
      writer.member("length", length)
    }
  }

  fileprivate init(_ reader: inout JSONObjectReader) throws(JSONObjectReader.Unreadable) {
    var (href, rel): (String?, String?) = (nil, nil)
    var link = FeedLink(href: "")
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      switch key {
      case "href": href = try reader.string()
      case "rel": rel = try reader.string()
      case "type": link.type = try reader.string()
      case "language": link.language = try reader.string()
      case "title": link.title = try reader.string()
      case "length": link.length = try reader.string()
      default: throw JSONObjectReader.Unreadable()
      }
    }
    guard let href, let rel else { throw JSONObjectReader.Unreadable() }
    (link.href, link.rel) = (href, rel)
    self = link
  }
}

extension FeedSource {
  fileprivate func write(_ writer: inout JSONObjectWriter) {
    writer.member("title", title)
    writer.member("link", link)
    writer.member("id", id)
    writer.member("updated", updated)
    writer.member("authors", authors) { $1.write(&$0) }
  }

  fileprivate init(_ reader: inout JSONObjectReader) throws(JSONObjectReader.Unreadable) {
    var source = FeedSource()
    var authors: [FeedAuthor]?
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      switch key {
      case "title": source.title = try reader.string()
      case "link": source.link = try reader.string()
      case "id": source.id = try reader.string()
      case "updated": source.updated = try reader.date()
      case "authors": authors = try reader.list(FeedAuthor.init)
      default: throw JSONObjectReader.Unreadable()
      }
    }
    guard let authors else { throw JSONObjectReader.Unreadable() }
    source.authors = authors
    self = source
  }
}

extension JSONObjectReader {
  fileprivate mutating func choice<T: RawRepresentable<String>>(
    _ type: T.Type
  ) throws(Unreadable) -> T {
    guard let value = T(rawValue: try string()) else { throw Unreadable() }
    return value
  }
}
