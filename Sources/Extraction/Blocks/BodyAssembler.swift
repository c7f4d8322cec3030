internal import Markup

/// Turns the second model's opinions into the list of blocks that are the body.
struct BodyAssembler {
  let statistics: PageStatistics
  let opinions: [Float]
  let title: [UInt32]
  private let asksForAddress: [Bool]

  /// Units of a container that a form may make an invitation.
  private static let formUnits: Int32 = 200
  /// Three printed lines: a shorter selection has failed, so weaker blocks are taken too.
  static let shortUnits = 250
  /// Tried one after the other until the text is long enough.
  private static let thresholds: [Float] = [0.5, 0.25, 0.1]

  enum Fate: Sendable, Hashable {
    case kept, unlikely, headline, repeated, caption
  }

  struct Result {
    /// One fate per block.
    var fates: [Fate]
    var threshold: Float
    var units: Int

    var kept: [Int] { fates.indices.filter { fates[$0] == .kept } }
  }

  /// - Parameters:
  ///   - first: the first model's opinions, which names are held against.
  ///   - document: what the blocks were cut from, and its address, for their links.
  init(
    _ statistics: PageStatistics, opinions: [Float], first: [Float], title: String,
    document: HTMLDocument? = nil, base: PageURL? = nil
  ) {
    self.statistics = statistics
    let doubtful = DoubtfulBlocks(statistics, first: first, document: document, base: base)
    self.opinions = Self.smoothed(doubtful.settled(opinions), statistics.page)
    self.title = Tokens.hashes(of: title)
    asksForAddress = Self.forms(in: statistics.page)
  }

  func assemble() -> Result {
    var result = Result(fates: [], threshold: 0, units: 0)
    for threshold in Self.thresholds {
      result = assemble(threshold)
      if result.units >= Self.shortUnits { break }
    }
    return result
  }

  /// The model's own expectation of F1: how much of what was kept is right, and how much of what is right
  /// was kept.
  func expectedF1(_ result: Result) -> Double {
    var right: Float = 0
    var kept: Float = 0
    var expected: Float = 0
    for (index, block) in statistics.page.blocks.enumerated() {
      expected += Float(block.units) * opinions[index]
      guard result.fates[index] == .kept else { continue }
      right += Float(block.units) * opinions[index]
      kept += Float(block.units)
    }
    return Double(2 * right / max(1, kept + expected))
  }

  /// Blocks above the threshold, less the title line and what was already said elsewhere: 70% of runs of
  /// five tokens. The same words in look-alike blocks of sibling containers are the author's own repetition.
  private func assemble(_ threshold: Float) -> Result {
    let page = statistics.page
    var result = Result(
      fates: [Fate](repeating: .unlikely, count: page.blocks.count), threshold: threshold, units: 0)
    let tokenCount = page.blocks.indices.reduce(0) {
      $0 + (opinions[$1] >= threshold ? page.blocks[$1].tokens.count : 0)
    }
    var seen = FlatMap(capacity: tokenCount)
    var places = FlatMap(capacity: 64)
    for (index, block) in page.blocks.enumerated() where opinions[index] >= threshold {
      if opinions[index] < Self.thresholds[0], isFurniture(block) { continue }
      if isByline(block) || isDateLine(block) || asksForAddress[Int(block.container)] { continue }
      let tokens = page.tokens(of: block)
      if tokens.elementsEqual(title), !title.isEmpty {
        result.fates[index] = .headline
        continue
      }
      if isCaption(block) || isCredited(block, opinions[index]) {
        result.fates[index] = .caption
        continue
      }
      let outer = page.containers[Int(block.home)].parent
      let key = UInt64(UInt32(bitPattern: block.look)) << 32 | UInt64(UInt32(bitPattern: outer))
      let place = places.value(of: key << 1, orSet: Int32(places.count))
      let shingles = Tokens.shingles(tokens, length: 5)
      if block.units >= 40 {
        let known = shingles.reduce(0) { $0 + ((seen.value(of: $1) ?? place) != place ? 1 : 0) }
        if Double(known) >= 0.7 * Double(shingles.count) {
          result.fates[index] = .repeated
          continue
        }
      }
      for shingle in shingles { _ = seen.value(of: shingle, orSet: place) }
      result.fates[index] = .kept
      result.units += Int(block.units)
    }
    return result
  }

