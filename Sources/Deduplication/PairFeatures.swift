/// Names and values of what a model weighs, in one fixed order.
struct FeatureVector: Sendable {
  private(set) var names: [String] = []
  private(set) var values: [Double] = []

  subscript(name: String) -> Double? { names.firstIndex(of: name).map { values[$0] } }

  mutating func append(_ name: String, _ value: Double) {
    names.append(name)
    values.append(value.isFinite ? value : 0)
  }
}

extension FeatureVector {
  func appending(_ other: FeatureVector) -> FeatureVector {
    var both = self
    both.names += other.names
    both.values += other.values
    return both
  }
}
