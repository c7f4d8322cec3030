/// The elements that feeds are made of, whatever the namespace they come from spells.
enum FeedElement: Int {
  case other
  // structure
  case rss, rdf, atomFeed, channel, item, urlset, sitemapIndex, sitemapURL, sitemap
  // containers
  case author, contributor, source, image, textInput, owner, skipHours, skipDays, news, publication
  case mediaGroup, items
  // RSS and Atom
  case title, link, description, guid, id, pubDate, published, updated, summary, content, subtitle,
    language
  case category, enclosure, ttl, hour, day, generator, managingEditor, comments, tagline, docs
  case name, email, uri
  // Dublin Core
  case dcTitle, dcCreator, dcDate, dcDescription, dcSubject, dcLanguage, dcIdentifier, dcIssued,
    dcModified
  case dcSource, dcPublisher
  // further modules
  case contentEncoded, mediaContent, mediaThumbnail, mediaDescription, mediaTitle, mediaCategory,
    mediaKeywords
  case mediaCredit, itunesAuthor, itunesSummary, itunesSubtitle, itunesCategory, itunesImage,
    itunesKeywords
  case originalLink, slashSection, syPeriod, syFrequency, body, tags
  // sitemaps
  case location, lastModified, newsTitle, newsDate, newsKeywords, newsLanguage, newsName,
    imageLocation
}

/// Where an element's name comes from.
enum FeedNamespace {
  case rss, atom, dublinCore, dublinCoreTerms, content, media, itunes, syndication, slash,
    feedburner
  case sitemap, sitemapNews, sitemapImage, xhtml, rdf, unknown

  /// By URI; letters' case, the scheme and what ends it aside, which feeds get wrong. A prefix that is not
  /// declared counts as what it is usually declared as.
  init(uri: String?, prefix: String?) {
    guard let uri, !uri.isEmpty else {
      self = prefix.map { Self.prefixes[$0.lowercased()] ?? .unknown } ?? .rss
      return
    }
    var key = uri.lowercased()[...]
    for scheme in ["http://", "https://"] where key.hasPrefix(scheme) {
      key = key.dropFirst(scheme.count)
    }
    if key.hasPrefix("www.") { key = key.dropFirst(4) }
    while let last = key.last, last == "/" || last == "#" { key = key.dropLast() }
    self = Self.uris[String(key)] ?? .unknown
  }

  private static let prefixes: [String: FeedNamespace] = [
    "dc": .dublinCore, "dcterms": .dublinCoreTerms, "content": .content, "media": .media,
    "itunes": .itunes, "sy": .syndication, "slash": .slash, "feedburner": .feedburner,
    "atom": .atom,
    "atom10": .atom, "a10": .atom, "news": .sitemapNews, "rdf": .rdf, "xhtml": .xhtml, "rss": .rss,
  ]

  private static let uris: [String: FeedNamespace] = [
    "purl.org/rss/1.0": .rss, "my.netscape.com/rdf/simple/0.9": .rss,
    "channel.netscape.com/rdf/simple/0.9": .rss,
    "my.netscape.com/publish/formats/rss-0.91.dtd": .rss,
    "backend.userland.com/rss": .rss, "backend.userland.com/rss2": .rss,
    "blogs.law.harvard.edu/tech/rss": .rss,
    "backend.userland.com/rss091": .rss, "backend.userland.com/rss092": .rss,
    "backend.userland.com/rss20": .rss, "cyber.law.harvard.edu/rss": .rss,
    "cyber.law.harvard.edu/rss/rss.html": .rss, "purl.org/net/rss1.1": .rss,
    "rssboard.org/rss-specification": .rss,
    "w3.org/2005/atom": .atom, "purl.org/atom/ns": .atom, "purl.org/atom": .atom,
    "example.com/newformat": .atom, "example.com/necho": .atom, "purl.org/echo": .atom,
    "purl.org/pie": .atom, "uri/of/echo/namespace": .atom,
    "purl.org/dc/elements/1.1": .dublinCore, "purl.org/dc/elements/1.0": .dublinCore,
    "purl.org/dc/elements/2.0": .dublinCore, "purl.org/rss/1.0/modules/dc": .dublinCore,
    "purl.org/dc/terms": .dublinCoreTerms, "purl.org/dc/dcmitype": .unknown,
    "purl.org/rss/1.0/modules/content": .content, "search.yahoo.com/mrss": .media,
    "video.search.yahoo.com/mrss": .media, "rssboard.org/media-rss": .media,
    "tools.search.yahoo.com/mrss": .media, "api.maven.com/mrss": .media,
    "itunes.com/dtds/podcast-1.0.dtd": .itunes, "example.com/dtds/podcast-1.0.dtd": .itunes,
    "purl.org/rss/1.0/modules/syndication": .syndication, "purl.org/rss/1.0/modules/slash": .slash,
    "rssnamespace.org/feedburner/ext/1.0": .feedburner,
    "sitemaps.org/schemas/sitemap/0.9": .sitemap, "google.com/schemas/sitemap/0.84": .sitemap,
    "google.com/schemas/sitemap/0.9": .sitemap, "google.com/schemas/sitemap-news/0.9": .sitemapNews,
    "google.com/schemas/sitemap-image/1.1": .sitemapImage, "w3.org/1999/xhtml": .xhtml,
    "w3.org/1999/02/22-rdf-syntax-ns": .rdf,
  ]
}

