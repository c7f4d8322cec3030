internal import FeedParsing
internal import NewsModel
internal import struct Foundation.Date

/// `stage feed`: a feed of any format as one record.
struct FeedStage: RecordOperator {
  struct Input: Decodable {
    var path: String
    var headers: [String: String]?
    var url: String?
  }

  func output(for input: Input) throws -> Output {
    let bytes = try StageFile.bytes(at: input.path)
    do {
      let parser = FeedParser(now: Date())
      return Output(try parser.parse(bytes, headers: input.headers ?? [:], url: input.url))
    } catch {
      throw StageError(code: error.code.rawValue, message: error.message)
    }
  }

  struct Output: Encodable {
    var version: String
    var encoding: String
    var bozo: Bool
    var warning: String?
    var feed: FeedRecord
    var entries: [EntryRecord]
    var sitemaps: [String]?

    init(_ parsed: ParsedFeed) {
      version = parsed.version
      encoding = parsed.encoding
      bozo = parsed.problem != nil
      warning = parsed.problem ?? parsed.warnings.first
      feed = FeedRecord(parsed)
      entries = parsed.items.map(EntryRecord.init)
      sitemaps = parsed.sitemaps.isEmpty ? nil : parsed.sitemaps.map(\.url)
    }
  }

  struct FeedRecord: Encodable {
    var title, link, id, subtitle, language, published, updated, ttl: String?
    var authors: [AuthorRecord]
    var categories: [CategoryRecord]
    var links: [LinkRecord]

    init(_ parsed: ParsedFeed) {
      (title, link, id) = (parsed.title, parsed.link, parsed.id)
      (subtitle, language, ttl) = (parsed.subtitle, parsed.language, parsed.ttl)
      published = parsed.published.map(Timestamp.string(from:))
      updated = parsed.updated.map(Timestamp.string(from:))
      authors = parsed.authors.map(AuthorRecord.init)
      categories = parsed.categories.map(CategoryRecord.init)
      links = parsed.links.map(LinkRecord.init)
    }
  }

  struct EntryRecord: Encodable {
    var id, title, link, published, updated, summary, language, image: String?
    var dateFlag: String?
    var authors: [AuthorRecord]
    var content: [ContentRecord]
    var categories: [CategoryRecord]
    var enclosures: [EnclosureRecord]
    var links: [LinkRecord]
    var source: SourceRecord?

    enum CodingKeys: String, CodingKey {
      case id, title, link, published, updated, summary, language, image, authors, content
      case categories, enclosures, links, source
      case dateFlag = "date_flag"
    }

    init(_ item: FeedItem) {
      (id, title, link, summary) = (item.guid, item.title, item.link, item.summary)
      (language, image) = (item.language, item.image)
      published = item.published.map(Timestamp.string(from:))
      updated = item.updated.map(Timestamp.string(from:))
      dateFlag = item.dateFlag?.rawValue
      authors = item.authors.map(AuthorRecord.init)
      content = item.contents.map(ContentRecord.init)
      categories = item.categories.map(CategoryRecord.init)
      enclosures = item.enclosures.map(EnclosureRecord.init)
      links = item.links.map(LinkRecord.init)
      source = item.source.map(SourceRecord.init)
    }
  }

  struct AuthorRecord: Encodable {
    var name, email, url: String?

    init(_ author: FeedAuthor) {
      (name, email, url) = (author.name, author.email, author.url)
    }
  }

  struct ContentRecord: Encodable {
    var type, value: String
    var language: String?

    init(_ content: FeedContent) {
      (type, value, language) = (content.type, content.value, content.language)
    }
  }

  struct CategoryRecord: Encodable {
    var term: String
    var scheme, label: String?

    init(_ category: FeedCategory) {
      (term, scheme, label) = (category.term, category.scheme, category.label)
    }
  }

  struct EnclosureRecord: Encodable {
    var url: String
    var type: String?
    var length: Int?

    init(_ enclosure: FeedEnclosure) {
      (url, type, length) = (enclosure.url, enclosure.type, enclosure.length)
    }
  }

  struct LinkRecord: Encodable {
    var href, rel: String
    var type, hreflang, title, length: String?

    init(_ link: FeedLink) {
      (href, rel, type) = (link.href, link.rel, link.type)
      (hreflang, title, length) = (link.language, link.title, link.length)
    }
  }

  struct SourceRecord: Encodable {
    var title, link, id, updated: String?
    var authors: [AuthorRecord]

    init(_ source: FeedSource) {
      (title, link, id) = (source.title, source.link, source.id)
      updated = source.updated.map(Timestamp.string(from:))
      authors = source.authors.map(AuthorRecord.init)
    }
  }
}
