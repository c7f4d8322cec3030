internal import Dispatch
internal import Foundation
internal import NewsModel
internal import Synchronization

/// Two articles of the index and how sure it is that they are one text.
struct Link: Hashable {
  /// Places in the index, the older first.
  var first: Int
  var second: Int
  var kind: DuplicateKind
  /// 0–1.
  var score: Double

  func other(than article: Int) -> Int { article == first ? second : first }
}

/// Scores pairs of one index; remembers the neighbourhoods it has looked at.
final class PairScorer {
  /// The nearest articles in the same language that are compared in full.
  static let copies = 24
  /// Below this cosine of rarity two texts of one language are not compared. Of 26,586 true pairs in the development
  /// sets 0.13 loses none, of the others half.
  static let leastCosine = 0.13
  /// What the pair alone must promise before its neighbours are looked at.
  static let gate = 0.003

  /// What scorers of one index share.
  struct Tables: Sendable {
    let index: WindowIndex
    let settings: MatchSettings
    let byAddress: PlaceTable
    let byBody: PlaceTable
    let hints: SourceHints

    init(index: WindowIndex, settings: MatchSettings) {
      self.index = index
      self.settings = settings
      byAddress = PlaceTable(index.articles) { $0.urlKeys }
      byBody = PlaceTable(index.articles) { $0.bodyHash.map { [$0] } ?? [] }
      hints = SourceHints(index: index)
    }
  }

  let index: WindowIndex
  let hints: SourceHints
  private let settings: MatchSettings
  private let tables: Tables
  private let finder: CandidateFinder
  private let open: OpenArticles
  /// Neighbourhoods that were known when this scorer was made, and those it has looked at since.
  private let known: [Int: Neighborhood]
  private var neighborhoods: [Int: Neighborhood] = [:]

  convenience init(index: WindowIndex, settings: MatchSettings) {
    self.init(Tables(index: index, settings: settings))
  }

  /// The same scorer for another thread: what finds candidates and what is remembered from now on are its own.
  private init(_ tables: Tables, knowing neighborhoods: [Int: Neighborhood] = [:]) {
    self.tables = tables
    index = tables.index
    hints = tables.hints
    settings = tables.settings
    known = neighborhoods
    finder = CandidateFinder(index: tables.index)
    open = OpenArticles(index: tables.index)
  }

  // MARK: Links

  /// The links of many articles, on all cores; what comes of each depends on the index alone.
  ///
  /// All their neighbourhoods come first: pairs ask for those of both.
  func links(ofEach articles: [Int], least: Double) -> [[Link]] {
    if settings.acrossLanguages {
      let missing = articles.filter { neighborhoods[$0] == nil }
      let made = onEveryCore(missing) { $0.neighborhood(of: $1) }
      neighborhoods.merge(zip(missing, made)) { known, _ in known }
    }
    return onEveryCore(articles) { $0.links(of: $1, least: least) }
  }