  private static let furnitureNames: ClassBits = [
    .newsletter, .share, .comment, .related, .author, .meta, .foot, .navigation, .cookie,
    .standfirst, .advert,
  ]
  private static let furnitureWords: PhraseKinds = [
    .subscribe, .share, .comment, .related, .filed, .legal, .cookie, .advert,
  ]

  /// What no shortage of text makes body: blocks named or worded as furniture, bylines, bare dates.
  private func isFurniture(_ block: Block) -> Bool {
    let page = statistics.page
    let names = statistics.inherited[Int(block.container)].own
    if !names.isDisjoint(with: Self.furnitureNames) { return true }
    guard block.units < 140 else { return false }
    let measures = block.measures
    if !measures.phrases.isDisjoint(with: Self.furnitureWords) { return true }
    if measures.endsSentence { return false }
    if measures.phrases.contains(.byline) { return true }
    let named = statistics.names.overlap(Set(page.tokens(of: block)))
    if !statistics.names.isEmpty, named == statistics.names.count { return true }
    return block.time >= 0 || measures.letters == 0 && measures.hasDigit
  }

  /// A line in an element named for authors that is no sentence, or one of nothing but the authors' names.
  private func isByline(_ block: Block) -> Bool {
    guard block.units < 80, !block.measures.endsSentence else { return false }
    let names = statistics.inherited[Int(block.container)].own
    if block.units < 60, block.tag == .p, names.contains(.author) { return true }
    let tokens = statistics.page.tokens(of: block)
    return !tokens.isEmpty && !statistics.names.isEmpty
      && tokens.allSatisfy { statistics.names.contains($0) }
  }

  /// A `<time>` alone, in figures: `2025-03-04 09:26`.
  private func isDateLine(_ block: Block) -> Bool {
    block.time >= 0 && block.units < 30 && block.measures.letters == 0 && block.measures.hasDigit
  }

  /// A short container with a form in it invites, whatever it says: to a newsletter, a search, a vote.
  ///
  /// - Returns: by container, whether it or one that it lies in is such.
  private static func forms(in page: PageBlocks) -> [Bool] {
    var asks = [Bool](repeating: false, count: page.containers.count)
    let headline = page.blocks.firstIndex { $0.tag == .h1 }.map { Int32($0) }
    for container in page.containers where container.tag == .form && container.parent >= 0 {
      let outer = page.containers[Int(container.parent)]
      let holdsHeadline = headline.map { outer.blocks.contains($0) } ?? false
      if outer.units < formUnits, !holdsHeadline { asks[Int(container.parent)] = true }
    }
    for index in asks.indices {
      let parent = page.containers[index].parent
      if parent >= 0, asks[Int(parent)] { asks[index] = true }
    }
    return asks
  }

  /// A `figcaption`, however much it reads like text. Of 624 on development pages the models kept 26. Or what is
  /// itself named for pictures and not for text: of 0.46 pages' worth that the models kept, 0.01 is body text.
  private func isCaption(_ block: Block) -> Bool {
    var container = Int(block.container)
    let names = statistics.inherited[container].own
    if names.contains(.caption), !names.contains(.body) { return true }
    for _ in 0..<3 where container >= 0 {
      if statistics.page.containers[container].tag == .figcaption { return true }
      container = Int(statistics.page.containers[container].parent)
    }
    return false
  }

