internal import Markup

/// What a page's blocks and metadata say together: the ground that block features are computed on.
struct PageStatistics {
  var page: PageBlocks
  /// Length of all text and of the paragraph-like text, in units, at least 1.
  let units: Float
  let good: Float
  /// Paragraph-like text directly in a container, by container.
  private(set) var direct: [Int32]
  /// Paragraph-like text by look.
  private(set) var looks: [Int32]
  /// By block, the number of its look in its home, and how many such numbers there are.
  private(set) var pairs: [Int32]
  private(set) var pairCount = 0
  /// Each block's tokens without their repeats, one block after the other, and where each block's lie.
  private var distinct: [UInt32] = []
  private var distinctRanges: [Range<Int32>] = []
  /// How often each block's text occurs on the page.
  private(set) var repeats: [Int32]
  /// The rows of look-alike boxes that each container lies in, the nearest one, by container.
  let cards: Cards
  /// The block that is the headline, or -1.
  private(set) var headline = -1
  /// By container, the nearest `<article>` that it is or lies in; -1 outside.
  private(set) var articles: [Int32] = []
  /// What the ancestors of each container with text of its own say.
  private(set) var inherited: [Inherited]
  let title: TokenSet
  let descriptions: [TokenSet]
  let names: TokenSet
  /// Runs of four tokens of the article body that JSON-LD gives; `nil` where it is short or missing.
  let body: FlatMap?

  /// Class bits of a container, of its two next ancestors and of those beyond, and its telling ancestors.
  struct Inherited: Sendable {
    var own: ClassBits = []
    var near: ClassBits = []
    var far: ClassBits = []
    var tags: UInt32 = 0
  }

  /// One printed line, not mostly links: what is shorter may be a label.
  static let goodUnits: Int32 = 80
  /// JSON-LD bodies below this length are teasers.
  static let bodyUnits = 300

  init(_ page: PageBlocks, _ metadata: PageMetadata, title: String, byline: String) {
    self.page = page
    Self.sumUp(&self.page)
    let root = self.page.containers.first
    units = Float(max(root?.units ?? 0, 1))
    good = Float(max(root?.goodUnits ?? 0, 1))
    self.title = TokenSet(of: title)
    descriptions = metadata.descriptions.map { TokenSet(of: $0) }.filter { !$0.isEmpty }
    names = TokenSet(of: byline)
    let text = metadata.articleBody
    body =
      Tokens.units(of: text) >= Self.bodyUnits ? Self.shingleSet(Tokens.hashes(of: text), 4) : nil
    cards = Cards(self.page)
    direct = [Int32](repeating: 0, count: self.page.containers.count)
    looks = []
    pairs = []
    repeats = []
    inherited = []
    nameLooks()
    namePairs()
    listDistinctTokens()
    countRepeats()
    headline = findHeadline() ?? -1
    findArticles()
    inherit()
  }

  /// Parents come before their children.
  private mutating func findArticles() {
    articles.reserveCapacity(page.containers.count)
    for (index, container) in page.containers.enumerated() {
      let outer = container.parent >= 0 ? articles[Int(container.parent)] : -1
      articles.append(container.tag == .article ? Int32(index) : outer)
    }
  }

  enum ArticleRelation {
    /// One of the two lies in no `<article>`.
    case none
    case same, within, other
  }

  /// Where a block's `<article>` lies from the headline's: other posts have their own.
  func articleRelation(_ block: Block) -> ArticleRelation {
    guard headline >= 0 else { return .none }
    let own = articles[Int(block.container)]
    let main = articles[Int(page.blocks[headline].container)]
    guard own >= 0, main >= 0 else { return .none }
    if own == main { return .same }
    return own > main && page.containers[Int(main)].holds(page.containers[Int(own)])
      ? .within : .other
  }

  /// The `h1` with most of the title's words, else the first heading, else the first block that is the title.
  private func findHeadline() -> Int? {
    guard !title.isEmpty else { return nil }
    var heading: Int?
    var line: Int?
    for (index, block) in page.blocks.enumerated() {
      if block.tag == .h1 {
        guard title.overlap(distinctTokens(of: index)) * 10 >= 6 * title.count else { continue }
        return index
      }
      guard heading == nil, line == nil || block.tag.isHeading, isTitle(index, block) else {
        continue
      }
      if block.tag.isHeading { heading = index } else { line = index }
    }
    return heading ?? line
  }

  /// Whether a block says the title and little else, and is no link to it.
  private func isTitle(_ index: Int, _ block: Block) -> Bool {
    let tokens = distinctTokens(of: index)
    guard tokens.count <= 2 * title.count, 2 * block.linkUnits < block.units else { return false }
    let shared = 10 * title.overlap(tokens)
    return shared >= 8 * title.count && shared >= 8 * tokens.count
  }

  static func shingleSet(_ tokens: [UInt32], _ length: Int) -> FlatMap {
    var set = FlatMap(capacity: tokens.count)
    for shingle in Tokens.shingles(tokens[...], length: length) { set[shingle, default: 0] = 1 }
    return set
  }