  private func onEveryCore<Result: Sendable>(
    _ articles: [Int], _ work: @escaping @Sendable (PairScorer, Int) -> Result
  ) -> [Result] {
    let workers = min(ProcessInfo.processInfo.activeProcessorCount, articles.count / 16)
    guard workers > 1 else { return articles.map { work(self, $0) } }
    let all = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: workers) { [tables, neighborhoods] worker in
      let scorer = PairScorer(tables, knowing: neighborhoods)
      // Neighbouring articles go to different threads: those that came together cost alike.
      let mine = stride(from: worker, to: articles.count, by: workers)
      let found = mine.map { (articles[$0], work(scorer, articles[$0])) }
      all.withLock { $0.merge(found) { known, _ in known } }
    }
    return all.withLock { all in articles.compactMap { all[$0] } }
  }

  /// Everything that an article is linked to with at least `least`, in the order of age.
  func links(of article: Int, least: Double) -> [Link] {
    var links: [Int: Link] = [:]
    func add(_ other: Int, _ kind: DuplicateKind, _ score: Double) {
      guard other != article, score >= least, links[other] == nil else { return }
      links[other] = Link(
        first: min(article, other), second: max(article, other), kind: kind, score: score)
    }
    for key in index.articles[article].urlKeys {
      let places = tables.byAddress.places(of: key).filter {
        index.articles[$0].urlKeys.contains(key)
      }
      for other in equals(of: article, in: places) { add(other, .url, 1) }
    }
    if settings.exact, let hash = index.articles[article].bodyHash {
      let places = tables.byBody.places(of: hash).filter { index.articles[$0].bodyHash == hash }
      for other in equals(of: article, in: places) { add(other, .exact, 1) }
    }
    let named = hints.named(by: article)
    let copies = Set(copyCandidates(of: article)).union(
      named.filter { isSameLanguage($0, article) })
    for other in copies.sorted() where links[other] == nil {
      if let vector = copyVector(article, other) {
        add(other, .near, MatchModel.probability(ofLogit: copyLogit(vector, article, other)))
      }
    }
    if settings.acrossLanguages {
      let near = neighborhood(of: article).neighbors.map(\.article)
      let foreign = Set(near).union(named.filter { !isSameLanguage($0, article) })
      for other in foreign.sorted() where links[other] == nil {
        add(other, .translation, translationScore(article, other))
      }
    }
    return links.values.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// All are equal, so a link to the oldest is enough, and the oldest has one to each: a page that a thousand articles
  /// lead to makes a thousand links, not a million.
  private func equals(of article: Int, in equal: [Int]) -> [Int] {
    equal.first == article ? equal : Array(equal.prefix(1))
  }

  func isSameLanguage(_ a: Int, _ b: Int) -> Bool { index.languages[a] == index.languages[b] }

  /// The score of any two articles, found by the index or not.
  func score(_ a: Int, _ b: Int) -> Double {
    guard index.headers[a] != nil, index.headers[b] != nil else { return 0 }
    guard index.languages[a] == index.languages[b] else {
      return settings.acrossLanguages ? translationScore(a, b) : 0
    }
    return copyVector(a, b).map { MatchModel.probability(ofLogit: copyLogit($0, a, b)) } ?? 0
  }

  // MARK: One language

  func copyCandidates(of article: Int) -> [Int] {
    finder.copies(of: article, limit: Self.copies, least: Self.leastCosine)
  }

  func copyVector(_ a: Int, _ b: Int) -> FeatureVector? {
    guard let first = open[min(a, b)], let second = open[max(a, b)] else { return nil }
    return CopyFeatures.pair(first, second, least: Self.leastCosine)
  }

  private func copyLogit(_ vector: FeatureVector, _ a: Int, _ b: Int) -> Double {
    let logit = MatchModel.copies.logit(of: vector)
    return logit + hints.logOdds(a, b, given: logit)
  }

  // MARK: Across languages

  func translationScore(_ a: Int, _ b: Int) -> Double {
    guard let first = open[min(a, b)], let second = open[max(a, b)] else { return 0 }
    let shared = SharedKeys(first, second)
    let pair = TranslationFeatures.pair(first, second, shared)
    let gate = MatchModel.probability(ofLogit: MatchModel.translationGate.logit(of: pair))
    guard gate >= Self.gate else { return gate * 0.1 }
    let vector = withContext(pair, shared, a, b)
    let logit = MatchModel.translations.logit(of: vector)
    return MatchModel.probability(ofLogit: logit + hints.logOdds(a, b, given: logit))
  }

  func translationFacts(_ a: Int, _ b: Int) -> TranslationFacts? {
    let (older, newer) = (min(a, b), max(a, b))
    guard let first = open[older], let second = open[newer] else { return nil }
    let shared = SharedKeys(first, second)
    let pair = TranslationFeatures.pair(first, second, shared)
    return TranslationFacts(shared: shared, vector: withContext(pair, shared, older, newer))
  }

  private func withContext(
    _ pair: FeatureVector, _ shared: SharedKeys, _ a: Int, _ b: Int
  ) -> FeatureVector {
    let rivals = (
      neighborhood(of: a).rivals(leaving: b, language: index.languages[b], in: index),
      neighborhood(of: b).rivals(leaving: a, language: index.languages[a], in: index)
    )
    return pair.appending(TranslationFeatures.context(shared, rivals.0, rivals.1))
  }

  func neighborhood(of article: Int) -> Neighborhood {
    if let known = known[article] ?? neighborhoods[article] { return known }
    var neighbors: [Neighborhood.Neighbor] = []
    if let own = open[article] {
      for other in finder.translations(of: article, limit: Neighborhood.size) {
        guard let their = open[other] else { continue }
        let shared = SharedKeys(own, their)
        neighbors.append(
          Neighborhood.Neighbor(
            article: other, cosine: shared.cosine, placedCosine: shared.placedCosine))
      }
    }
    let made = Neighborhood(neighbors: neighbors)
    neighborhoods[article] = made
    return made
  }
}
