internal import Markup

/// Finds the container that holds the body.
struct Winner {
  /// A rejected block counts half: lists and captions inside a body are not the end of it.
  static let penalty: Float = 0.5
  /// For the wide winner, which spans bodies cut into many small containers (lists, live pages).
  static let widePenalty: Float = 0.1

  let container: Int
  /// Every container's sum of (2p − 1) · units^0.75.
  let scores: [Float]

  init(_ page: PageBlocks, opinions: [Float], penalty: Float) {
    var scores = [Float](repeating: 0, count: page.containers.count)
    for (block, opinion) in zip(page.blocks, opinions) {
      let weight = 2 * opinion - 1
      // units^0.75
      let root = Float(block.units).squareRoot()
      scores[Int(block.container)] +=
        weight * root * root.squareRoot() * (opinion > 0.5 ? 1 : penalty)
    }
    for index in page.containers.indices.reversed() where page.containers[index].parent >= 0 {
      scores[Int(page.containers[index].parent)] += scores[index]
    }
    var best = 0
    for index in scores.indices {
      let isDeeper = page.containers[index].depth > page.containers[best].depth
      if scores[index] > scores[best] + 1e-4 || scores[index] > scores[best] - 1e-4 && isDeeper {
        best = index
      }
    }
    container = best
    self.scores = scores
  }
}

/// The second model's ground: what the first says of a block's neighbours, and where in the body it would stand.
struct BodyPlace {
  private let statistics: PageStatistics
  private let opinions: [Float]
  private let winner: Winner
  private let wide: Winner
  /// Block ranges of the winners.
  private let span: Range<Int>
  private let wideSpan: Range<Int>
  private let levels: [Int]
  private let means: Means
  /// Binned mean opinions over rows of look-alike boxes.
  private let rowMeans: [Int]
  private let sure: [Float]
  private let total: Float
  private let flow: OpinionFlow
  private let cohesion: Cohesion
  private let ratio: Int
  private let sureSpan: ClosedRange<Int>
  /// By container, for blocks outside the winner and inside.
  private var inherited: [PageStatistics.Inherited?]
  // What has been passed so far.
  private var sum: Float = 0
  private var lastFurnitureHeading = -1
  private var isCut = false

  init(_ statistics: PageStatistics, opinions: [Float]) {
    let page = statistics.page
    self.statistics = statistics
    self.opinions = opinions
    winner = Winner(page, opinions: opinions, penalty: Winner.penalty)
    wide = Winner(page, opinions: opinions, penalty: Winner.widePenalty)
    let span = page.containers[winner.container].blocks.asIndices
    let wideSpan = page.containers[wide.container].blocks.asIndices
    self.span = span
    self.wideSpan = wideSpan
    levels = opinions.map { bin($0, .opinion) }
    let sure: [Float] = page.blocks.indices.map {
      opinions[$0] > 0.6 && span.contains($0) ? Float(page.blocks[$0].units) : 0
    }
    var wideTotal: Float = 0
    var wideInside: Float = 0
    for index in wideSpan where opinions[index] > 0.5 {
      let units = Float(page.blocks[index].units)
      wideTotal += units
      if span.contains(index) { wideInside += units }
    }
    self.sure = sure
    total = max(sure.reduce(0, +), 1)
    ratio = bin(max(wideTotal, 1) / max(wideInside, 1), .ratio)
    flow = OpinionFlow(page, opinions)
    cohesion = Cohesion(page, opinions)
    let long = sure.indices.filter { sure[$0] >= 80 }
    let firstSure = long.first ?? span.lowerBound
    sureSpan = firstSure...max(long.last ?? span.upperBound - 1, firstSure)
    means = Means(statistics, opinions: opinions, winner: winner.container)
    rowMeans = Self.rowMeans(statistics, opinions)
    inherited = Array(repeating: nil, count: 2 * page.containers.count)
  }

  private static func rowMeans(_ statistics: PageStatistics, _ opinions: [Float]) -> [Int] {
    var sums = [(opinion: Float, units: Float)](
      repeating: (0, 0), count: statistics.cards.rows.count)
    for (block, opinion) in zip(statistics.page.blocks, opinions) {
      let row = statistics.cards.places[Int(block.container)].row
      guard row >= 0 else { continue }
      sums[Int(row)].opinion += Float(block.units) * opinion
      sums[Int(row)].units += Float(block.units)
    }
    return sums.map { bin($0.opinion / max(1, $0.units), .mean) }
  }

  var container: Int { winner.container }

  private func level(_ index: Int) -> Int { levels.indices.contains(index) ? levels[index] : 5 }

