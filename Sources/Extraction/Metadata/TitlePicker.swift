internal import Markup

/// Chooses the headline among what a page offers.
struct TitlePicker {
  /// How alike an `h1` and a title from the metadata must be (Dice over distinct tokens). Swept .4–.8.
  static let agreement = 0.6

  private let document: HTMLDocument
  private let site: [UInt32]
  /// OpenGraph's, JSON-LD's and the `<title>`, less the site's name.
  private let candidates: [String]
  /// OpenGraph's and JSON-LD's as they stand.
  private let stated: [String]
  private let sets: [TokenSet]

  init(_ metadata: PageMetadata, _ document: HTMLDocument) {
    let openGraph =
      metadata.first("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title")
    let site = Tokens.hashes(of: metadata.site)
    let texts = [
      PlainText.of(openGraph ?? ""), metadata.linked.first("headline") ?? "",
      metadata.documentTitle,
    ]
    self.document = document
    self.site = site
    candidates = texts.map { TitleParts.withoutSite($0, site: site) }
    stated = Array(texts.prefix(2))
    sets = candidates.filter { !$0.isEmpty }.map { TokenSet(of: $0) }
  }

  /// The `h1` or `h2` that OpenGraph, JSON-LD or `<title>` confirm, without a kicker; else what those say, less
  /// the site's name.
  func title(in page: PageBlocks) -> String {
    let best = bestHeading(in: page)
    if best.score >= Self.agreement { return headline(page.blocks[best.block], page) }
    if let named = candidates.first(where: { !$0.isEmpty }) { return named }
    let heading = best.block >= 0 ? best.block : page.blocks.firstIndex { $0.tag == .h1 } ?? -1
    return heading >= 0 ? page.text(of: page.blocks[heading]) : ""
  }

  private func bestHeading(in page: PageBlocks) -> (score: Double, block: Int) {
    var best = (score: 0.0, block: -1)
    for (index, block) in page.blocks.enumerated() where block.tag == .h1 || block.tag == .h2 {
      guard (5...300).contains(block.units) else { continue }
      let tokens = Array(page.tokens(of: block))
      guard !tokens.isEmpty, tokens != site else { continue }
      let score = likeness(Set(tokens)) - (block.tag == .h2 ? 0.25 : 0)
      if score > best.score { best = (score, index) }
    }
    return best
  }

  /// Dice with the metadata's title that is most alike.
  private func likeness(_ distinct: Set<UInt32>) -> Double {
    sets.map { 2 * Double($0.overlap(distinct)) / Double(distinct.count + $0.count) }.max() ?? 0
  }

  /// The text of a heading without what stands in it beside the headline: a kicker, a date, a second title.
  private func headline(_ block: Block, _ page: PageBlocks) -> String {
    let whole = page.text(of: block)
    let tokens = Array(page.tokens(of: block))
    if let known = stated.first(where: { Self.isHeadline($0, of: whole, tokens) }) { return known }
    let pieces = HeadingPieces(block, page, document)
    return pieces.headline { likeness(Set(Tokens.hashes(of: $0))) } ?? whole
  }

  /// Whether the metadata know a heading without its kicker: "Elections: Who may vote" and "Who may vote".
  private static func isHeadline(_ known: String, of whole: String, _ tokens: [UInt32]) -> Bool {
    let part = Tokens.hashes(of: known)
    guard part.count >= 3, part.count < tokens.count, part.count * 5 >= tokens.count * 2,
      tokens.suffix(part.count).elementsEqual(part)
    else { return false }
    let kicker = whole.unicodeScalars.dropLast(known.unicodeScalars.count)
    return kicker.reversed().first { $0 != " " }.map(TitleParts.isSeparator) ?? false
  }
}
