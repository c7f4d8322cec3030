internal import NewsModel

/// Articles that contain several others: morning briefings, live tickers, reviews of the week.
struct RoundUps {
  /// A link from which on an article counts as contained.
  static let contained = 0.5
  /// Contents of one story score at least this with each other.
  static let related = 0.3
  /// Share of an article's contents that must be related in pairs, or else it is a round-up. 0.62 won among 0.4–0.8.
  static let leastRelated = 0.62
  /// A link from which on an article speaks for the story of a text that it holds.
  static let strong = 0.8
  /// A link from which on two texts of like length are prints of one.
  static let sure = 0.9
  private static let most = 12

  private let letters: (Int) -> Int
  private let score: (Int, Int) -> Double
  /// The near links of each article, the strongest of them.
  private var near: [Int: [(other: Int, score: Double)]] = [:]

  /// Those of `members` that hold parts of several stories, or a part of a story that is told elsewhere. They join none.
  static func found(
    among members: [Int], links: [Link], letters: @escaping (Int) -> Int,
    score: @escaping (Int, Int) -> Double
  ) -> Set<Int> {
    let finder = RoundUps(links: links, letters: letters, score: score)
    let members = members.filter { !finder.isPrinted($0) }
    let several = Set(members.filter(finder.holdsSeveral))
    return several.union(
      members.filter { !several.contains($0) && finder.borrows($0, apart: several) })
  }

  private init(
    links: [Link], letters: @escaping (Int) -> Int, score: @escaping (Int, Int) -> Double
  ) {
    self.letters = letters
    self.score = score
    for link in links where link.kind == .near && link.score >= Self.contained {
      near[link.first, default: []].append((link.second, link.score))
      near[link.second, default: []].append((link.first, link.score))
    }
  }

  /// Whether texts of at least its own length are surely the same, and one among themselves: it is a print of a story, however
  /// unlike each other two shorter ones are that were cut or edited beyond recognition.
  private func isPrinted(_ article: Int) -> Bool {
    let prints = near[article, default: []]
      .filter { $0.score >= Self.sure && letters($0.other) * 10 >= letters(article) * 8 }
      .map(\.other).sorted()
    return prints.count > 1 && isOneStory(prints)
  }

  /// Whether an article is linked to several shorter ones which are not one story among themselves.
  private func holdsSeveral(_ article: Int) -> Bool {
    let contents = near[article, default: []].map(\.other)
      .filter { letters($0) * 10 <= letters(article) * 12 }.sorted()
    guard contents.count > 1 else { return false }
    return !isOneStory(contents)
  }

  /// Whether what an article has of a story is told by others, too, who are one among themselves and know nothing of the rest
  /// of the article: a briefing that opens with a story, beside a copy of that story that was cut to the same opening.
  private func borrows(_ article: Int, apart: Set<Int>) -> Bool {
    near[article, default: []].contains { part in
      guard letters(part.other) * 10 <= letters(article) * 7 else { return false }
      let tellers = near[part.other, default: []]
        .filter { $0.score >= Self.strong && $0.other != article && !apart.contains($0.other) }
        .map(\.other).sorted()
      let strangers = tellers.filter { score(article, $0) < Self.related }
      return strangers.count > 1 && strangers.count * 2 > tellers.count && isOneStory(strangers)
    }
  }

  private func isOneStory(_ articles: [Int]) -> Bool {
    // A dozen, spread over all, say enough.
    let step = (articles.count + Self.most - 1) / Self.most
    let articles = stride(from: 0, to: articles.count, by: max(1, step)).map { articles[$0] }
    var (pairs, related) = (0, 0)
    for (place, one) in articles.enumerated() {
      for other in articles.dropFirst(place + 1) {
        pairs += 1
        if score(one, other) >= Self.related { related += 1 }
      }
    }
    return Double(related) >= Self.leastRelated * Double(pairs)
  }
}
