/// An article of the index, opened for being compared with several others.
final class OpenArticle {
  let evidence: DecodedEvidence
  /// The text's length as if it were in English.
  let normalizedLength: Double
  /// Parallel to the evidence's keys: −ln of the chance that an article of its language has the key.
  let keyWeights: [Double]
  private let index: WindowIndex
  /// By sampling level.
  private var places: [Int: UnitPlaces] = [:]

  /// `nil` for one without words to match by.
  init?(_ place: Int, of index: WindowIndex) {
    guard index.headers[place] != nil, let evidence = index.articles[place].evidence else {
      return nil
    }
    self.evidence = DecodedEvidence(evidence)
    self.index = index
    let header = self.evidence.header
    normalizedLength = Double(max(1, header.scalars)) / LengthFactors.factor(of: header.language)
    keyWeights = KeySurprise(index: index, language: index.languages[place])
      .weights(of: self.evidence.keys)
  }

  /// The units that the text keeps at a sampling level not below its own.
  func places(at level: Int) -> UnitPlaces {
    if let known = places[level] { return known }
    let units =
      level > evidence.header.samplingLevel
      ? evidence.units.filter { UnitSample.keeps($0, level: level) } : evidence.units
    let made = UnitPlaces(units, weight: index.unitWeight)
    places[level] = made
    return made
  }
}

/// The articles that are being compared, each opened once.
final class OpenArticles {
  /// Kept open at most; some 20 KB each. An article meets about fifty others.
  private static let most = 512

  private let index: WindowIndex
  private var open: [Int: OpenArticle] = [:]

  init(index: WindowIndex) { self.index = index }

  subscript(place: Int) -> OpenArticle? {
    if let known = open[place] { return known }
    guard let article = OpenArticle(place, of: index) else { return nil }
    if open.count >= Self.most { open.removeAll(keepingCapacity: true) }
    open[place] = article
    return article
  }
}
