internal import Markup

/// Corrects the trees' opinions of single blocks by what stands around them, where held-out hosts of every public set
/// agreed: kinds of blocks too rare for trees fitted on a few hundred hosts to learn.
struct DoubtfulBlocks {
  private let statistics: PageStatistics
  private let first: [Float]
  private let document: HTMLDocument?
  private let base: PageURL?
  private let sure: SureText
  /// Whether the headline's own `<article>` holds enough likely text.
  private let hasOwnText: Bool
  /// By container, whether it lies in comments.
  private let comments: [Bool]

  /// What the models give less is left as it is: below, each rule kept as much furniture as text.
  private static let least: Float = 0.2
  private static let threshold: Float = 0.5
  private static let sureEnough: Float = 0.8
  /// Below what a short text is filled up from.
  private static let refused: Float = 0.09
  private static let asideTags = [HTMLTag.nav, .aside, .footer, .form].reduce(UInt32(0)) {
    $0 | FeatureTemplate.tellingBit($1)
  }
  private static let asideRoles: ClassBits = [.navigationRole, .complementaryRole]
  /// Three printed lines.
  private static let labelUnits: Int32 = 250
  private static let foreignNames: ClassBits = [.related, .comment, .newsletter, .share, .advert]

  init(_ statistics: PageStatistics, first: [Float], document: HTMLDocument?, base: PageURL?) {
    self.statistics = statistics
    self.first = first
    self.document = document
    self.base = base
    sure = SureText(statistics.page, first)
    comments = Self.comments(statistics, first)
    hasOwnText =
      Self.likelyUnits(statistics.page, first) {
        [.same, .within].contains(statistics.articleRelation($0))
      } >= BodyAssembler.shortUnits
  }

  private static func likelyUnits(
    _ page: PageBlocks, _ first: [Float], _ isCounted: (Block) -> Bool
  ) -> Int32 {
    page.blocks.indices.reduce(Int32(0)) {
      $0 + (first[$1] > threshold && isCounted(page.blocks[$1]) ? page.blocks[$1].units : 0)
    }
  }

  /// What is named for comments and lies behind the headline, however long; nothing where little likely text would be
  /// left: then the comments are what the page is about.
  private static func comments(_ statistics: PageStatistics, _ first: [Float]) -> [Bool] {
    let page = statistics.page
    let headline = Int32(statistics.headline)
    var inside = [Bool](repeating: false, count: page.containers.count)
    guard headline >= 0 else { return inside }
    for (index, container) in page.containers.enumerated() {
      let outer = container.parent >= 0 && inside[Int(container.parent)]
      inside[index] =
        outer || container.bits.contains(.comment) && container.blocks.lowerBound > headline
    }
    let left = likelyUnits(page, first) { !inside[Int($0.container)] }
    guard left >= BodyAssembler.shortUnits else { return inside.map { _ in false } }
    return inside
  }

  /// The opinions, with doubtful blocks raised to just above the threshold and some likely ones put below it.
  func settled(_ opinions: [Float]) -> [Float] {
    statistics.page.blocks.indices.map { settled($0, opinions[$0]) }
  }

  private func settled(_ index: Int, _ opinion: Float) -> Float {
    let block = statistics.page.blocks[index]
    guard opinion >= Self.least else { return opinion }
    if isApart(index, block) || isNoText(index, block) { return Self.refused }
    let isForeign = isForeign(index, block)
    if opinion >= Self.threshold { return isForeign ? Self.threshold - 0.01 : opinion }
    guard isText(block, index), !isForeign else {
      return opinion
    }
    return Self.threshold + 0.01
  }

  /// What is named for other articles, comments or invitations has to convince both models: teasers are written like
  /// the text, most of all in languages of which the trees have seen few pages.
  private func isForeign(_ index: Int, _ block: Block) -> Bool {
    guard first[index] < Self.threshold else { return false }
    let names = statistics.inherited[Int(block.container)].own
    return !names.isDisjoint(with: Self.foreignNames)
  }