  /// A text beside a picture that ends in a name behind its last full stop is a caption without a `figcaption`:
  /// `… on Monday. Reuters`, `… 있다. 연합뉴스`, `… in 1989. (AP)`.
  ///
  /// Of 81 such blocks on development pages 6 are body text; a limit of 0.95 loses as little as one of 0.98. Shorter ones
  /// are headings with a number.
  private func isCredited(_ block: Block, _ opinion: Float) -> Bool {
    guard opinion < 0.98, block.units >= 60, !block.measures.endsSentence,
      let name = statistics.page.unitsAfterLastStop(of: block)
    else { return false }
    return name <= 20 && BlockOpinion(statistics).imagesBeside(block) > 0
  }

  /// A data table (no cell over 250 units) stands or falls as one, a list of short items (under 140) half so;
  /// a doubtful block between two kept neighbours is kept.
  static func smoothed(_ opinions: [Float], _ page: PageBlocks) -> [Float] {
    var smoothed = opinions
    level(&smoothed, page, longest: 250, weight: 1) { $0 == .table || $0 == .tbody }
    level(&smoothed, page, longest: 140, weight: 0.5) { $0 == .ul || $0 == .ol || $0 == .dl }
    guard smoothed.count > 2 else { return smoothed }
    for index in 1..<(smoothed.count - 1)
    where smoothed[index] > 0.35 && smoothed[index] < 0.5 && smoothed[index - 1] > 0.6
      && smoothed[index + 1] > 0.6
    {
      smoothed[index] = 0.51
    }
    joinLookAlikes(&smoothed, page)
    return smoothed
  }

  /// A sentence without links that looks like two sure paragraphs, in the same container or in one beside
  /// theirs, is one too.
  private static func joinLookAlikes(_ opinions: inout [Float], _ page: PageBlocks) {
    var sure: [UInt64: Int] = [:]
    func key(_ block: Block) -> UInt64 {
      let outer = page.containers[Int(block.home)].parent
      return UInt64(UInt32(bitPattern: block.look)) << 32 | UInt64(UInt32(bitPattern: outer))
    }
    for (index, block) in page.blocks.enumerated() where opinions[index] > 0.9 {
      sure[key(block), default: 0] += 1
    }
    for (index, block) in page.blocks.enumerated()
    where opinions[index] > 0.35 && opinions[index] < 0.5 && block.linkUnits == 0
      && block.tag == .p && block.measures.endsSentence && block.measures.phrases.isEmpty
      && sure[key(block), default: 0] >= 2
    {
      opinions[index] = 0.51
    }
  }

  private static func level(
    _ opinions: inout [Float], _ page: PageBlocks, longest: Int32, weight: Float,
    _ isGroup: (HTMLTag) -> Bool
  ) {
    // Parents come before their children.
    var groups = [Int32](repeating: -1, count: page.containers.count)
    for (index, container) in page.containers.enumerated() {
      let parent = Int(container.parent)
      groups[index] = isGroup(container.tag) ? Int32(index) : parent >= 0 ? groups[parent] : -1
    }
    guard groups.contains(where: { $0 >= 0 }) else { return }
    var members = [Members](repeating: Members(), count: groups.count)
    for (index, block) in page.blocks.enumerated() {
      let group = Int(groups[Int(block.container)])
      if group >= 0 { members[group].add(block, opinions[index], longest) }
    }
    for (index, block) in page.blocks.enumerated() {
      let group = Int(groups[Int(block.container)])
      guard group >= 0, members[group].count >= 3, members[group].areShort else { continue }
      let mean = members[group].likely / members[group].units
      opinions[index] = weight * mean + (1 - weight) * opinions[index]
    }
  }

  /// The blocks of one table or list.
  private struct Members {
    var count = 0
    var units: Float = 0
    var likely: Float = 0
    var areShort = true

    mutating func add(_ block: Block, _ opinion: Float, _ longest: Int32) {
      count += 1
      units += Float(block.units)
      likely += Float(block.units) * opinion
      if block.units >= longest { areShort = false }
    }
  }
}
