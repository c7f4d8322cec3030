extension MatchModel {
  static let copies = MatchModel(intercept: 0, terms: [], products: [])
  static let translationGate = MatchModel(intercept: 0, terms: [], products: [])
  static let translations = MatchModel(intercept: 0, terms: [], products: [])
}