extension FeedElement {
  /// The element that `local` means in `namespace`.
  init(local: String, namespace: FeedNamespace) {
    let table: [String: FeedElement]
    switch namespace {
    case .rss: table = Self.rssElements
    case .atom: table = Self.atomElements
    case .dublinCore, .dublinCoreTerms: table = Self.dublinCoreElements
    case .media: table = Self.mediaElements
    case .itunes: table = Self.itunesElements
    case .sitemap: table = Self.sitemapElements
    case .sitemapNews: table = Self.newsElements
    case .sitemapImage: table = ["image": .mediaGroup, "loc": .imageLocation]
    case .content: table = ["encoded": .contentEncoded]
    case .syndication: table = ["updateperiod": .syPeriod, "updatefrequency": .syFrequency]
    case .slash: table = ["section": .slashSection]
    case .feedburner: table = ["origlink": .originalLink]
    case .xhtml: table = ["body": .body]
    case .rdf: table = ["rdf": .rdf]
    case .unknown: table = [:]
    }
    self = table[local.lowercased()] ?? .other
  }

  private static let rssElements: [String: FeedElement] = [
    "rss": .rss, "rdf": .rdf, "feed": .atomFeed, "channel": .channel, "item": .item, "entry": .item,
    "urlset": .urlset, "sitemapindex": .sitemapIndex, "url": .uri, "title": .title, "link": .link,
    "description": .description, "guid": .guid, "pubdate": .pubDate, "author": .author,
    "category": .category, "enclosure": .enclosure, "source": .source, "language": .language,
    "ttl": .ttl,
    "managingeditor": .managingEditor, "lastbuilddate": .updated, "image": .image,
    "textinput": .textInput, "skiphours": .skipHours, "skipdays": .skipDays, "hour": .hour,
    "day": .day,
    "comments": .comments, "generator": .generator, "items": .items, "docs": .docs, "body": .body,
    "fullitem": .contentEncoded, "tags": .tags, "keywords": .tags, "summary": .summary,
    "content": .content, "id": .id, "updated": .updated, "published": .published,
    "subtitle": .subtitle,
    "issued": .published, "modified": .updated, "created": .published, "tagline": .tagline,
    "name": .name, "email": .email, "uri": .uri, "contributor": .contributor, "date": .dcDate,
    "creator": .dcCreator, "loc": .location, "lastmod": .lastModified, "sitemap": .sitemap,
  ]

  private static let atomElements: [String: FeedElement] = [
    "feed": .atomFeed, "entry": .item, "title": .title, "link": .link, "id": .id, "guid": .id,
    "published": .published, "issued": .published, "created": .published, "updated": .updated,
    "modified": .updated, "summary": .summary, "content": .content, "subtitle": .subtitle,
    "tagline": .subtitle, "author": .author, "contributor": .contributor, "category": .category,
    "source": .source, "name": .name, "email": .email, "uri": .uri, "url": .uri, "homepage": .uri,
    "generator": .generator,
  ]

  private static let dublinCoreElements: [String: FeedElement] = [
    "title": .dcTitle, "creator": .dcCreator, "author": .dcCreator, "date": .dcDate,
    "description": .dcDescription, "abstract": .dcDescription, "subject": .dcSubject,
    "language": .dcLanguage, "identifier": .dcIdentifier, "issued": .dcIssued, "created": .dcIssued,
    "available": .dcIssued, "modified": .dcModified, "source": .dcSource, "publisher": .dcPublisher,
  ]

  private static let mediaElements: [String: FeedElement] = [
    "content": .mediaContent, "thumbnail": .mediaThumbnail, "description": .mediaDescription,
    "title": .mediaTitle, "category": .mediaCategory, "keywords": .mediaKeywords,
    "group": .mediaGroup,
    "credit": .mediaCredit,
  ]

  private static let itunesElements: [String: FeedElement] = [
    "author": .itunesAuthor, "summary": .itunesSummary, "subtitle": .itunesSubtitle,
    "category": .itunesCategory, "image": .itunesImage, "owner": .owner, "name": .name,
    "email": .email,
    "keywords": .itunesKeywords,
  ]

  private static let sitemapElements: [String: FeedElement] = [
    "urlset": .urlset, "sitemapindex": .sitemapIndex, "url": .sitemapURL, "sitemap": .sitemap,
    "loc": .location, "lastmod": .lastModified,
  ]

  private static let newsElements: [String: FeedElement] = [
    "news": .news, "publication": .publication, "title": .newsTitle, "publication_date": .newsDate,
    "keywords": .newsKeywords, "language": .newsLanguage, "name": .newsName,
  ]
}
