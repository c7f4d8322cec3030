internal import Foundation

/// The two models: a logistic regression over binary features, and boosted trees over the same features and those
/// of the block's place.
///
/// Fitted by `Scripts/fit-extractor`; docs/extraction.md says on what and how well. The file has a line per family
/// of the first model, `1 units 0.12 -0.3 …`, and one per tree of the second, as ``BoostedTrees`` reads it.
package struct BodyModel: Sendable {
  /// Weights of the first model by feature number.
  let first: [Float]
  let firstIntercept: Float
  let second: BoostedTrees

  /// Blocks that the first model thinks less likely are left out: 63% of all blocks on pages it has not seen, with
  /// 0.4% of the body text.
  static let gate: Float = 0.02

  /// The fitted model that comes with the program.
  package static let fitted = BodyModel(PackageResources.body_model_txt)

  /// A model from the bytes of a weights file. Families that the file lacks weigh nothing.
  package init(_ file: [UInt8]) {
    var weights = [Float](repeating: 0, count: FeatureTemplate.count)
    var intercept: Float = 0
    var trees: [ArraySlice<UInt8>] = []
    for line in file.split(separator: 0x0A) {
      if line.starts(with: "tree ".utf8) {
        trees.append(line.dropFirst(5))
        continue
      }
      let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard words.count > 2, words[0] == "1" else { continue }
      let values = words[2...].compactMap(Float.init)
      if words[1] == "intercept" { intercept = values.first ?? 0 }
      guard let template = FeatureTemplate(rawValue: words[1]) else { continue }
      for (index, value) in values.prefix(template.size).enumerated() {
        weights[template.offset + index] = value
      }
    }
    first = weights
    firstIntercept = intercept
    second = BoostedTrees(trees)
  }

  static func sigmoid(_ value: Float) -> Float { 1 / (1 + exp(-max(-30, min(30, value)))) }
}

/// Takes a block's features: adds up the first model's weights, fills the second's row, and keeps their numbers when
/// asked to.
struct FeatureSink {
  private let weights: UnsafeBufferPointer<Float>
  private let slots: UnsafeBufferPointer<FeatureSlots.Slot>
  /// The row that is being filled.
  private let row: UnsafeMutableBufferPointer<UInt8>
  let records: Bool
  private(set) var sum: Float = 0
  private(set) var features: [Int32] = []

  /// Lends a sink, which is good as long as `body` runs.
  static func with<Result>(
    _ model: BodyModel, records: Bool, _ body: (inout FeatureSink) -> Result
  ) -> Result {
    var row = [UInt8](repeating: 0, count: FeatureSlots.shared.columns)
    return row.withUnsafeMutableBufferPointer { row in
      model.first.withUnsafeBufferPointer { weights in
        FeatureSlots.shared.table.withUnsafeBufferPointer { slots in
          var sink = FeatureSink(weights: weights, slots: slots, row: row, records: records)
          return body(&sink)
        }
      }
    }
  }

  private init(
    weights: UnsafeBufferPointer<Float>, slots: UnsafeBufferPointer<FeatureSlots.Slot>,
    row: UnsafeMutableBufferPointer<UInt8>, records: Bool
  ) {
    self.weights = weights
    self.slots = slots
    self.row = row
    self.records = records
  }

  /// Begins a block, on the row that the first model filled if the second is to go on with it.
  mutating func begin(with known: ArraySlice<UInt8>? = nil) {
    sum = 0
    features.removeAll(keepingCapacity: true)
    if let known { _ = row.update(fromContentsOf: known) } else { row.update(repeating: 0) }
  }

