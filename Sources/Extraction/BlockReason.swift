internal import Markup

/// Why a block was kept or dropped, in words that help to write a rule.
struct BlockReason {
  let text: String

  init(_ reading: PageReading, _ result: BodyAssembler.Result, _ index: Int) {
    switch result.fates[index] {
    case .kept:
      text =
        result.threshold < 0.5
        ? "kept though doubtful: little else was found" : "reads as body text"
    case .headline: text = "repeats the headline"
    case .caption: text = "a picture's caption"
    case .repeated: text = "repeats earlier text"
    case .unlikely: text = Self.furniture(reading, index)
    }
  }

  private static func furniture(_ reading: PageReading, _ index: Int) -> String {
    let page = reading.page
    let block = page.blocks[index]
    let names = names(reading.statistics.inherited[Int(block.container)], block)
    if !names.isEmpty { return "named as " + names.joined(separator: ", ") }
    if block.linkShare > 0.7 { return "nearly all links" }
    let words = words(block.measures.phrases)
    if !words.isEmpty { return "worded as " + words.joined(separator: ", ") }
    guard page.containers[reading.winner].blocks.asIndices.contains(index) else {
      return "outside the body's container"
    }
    if block.units < 80 { return "a short line that no body text surrounds" }
    return "reads unlike the body around it"
  }

  private static let telling: [(ClassBits, String)] = [
    (.navigation, "navigation"), (.foot, "footer"), (.share, "share buttons"),
    (.comment, "comments"), (.related, "related articles"), (.newsletter, "newsletter"),
    (.advert, "advertisement"), (.author, "author"), (.meta, "date or tags"),
    (.caption, "caption"), (.side, "sidebar"), (.cookie, "consent or pop-up"),
    (.hidden, "hidden"), (.title, "headline"), (.standfirst, "standfirst"),
  ]

  private static func names(_ inherited: PageStatistics.Inherited, _ block: Block) -> [String] {
    let bits = inherited.own.union(inherited.near).union(inherited.far).union(block.inlineBits)
    return telling.filter { bits.contains($0.0) }.map(\.1)
  }

  private static let wording: [(PhraseKinds, String)] = [
    (.related, "related articles"), (.legal, "legal notice"), (.subscribe, "newsletter"),
    (.share, "share line"), (.byline, "byline"), (.credit, "credit"), (.advert, "advertisement"),
    (.comment, "comments"), (.cookie, "consent"), (.filed, "tags"), (.bio, "author's biography"),
    (.wall, "subscription wall"),
  ]

  private static func words(_ phrases: PhraseKinds) -> [String] {
    wording.filter { phrases.contains($0.0) }.map(\.1)
  }
}
