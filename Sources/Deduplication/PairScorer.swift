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

/// Two articles of the index, the older first. In 8 bytes: there are hundreds of thousands.
struct Pair: Hashable {
  private let older: UInt32
  private let newer: UInt32

  init(_ a: Int, _ b: Int) {
    (older, newer) = (UInt32(truncatingIfNeeded: min(a, b)), UInt32(truncatingIfNeeded: max(a, b)))
  }

  var first: Int { Int(older) }
  var second: Int { Int(newer) }

  func hash(into hasher: inout Hasher) { hasher.combine(UInt64(older) << 32 | UInt64(newer)) }
}

/// Scores pairs of one index; remembers the scores and neighbourhoods it has looked at.
final class PairScorer {
  /// The nearest articles in the same language that are compared in full.
  static let copies = 24
  /// Below this cosine of rarity two texts of one language are not compared. Of 26,586 true pairs in the development
  /// sets 0.13 loses none, of the others half.
  static let leastCosine = 0.13
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
      byAddress = PlaceTable(index.articles.count, index.articles.urlKeys)
      byBody = PlaceTable(index.articles.count) { place in
        index.articles.bodyHash(place).map { [$0] } ?? []
      }
      hints = SourceHints(index: index)
    }
  }

  let index: WindowIndex
  let hints: SourceHints
  private let settings: MatchSettings
  private let tables: Tables
  private let portion: Int
  private let finder: CandidateFinder
  private let open: OpenArticles
  private let neighbors: Neighbors
  private var scores: [Pair: Double] = [:]
  /// What is known of pairs in two languages that have not been scored.
  private var prospects: [Pair: TranslationProspect] = [:]
  /// Pairs that would score too little for a link, which is all that is known of them.
  private var unlinked: Set<Pair> = []
  /// What the newer one of a pair is held against others by, for the next pair.
  private var newest: (article: Int, pairs: UnitPairs)?
  /// A scorer for each core: what they have opened stays open from one round of work to the next.
  private var helpers: [PairScorer] = []

  /// - Parameter portion: articles looked at together: what is known of their pairs, some forty each, lies in memory until
  ///   they are done. With a thousand it is some MB, and no time is lost.
  convenience init(index: WindowIndex, settings: MatchSettings, portion: Int = 1024) {
    self.init(Tables(index: index, settings: settings), portion: portion)
  }

  /// The same scorer for another thread: what finds candidates and what is remembered from now on are its own.
  private init(_ tables: Tables, portion: Int) {
    self.tables = tables
    self.portion = portion
    index = tables.index
    hints = tables.hints
    settings = tables.settings
    finder = CandidateFinder(index: tables.index)
    open = OpenArticles(index: tables.index)
    neighbors = Neighbors(index: tables.index, finder: finder, open: open)
  }

  // MARK: Links

  /// Links below this are not kept.
  static let leastLink = 0.2

  /// The links of many articles, everything of at least ``leastLink``, each in the order of age.
  ///
  /// What comes of a pair depends on the index alone, so it is scored once, whichever of the two asked, and on any core.
  func links(ofEach articles: [Int]) -> [[Link]] {
    var links: [[Link]] = []
    links.reserveCapacity(articles.count)
    var waiting = Set(articles)
    for start in stride(from: 0, to: articles.count, by: portion) {
      let end = min(start + portion, articles.count)
      links += self.links(ofPortion: Array(articles[start..<end]))
      waiting.subtract(articles[start..<end])
      forgetPairs(butThoseOf: waiting)
    }
    return links
  }

  private func links(ofPortion articles: [Int]) -> [[Link]] {
    if settings.acrossLanguages { meetNeighbors(of: articles) }
    let rounds = onEveryCore(articles) { $0.comparison(of: $1) }
    var missing: Set<Pair> = []
    for (article, round) in zip(articles, rounds) {
      for other in round.others {
        let pair = Pair(article, other)
        if scores[pair] == nil, !unlinked.contains(pair) { missing.insert(pair) }
      }
    }
    // Pairs of one new article together: it is opened once for all of them.
    let pairs = missing.sorted { ($0.second, $0.first) < ($1.second, $1.first) }
      .map { (pair: $0, prospect: prospects.removeValue(forKey: $0)) }
    let found = onEveryCore(pairs) { $0.linkScore(of: $1.pair, $1.prospect) }
    for (place, score) in found.enumerated() {
      let pair = pairs[place].pair
      if let score, score >= Self.leastLink {
        scores[pair] = score
      } else {
        unlinked.insert(pair)
      }
    }
    return zip(articles, rounds).map { links(of: $0, $1) }
  }

  /// Pairs that are no link are forgotten, unless the other one's turn is still to come.
  private func forgetPairs(butThoseOf waiting: Set<Int>) {
    prospects = [:]
    guard !waiting.isEmpty else { return unlinked = [] }
    unlinked = unlinked.filter { waiting.contains($0.first) || waiting.contains($0.second) }
  }

  /// Pairs ask for the neighbourhoods of both.
  private func meetNeighbors(of articles: [Int]) {
    let missing = articles.filter { !neighbors.isKnown($0) }
    let made = onEveryCore(missing) { $0.meeting(of: $1) }
    for (article, meeting) in zip(missing, made) {
      keep(meeting, of: article)
      for helper in helpers { helper.neighbors.note(meeting.neighborhood, of: article) }
    }
  }

  /// Elements that a core takes at once.
  private static let share = 32

  private func onEveryCore<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ work: @escaping @Sendable (PairScorer, Element) -> Result
  ) -> [Result] {
    let workers = min(ProcessInfo.processInfo.activeProcessorCount, elements.count / Self.share)
    guard workers > 1 else { return elements.map { work(self, $0) } }
    while helpers.count < workers {
      helpers.append(PairScorer(tables, portion: portion))
      helpers[helpers.count - 1].neighbors.learn(from: neighbors)
    }
    // Each is used by one iteration alone.
    nonisolated(unsafe) let helpers = helpers
    let parts = Mutex<[Int: [Result]]>([:])
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while true {
        let begin = next.add(Self.share, ordering: .relaxed).oldValue
        guard begin < elements.count else { return }
        let part = elements[begin..<min(begin + Self.share, elements.count)]
        let found = part.map { work(helpers[worker], $0) }
        parts.withLock { $0[begin] = found }
      }
    }
    return parts.withLock { parts in
      stride(from: 0, to: elements.count, by: Self.share).flatMap { parts[$0] ?? [] }
    }
  }

  /// What an article is held against: those that are equal to it, and those whose words decide.
  private struct Comparison: Sendable {
    var equals: [(other: Int, kind: DuplicateKind)]
    /// Without those that are equal.
    var others: [Int]
  }

  private func comparison(of article: Int) -> Comparison {
    var equals: [(other: Int, kind: DuplicateKind)] = []
    for key in index.articles.urlKeys(article) {
      let places = tables.byAddress.places(of: key).filter {
        index.articles.urlKeys($0).contains(key)
      }
      equals += self.equals(of: article, in: places).map { ($0, .url) }
    }
    if settings.exact, let hash = index.articles.bodyHash(article) {
      let places = tables.byBody.places(of: hash).filter { index.articles.bodyHash($0) == hash }
      equals += self.equals(of: article, in: places).map { ($0, .exact) }
    }
    let named = hints.named(by: article)
    var others = Set(copyCandidates(of: article))
    others.formUnion(named.filter { isSameLanguage($0, article) })
    if settings.acrossLanguages {
      others.formUnion(neighborhood(of: article).neighbors.map(\.article))
      others.formUnion(named.filter { !isSameLanguage($0, article) })
    }
    return Comparison(
      equals: equals, others: others.subtracting(equals.map(\.other)).sorted())
  }

  private func links(of article: Int, _ round: Comparison) -> [Link] {
    var links: [Int: Link] = [:]
    func add(_ other: Int, _ kind: DuplicateKind, _ score: Double) {
      guard other != article, score >= Self.leastLink, links[other] == nil else { return }
      links[other] = Link(
        first: min(article, other), second: max(article, other), kind: kind, score: score)
    }
    for (other, kind) in round.equals { add(other, kind, 1) }
    for other in round.others where !unlinked.contains(Pair(article, other)) {
      add(other, isSameLanguage(article, other) ? .near : .translation, score(article, other))
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
    let pair = Pair(a, b)
    if let known = scores[pair] { return known }
    let score = computedScore(pair.first, pair.second)
    scores[pair] = score
    return score
  }

  private func computedScore(_ a: Int, _ b: Int) -> Double {
    guard index.articles.isMatchable(a), index.articles.isMatchable(b) else { return 0 }
    guard isSameLanguage(a, b) else {
      guard settings.acrossLanguages, let prospect = prospect(a, b) else { return 0 }
      return translationScore(a, b, prospect)
    }
    return copyScore(a, b)
  }

  /// The score; `nil` for two that are surely no link, which is found out without their neighbours.
  private func linkScore(of pair: Pair, _ known: TranslationProspect?) -> Double? {
    let (a, b) = (pair.first, pair.second)
    guard index.articles.isMatchable(a), index.articles.isMatchable(b) else { return 0 }
    guard !isSameLanguage(a, b) else { return mayBeCopy(a, b) ? copyScore(a, b) : nil }
    guard settings.acrossLanguages else { return 0 }
    guard let prospect = known ?? prospect(a, b) else { return 0 }
    return mayLink(a, b, prospect) ? translationScore(a, b, prospect) : nil
  }

  private func copyScore(_ a: Int, _ b: Int) -> Double {
    copyVector(a, b, named: false).map {
      MatchModel.probability(ofLogit: copyLogit($0, a, b))
    } ?? 0
  }

  // MARK: One language

  func copyCandidates(of article: Int) -> [Int] {
    finder.copies(of: article, limit: Self.copies, least: Self.leastCosine)
  }

  /// - Parameter named: whether the features' names are wanted, too.
  func copyVector(_ a: Int, _ b: Int, named: Bool = true) -> FeatureVector? {
    guard let first = open[min(a, b)], let second = open[max(a, b)] else { return nil }
    return CopyFeatures.pair(first, second, least: Self.leastCosine, named: named)
  }

  private func copyLogit(_ vector: FeatureVector, _ a: Int, _ b: Int) -> Double {
    let logit = MatchModel.copies.logit(of: vector)
    return logit + hints.logOdds(a, b, given: logit)
  }

  /// Whether one of two texts may be a copy of the other: hardly any unit follows another in both where none is.
  ///
  /// - Parameter b: the newer, which comes with others in a row.
  private func mayBeCopy(_ a: Int, _ b: Int) -> Bool {
    guard let older = index.articles.header(a), let newer = index.articles.header(b),
      // Of two samples of different sizes nobody can say which units follow each other.
      older.samplingLevel == newer.samplingLevel
    else { return true }
    let pairs = newest?.article == b ? newest?.pairs : nil
    let known = pairs ?? UnitPairs(of: b, in: index.articles, units: newer.units)
    if pairs == nil { newest = (b, known) }
    let shared = known.shared(with: a, in: index.articles)
    return Double(shared) >= UnitPairs.leastShare * Double(min(older.units, newer.units) - 1)
  }

  // MARK: Across languages

  private func prospect(_ a: Int, _ b: Int) -> TranslationProspect? {
    guard let first = open[min(a, b)], let second = open[max(a, b)] else { return nil }
    return TranslationProspect(first, second, SharedKeys(first, second))
  }

  private func translationScore(_ a: Int, _ b: Int, _ prospect: TranslationProspect) -> Double {
    switch prospect {
    case .settled(let score): return score
    case .open(let opening, let cosines):
      let context = TranslationFeatures.context(
        cosines, neighbors.rivals(of: a, leaving: b), neighbors.rivals(of: b, leaving: a),
        named: false)
      let logit = MatchModel.translations.logit(after: opening, context)
      return MatchModel.probability(ofLogit: logit + hints.logOdds(a, b, given: logit))
    }
  }

  /// Whether a pair could be a link, were those neighbours that nobody has asked for as they would have to be: first as if
  /// nothing were known of them, then by a few of them.
  private func mayLink(_ a: Int, _ b: Int, _ prospect: TranslationProspect) -> Bool {
    guard case .open = prospect, !neighbors.isKnown(a) || !neighbors.isKnown(b) else {
      return true
    }
    return [false, true].allSatisfy { isMeeting in
      let logit = prospect.highestLogit(
        neighbors.bounds(of: a, leaving: b, isMeeting: isMeeting),
        neighbors.bounds(of: b, leaving: a, isMeeting: isMeeting))
      let raised = logit + max(0, hints.logOdds(a, b, given: logit))
      return MatchModel.probability(ofLogit: raised) >= Self.leastLink
    }
  }

  func translationFacts(_ a: Int, _ b: Int) -> TranslationFacts? {
    let (older, newer) = (min(a, b), max(a, b))
    guard let first = open[older], let second = open[newer] else { return nil }
    let shared = SharedKeys(first, second)
    let context = TranslationFeatures.context(
      (shared.cosine, shared.placedCosine), neighbors.rivals(of: older, leaving: newer),
      neighbors.rivals(of: newer, leaving: older))
    let pair = TranslationFeatures.pair(first, second, shared)
    return TranslationFacts(shared: shared, vector: pair.appending(context))
  }

  func neighborhood(of article: Int) -> Neighborhood { neighbors.neighborhood(of: article) }

  /// A new article's neighbours, and what comes of them, which will be asked for: while they are open, that is soon found out.
  private struct Meeting: Sendable {
    var neighborhood: Neighborhood
    var prospects: [(Pair, TranslationProspect)]
  }

  private func meeting(of article: Int) -> Meeting {
    var neighbors: [Neighborhood.Neighbor] = []
    var prospects: [(Pair, TranslationProspect)] = []
    neighbors.reserveCapacity(Neighborhood.size)
    prospects.reserveCapacity(Neighborhood.size)
    if let own = open[article] {
      for other in finder.translations(of: article, limit: Neighborhood.size) {
        guard let their = open[other] else { continue }
        let (first, second) = article < other ? (own, their) : (their, own)
        let shared = SharedKeys(first, second)
        prospects.append((Pair(article, other), TranslationProspect(first, second, shared)))
        let cosines =
          article < other ? (shared.cosine, shared.placedCosine) : shared.reversed
        neighbors.append(
          Neighborhood.Neighbor(article: other, cosine: cosines.0, placedCosine: cosines.1))
      }
    }
    return Meeting(neighborhood: Neighborhood(neighbors: neighbors), prospects: prospects)
  }

  private func keep(_ meeting: Meeting, of article: Int) {
    neighbors.note(meeting.neighborhood, of: article)
    for (pair, prospect) in meeting.prospects where !unlinked.contains(pair) {
      if case .settled = prospect {
        // A hundredth at most.
        unlinked.insert(pair)
      } else if scores[pair] == nil {
        prospects[pair] = prospect
      }
    }
  }
}
