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
  /// Places in `links`, by either article.
  private var byArticle: [Int: [Int]] = [:]

  /// - Parameter partners: whom else to look at with an article.
  init(
    from starts: [Int], scorer: PairScorer, companions: Companions, partners: (Int) -> [Int],
    joins: (Link) -> Bool
  ) {
    var waiting = starts
    var known = Set(starts)
    var stories: Set<String> = []
    while !waiting.isEmpty {
      followed.formUnion(waiting)
      var next: [Int] = []
      for (article, found) in zip(waiting, scorer.links(ofEach: waiting)) {
        next += partners(article)
        // Once for each story: what all members of one add is the square of its size, 70 million of 8,400.
        if let story = companions.story(of: article), stories.insert(story).inserted {
          next += companions.members(of: story)
        }
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
    for (place, link) in links.enumerated() {
      byArticle[link.first, default: []].append(place)
      byArticle[link.second, default: []].append(place)
    }
  }

  /// Every article that was looked at, ascending.
  var articles: [Int] { followed.sorted() }

  /// All links of an article.
  func links(of article: Int) -> [Link] { byArticle[article, default: []].map { links[$0] } }

  func link(_ a: Int, _ b: Int) -> Link? { byPair[Pair(a, b)] }
}