  /// What HTML or an ARIA role sets apart from the text has to convince both models (882 blocks on 202 hosts are
  /// furniture, 18 on 11 text), another `<article>` than the headline's more so (291 on 37, 1 is text). Comments never
  /// do.
  private func isApart(_ index: Int, _ block: Block) -> Bool {
    if comments[Int(block.container)] { return true }
    if hasOwnText, first[index] < Self.sureEnough, statistics.articleRelation(block) == .other {
      return true
    }
    guard first[index] < Self.threshold else { return false }
    let said = statistics.inherited[Int(block.container)]
    return said.tags & Self.asideTags != 0
      || !said.own.union(said.near).union(said.far).isDisjoint(with: Self.asideRoles)
  }

  /// What no text contains, whatever the models think.
  private func isNoText(_ index: Int, _ block: Block) -> Bool {
    isLabel(block) || isTeaser(index, block)
      || block.measures.phrases.contains(.cookie) && statistics.repeats[index] > 1
  }

  /// "Read more: …" with a link for the rest: on 123 hosts of the development sets, on 12 as part of the text.
  private func isLabel(_ block: Block) -> Bool {
    block.measures.phrases.contains(.related) && block.units < Self.labelUnits
      && block.linkShare >= 0.5
  }

  /// A linked headline and a text that breaks off (`…`): on 69 hosts, on 7 as part of the text.
  private func isTeaser(_ index: Int, _ block: Block) -> Bool {
    guard statistics.page.trailsOff(block) else { return false }
    if block.edges.contains(.opensInLink) { return true }
    guard index > 0 else { return false }
    let above = statistics.page.blocks[index - 1]
    return above.linkShare >= 0.75 && above.units >= 25
  }

  private func isText(_ block: Block, _ index: Int) -> Bool {
    if block.linkShare < 0.25 {
      // A whole sentence as an item: of 0.34 pages' worth on held-out hosts 0.30 are body text.
      if block.tag == .li, block.measures.endsSentence { return true }
      // At the depth of the sure text and shaped as what follows of it: of 1.3 pages' worth 1.1.
      if !block.measures.phrases.contains(.related), sure.continues(block, index, statistics.page) {
        return true
      }
    }
    // Several links, one to another site: sources. Of 1.05 pages' worth 0.84.
    return block.links >= 2 && cites(block)
  }

  /// Whether it links to several pages, one of another host.
  private func cites(_ block: Block) -> Bool {
    guard let document, let base else { return false }
    var targets: Set<PageURL> = []
    var isForeign = false
    for index in Int(block.start)..<Int(block.end) where document.nodes[index].tag == .a {
      guard let link = document.attribute(.href, of: index), let url = base.resolving(link),
        url != base
      else { continue }
      targets.insert(url)
      if !Self.isSameSite(url.host, base.host) { isForeign = true }
      if isForeign, targets.count > 1 { return true }
    }
    return false
  }

  private static func isSameSite(_ one: String, _ other: String) -> Bool {
    one == other || one.hasSuffix("." + other) || other.hasSuffix("." + one)
  }
}

/// The paragraphs of which the first model is sure.
private struct SureText {
  /// By block, the look of the nearest sure paragraph after it; -1 without one.
  private var after: [Int32]
  /// How deep half of its text lies.
  private let depth: Int32

  private static let opinion: Float = 0.7

  init(_ page: PageBlocks, _ opinions: [Float]) {
    let isSure = zip(page.blocks, opinions).map { block, opinion in
      opinion > Self.opinion && block.units >= PageStatistics.goodUnits
    }
    after = [Int32](repeating: -1, count: page.blocks.count)
    var last: Int32 = -1
    for index in page.blocks.indices.reversed() {
      after[index] = last
      if isSure[index] { last = page.blocks[index].look }
    }
    let depths = page.blocks.indices.filter { isSure[$0] }.map {
      let block = page.blocks[$0]
      return (page.containers[Int(block.container)].depth, block.units)
    }
    depth = Self.middle(depths.sorted { $0 < $1 })
  }

  private static func middle(_ depths: [(depth: Int32, units: Int32)]) -> Int32 {
    let total = depths.reduce(0) { $0 + Int($1.units) }
    var passed = 0
    for (depth, units) in depths {
      passed += Int(units)
      if 2 * passed >= total { return depth }
    }
    return -1
  }

  /// Whether a block has the look of the sure paragraph after it and lies as deep as most of them.
  func continues(_ block: Block, _ index: Int, _ page: PageBlocks) -> Bool {
    after[index] == block.look && page.containers[Int(block.container)].depth == depth
  }
}
