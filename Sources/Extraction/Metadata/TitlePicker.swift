internal import Markup

/// Chooses the headline among what a page offers.
struct TitlePicker {
  /// How alike an `h1` and a title from the metadata must be (Dice over distinct tokens). Swept .4–.8.
  static let agreement = 0.6
  /// How alike an `h1` and the beginning of a title must be: "Who may vote - Elections - Courier".
  private static let beginningAgreement = 0.8
  /// A share of a title that a line of the page must repeat to be its headline where no heading does.
  private static let lineShare = 0.5
  private static let lineTokens = 4
  /// Scalars of a stated title, and headings of a page, that are looked at.
  private static let titleScalars = 1000
  private static let headingLimit = 200

  private let document: HTMLDocument
  private let site: [UInt32]
  /// OpenGraph's, JSON-LD's and the `<title>`, less the site's name; JSON-LD's first for news.
  private let candidates: [String]
  /// OpenGraph's and JSON-LD's as they stand.
  private let stated: [String]
  private let sets: [TokenSet]
  /// What titles begin with before a separator.
  private let beginnings: [TokenSet]
  /// Whether JSON-LD has a news article's headline.
  private let isNews: Bool
  private let openGraph: String
  private let headline: String

  init(_ metadata: PageMetadata, _ document: HTMLDocument) {
    let openGraph = PlainText.of(
      Self.bounded(
        metadata.first(
          "dc:title", "og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title",
          "parsely-title") ?? ""))
    let headline = Self.bounded(metadata.linked.first("headline") ?? "")
    let site = Tokens.hashes(of: metadata.site)
    let whole = Self.bounded(metadata.documentTitle)
    self.document = document
    self.site = site
    self.openGraph = openGraph
    isNews = metadata.linked.isNews && !headline.isEmpty
    // A title that the `<title>` continues, or that JSON-LD has too, holds no site's name.
    let isBare =
      !openGraph.isEmpty && (TitleParts.continues(whole, openGraph) || headline == openGraph)
    let bare = isBare ? openGraph : TitleParts.withoutSite(openGraph, site: site)
    let linked = TitleParts.withoutNamed(headline, site: site)
    let ranked = isNews ? [linked, bare] : [bare, linked]
    let sections = metadata.sections
    candidates = (ranked + [TitleParts.withoutSite(whole, site: site)]).map {
      TitleParts.without($0, sections: sections)
    }
    stated = [openGraph, headline].filter { !$0.isEmpty }
    self.headline = headline
    sets = candidates.filter { !$0.isEmpty }.map { TokenSet(of: $0) }
    beginnings = [openGraph, whole].flatMap(TitleParts.beginnings).map { TokenSet(of: $0) }
  }

  /// The beginning of a title; no headline needs more, and a hostile page's has a million separators.
  private static func bounded(_ text: String) -> String {
    text.utf8.count <= titleScalars ? text : String(text.unicodeScalars.prefix(titleScalars))
  }

  /// The `h1` or `h2` that OpenGraph, JSON-LD or `<title>` confirm, without a kicker; else what those say, less
  /// the site's name.
  ///
  /// A news article's JSON-LD wins over an `h1` that OpenGraph contradicts too: it is the headline that other
  /// programs get (right 10 times of 12 on development pages).
  func title(in page: PageBlocks) -> String {
    let shown = shownTitle(in: page)
    guard isNews, !openGraph.isEmpty, !shown.isEmpty else { return shown }
    let tokens = Tokens.hashes(of: shown)
    let isConfirmed = (stated + candidates.prefix(2)).contains { Tokens.hashes(of: $0) == tokens }
    return isConfirmed || TitleParts.continues(openGraph, shown) ? shown : candidates[0]
  }

