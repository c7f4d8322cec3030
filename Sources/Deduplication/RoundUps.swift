internal import NewsModel

/// Articles that contain several others: morning briefings, live tickers, reviews of the week.
enum RoundUps {
  /// A link from which on an article counts as contained.
  static let contained = 0.5
  /// Contents of one story score at least this with each other.
  static let related = 0.3
  /// Share of an article's contents that must be related in pairs, or else it is a round-up. 0.62 won among 0.4–0.8.
  static let leastRelated = 0.62
  private static let most = 12

  /// Those of `members` that are linked to several shorter articles which are not one story among
  /// themselves. They join none.
  static func found(
    among members: [Int], links: [Link], letters: (Int) -> Int, score: (Int, Int) -> Double
  ) -> Set<Int> {
    var contents: [Int: [Int]] = [:]
    for link in links where link.kind == .near && link.score >= contained {
      for (one, other) in [(link.first, link.second), (link.second, link.first)]
      where letters(other) * 10 <= letters(one) * 12 {
        contents[one, default: []].append(other)
      }
    }
    return Set(members.filter { isRoundUp(contents[$0, default: []].sorted(), score) })
  }

  private static func isRoundUp(_ contents: [Int], _ score: (Int, Int) -> Double) -> Bool {
    // A dozen, spread over all, say enough.
    let step = (contents.count + most - 1) / most
    let contents = stride(from: 0, to: contents.count, by: max(1, step)).map { contents[$0] }
    guard contents.count > 1 else { return false }
    var (pairs, related) = (0, 0)
    for (place, one) in contents.enumerated() {
      for other in contents.dropFirst(place + 1) {
        pairs += 1
        if score(one, other) >= Self.related { related += 1 }
      }
    }
    return Double(related) < leastRelated * Double(pairs)
  }
}
