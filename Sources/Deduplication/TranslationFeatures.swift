internal import Foundation

/// What speaks for and against two texts in different languages being one.
enum TranslationFeatures {
  /// What the pair itself says.
  static func pair(
    _ a: OpenArticle, _ b: OpenArticle, _ shared: SharedKeys, named: Bool = true
  ) -> FeatureVector {
    var vector = FeatureVector(named: named, expecting: 80)
    vector.append("cosine", shared.cosine)
    vector.append("placed_cosine", shared.placedCosine)
    addLengths(a, b, &vector)
    addClasses(shared, &vector)
    addSums(shared, &vector)
    addAgreement(shared, &vector)
    addMarks(a.marks, b.marks, &vector)
    vector.append(
      "caseless", [a, b].reduce(0) { $0 + ($1.header.flags.contains(.caseless) ? 1 : 0) })
    return vector
  }

  private static func addLengths(
    _ a: OpenArticle, _ b: OpenArticle, _ vector: inout FeatureVector
  ) {
    let lengths = (a.normalizedLength, b.normalizedLength)
    let paragraphs = (
      Double(max(1, a.header.paragraphs)), Double(max(1, b.header.paragraphs))
    )
    vector.append("length_ratio", abs(log(lengths.0 / lengths.1)))
    vector.append("length", log(min(lengths.0, lengths.1)))
    vector.append("paragraph_ratio", abs(log(paragraphs.0 / paragraphs.1)))
  }

  /// What each class of keys is called, in the order of the features.
  private static let classNames = EvidenceKey.Class.allCases.map { kind in
    ["shared", "placed", "weight", "there", "found", "conflict"].map { "\(kind)_\($0)" }
  }

  private static func addClasses(_ shared: SharedKeys, _ vector: inout FeatureVector) {
    for (names, sums) in zip(classNames, shared.classes) {
      let mean = (sums.first * sums.second + 1).squareRoot()
      vector.append(names[0], sums.all / mean)
      vector.append(names[1], sums.placed / mean)
      vector.append(names[2], log1p(sums.placed))
      vector.append(names[3], log1p(min(sums.first, sums.second)))
      vector.append(names[4], sums.all / (min(sums.first, sums.second) + 1))
      // A number spelt out is missing on one side; other numbers are missing on both.
      let missing = min(sums.first, sums.second) - sums.all
      vector.append(names[5], log1p(max(0, missing)))
    }
  }

  private static func addSums(_ shared: SharedKeys, _ vector: inout FeatureVector) {
    let all = shared.classes.reduce(0) { $0 + $1.all }
    let placed = shared.classes.reduce(0) { $0 + $1.placed }
    let first = shared.classes.reduce(0) { $0 + $1.first }
    let second = shared.classes.reduce(0) { $0 + $1.second }
    vector.append("placed", log1p(placed))
    vector.append("placed_share", placed / (all + 1))
    vector.append("placed_found", placed / (min(first, second) + 1))
    vector.append("placed_of_longer", placed / (max(first, second) + 1))
    vector.append("from_start_share", shared.fromStart / (all + 1))
    vector.append("from_start_found", shared.fromStart / (min(first, second) + 1))
    vector.append("in_order", log1p(shared.inOrder))
    vector.append("in_order_share", shared.inOrder / (all + 1))
  }

  /// Numbers without regard to how rare they are: what sets two stories of one template apart is often common.
  private static func addAgreement(_ shared: SharedKeys, _ vector: inout FeatureVector) {
    let numbers = shared.classes[Int(EvidenceKey.Class.number.rawValue)]
    let fewest = Double(min(numbers.counts.first, numbers.counts.second))
    let most = Double(max(numbers.counts.first, numbers.counts.second))
    vector.append("numbers_agree", numbers.countPlaced / (fewest + 0.5))
    vector.append("numbers_agree_of_more", numbers.countPlaced / (most + 0.5))
    vector.append("numbers_dissent", log1p(fewest - Double(numbers.count)))
    vector.append("numbers_there", log1p(fewest))
  }

  private static func addMarks(
    _ a: MarkPlaces, _ b: MarkPlaces, _ vector: inout FeatureVector
  ) {
    for (mark, names) in markNames.enumerated() {
      let (p, q) = (a.of(mark), b.of(mark))
      let counts = (Double(p.count), Double(q.count))
      vector.append(names[0], abs(log((1 + counts.0) / (1 + counts.1))))
      let near = (Self.found(p, in: q) + Self.found(q, in: p)) / 2
      vector.append(names[1], near / (max(counts.0, counts.1) + 1))
      vector.append(names[2], log1p(min(counts.0, counts.1)))
    }
  }

  private static let markNames = TextMark.allCases.map { mark in
    ["difference", "placed", "there"].map { "\(mark)_\($0)" }
  }

  /// How many of the ascending places in `p` have one near in `q`, each counted by how near (to some 2%).
  private static func found(_ p: ArraySlice<UInt8>, in q: ArraySlice<UInt8>) -> Double {
    guard !q.isEmpty else { return 0 }
    var sum = 0.0
    var at = q.startIndex
    for place in p {
      while at + 1 < q.endIndex, distance(q[at + 1], place) <= distance(q[at], place) { at += 1 }
      sum += nearness[distance(q[at], place)]
    }
    return sum
  }

  private static func distance(_ a: UInt8, _ b: UInt8) -> Int { abs(Int(a) - Int(b)) }

  /// By the distance of two places, in 256ths of a text.
  private static let nearness = (0..<256).map { places in
    let distance = Double(places) / 256 / 0.02
    return distance > 3 ? 0 : exp(-distance * distance)
  }

  /// What the neighbours say: in a busy topic everything is near to everything.
  ///
  /// - Parameters:
  ///   - cosines: the pair's two.
  ///   - a: how near the older one's other neighbours are.
  ///   - b: the same of the newer one.
  static func context(
    _ cosines: (all: Double, placed: Double), _ a: Neighborhood.Rivals, _ b: Neighborhood.Rivals,
    named: Bool = true
  ) -> FeatureVector {
    var vector = FeatureVector(named: named, expecting: 6)
    vector.append("margin", cosines.all / ((a.mean + b.mean) / 2 + 0.02))
    vector.append("placed_margin", cosines.placed / ((a.placedMean + b.placedMean) / 2 + 0.02))
    let rivals = (
      log((cosines.all + 0.02) / (a.best + 0.02)), log((cosines.all + 0.02) / (b.best + 0.02))
    )
    let placed = (
      log((cosines.placed + 0.02) / (a.placedBest + 0.02)),
      log((cosines.placed + 0.02) / (b.placedBest + 0.02))
    )
    vector.append("rival_worse", min(rivals.0, rivals.1))
    vector.append("rival_better", max(rivals.0, rivals.1))
    vector.append("placed_rival_worse", min(placed.0, placed.1))
    vector.append("placed_rival_better", max(placed.0, placed.1))
    return vector
  }
}
