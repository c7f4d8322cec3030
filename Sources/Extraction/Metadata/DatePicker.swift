internal import Foundation
internal import Markup
internal import NewsModel

/// Chooses the publication date, and says what it was read from.
struct DatePicker {
  let metadata: PageMetadata
  let document: HTMLDocument
  let url: String
  /// Later dates are refused: a day's grace for zones.
  let now: Date
  /// Whether the page is American English, which writes the month before the day.
  private let monthFirst: Bool

  init(metadata: PageMetadata, document: HTMLDocument, url: String, now: Date) {
    self.metadata = metadata
    self.document = document
    self.url = url
    self.now = now
    let language = metadata.language?.lowercased()
    monthFirst = language == "en-us" || language == "en-ph"
  }

  typealias Found = (date: PageDate, source: DateSource)

  /// Names that mean the day of publication and nothing else.
  private static let sureKeys = [
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "og:published_time", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "dc.date.issued", "dcterms.created", "dcterms.issued",
    "dc.date.created", "cxenseparse:recs:publishtime", "article.published",
    "citation_publication_date", "citation_date", "originalpublicationdate", "date.issued",
    "vr:published_time", "bt:pubdate", "shareaholic:article_published_time", "article:post_date",
    "rnews:datepublished",
  ]
  /// Names that some systems fill with the day of the last change, or of the template.
  private static let vagueKeys = [
    "dc.date", "dcterms.date", "date", "created", "creation_date", "article_date_original",
    "displaydate", "ptime", "timestamp",
  ]
  private static let modifiedKeys = [
    "article:modified_time", "og:updated_time", "last-modified", "datemodified", "dc.date.modified",
    "dcterms.modified", "revised",
  ]

  /// Metadata, then the address, then the visible date nearest the headline, then what scripts hold, then the
  /// modification date, then a date that ends the description.
  func published(in page: PageBlocks, title: TokenSet) -> Found? {
    let visible = VisibleDate(self, page, title: title)
    let address = fromURL
    if let declared = declared(beside: visible) {
      if let address, address.isEarlier(than: declared.date) { return (address, .url) }
      if let line = visible.line, line.isBelow, line.score >= VisibleDate.ownLineScore,
        line.date.isEarlier(than: declared.date)
      {
        return (line.date, line.source)
      }
      return (visible.localDay(of: declared.date), declared.source)
    }
    if let address { return (address, .url) }
    let shown = visible.best
    if let shown, shown.score >= VisibleDate.sureScore { return (shown.date, shown.source) }
    if let date = first(of: Self.vagueKeys) {
      if let shown, shown.date.isSwapped(date) { return (shown.date, shown.source) }
      if let line = visible.line, line.score >= VisibleDate.doubtfulScore,
        line.date.dayNumber < date.dayNumber
      {
        return (line.date, line.source)
      }
      return (date, .meta)
    }
    if let shown { return (shown.date, shown.source) }
    if let date = ScriptDate(document.asides).text.flatMap({ read($0) }) { return (date, .meta) }
    return modified.map { ($0, .meta) } ?? described.map { ($0, .meta) }
  }

  /// What the metadata state outright; where they state different days, the one under the headline.
  private func declared(beside visible: VisibleDate) -> Found? {
    let stated = stated
    guard let first = stated.first else { return fallback }
    guard stated.contains(where: { $0.date.dayNumber != first.date.dayNumber }),
      let line = visible.line, line.score >= VisibleDate.ownLineScore
    else { return first }
    return stated.first { $0.date.dayNumber == line.date.dayNumber } ?? first
  }

  /// The days of publication by source, the likeliest source first.
  private var stated: [Found] {
    let linked = linked(["datePublished"], in: metadata.linked.articles).map {
      ($0, DateSource.jsonLD)
    }
    let meta = (first(of: Self.sureKeys) ?? (linked == nil ? likelyKey : nil)).map {
      ($0, DateSource.meta)
    }
    let named = elements(["datePublished", "datepublished"]) ?? microformat
    return [linked, meta, named.map { ($0, .microdata) }].compactMap { $0 }
  }

  private var microformat: PageDate? {
    metadata.abbreviatedDates.lazy.compactMap { read($0) }.first
  }

  /// What stands for the day of publication where nothing is called that.
  private var fallback: Found? {
    if let date = elements(["dateCreated", "issued", "created"]) { return (date, .microdata) }
    return linked(["datePublished", "dateCreated", "uploadDate"], in: metadata.linked.items)
      .map { ($0, .jsonLD) }
  }

  /// A date in brackets at the end of the description: `Who may vote (14 January 2020)`.
  private var described: PageDate? {
    for text in metadata.descriptions where text.hasSuffix(")") {
      if let open = text.lastIndex(of: "("), let date = read(String(text[open...])) { return date }
    }
    return nil
  }

  var modified: PageDate? {
    first(of: Self.modifiedKeys) ?? linked(["dateModified"], in: metadata.linked.items)
      ?? elements(["dateModified"])
  }

  /// The date that `text` names, unless it lies in the future. `limit` is in scalars.
  func read(_ text: String?, limit: Int = 200) -> PageDate? {
    guard let date = PageDate(reading: text, monthFirst: monthFirst, limit: limit),
      date.instant < now.addingTimeInterval(86400)
    else { return nil }
    return date
  }

  private func first(of keys: [String]) -> PageDate? {
    keys.lazy.compactMap { read(metadata.meta[$0]?.first) }.first
  }

  private static let publicationWords = [
    "publish", "pubdate", "publication", "dcterms.created", "dcterms:created", "upload",
  ]
  private static let otherWords = [
    "modif", "updat", "expir", "unpublish", "publisher", "end", "valid", "last", "review",
  ]

  /// A `<meta>` with a publication date under a name that no list has: `w-published-date`, `dcterms:created`.
  private var likelyKey: PageDate? {
    for key in metadata.meta.keys.sorted() where key.utf8.count < 60 {
      guard Self.publicationWords.contains(where: key.holds),
        !Self.otherWords.contains(where: key.holds),
        let value = metadata.meta[key]?.first, value.utf8.count < 40
      else { continue }
      if let date = read(value) { return date }
    }
    return nil
  }

  private var fromURL: PageDate? {
    for address in [url, metadata.canonical ?? ""] {
      if let date = PageDate(url: String(address.drop { $0 != ":" })),
        date.instant < now.addingTimeInterval(86400)
      {
        return date
      }
    }
    return nil
  }

  private func linked(_ keys: [String], in items: [LooseJSON]) -> PageDate? {
    for item in items {
      for key in keys { if let date = read(item[key]?.elements.first?.string) { return date } }
    }
    return nil
  }

  private func elements(_ names: [String]) -> PageDate? {
    for element in names.flatMap({ metadata.properties[$0] ?? [] }).prefix(20) {
      let text =
        document.attribute(.content, of: element) ?? document.attribute(.datetime, of: element)
        ?? document.text(in: element)
      if let date = read(text) { return date }
    }
    return nil
  }
}

extension PageDate {
  /// Days by which an address may lag behind: drafts are filed before they are published.
  private static let draftDays = 14

  /// Whether the address shows that a page was published well before its stated date: that of an update.
  fileprivate func isEarlier(than stated: PageDate) -> Bool {
    stated.instant.timeIntervalSince(instant) > Double(Self.draftDays) * 86400
  }

  /// Whether it is the other reading of `05/03/2024`.
  fileprivate func isSwapped(_ other: PageDate) -> Bool {
    year == other.year && month == other.day && day == other.month && month != day
  }
}
