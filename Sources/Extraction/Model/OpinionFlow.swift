internal import Foundation

/// How the first model's opinions run through the page: the likely text before and after each block, on scales fine
/// enough for trees to find their own thresholds.
struct OpinionFlow {
  private let opinions: [Float]
  /// Likely text, in units: up to a block, and of the page.
  private let sums: [Float]
  private let total: Float
  /// Mean opinion of what stands before and after a block, the nearest counting most.
  private let behind: [Float]
  private let ahead: [Float]

  /// What each step away from a block takes of a neighbour's weight.
  private static let decay: Float = 0.7

  init(_ page: PageBlocks, _ opinions: [Float]) {
    self.opinions = opinions
    var sum: Float = 0
    sums = page.blocks.indices.map { index in
      defer { sum += opinions[index] * Float(page.blocks[index].units) }
      return sum
    }
    total = max(sum, 1)
    behind = Self.means(page, opinions, page.blocks.indices)
    ahead = Self.means(page, opinions, page.blocks.indices.reversed())
  }

  private static func means(
    _ page: PageBlocks, _ opinions: [Float], _ order: some Sequence<Int>
  ) -> [Float] {
    var means = [Float](repeating: 0, count: opinions.count)
    var opinion: Float = 0
    var weight: Float = 0.001
    for index in order {
      means[index] = opinion / weight
      // A long paragraph says no more than one of 300 units, and a short line something.
      let units = Float(min(page.blocks[index].units, 300) + 10)
      opinion = opinion * decay + opinions[index] * units
      weight = weight * decay + units
    }
    return means
  }

  func describe(_ index: Int, _ block: Block, _ sink: inout FeatureSink) {
    let opinion = max(0.0001, min(0.9999, opinions[index]))
    let likely = opinions[index] * Float(block.units)
    sink.add(.likelihood, Self.step(2 * log(opinion / (1 - opinion)) + 16, 32))
    sink.add(.length, Self.step(4 * log2(Float(block.units)), 48))
    sink.add(.bodyBefore, Self.step(16 * sums[index] / total, 16))
    sink.add(.bodyAfter, Self.step(16 * (total - sums[index] - likely) / total, 16))
    sink.add(.bodyBehind, Self.step(16 * behind[index], 16))
    sink.add(.bodyAhead, Self.step(16 * ahead[index], 16))
    sink.add(.bodyLength, Self.step(2 * log2(total), 32))
    sink.add(.bodyPart, Self.step(16 * (likely / total).squareRoot(), 16))
  }

  /// A value as one of `count` steps.
  static func step(_ value: Float, _ count: Int) -> Int {
    Int(max(0, min(Float(count - 1), value)))
  }
}

/// How much of a block's words the sure paragraphs around it use: a teaser for another article speaks of other things.
struct Cohesion {
  /// By word, the sure block that has it, or -1 where several have.
  private var places: FlatMap
  private let sureCount: Int
  private let isSure: [Bool]

  private static let sureOpinion: Float = 0.8

  init(_ page: PageBlocks, _ opinions: [Float]) {
    let isSure = zip(page.blocks, opinions).map { block, opinion in
      opinion > Self.sureOpinion && block.units >= PageStatistics.goodUnits
    }
    self.isSure = isSure
    sureCount = isSure.reduce(0) { $0 + ($1 ? 1 : 0) }
    places = FlatMap(capacity: 512)
    for (index, block) in page.blocks.enumerated() where isSure[index] {
      for token in page.tokens(of: block) {
        let key = Self.key(token)
        let known = places.value(of: key, orSet: Int32(index))
        if known != Int32(index), known != -1 { places[key, default: 0] = -1 }
      }
    }
  }

  private static func key(_ token: UInt32) -> UInt64 { UInt64(token) << 1 }

  func describe(_ index: Int, _ page: PageBlocks, _ sink: inout FeatureSink) {
    let tokens = page.tokens(of: page.blocks[index])
    guard !tokens.isEmpty, sureCount > (isSure[index] ? 1 : 0) else { return }
    let shared = tokens.reduce(0) { count, token in
      let place = places.value(of: Self.key(token))
      return count + (place == nil || place == Int32(index) ? 0 : 1)
    }
    sink.add(.cohesion, 15 * shared / tokens.count)
  }
}
