internal import Foundation

/// A logistic model over named features, their products included where they were found to matter.
struct MatchModel: Sendable {
  /// A feature: how it is brought to mean 0 and deviation 1, and its weight.
  struct Term: Sendable {
    var name: String
    var mean: Double
    var deviation: Double
    var weight: Double
  }

  /// Two standardised features that weigh together: places in `terms`.
  struct Product: Sendable {
    var first: Int
    var second: Int
    var weight: Double

    /// Products of each feature with itself and all after it, in that order; none for no weights.
    static func triangle(_ weights: [Double]) -> [Product] {
      var products: [Product] = []
      var (first, second, size) = (0, 0, 0)
      while size * (size + 1) / 2 < weights.count { size += 1 }
      for weight in weights {
        products.append(Product(first: first, second: second, weight: weight))
        second += 1
        if second == size { (first, second) = (first + 1, first + 1) }
      }
      return products
    }
  }

  /// A feature far outside what the model was fitted on counts as at this many deviations.
  static let reach = 4.0

  let intercept: Double
  let terms: [Term]
  let products: [Product]

  init(intercept: Double, terms: [Term], products: [Product]) {
    self.intercept = intercept
    self.terms = terms
    self.products = products
    scales = terms.map { Scale(mean: $0.mean, deviation: $0.deviation, weight: $0.weight) }
  }

  /// A term without its name, which takes longer to pass on than to weigh.
  private struct Scale {
    var mean: Double
    var deviation: Double
    var weight: Double

    func standardized(_ value: Double) -> Double {
      min(MatchModel.reach, max(-MatchModel.reach, (value - mean) / deviation))
    }
  }

  private let scales: [Scale]

  /// The log-odds of a match. The vector's features are the model's, in its order; what is beyond them is not looked at.
  func logit(of vector: FeatureVector) -> Double {
    let standard = standardized(vector)
    var sum = intercept
    for (scale, value) in zip(scales, standard) { sum += scale.weight * value }
    for product in products {
      sum += product.weight * standard[product.first] * standard[product.second]
    }
    return sum
  }

  /// Part of the log-odds that ``logit(of:)`` gives, of a model without products: of the features that come first.
  func opening(of vector: FeatureVector) -> Double {
    var sum = intercept
    for (scale, value) in zip(scales, vector.values) {
      sum += scale.weight * scale.standardized(value)
    }
    return sum
  }

  /// The log-odds, given what the other features made of them: to the last bit what ``logit(of:)`` gives for all.
  ///
  /// - Parameter last: the features after those.
  func logit(after opening: Double, _ last: FeatureVector) -> Double {
    var sum = opening
    for (scale, value) in zip(scales.suffix(last.values.count), last.values) {
      sum += scale.weight * scale.standardized(value)
    }
    return sum
  }

  /// What ``logit(after:_:)`` gives at most where the last features lie between those of `one` and those of `other`.
  func highestLogit(after opening: Double, _ one: FeatureVector, _ other: FeatureVector) -> Double {
    var sum = opening
    for (number, scale) in scales.suffix(one.values.count).enumerated() {
      sum += max(
        scale.weight * scale.standardized(one.values[number]),
        scale.weight * scale.standardized(other.values[number]))
    }
    return sum
  }

  /// What each feature adds to the log-odds, products shared between their two.
  func contributions(of vector: FeatureVector) -> [(name: String, value: Double)] {
    let standard = standardized(vector)
    var parts = zip(terms, standard).map { $0.weight * $1 }
    for product in products {
      let value = product.weight * standard[product.first] * standard[product.second]
      parts[product.first] += value / 2
      parts[product.second] += value / 2
    }
    return zip(terms, parts).map { ($0.name, $1) }
  }

  private func standardized(_ vector: FeatureVector) -> [Double] {
    zip(scales, vector.values).map { $0.standardized($1) }
  }

  static func probability(ofLogit logit: Double) -> Double { 1 / (1 + exp(-logit)) }
}
