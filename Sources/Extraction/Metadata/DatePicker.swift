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

  private static let metaKeys = [
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "og:published_time", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "dc.date.issued", "dcterms.created", "dcterms.issued",
    "dc.date.created", "dc.date", "dcterms.date", "cxenseparse:recs:publishtime",
    "article.published", "date", "created", "creation_date", "article_date_original",
    "citation_publication_date", "citation_date", "originalpublicationdate", "displaydate", "ptime",
    "timestamp", "date.issued", "vr:published_time", "bt:pubdate",
    "shareaholic:article_published_time", "article:post_date", "rnews:datepublished",
  ]
  private static let modifiedKeys = [
    "article:modified_time", "og:updated_time", "last-modified", "datemodified", "dc.date.modified",
    "dcterms.modified", "revised",
  ]

  /// Metadata, then the address, then the visible date nearest the headline, then the modification date.
  func published(in page: PageBlocks, title: TokenSet) -> (date: PageDate, source: DateSource)? {
    if let date = linked(["datePublished"], in: metadata.linked.articles) { return (date, .jsonLD) }
    if let date = Self.metaKeys.lazy.compactMap({ read(metadata.meta[$0]?.first) }).first {
      return (date, .meta)
    }
    if let date = elements(["datePublished", "datepublished"]) { return (date, .microdata) }
    if let date = linked(["datePublished", "dateCreated", "uploadDate"], in: metadata.linked.items)
    {
      return (date, .jsonLD)
    }
    if let date = fromURL { return (date, .url) }
    if let visible = visible(in: page, title: title) { return visible }
    return modified.map { ($0, .meta) }
  }

  var modified: PageDate? {
    Self.modifiedKeys.lazy.compactMap { read(metadata.meta[$0]?.first) }.first
      ?? linked(["dateModified"], in: metadata.linked.items) ?? elements(["dateModified"])
  }

  /// The date that `text` names, unless it lies in the future.
  func read(_ text: String?) -> PageDate? {
    guard let date = PageDate(reading: text), date.instant < now.addingTimeInterval(86400) else {
      return nil
    }
    return date
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

  /// The visible date that looks most like the article's: near the headline, in a `<time>`, short, worded as
  /// a date line; not in a footer, a list of other articles or a copyright notice.
  private func visible(in page: PageBlocks, title: TokenSet) -> (PageDate, DateSource)? {
    let headline = page.blocks.firstIndex { block in
      (block.tag == .h1 || block.tag == .h2) && !title.isEmpty
        && title.overlap(Set(page.tokens(of: block))) * 10 >= 6 * title.count
    }
    var best = (score: 1, date: PageDate?.none, source: DateSource.text)
    for (index, block) in page.blocks.enumerated()
    where block.time >= 0 || block.units <= 250 && block.measures.hasDigit {
      let score = score(block, index, headline, page)
      guard score > best.score else { continue }
      let time = block.time >= 0 ? timeText(Int(block.time)) : nil
      if let date = read(time) {
        best = (score, date, .timeElement)
      } else if block.units <= 250, let date = read(page.text(of: block)) {
        best = (score, date, .text)
      }
    }
    return best.date.map { ($0, best.source) }
  }

  private func timeText(_ element: Int) -> String {
    document.attribute(.datetime, of: element) ?? document.text(in: element)
  }

  private func score(_ block: Block, _ index: Int, _ headline: Int?, _ page: PageBlocks) -> Int {
    var bits = block.inlineBits
    var container = block.container
    var steps = 0
    while container >= 0, steps < 5 {
      bits.formUnion(page.containers[Int(container)].bits)
      container = page.containers[Int(container)].parent
      steps += 1
    }
    var score = block.time >= 0 ? 3 : 0
    if bits.contains(.meta) { score += 2 }
    score += block.units < 60 ? 2 : block.units < 140 ? 1 : 0
    let phrases = block.measures.phrases
    if !phrases.isDisjoint(with: [.filed, .byline]) { score += 2 }
    if let headline {
      let distance = index - headline
      score +=
        (0...8).contains(distance) ? 4 : (-4..<0).contains(distance) ? 3 : distance > 0 ? 1 : 0
    }
    if !bits.isDisjoint(with: [.foot, .related, .side, .comment, .navigation]) { score -= 4 }
    if phrases.contains(.legal) { score -= 5 }
    if block.linkShare > 0.5 { score -= 2 }
    return score
  }
}
