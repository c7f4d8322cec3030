internal import Markup

/// Chooses the headline among what a page offers.
struct TitlePicker {
  /// How alike an `h1` and a title from the metadata must be (Dice over distinct tokens). Swept .4–.8.
  static let agreement = 0.6

  private let site: [UInt32]
  private let candidates: [String]

  init(_ metadata: PageMetadata) {
    site = Tokens.hashes(of: metadata.site)
    let openGraph = PlainText.of(
      metadata.first("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title")
        ?? "")
    let headline = metadata.linked.first("headline") ?? ""
    let site = site
    candidates = [openGraph, headline, metadata.documentTitle].map {
      Self.withoutSite($0, site: site)
    }
  }

  /// The `h1` or `h2` that OpenGraph, JSON-LD or `<title>` confirm, else what those say, less the site's name.
  func title(in page: PageBlocks) -> String {
    let sets = candidates.filter { !$0.isEmpty }.map { TokenSet(of: $0) }
    var best = (score: 0.0, block: -1)
    for (index, block) in page.blocks.enumerated() where block.tag == .h1 || block.tag == .h2 {
      guard (5...300).contains(block.units) else { continue }
      let tokens = Array(page.tokens(of: block))
      guard !tokens.isEmpty, tokens != site else { continue }
      let distinct = Set(tokens)
      var score =
        sets.map { set -> Double in
          2 * Double(set.overlap(distinct)) / Double(distinct.count + set.count)
        }.max() ?? 0
      if block.tag == .h2 { score -= 0.25 }
      if score > best.score { best = (score, index) }
    }
    if best.score >= Self.agreement { return page.text(of: page.blocks[best.block]) }
    if let named = candidates.first(where: { !$0.isEmpty }) { return named }
    let heading = best.block >= 0 ? best.block : page.blocks.firstIndex { $0.tag == .h1 } ?? -1
    return heading >= 0 ? page.text(of: page.blocks[heading]) : ""
  }

  private static let cut: Set<Unicode.Scalar> = [
    " ", "|", "-", "–", "—", ":", "·", "•", "»", "«", "›", "/", "\\", "~", "_", "｜",
  ]

  /// The title without the site's name: named by `og:site_name`, or the shorter part at the end.
  static func withoutSite(_ title: String, site: [UInt32]) -> String {
    let scalars = Array(title.unicodeScalars)
    let parts = parts(of: scalars)
    guard parts.count >= 2, let first = parts.first, let last = parts.last else { return title }
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view)
    }
    let beforeLast = trimmed(text(0..<last.lowerBound))
    if !site.isEmpty, Tokens.hashes(of: text(last)) == site { return beforeLast }
    if !site.isEmpty, Tokens.hashes(of: text(first)) == site {
      return trimmed(text(first.upperBound..<scalars.count))
    }
    let whole = Double(Tokens.units(of: title))
    let lastShare = Double(Tokens.units(of: text(last))) / whole
    let big = parts.map(text).max { Tokens.units(of: $0) < Tokens.units(of: $1) } ?? title
    if big == text(first) || lastShare <= 0.35 { return lastShare <= 0.5 ? beforeLast : big }
    return Double(Tokens.units(of: big)) >= 0.5 * whole ? big : title
  }

  private static func trimmed(_ text: String) -> String {
    var view = text.unicodeScalars[...]
    while let last = view.last, cut.contains(last) { view.removeLast() }
    while let first = view.first, cut.contains(first) { view.removeFirst() }
    return String(view)
  }

  /// The ranges between separators: spaced dashes and bars, bare `|` and `»`, a last underscore.
  private static func parts(of scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < scalars.count {
      guard cut.contains(scalars[index]), let end = separatorEnd(scalars, index) else {
        index += 1
        continue
      }
      if index > start { parts.append(start..<index) }
      start = end
      index = end
    }
    if start < scalars.count { parts.append(start..<scalars.count) }
    return parts
  }

  /// Where the separator that begins at `start` ends; `nil` if none does.
  private static func separatorEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    var end = start
    var marks = 0
    var isBare = false
    while end < scalars.count, cut.contains(scalars[end]) {
      if scalars[end] != " " { marks += 1 }
      if ["|", "｜", "»"].contains(scalars[end]) { isBare = true }
      end += 1
    }
    guard marks > 0, end < scalars.count, start > 0 else { return nil }
    let isSpaced = scalars[start] == " " && scalars[end - 1] == " "
    if isSpaced || isBare { return end }
    let isUnderscore =
      end - start == 1 && scalars[start] == "_" && (2...20).contains(scalars.count - end)
      && !scalars[end...].contains("_")
    return isUnderscore ? end : nil
  }
}
