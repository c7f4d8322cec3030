internal import Markup

/// The first model: how likely each block is body text, judged by itself and by its place on the page.
struct BlockOpinion {
  let statistics: PageStatistics

  init(_ statistics: PageStatistics) { self.statistics = statistics }

  /// Adds the features of block `index` to `sink`.
  func describe(_ index: Int, _ sink: inout FeatureSink) {
    let block = statistics.page.blocks[index]
    let size = bin(Float(block.units), .units)
    describeText(block, size, &sink)
    describeNames(block, &sink)
    describePlace(index, block, size, &sink)
    describeMeaning(index, block, size, &sink)
    describeNeighbours(index, block, &sink)
    describeCard(index, block, &sink)
  }

  /// The row of look-alike boxes that the block lies in, and where in its box.
  private func describeCard(_ index: Int, _ block: Block, _ sink: inout FeatureSink) {
    let place = statistics.cards.places[Int(block.container)]
    guard place.row >= 0 else {
      sink.add(.cards, 0)
      return
    }
    let row = statistics.cards.rows[Int(place.row)]
    sink.add(.cards, row.countBin * 5 + row.unitsBin)
    sink.add(.cardLinks, row.countBin * 4 + row.linksBin)
    sink.add(.cardKind, row.kind * 5 + row.unitsBin)
    let box = statistics.page.containers[Int(place.box)].blocks.asIndices
    let position =
      box.count == 1 ? 0 : index == box.lowerBound ? 1 : index == box.upperBound - 1 ? 3 : 2
    sink.add(.cardPlace, row.countBin * 4 + position)
  }

  private func describeText(_ block: Block, _ size: Int, _ sink: inout FeatureSink) {
    let measures = block.measures
    let share = block.linkShare
    let level = share < 0.1 ? 0 : share < 0.5 ? 1 : share < 0.9 ? 2 : 3
    let ends = measures.endsSentence ? 1 : 0
    let tag = Int(block.tag.rawValue)
    sink.add(.units, size)
    sink.add(.links, bin(share, .shares))
    sink.add(.unitsLinks, size * 4 + level)
    sink.add(.ends, ends)
    sink.add(.endsUnits, ends * 8 + size)
    sink.add(.sentences, min(measures.sentences, 4))
    sink.add(.commas, min(measures.commas, 4))
    sink.add(.tag, tag)
    sink.add(.tagUnits, tag * 6 + min(size, 5))
    sink.add(.linkCount, min(Int(block.links), 3) * 4 + level)
    if measures.endsWithColon { sink.add(.colon) }
    if Float(block.strongUnits) > 0.8 * Float(block.units) {
      sink.add(.strong)
      sink.add(.strongUnits, size)
    }
    if measures.hasAddress { sink.add(.address) }
    let counted = Float(max(1, measures.digits + measures.letters))
    sink.add(.digits, bin(Float(measures.digits) / counted, .digits) * 2 + (size > 3 ? 1 : 0))
    if measures.isCapitals { sink.add(.capitals) }
    if measures.hasBar { sink.add(.bar) }
    var phrases = measures.phrases.rawValue & (1 << UInt32(PhraseKinds.modelled) - 1)
    while phrases != 0 {
      let kind = phrases.trailingZeroBitCount
      sink.add(.phrase, kind)
      sink.add(.phraseUnits, kind * 6 + min(size, 5))
      phrases &= phrases - 1
    }
  }

  private func describeNames(_ block: Block, _ sink: inout FeatureSink) {
    let inherited = statistics.inherited[Int(block.container)]
    sink.add(.ownBits, bits: inherited.own.rawValue)
    sink.add(.nearBits, bits: inherited.near.rawValue)
    sink.add(.farBits, bits: inherited.far.rawValue)
    sink.add(.inlineBits, bits: block.inlineBits.rawValue)
    sink.add(.ancestors, bits: UInt64(inherited.tags))
  }

  private func describePlace(_ index: Int, _ block: Block, _ size: Int, _ sink: inout FeatureSink) {
    let containers = statistics.page.containers
    sink.add(.images, min(Int(imagesBeside(block)), 2) * 6 + min(size, 5))
    let repeats = Int(statistics.repeats[index])
    if repeats > 1 {
      sink.add(.repeats, min(repeats, 3) - 2)
      sink.add(.repeatsUnits, (min(repeats, 3) - 2) * 8 + size)
    }
    let home = containers[Int(block.home)]
    let outer = home.parent >= 0 ? containers[Int(home.parent)] : home
    let good = statistics.good
    let direct = Float(statistics.direct[Int(block.home)]) / good
    let look = Float(statistics.looks[Int(block.look)]) / good
    sink.add(.pageUnits, bin(statistics.units, .page) * 5 + min(size, 4))
    sink.add(.homeShare, bin(direct, .parts))
    sink.add(.homeGood, bin(Float(home.goodUnits) / good, .parts))
    sink.add(.outerGood, bin(Float(outer.goodUnits) / good, .parts))
    sink.add(.lookShare, bin(look, .parts))
    sink.add(.homeLinks, bin(home.linkShare, .shares))
    sink.add(.outerLinks, bin(outer.linkShare, .shares))
    sink.add(.lookHome, bin(look, .look) * 3 + bin(direct, .look))
    if statistics.headline >= 0 {
      sink.add(.heading, index == statistics.headline ? 0 : index < statistics.headline ? 1 : 2)
    }
  }

