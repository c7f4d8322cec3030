internal import Foundation

/// The weights of the three models.
///
/// All are logistic regressions over binary features, fitted by `Scripts/fit-extractor`; docs/extraction.md
/// says on what and how well. One line of the file per family and model: `1 units 0.12 -0.3 …`.
package struct BodyModel: Sendable {
  /// Weights of each model by feature number.
  let first: [Float]
  let second: [Float]
  let third: [Float]
  let firstIntercept: Float
  let secondIntercept: Float
  let thirdIntercept: Float
  /// Whether the file had a third model; without one, the second has the last word.
  let hasThird: Bool

  /// The fitted model that comes with the program.
  package static let fitted = BodyModel(PackageResources.body_model_txt)

  /// A model from the bytes of a weights file. Families that the file lacks weigh nothing.
  package init(_ file: [UInt8]) {
    var weights = [[Float]](
      repeating: [Float](repeating: 0, count: FeatureTemplate.count), count: 3)
    var intercepts: [Float?] = [0, 0, nil]
    for line in file.split(separator: 0x0A) {
      let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard words.count > 2, let model = Int(words[0]), (1...3).contains(model) else { continue }
      let values = words[2...].compactMap(Float.init)
      if words[1] == "intercept" { intercepts[model - 1] = values.first ?? 0 }
      guard let template = FeatureTemplate(rawValue: words[1]) else { continue }
      for (index, value) in values.prefix(template.size).enumerated() {
        weights[model - 1][template.offset + index] = value
      }
    }
    first = weights[0]
    second = weights[1]
    third = weights[2]
    firstIntercept = intercepts[0] ?? 0
    secondIntercept = intercepts[1] ?? 0
    thirdIntercept = intercepts[2] ?? 0
    hasThird = intercepts[2] != nil
  }

  static func sigmoid(_ value: Float) -> Float { 1 / (1 + exp(-max(-30, min(30, value)))) }
}

/// Adds up the weights of a block's features, and keeps their numbers when asked to.
struct FeatureSink {
  private let first: UnsafeBufferPointer<Float>
  private let second: UnsafeBufferPointer<Float>
  private let third: UnsafeBufferPointer<Float>
  private let offsets = FeatureOffsets.shared
  let records: Bool
  private(set) var firstSum: Float = 0
  private(set) var secondSum: Float = 0
  private(set) var thirdSum: Float = 0
  private(set) var features: [Int32] = []

  init(
    first: UnsafeBufferPointer<Float>, second: UnsafeBufferPointer<Float>,
    third: UnsafeBufferPointer<Float>, records: Bool
  ) {
    self.first = first
    self.second = second
    self.third = third
    self.records = records
  }

  mutating func begin() {
    firstSum = 0
    secondSum = 0
    thirdSum = 0
    features.removeAll(keepingCapacity: true)
  }

  @inline(__always) mutating func add(_ template: FeatureTemplate, _ value: Int = 0) {
    let number = Int(offsets[template]) + value
    firstSum += first[number]
    secondSum += second[number]
    thirdSum += third[number]
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

/// Edges of a scale.
struct StaticEdges: Sendable {
  private let edges: [Float]

  init(_ edges: Float...) { self.edges = edges }

  @inline(__always) func bin(_ value: Float) -> Int {
    for (index, edge) in edges.enumerated() where value < edge { return index }
    return edges.count
  }

  /// Units: a word, a label, a headline, a line, and short, medium and long paragraphs.
  static let units = StaticEdges(12, 25, 45, 80, 140, 240, 450)
  /// Shares of link text.
  static let shares = StaticEdges(0.001, 0.1, 0.25, 0.5, 0.75, 0.95)
  /// Shares of the page's paragraph-like text.
  static let parts = StaticEdges(0.002, 0.01, 0.03, 0.1, 0.3, 0.6)
  static let opinion = StaticEdges(0.1, 0.35, 0.65, 0.9)
  static let fineOpinion = StaticEdges(0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98)
  static let mean = StaticEdges(0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
  static let subtree = StaticEdges(0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
  static let edge = StaticEdges(0.0001, 0.03, 0.15)
  static let ratio = StaticEdges(1.05, 1.3, 2, 4)
  static let neighbour = StaticEdges(25, 80, 240)
  static let page = StaticEdges(400, 1500, 5000, 20000)
  static let look = StaticEdges(0.01, 0.2)
  static let overlap = StaticEdges(0.3, 0.6, 0.9)
  static let names = StaticEdges(0.01, 0.3, 0.6)
  static let body = StaticEdges(0.05, 0.5, 0.9)
  static let digits = StaticEdges(0.01, 0.1, 0.3)
  static let distance = StaticEdges(1, 2, 3, 5, 9)
  static let since = StaticEdges(2, 4, 8)
  static let cardUnits = StaticEdges(60, 200, 600, 1500)
  static let cardLinks = StaticEdges(0.05, 0.2, 0.5)
  static let childScore = StaticEdges(-0.05, 0, 0.02, 0.1, 0.5)
}