  /// Adds the features of block `index`; blocks must be described or passed in order.
  mutating func describe(_ index: Int, _ sink: inout FeatureSink) {
    let block = statistics.page.blocks[index]
    let inside = span.contains(index)
    let after = advance(index)
    let place = Place(
      inside: inside, before: bin(after.before, .edge), after: bin(after.after, .edge))
    describeWide(index, block, inside, &sink)
    describeEdges(index, place, &sink)
    describeOpinions(index, block, place, &sink)
    describeMeans(index, &sink)
    let row = statistics.cards.places[Int(block.container)].row
    if row >= 0 { sink.add(.cardMean, rowMeans[Int(row)]) }
    describeFurniture(index, block, place, &sink)
    describeNames(block, place, &sink)
    if inside { describePath(block, &sink) }
    flow.describe(index, block, &sink)
    cohesion.describe(index, statistics.page, &sink)
  }

  /// Takes note of a block that is not described.
  mutating func pass(_ index: Int) {
    let block = statistics.page.blocks[index]
    let after = advance(index)
    let inside = span.contains(index)
    noteFurniture(
      index, block, Place(inside: inside, before: 0, after: bin(after.after, .edge)))
  }

  private struct Place {
    var inside: Bool
    /// How much of the sure text comes before and after, binned.
    var before: Int
    var after: Int
  }

  private struct Shares {
    var before: Float
    var after: Float
  }

  private mutating func advance(_ index: Int) -> Shares {
    let before = sum / total
    sum += sure[index]
    return Shares(before: before, after: (total - sum) / total)
  }

  private func describeWide(
    _ index: Int, _ block: Block, _ inside: Bool, _ sink: inout FeatureSink
  ) {
    let insideWide = wideSpan.contains(index)
    sink.add(.inside, ((inside ? 2 : 0) + (insideWide ? 1 : 0)) * 6 + ratio)
    guard insideWide else { return }
    _ =
      describeChild(1, block, .child1, .child1Links, &sink)
      && describeChild(2, block, .child2, .child2Links, &sink)
      && describeChild(3, block, .child3, .child3Links, &sink)
  }

  /// The ancestor that lies `distance` levels below the wide winner; returns whether there is one.
  @inline(__always) private func describeChild(
    _ distance: Int, _ block: Block, _ mean: FeatureTemplate, _ links: FeatureTemplate,
    _ sink: inout FeatureSink
  ) -> Bool {
    guard let child = ancestor(of: block.container, below: wide.container, distance) else {
      return false
    }
    sink.add(mean, bin(means.subtree[child], .subtree))
    sink.add(links, bin(statistics.page.containers[child].linkShare, .shares))
    return true
  }

  /// The ancestor (or itself) that lies `distance` levels below `top`.
  private func ancestor(of container: Int32, below top: Int, _ distance: Int) -> Int? {
    let containers = statistics.page.containers
    let depth = containers[top].depth + Int32(distance)
    var index = container
    while index >= 0, containers[Int(index)].depth > depth { index = containers[Int(index)].parent }
    return index >= 0 && containers[Int(index)].depth == depth ? Int(index) : nil
  }

  private func describeEdges(_ index: Int, _ place: Place, _ sink: inout FeatureSink) {
    sink.add(.opinionInside, bin(opinions[index], .fineOpinion) * 2 + (place.inside ? 1 : 0))
    sink.add(.before, place.before)
    sink.add(.after, place.after)
    if index < sureSpan.lowerBound {
      sink.add(.gap, bin(Float(sureSpan.lowerBound - index), .distance))
    } else if index > sureSpan.upperBound {
      sink.add(.gap, 6 + bin(Float(index - sureSpan.upperBound), .distance))
    } else {
      sink.add(.gap, 12)
    }
  }

  private func describeOpinions(
    _ index: Int, _ block: Block, _ place: Place, _ sink: inout FeatureSink
  ) {
    sink.add(.ahead1, level(index + 1))
    sink.add(.ahead2, level(index + 2))
    sink.add(.ahead3, level(index + 3))
    sink.add(.behind1, level(index - 1))
    sink.add(.behind2, level(index - 2))
    sink.add(.behind3, level(index - 3))
    if block.tag == .li {
      sink.add(.itemAhead, level(index + 1))
      sink.add(.itemBehind, level(index - 1))
      sink.add(.itemBefore, place.before)
      sink.add(.itemAfter, place.after)
    }
  }

  private func describeMeans(_ index: Int, _ sink: inout FeatureSink) {
    let values = means.of(statistics.page.blocks[index], pair: statistics.pairs[index])
    sink.add(.homeMean, values.home)
    sink.add(.lookMean, values.look)
    sink.add(.homeLookMean, values.both)
    if let list = values.list { sink.add(.listMean, list) }
  }

  /// What comes after a heading of furniture, and what words mean at the body's edges.
  private mutating func describeFurniture(
    _ index: Int, _ block: Block, _ place: Place, _ sink: inout FeatureSink
  ) {
    let phrases = block.measures.phrases
    if place.inside, lastFurnitureHeading >= 0 {
      let isSibling = statistics.page.blocks[lastFurnitureHeading].home == block.home
      let distance = bin(Float(index - lastFurnitureHeading), .since)
      sink.add(.since, (distance * 2 + (isSibling ? 1 : 0)) * 6 + level(index))
      sink.add(.sinceAfter, place.after)
    }
    if place.before == 0 {
      let modelled = phrases.rawValue & (1 << UInt32(PhraseKinds.modelled) - 1)
      sink.add(.phraseBefore, bits: UInt64(modelled))
    }
    noteFurniture(index, block, place)
    if isCut, place.inside { sink.add(.cut, place.after) }
  }