  /// Lengths of containers, from the blocks up.
  private static func sumUp(_ page: inout PageBlocks) {
    for block in page.blocks {
      let isGood = block.units >= goodUnits && 2 * block.linkUnits < block.units
      let at = Int(block.container)
      page.containers[at].units += block.units
      page.containers[at].linkUnits += block.linkUnits
      if isGood { page.containers[at].goodUnits += block.units }
    }
    for index in page.containers.indices.reversed() {
      let container = page.containers[index]
      guard container.parent >= 0 else { continue }
      let parent = Int(container.parent)
      page.containers[parent].units += container.units
      page.containers[parent].linkUnits += container.linkUnits
      page.containers[parent].goodUnits += container.goodUnits
      page.containers[parent].images += container.images
    }
  }

  private mutating func nameLooks() {
    var numbers = FlatMap(capacity: page.blocks.count)
    for index in page.blocks.indices {
      let block = page.blocks[index]
      let container = page.containers[Int(block.container)]
      let isLeaf = block.tag.isLeaf || container.blocks.count <= 1
      let home = isLeaf && container.parent >= 0 ? container.parent : block.container
      page.blocks[index].home = home
      var hash = StringHash()
      hash.add(UInt64(block.tag.rawValue))
      hash.add(container.kind)
      if container.parent >= 0 {
        hash.add(UInt64(page.containers[Int(container.parent)].tag.rawValue))
        hash.add(page.containers[Int(container.parent)].name)
      }
      let look = numbers[hash.value, default: Int32(looks.count)]
      if Int(look) == looks.count {
        looks.append(0)
        numbers[hash.value, default: 0] = look
      }
      page.blocks[index].look = look
      if 2 * block.linkUnits < block.units, block.units >= Self.goodUnits {
        looks[Int(look)] += block.units
        direct[Int(home)] += block.units
      }
    }
  }

  func distinctTokens(of block: Int) -> ArraySlice<UInt32> {
    distinct[distinctRanges[block].asIndices]
  }

  private mutating func listDistinctTokens() {
    distinct.reserveCapacity(page.tokens.count)
    distinctRanges.reserveCapacity(page.blocks.count)
    for block in page.blocks {
      let start = Int32(distinct.count)
      Tokens.appendDistinct(page.tokens(of: block), to: &distinct)
      distinctRanges.append(start..<Int32(distinct.count))
    }
  }

  private mutating func namePairs() {
    var numbers = FlatMap(capacity: page.blocks.count)
    pairs.reserveCapacity(page.blocks.count)
    for block in page.blocks {
      let home = UInt64(UInt32(bitPattern: block.home))
      let key = (home << 31 | UInt64(UInt32(bitPattern: block.look))) << 1
      let number = numbers[key, default: Int32(pairCount)]
      if Int(number) == pairCount {
        numbers[key, default: 0] = number
        pairCount += 1
      }
      pairs.append(number)
    }
  }

  /// The same words again in the same place are the author's own repetition.
  private mutating func countRepeats() {
    var counts = FlatMap(capacity: page.blocks.count)
    var beside = FlatMap(capacity: page.blocks.count)
    func place(_ block: Block) -> UInt64 {
      block.textHash &+ UInt64(UInt32(bitPattern: block.home)) &* 0x9E37_79B9_7F4A_7C15
    }
    for block in page.blocks {
      counts.add(1, to: block.textHash)
      beside.add(1, to: place(block))
    }
    repeats = page.blocks.map {
      counts[$0.textHash, default: 1] - beside[place($0), default: 1] + 1
    }
  }

  /// A name on a wrapper of most of the page says nothing, so those are passed over.
  private mutating func inherit() {
    inherited = [Inherited](repeating: Inherited(), count: page.containers.count)
    var last: Int32 = -1
    for block in page.blocks where block.container != last {
      last = block.container
      inherited[Int(last)] = inherited(of: Int(last), below: -1, limits: true)
    }
  }

  /// What a container and its ancestors below `stop` say.
  func inherited(of container: Int, below stop: Int, limits: Bool) -> Inherited {
    page.containers.withUnsafeBufferPointer {
      inherited(of: container, in: $0, below: stop, limits: limits)
    }
  }

  private func inherited(
    of container: Int, in containers: UnsafeBufferPointer<Container>, below stop: Int, limits: Bool
  ) -> Inherited {
    var result = Inherited()
    var index = container
    var distance = 0
    while index >= 0, index != stop {
      let one = containers[index]
      let isWrapper =
        limits && distance > 0 && Float(one.goodUnits) > 0.6 * good
        && Float(one.units) > 0.4 * units
      if isWrapper {
        result.far.formUnion(one.bits.intersection(telling(one)))
      } else if distance == 0 {
        result.own = one.bits
      } else if distance <= 2 {
        result.near.formUnion(one.bits)
      } else {
        result.far.formUnion(one.bits)
      }
      result.tags |= one.telling
      index = Int(one.parent)
      distance += 1
    }
    return result
  }
}

extension PageStatistics {
  /// What even a wrapper's names say: that it holds the article, and that it holds comments, where the headline lies
  /// outside. Comments may well be longer than what they are on.
  private func telling(_ wrapper: Container) -> ClassBits {
    headline >= 0 && !wrapper.blocks.contains(Int32(headline))
      ? [.articleBody, .comment] : .articleBody
  }
}

extension Container {
  /// Whether all blocks of another lie in it.
  func holds(_ other: Container) -> Bool {
    blocks.lowerBound <= other.blocks.lowerBound && other.blocks.upperBound <= blocks.upperBound
  }
}

extension HTMLTag {
  /// Usually holds one paragraph or label.
  var isLeaf: Bool {
    switch self {
    case .p, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .dt, .dd, .figcaption, .blockquote: true
    default: false
    }
  }
}