  private func shownTitle(in page: PageBlocks) -> String {
    let headings = headings(of: page)
    let best = best(of: headings, page, sets)
    if best.score >= Self.agreement { return headline(page.blocks[best.block], page) }
    let first = self.best(of: headings, page, beginnings)
    if first.score >= Self.beginningAgreement { return page.text(of: page.blocks[first.block]) }
    if let named = candidates.first(where: { !$0.isEmpty }) {
      return line(in: page, named) ?? named
    }
    let heading = best.block >= 0 ? best.block : page.blocks.firstIndex { $0.tag == .h1 } ?? -1
    return heading >= 0 ? page.text(of: page.blocks[heading]) : ""
  }

  /// The blocks in `h1` and `h2`, which may hold several: a kicker and a headline in one heading.
  private func headings(of page: PageBlocks) -> [(block: Int, isFirst: Bool)] {
    var found: [(block: Int, isFirst: Bool)] = []
    for container in page.containers where container.tag == .h1 || container.tag == .h2 {
      guard found.count < Self.headingLimit else { break }
      for block in container.blocks.prefix(4) { found.append((Int(block), container.tag == .h1)) }
    }
    return found
  }

  private func best(
    of headings: [(block: Int, isFirst: Bool)], _ page: PageBlocks, _ sets: [TokenSet]
  ) -> (score: Double, block: Int) {
    var best = (score: 0.0, block: -1)
    for (index, isFirst) in headings {
      let block = page.blocks[index]
      guard (5...300).contains(block.units) else { continue }
      let tokens = Array(page.tokens(of: block))
      guard !tokens.isEmpty, tokens != site else { continue }
      let score = Self.likeness(Set(tokens), sets) - (isFirst ? 0 : 0.25)
      if score > best.score { best = (score, index) }
    }
    return best
  }

  /// Dice with the title that is most alike.
  private static func likeness(_ distinct: Set<UInt32>, _ sets: [TokenSet]) -> Double {
    sets.map { 2 * Double($0.overlap(distinct)) / Double(distinct.count + $0.count) }.max() ?? 0
  }

  /// The text of a heading without what stands in it beside the headline: a kicker, a date, a second title.
  private func headline(_ block: Block, _ page: PageBlocks) -> String {
    let whole = page.text(of: block)
    let tokens = Array(page.tokens(of: block))
    if let known = stated.first(where: { isHeadline($0, of: whole, tokens) }) { return known }
    let pieces = HeadingPieces(block, page, document)
    return pieces.headline(stated: stated.map { Tokens.hashes(of: $0) }) {
      Self.likeness(Set(Tokens.hashes(of: $0)), sets)
    } ?? whole
  }

  /// Whether the metadata know a heading without its kicker: "Elections: Who may vote" and "Who may vote".
  ///
  /// JSON-LD's needs no mark between the two.
  private func isHeadline(_ known: String, of whole: String, _ tokens: [UInt32]) -> Bool {
    let part = Tokens.hashes(of: known)
    guard part.count >= 3, part.count < tokens.count, part.count * 5 >= tokens.count * 2,
      tokens.suffix(part.count).elementsEqual(part)
    else { return false }
    if known == headline { return true }
    let kicker = whole.unicodeScalars.dropLast(known.unicodeScalars.count)
    return kicker.reversed().first { $0 != " " }.map(TitleParts.isSeparator) ?? false
  }

  /// The longest line of the page that `title` begins with, where no heading says it: what follows it in the
  /// title is a section and a site.
  private func line(in page: PageBlocks, _ title: String) -> String? {
    let tokens = Tokens.hashes(of: title)
    var best: (count: Int, block: Int)?
    for (index, block) in page.blocks.enumerated() where block.linkShare < 0.5 {
      let count = block.tokens.count
      guard count >= Self.lineTokens, count < tokens.count, count > best?.count ?? 0,
        tokens.starts(with: page.tokens(of: block))
      else { continue }
      best = (block.tokens.count, index)
    }
    guard let best, Double(best.count) >= Self.lineShare * Double(tokens.count) else { return nil }
    return page.text(of: page.blocks[best.block])
  }
}
