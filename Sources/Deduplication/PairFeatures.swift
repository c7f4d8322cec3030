/// Values of what a model weighs, in one fixed order, and their names where somebody asks for them.
struct FeatureVector: Sendable {
  /// Empty where only the values are wanted, as for most pairs.
  private(set) var names: [String] = []
  private(set) var values: [Double] = []
  let isNamed: Bool

  /// - Parameter count: how many features will come, about.
  init(named: Bool = true, expecting count: Int = 0) {
    isNamed = named
    values.reserveCapacity(count)
    if named { names.reserveCapacity(count) }
  }

  /// Of a vector with names.
  subscript(name: String) -> Double? { names.firstIndex(of: name).map { values[$0] } }

  mutating func append(_ name: String, _ value: Double) {
    if isNamed { names.append(name) }
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
