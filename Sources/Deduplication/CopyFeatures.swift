internal import Foundation

/// What speaks for and against two texts of one language being one: the shorter is followed through the longer one in
/// order, and what one has and the other lacks is weighed.
enum CopyFeatures {
  /// So many units make a block: about two sentences.
  static let block = 20
  /// About a headline.
  private static let head = 15

  static func pair(
    _ a: OpenArticle, _ b: OpenArticle, least: Double, named: Bool = true
  ) -> FeatureVector? {
    let level = max(a.header.samplingLevel, b.header.samplingLevel)
    var (short, long) = (a.places(at: level), b.places(at: level))
    if short.count > long.count { swap(&short, &long) }
    guard let path = TextPath(short, long, least: least) else { return nil }
    var vector = FeatureVector(named: named, expecting: 29)
    let (shortCount, longCount) = (Double(max(1, short.count)), Double(max(1, long.count)))
    vector.append("cosine", path.cosine)
    vector.append("found", path.found / (path.mass + 1e-9))
    vector.append("found_of_longer", path.foundLong / (path.massLong + 1e-9))
    vector.append("in_order", Double(path.inOrder) / shortCount)
    vector.append("order", Double(path.inOrder) / Double(max(1, path.steps)))
    vector.append("adjacent", Double(path.adjacent) / shortCount)
    vector.append("length_ratio", log(longCount / shortCount))
    vector.append("span", path.span / longCount)
    vector.append("start", path.start / longCount)
    vector.append("cohesion", path.cohesion)
    let blocks = Self.blocks(path.hits)
    vector.append("blocks_found", Self.share(of: blocks) { $0 > 0.7 })
    vector.append("blocks_missing", Self.share(of: blocks) { $0 < 0.4 })
    vector.append("least_block", blocks.min() ?? 0)
    let longBlocks = Self.blocks(path.longHits)
    vector.append("longer_blocks_found", Self.share(of: longBlocks) { $0 > 0.7 })
    vector.append("longer_blocks_missing", Self.share(of: longBlocks) { $0 < 0.4 })
    vector.append(
      "head_found",
      Double(path.longHits.prefix(Self.head).count { $0 })
        / Double(max(1, min(Self.head, long.count))))
    let numbers = (short.digitUnits, long.digitUnits)
    addSets(numberNames, numbers.0, numbers.1, &vector)
    vector.append("number_count", log1p(Double(numbers.0.count)))
    vector.append(
      "numbers_swapped", Double(path.numbersSwapped) / Double(max(1, numbers.0.count)))
    let names = (short.nameUnits, long.nameUnits)
    addSets(nameNames, names.0, names.1, &vector)
    vector.append("names_swapped", Double(path.namesSwapped) / Double(max(1, names.0.count)))
    vector.append("length", log(shortCount + 1))
    vector.append("gap", Double(path.gaps.largest) / shortCount)
    vector.append("gap_before", Double(path.gaps.before) / shortCount)
    vector.append("gap_after", Double(path.gaps.after) / shortCount)
    return vector
  }

  private static func share(of blocks: [Double], where holds: (Double) -> Bool) -> Double {
    Double(blocks.count(where: holds)) / Double(max(1, blocks.count))
  }

  private static func blocks(_ hits: [Bool]) -> [Double] {
    stride(from: 0, to: max(1, hits.count - block + 1), by: block).map { start in
      let end = min(start + block, hits.count)
      var found = 0
      for place in start..<end where hits[place] { found += 1 }
      return Double(found) / Double(max(1, min(block, hits.count)))
    }
  }

  private static let numberNames = ["numbers_lacking", "numbers_new", "numbers_shared"]
  private static let nameNames = ["names_lacking", "names_new", "names_shared"]

  /// - Parameters: distinct hashes, ascending.
  private static func addSets(
    _ names: [String], _ short: [UInt32], _ long: [UInt32], _ vector: inout FeatureVector
  ) {
    let shared = Double(sharedCount(short, long))
    let union = Double(short.count + long.count) - shared
    vector.append(names[0], (Double(short.count) - shared) / Double(max(1, short.count)))
    vector.append(names[1], (Double(long.count) - shared) / Double(max(1, long.count)))
    vector.append(names[2], union > 0 ? shared / union : 0.5)
  }

  private static func sharedCount(_ first: [UInt32], _ second: [UInt32]) -> Int {
    var (here, there, count) = (0, 0, 0)
    while here < first.count, there < second.count {
      let (a, b) = (first[here], second[there])
      if a == b { count += 1 }
      here += a <= b ? 1 : 0
      there += b <= a ? 1 : 0
    }
    return count
  }
}
