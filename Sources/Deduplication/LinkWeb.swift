internal import NewsModel

/// The links around a run's new articles, followed until they end.
///
/// What a new article links to is looked at as if it were new, too, so that the outcome does not depend on which of
/// them came first: an older article that turns out to be a round-up lets go of what it held.
struct LinkWeb {
  /// Old articles followed from one run at most, so that one runaway template cannot stall a run.
  static let maximumFollowed = 20_000

  private(set) var links: [Link] = []
  private var followed: Set<Int> = []
  private var byPair: [Pair: Link] = [:]

  init(
    from starts: [Int], scorer: PairScorer, companions: (Int) -> [Int], joins: (Link) -> Bool
  ) {
    var waiting = starts
    var known = Set(starts)
    while !waiting.isEmpty {
      followed.formUnion(waiting)
      var next: [Int] = []
      for (article, found) in zip(waiting, scorer.links(ofEach: waiting)) {
        next += companions(article)
        for link in found {
          let pair = Pair(link.first, link.second)
          if byPair[pair] == nil { byPair[pair] = link }
          if joins(link) { next.append(link.other(than: article)) }
        }
      }
      let room = starts.count + Self.maximumFollowed - known.count
      waiting = Array(Set(next).subtracting(known).sorted().prefix(max(0, room)))
      known.formUnion(waiting)
    }
    links = byPair.values.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// Every article that was looked at, ascending.
  var articles: [Int] { followed.sorted() }

  func link(_ a: Int, _ b: Int) -> Link? { byPair[Pair(a, b)] }
}