  private mutating func noteFurniture(_ index: Int, _ block: Block, _ place: Place) {
    let phrases = block.measures.phrases
    guard place.inside, block.units < 80, !phrases.isEmpty else { return }
    if !phrases.isDisjoint(with: [.related, .comment]),
      block.tag.isHeading || Float(block.strongUnits) > 0.5 * Float(block.units)
    {
      lastFurnitureHeading = index
    }
    if place.after <= 1, !phrases.isDisjoint(with: [.related, .comment, .subscribe]) {
      isCut = true
    }
  }

  /// Class bits strictly below the winner, whatever their share of the page.
  private mutating func describeNames(_ block: Block, _ place: Place, _ sink: inout FeatureSink) {
    let key = 2 * Int(block.container) + (place.inside ? 1 : 0)
    let names: PageStatistics.Inherited
    if let known = inherited[key] {
      names = known
    } else {
      names = statistics.inherited(
        of: Int(block.container), below: place.inside ? winner.container : -1, limits: false)
      inherited[key] = names
    }
    let bits = names.own.union(names.near).union(names.far).rawValue
    sink.add(.winnerBits, bits: bits)
    sink.add(.winnerTags, bits: UInt64(names.tags))
  }

  private func describePath(_ block: Block, _ sink: inout FeatureSink) {
    let containers = statistics.page.containers
    let depth = containers[Int(block.container)].depth - containers[winner.container].depth
    sink.add(.depth, min(max(Int(depth), 0), 5))
    guard let child = ancestor(of: block.container, below: winner.container, 1) else { return }
    let share = winner.scores[child] / (abs(winner.scores[winner.container]) + 1)
    sink.add(.childScore, bin(share, .childScore))
    sink.add(.childLinks, bin(containers[child].linkShare, .shares))
  }
}

/// Mean opinions of the first model over a block's likes.
private struct Means {
  /// Of every container's whole subtree.
  let subtree: [Float]
  private let homes: [Sum]
  private let looks: [Sum]
  private let pairs: [Sum]
  /// Of the outermost list or table below the winner, by its container.
  private let lists: [Sum]
  /// That container by container; -1 outside lists.
  private let listAround: [Int32]

  private struct Sum {
    var opinion: Float = 0
    var units: Float = 0

    mutating func add(_ block: Block, _ opinion: Float) {
      self.opinion += Float(block.units) * opinion
      units += Float(block.units)
    }

    var level: Int { bin(opinion / max(units, 1), .mean) }
  }

  init(_ statistics: PageStatistics, opinions: [Float], winner: Int) {
    let page = statistics.page
    let none = [Sum](repeating: Sum(), count: page.containers.count)
    let listAround = Self.lists(page, winner)
    var (own, homes, lists) = (none, none, none)
    var looks = [Sum](repeating: Sum(), count: statistics.looks.count)
    var pairs = [Sum](repeating: Sum(), count: statistics.pairCount)
    for index in page.blocks.indices {
      let (block, opinion) = (page.blocks[index], opinions[index])
      own[Int(block.container)].add(block, opinion)
      homes[Int(block.home)].add(block, opinion)
      looks[Int(block.look)].add(block, opinion)
      pairs[Int(statistics.pairs[index])].add(block, opinion)
      let list = listAround[Int(block.container)]
      if list >= 0 { lists[Int(list)].add(block, opinion) }
    }
    for index in page.containers.indices.reversed() where page.containers[index].parent >= 0 {
      let parent = Int(page.containers[index].parent)
      own[parent].opinion += own[index].opinion
      own[parent].units += own[index].units
    }
    subtree = own.map { $0.opinion / max(1, $0.units) }
    (self.homes, self.looks, self.pairs, self.lists) = (homes, looks, pairs, lists)
    self.listAround = listAround
  }

  func of(_ block: Block, pair: Int32) -> (home: Int, look: Int, both: Int, list: Int?) {
    let list = listAround[Int(block.container)]
    return (
      homes[Int(block.home)].level, looks[Int(block.look)].level, pairs[Int(pair)].level,
      list >= 0 ? lists[Int(list)].level : nil
    )
  }

  /// By container, the outermost list or table around it, below the winner. Parents come before their children.
  private static func lists(_ page: PageBlocks, _ winner: Int) -> [Int32] {
    var around = [Int32](repeating: -1, count: page.containers.count)
    for index in page.containers.indices where index != winner {
      let container = page.containers[index]
      let outer = container.parent >= 0 ? around[Int(container.parent)] : -1
      if outer >= 0 {
        around[index] = outer
        continue
      }
      switch container.tag {
      case .table, .ul, .ol, .dl: around[index] = Int32(index)
      default: break
      }
    }
    return around
  }
}
