/// Who is near to whom in other languages, found when it is asked for and remembered.
///
/// One per thread at work. To find an article's neighbours takes some milliseconds' half, most of it for opening them; for most
/// old articles it is enough to know how near a few are.
final class Neighbors {
  private let index: WindowIndex
  private let finder: CandidateFinder
  private let open: OpenArticles
  /// Of new articles, which were given.
  private var neighborhoods: [Int: Neighborhood] = [:]
  /// Of others that were asked for, and of those that were not so far, some: the last ``most`` or so.
  private var others: [Int: Neighborhood] = [:]
  private var acquaintances: [Int: Acquaintances] = [:]
  /// Old articles remembered of each kind, some 700 bytes each. In a window of 100,000, 33,000 new ones ask for most.
  private static let most = 4096

  /// How near an article's rivals are at least, and at most.
  struct Bounds {
    var farthest: Neighborhood.Rivals
    var nearest: Neighborhood.Rivals
  }

  init(index: WindowIndex, finder: CandidateFinder, open: OpenArticles) {
    (self.index, self.finder, self.open) = (index, finder, open)
  }

  func isKnown(_ article: Int) -> Bool { known(article) != nil }

  private func known(_ article: Int) -> Neighborhood? { neighborhoods[article] ?? others[article] }

  func note(_ neighborhood: Neighborhood, of article: Int) {
    neighborhoods[article] = neighborhood
    others[article] = nil
    acquaintances[article] = nil
  }

  /// Takes over what another one knows.
  func learn(from other: Neighbors) {
    neighborhoods.merge(other.neighborhoods) { known, _ in known }
  }

  func neighborhood(of article: Int) -> Neighborhood {
    if let known = known(article) { return known }
    var found = acquaintances[article] ?? strangers(to: article)
    for other in found.candidates { found.meet(other) { neighbor($0, of: article) } }
    let neighborhood = Neighborhood(neighbors: found.met)
    if others.count >= Self.most { others = [:] }
    others[article] = neighborhood
    acquaintances[article] = nil
    return neighborhood
  }

  func rivals(of article: Int, leaving other: Int) -> Neighborhood.Rivals {
    neighborhood(of: article).rivals(leaving: other, language: index.languages[other], in: index)
  }

  /// - Parameter isMeeting: whether some may be looked at for it.
  func bounds(of article: Int, leaving other: Int, isMeeting: Bool) -> Bounds {
    if isKnown(article) {
      let rivals = rivals(of: article, leaving: other)
      return Bounds(farthest: rivals, nearest: rivals)
    }
    guard isMeeting else { return Bounds(farthest: .farthest, nearest: .nearest) }
    let language = index.languages[other]
    let met = Neighborhood(neighbors: firstMet(by: article, language: language))
    return Bounds(
      farthest: met.rivals(leaving: other, language: language, in: index), nearest: .nearest)
  }

  private static let firstMet = 3

  /// Some of an article's neighbours: the first, and the first in a language.
  private func firstMet(by article: Int, language: UInt16) -> [Neighborhood.Neighbor] {
    var found = acquaintances[article] ?? strangers(to: article)
    let inLanguage = found.candidates.filter { index.languages[$0] == language }
    for other in found.candidates.prefix(Self.firstMet) + inLanguage.prefix(Self.firstMet) {
      found.meet(other) { neighbor($0, of: article) }
    }
    if acquaintances.count >= Self.most { acquaintances = [:] }
    acquaintances[article] = found
    return found.met
  }

  private func strangers(to article: Int) -> Acquaintances {
    Acquaintances(finder.translations(of: article, limit: Neighborhood.size))
  }

  private func neighbor(_ other: Int, of article: Int) -> Neighborhood.Neighbor? {
    guard let own = open[article], let their = open[other] else { return nil }
    let cosine = KeyCosine(own, their)
    return Neighborhood.Neighbor(
      article: other, cosine: cosine.value, placedCosine: cosine.placed)
  }
}

/// An article's neighbours as far as they are known.
private struct Acquaintances {
  /// By the index's sums, nearest first.
  let candidates: [Int]
  private var known: [Int: Neighborhood.Neighbor?] = [:]

  init(_ candidates: [Int]) { self.candidates = candidates }

  /// In the candidates' order.
  var met: [Neighborhood.Neighbor] { candidates.compactMap { known[$0] ?? nil } }

  mutating func meet(_ other: Int, _ meeting: (Int) -> Neighborhood.Neighbor?) {
    if known[other] == nil { known[other] = .some(meeting(other)) }
  }
}