  /// Images in the largest ancestor that holds little but this block: with one, it is a caption.
  func imagesBeside(_ block: Block) -> Int32 {
    let containers = statistics.page.containers
    let limit = 1.4 * Float(block.units) + 15
    var index = Int(block.container)
    while containers[index].parent >= 0,
      Float(containers[Int(containers[index].parent)].units) <= limit
    {
      index = Int(containers[index].parent)
    }
    return containers[index].images
  }

  /// Overlaps with title, descriptions, names and JSON-LD's article body.
  private func describeMeaning(
    _ index: Int, _ block: Block, _ size: Int, _ sink: inout FeatureSink
  ) {
    let tokens = statistics.page.tokens(of: block)
    guard !tokens.isEmpty else {
      sink.add(.noBody)
      return
    }
    // Beyond 250 tokens no share of a title, description or name is worth measuring.
    if tokens.count <= 250 {
      describeOverlaps(statistics.distinctTokens(of: index), block, &sink)
    } else if !statistics.title.isEmpty {
      let common = statistics.title.overlap(statistics.distinctTokens(of: index))
      let overlap = Float(common) / Float(statistics.title.count)
      sink.add(.titleOverlap, bin(overlap, .overlap) * 4)
    }
    guard let body = statistics.body else {
      sink.add(.noBody)
      return
    }
    let shingles = Tokens.shingles(tokens, length: 4)
    let known = shingles.reduce(0) { $0 + (body.contains($1) ? 1 : 0) }
    let share = Float(known) / Float(max(1, shingles.count))
    sink.add(.bodyOverlap, bin(share, .body) * 2 + (size > 2 ? 1 : 0))
  }

  private func describeOverlaps(
    _ distinct: ArraySlice<UInt32>, _ block: Block, _ sink: inout FeatureSink
  ) {
    let count = Float(distinct.count)
    let title = statistics.title
    if !title.isEmpty {
      let overlap = Float(title.overlap(distinct))
      let ofTitle = overlap / Float(title.count)
      let ofBlock = overlap / count
      sink.add(.titleOverlap, bin(ofTitle, .overlap) * 4 + bin(ofBlock, .overlap))
      if ofTitle >= 0.8, ofBlock >= 0.8 { sink.add(.isTitle) }
    }
    let isDescription = statistics.descriptions.contains { description in
      guard Float(description.count) <= 1.5 * count + 1 else { return false }
      let overlap = Float(description.overlap(distinct))
      return overlap >= 0.8 * Float(description.count) && overlap >= 0.7 * count
    }
    if isDescription { sink.add(.isDescription) }
    if !statistics.names.isEmpty, block.units < 140 {
      sink.add(.nameOverlap, bin(Float(statistics.names.overlap(distinct)) / count, .names))
    }
  }

  private func describeNeighbours(_ index: Int, _ block: Block, _ sink: inout FeatureSink) {
    statistics.page.blocks.withUnsafeBufferPointer { blocks in
      sink.add(.previous, length(of: index - 1, blocks))
      if index > 0 { sink.add(.previousLook, likeness(blocks, index - 1, block)) }
      sink.add(.next, length(of: index + 1, blocks))
      if index + 1 < blocks.count { sink.add(.nextLook, likeness(blocks, index + 1, block)) }
      sink.add(.beforePrevious, length(of: index - 2, blocks))
      sink.add(.afterNext, length(of: index + 2, blocks))
    }
  }

  /// How long a neighbour is, and whether it is linked; 8 where there is none.
  @inline(__always) private func length(
    of index: Int, _ blocks: UnsafeBufferPointer<Block>
  ) -> Int {
    guard index >= 0, index < blocks.count else { return 8 }
    let units = Float(blocks[index].units)
    let isLinked = Float(blocks[index].linkUnits) >= 0.3 * units
    return min(bin(units, .neighbour), 3) * 2 + (isLinked ? 1 : 0)
  }

  /// What a neighbour, which there must be, has in common with a block.
  @inline(__always) private func likeness(
    _ blocks: UnsafeBufferPointer<Block>, _ index: Int, _ block: Block
  ) -> Int {
    (blocks[index].look == block.look ? 4 : 0)
      + (blocks[index].container == block.container ? 2 : 0)
      + (blocks[index].home == block.home ? 1 : 0)
  }
}

extension Container {
  var linkShare: Float { Float(linkUnits) / Float(max(units, 1)) }
}
