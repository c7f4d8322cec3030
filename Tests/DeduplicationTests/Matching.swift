import Deduplication
import Foundation
import NewsModel

/// Articles for tests: `minute` orders them, as first seen.
func article(
  _ id: String, _ language: String, _ title: String?, _ text: String, minute: Int = 0,
  story: String? = nil, urls: [String] = [], basedOn: [String] = []
) -> WindowArticle {
  let document = MatchDocument(title: title, text: text, language: language, basedOn: basedOn)
  return WindowArticle(
    id: id, storyUID: story,
    firstSeen: Date(timeIntervalSince1970: 1_750_000_000 + 60 * Double(minute)),
    urlKeys: urls, bodyHash: document.bodyHash, evidence: Evidence(of: document))
}

/// The invented other stories: what a window holds beside.
func background() -> [WindowArticle] {
  InventedStories.others.enumerated().map { number, story in
    article("other-\(number)", story.language, story.title, story.text, minute: -100 + number)
  }
}

extension MatchResult {
  subscript(id: String) -> StoryPlacement? { placements.first { $0.article == id } }

  /// Articles by story, both sorted: the whole outcome without scores.
  var stories: [[String]] {
    Dictionary(grouping: placements, by: \.story).values
      .map { $0.map(\.article).sorted() }.sorted { $0[0] < $1[0] }
  }

  /// Stories of more than one article.
  var merged: [[String]] { stories.filter { $0.count > 1 } }
}

/// A deterministic shuffle.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
