/// What a pair in two languages is by itself, before its neighbours are looked at.
enum TranslationProspect: Sendable {
  /// It promises too little for that: its score.
  case settled(Double)
  /// What it makes of the log-odds, and its cosines.
  case open(logit: Double, cosines: (all: Double, placed: Double))

  /// What the pair alone must promise before its neighbours are looked at.
  static let gate = 0.003

  /// - Parameters: the older one, the newer one, what they share.
  init(_ first: OpenArticle, _ second: OpenArticle, _ shared: SharedKeys) {
    let vector = TranslationFeatures.pair(first, second, shared, named: false)
    let promise = MatchModel.probability(ofLogit: MatchModel.translationGate.logit(of: vector))
    self =
      promise < Self.gate
      ? .settled(promise * 0.1)
      : .open(
        logit: MatchModel.translations.opening(of: vector),
        cosines: (shared.cosine, shared.placedCosine))
  }

  /// The highest log-odds that it can come to, whatever its neighbours are between two bounds.
  ///
  /// - Parameters: of the older one's neighbours and of the newer one's.
  func highestLogit(_ older: Neighbors.Bounds, _ newer: Neighbors.Bounds) -> Double {
    guard case .open(let opening, let cosines) = self else { return -.infinity }
    // Every feature of the context falls as rivals come nearer, or rises, but does not turn.
    let (far, near) = (
      TranslationFeatures.context(cosines, older.farthest, newer.farthest, named: false),
      TranslationFeatures.context(cosines, older.nearest, newer.nearest, named: false)
    )
    // And more than sums of another order can differ by.
    return MatchModel.translations.highestLogit(after: opening, far, near) + 1e-9
  }
}