  /// The row as filled so far.
  var columns: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(row) }

  /// `value` must be below the family's ``FeatureTemplate/size``: nothing checks it here.
  @inline(__always) mutating func add(_ template: FeatureTemplate, _ value: Int = 0) {
    let slot = slots[template.ordinal]
    let number = Int(slot.offset) + value
    sum += weights[number]
    switch slot.role {
    case .scale: row[Int(slot.column)] = UInt8(truncatingIfNeeded: value + 1)
    case .set: row[Int(slot.column) + value] = 1
    case .unseen: break
    }
    if records { features.append(Int32(number)) }
  }

  @inline(__always) mutating func add(_ template: FeatureTemplate, bits: UInt64) {
    var rest = bits
    while rest != 0 {
      add(template, rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}

/// Which of the intervals between `edges` a value lies in.
@inline(__always) func bin(_ value: Float, _ edges: StaticEdges) -> Int { edges.bin(value) }

/// Edges of a scale, in rising order, at most seven. Written so that the compiler makes each a row of comparisons
/// with constants: looking them up in arrays took a sixth of the models' time, vectors even more.
struct StaticEdges: Sendable {
  private typealias Edges = (Float, Float, Float, Float, Float, Float, Float)
  private let edges: Edges

  @inline(__always) init(
    _ one: Float, _ two: Float = .infinity, _ three: Float = .infinity, _ four: Float = .infinity,
    _ five: Float = .infinity, _ six: Float = .infinity, _ seven: Float = .infinity
  ) {
    edges = (one, two, three, four, five, six, seven)
  }

  @inline(__always) func bin(_ value: Float) -> Int {
    let low = passed(value, edges.0) &+ passed(value, edges.1) &+ passed(value, edges.2)
    let high = passed(value, edges.3) &+ passed(value, edges.4) &+ passed(value, edges.5)
    return low &+ high &+ passed(value, edges.6)
  }

  @inline(__always) private func passed(_ value: Float, _ edge: Float) -> Int {
    // Without a branch: those of a hundred comparisons a block kept the compiler from putting them in place.
    Int(unsafeBitCast(!(value < edge), to: UInt8.self))
  }

  /// Units: a word, a label, a headline, a line, and short, medium and long paragraphs.
  static var units: StaticEdges { StaticEdges(12, 25, 45, 80, 140, 240, 450) }
  /// Shares of link text.
  static var shares: StaticEdges { StaticEdges(0.001, 0.1, 0.25, 0.5, 0.75, 0.95) }
  /// Shares of the page's paragraph-like text.
  static var parts: StaticEdges { StaticEdges(0.002, 0.01, 0.03, 0.1, 0.3, 0.6) }
  static var opinion: StaticEdges { StaticEdges(0.1, 0.35, 0.65, 0.9) }
  static var fineOpinion: StaticEdges { StaticEdges(0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98) }
  static var mean: StaticEdges { StaticEdges(0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9) }
  static var subtree: StaticEdges { StaticEdges(0.1, 0.25, 0.4, 0.55, 0.7, 0.85) }
  static var edge: StaticEdges { StaticEdges(0.0001, 0.03, 0.15) }
  static var ratio: StaticEdges { StaticEdges(1.05, 1.3, 2, 4) }
  static var neighbour: StaticEdges { StaticEdges(25, 80, 240) }
  static var page: StaticEdges { StaticEdges(400, 1500, 5000, 20000) }
  static var look: StaticEdges { StaticEdges(0.01, 0.2) }
  static var overlap: StaticEdges { StaticEdges(0.3, 0.6, 0.9) }
  static var names: StaticEdges { StaticEdges(0.01, 0.3, 0.6) }
  static var body: StaticEdges { StaticEdges(0.05, 0.5, 0.9) }
  static var digits: StaticEdges { StaticEdges(0.01, 0.1, 0.3) }
  static var distance: StaticEdges { StaticEdges(1, 2, 3, 5, 9) }
  static var since: StaticEdges { StaticEdges(2, 4, 8) }
  static var cardUnits: StaticEdges { StaticEdges(60, 200, 600, 1500) }
  static var cardLinks: StaticEdges { StaticEdges(0.05, 0.2, 0.5) }
  static var childScore: StaticEdges { StaticEdges(-0.05, 0, 0.02, 0.1, 0.5) }
}
