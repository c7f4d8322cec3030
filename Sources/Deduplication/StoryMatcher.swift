internal import Foundation
package import NewsModel

/// Decides which articles are the same text again: the same page, the same words, an edited print, a
/// translation.
package struct StoryMatcher: Sendable {
  package let settings: MatchSettings

  package init(settings: MatchSettings = MatchSettings()) { self.settings = settings }

  /// Places every new article, given the window of those already placed.
  ///
  /// How rare each piece of evidence is, is counted once over `window` and `new`. The result does not depend
  /// on the order of either. An article in both counts as new. `pins` may name articles that are in neither;
  /// of two pins on one pair, the later holds; a pinned pair is looked at again even where `new` is empty.
  ///
  /// Give the window whole stories: of a story with one article in the window, all articles.
  ///
  /// Cost: one pass over the window to build the index, then a time per new article that is bounded
  /// whatever the window's size.
  package func match(
    window: [WindowArticle], new: [WindowArticle], pins: [Pin] = []
  ) -> MatchResult {
    var seen: Set<String> = []
    let articles = PackedArticles()
    for article in new where seen.insert(article.id).inserted {
      articles.add(article, isNew: true)
    }
    for article in window where !seen.contains(article.id) { articles.add(article, isNew: false) }
    return match(articles, pins: pins)
  }

  /// The same for a window with its new articles, filled one by one. It is put in order for it.
  package func match(_ articles: PackedArticles, pins: [Pin] = []) -> MatchResult {
    IndexedWindow(articles, settings: settings).result(pins: pins)
  }
}

/// A window with its index, and the articles in it that are new.
package struct IndexedWindow {
  private let index: WindowIndex
  private let isNew: [Int]
  private let settings: MatchSettings

  /// Builds the index: as ``StoryMatcher/match(_:pins:)`` does first.
  package init(_ articles: PackedArticles, settings: MatchSettings) {
    articles.sort()
    index = WindowIndex(articles: articles)
    isNew = articles.indices.filter(articles.isNew)
    self.settings = settings
  }

  /// Places all new articles.
  package func result(pins: [Pin] = []) -> MatchResult {
    let scorer = PairScorer(index: index, settings: settings)
    return MatchRun(
      scorer: scorer, companions: Companions(index: index), new: isNew,
      pins: Pins(pins, index: index), settings: settings
    ).result()
  }

  /// Places the new articles one by one, each as if it were the only one: for benchmarks, which want to know what each takes.
  ///
  /// - Parameter body: is given what places the next one.
  package func forEachNew(_ body: (_ placing: () -> MatchResult) -> Void) {
    let scorer = PairScorer(index: index, settings: settings)
    let (companions, pins) = (Companions(index: index), Pins([], index: index))
    for place in isNew {
      body {
        MatchRun(
          scorer: scorer, companions: companions, new: [place], pins: pins, settings: settings
        ).result()
      }
    }
  }
}

/// One run of matching over a frozen index.
struct MatchRun {
  private let index: WindowIndex
  private let scorer: PairScorer
  private let settings: MatchSettings
  private let isNew: Set<Int>
  private let pinned: Pins
  private let companions: Companions
  private let web: LinkWeb

  /// - Parameter new: places in the index, ascending.
  init(
    scorer: PairScorer, companions: Companions, new: [Int], pins: Pins, settings: MatchSettings
  ) {
    index = scorer.index
    self.settings = settings
    self.scorer = scorer
    self.companions = companions
    isNew = Set(new)
    pinned = pins
    let pinned = pinned
    web = LinkWeb(
      from: isNew.union(pinned.articles).sorted(), scorer: scorer, companions: companions,
      partners: { pinned.partners(of: $0) }, joins: { settings.joins($0) })
  }

  func result() -> MatchResult {
    let groups = groups()
    let uids = StoryUIDs(index: index, groups: groups, companions: companions)
    var placements: [StoryPlacement] = []
    for (number, group) in groups.enumerated() where isChanged(group, story: uids.uid(of: number)) {
      placements += self.placements(of: group, story: uids.uid(of: number))
    }
    return MatchResult(
      placements: placements.sorted { $0.article < $1.article }, aliases: uids.aliases())
  }

  private func isChanged(_ group: [Int], story: String) -> Bool {
    group.contains { isNew.contains($0) || index.articles.storyUID($0) != story }
      || Set(group) != Set(companions.members(of: story))
  }

  // MARK: Groups

  private func groups() -> [[Int]] {
    let scores = ScoreCache(web: web, scorer: scorer, companionFloor: Self.companionFloor)
    let components = self.components()
    let linked = links(from: components)
    return components.enumerated().flatMap { number, component -> [[Int]] in
      guard component.count > 1 else { return [component] }
      let inside = Set(component)
      let links = linked[number, default: []].filter(settings.joins)
      let all = linked[number, default: []].filter { inside.contains($0.second) }
      let alone = RoundUps.found(
        among: component, links: all, letters: { index.articles.header($0)?.letters ?? 0 },
        score: scores.score)
      let clusterer = StoryClusterer(
        members: component.filter { !alone.contains($0) },
        links: links.filter { !alone.contains($0.first) && !alone.contains($0.second) },
        score: scores.score, hasSplits: pinned.hasSplits, mayJoin: { !pinned.splits($0, $1) },
        mustJoin: pinned.joined(among: component))
      return clusterer.stories() + alone.sorted().map { [$0] }
    }
  }

  /// The links of each component with several articles, by its number.
  private func links(from components: [[Int]]) -> [Int: [Link]] {
    var numbers: [Int: Int] = [:]
    for (number, component) in components.enumerated() where component.count > 1 {
      for article in component { numbers[article] = number }
    }
    var found: [Int: [Link]] = [:]
    for link in web.links {
      if let number = numbers[link.first] { found[number, default: []].append(link) }
    }
    return found
  }

  /// Articles that have been one story stay so while nothing speaks against it: what is rare drifts from run to run.
  private static let companionFloor = 0.55

  /// What links, stories so far and pins hold together, each ascending.
  private func components() -> [[Int]] {
    var root: [Int: Int] = [:]
    func find(_ member: Int) -> Int {
      var top = member
      while let next = root[top], next != top { top = next }
      var at = member
      while let next = root[at], next != top {
        root[at] = top
        at = next
      }
      return top
    }
    func join(_ a: Int, _ b: Int) {
      let (x, y) = (find(a), find(b))
      if x != y { root[max(x, y)] = min(x, y) }
    }
    let articles = web.articles
    for article in articles { root[article] = article }
    for link in web.links
    where settings.joins(link) && root[link.first] != nil && root[link.second] != nil {
      join(link.first, link.second)
    }
    var firstOf: [String: Int] = [:]
    for article in articles {
      guard let story = companions.story(of: article) else { continue }
      if let first = firstOf[story] { join(first, article) } else { firstOf[story] = article }
    }
    for (first, second) in pinned.joined(among: articles) { join(first, second) }
    var components: [Int: [Int]] = [:]
    for article in articles { components[find(article), default: []].append(article) }
    return components.values.sorted { $0[0] < $1[0] }
  }

  // MARK: Placements

  private func placements(of group: [Int], story: String) -> [StoryPlacement] {
    let original = index.articles.id(group[0])
    let members = Set(group)
    return group.enumerated().map { number, article in
      let id = index.articles.id(article)
      guard number > 0 else { return StoryPlacement(article: id, story: story, original: original) }
      let link = partner(of: article, in: members, original: group[0])
      return StoryPlacement(
        article: id, story: story, original: original, kind: link.kind,
        matched: index.articles.id(link.other(than: article)), score: link.score,
        reasons: MatchReasons(scorer: scorer).reasons(
          for: link, of: article, pinned: pinned))
    }
  }

  /// Whom an article is shown with: by the strongest kind, an older one if there is, the most alike.
  private func partner(of article: Int, in group: Set<Int>, original: Int) -> Link {
    let links = web.links(of: article).filter { group.contains($0.other(than: article)) }
    let best = links.min { a, b in
      let (x, y) = (a.other(than: article), b.other(than: article))
      return (a.kind.rank, x < article ? 0 : 1, -a.score, x)
        < (b.kind.rank, y < article ? 0 : 1, -b.score, y)
    }
    if let best { return best }
    // Held by a person's pin, or by what the story was before.
    let other = original
    let kind: DuplicateKind = scorer.isSameLanguage(article, other) ? .near : .translation
    return Link(first: other, second: article, kind: kind, score: scorer.score(other, article))
  }
}

/// The stories that the window's articles were in so far.
struct Companions {
  private let index: WindowIndex
  private let table: PlaceTable

  init(index: WindowIndex) {
    self.index = index
    table = PlaceTable(index.articles.count) { place in
      index.articles.storyUID(place).map { [$0] } ?? []
    }
  }

  /// Ascending.
  func members(of story: String) -> [Int] {
    table.places(of: story).filter { index.articles.storyUID($0) == story }
  }

  /// `nil` for an article that is in none.
  func story(of article: Int) -> String? { index.articles.storyUID(article) }
}

extension MatchSettings {
  /// Whether a link is strong enough to bring two articles together.
  func joins(_ link: Link) -> Bool {
    switch link.kind {
    case .original, .url, .exact: true
    case .near: link.score >= nearThreshold
    case .translation: link.score >= translationThreshold
    }
  }
}

extension DuplicateKind {
  /// The strongest first.
  var rank: Int {
    switch self {
    case .original: 0
    case .url: 1
    case .exact: 2
    case .near: 3
    case .translation: 4
    }
  }
}

/// Scores of pairs, each computed once.
final class ScoreCache {
  private let web: LinkWeb
  private let scorer: PairScorer
  private let companionFloor: Double
  private var known: [Pair: Double] = [:]

  init(web: LinkWeb, scorer: PairScorer, companionFloor: Double) {
    self.web = web
    self.scorer = scorer
    self.companionFloor = companionFloor
  }

  func score(_ a: Int, _ b: Int) -> Double {
    let pair = Pair(a, b)
    if let score = known[pair] { return score }
    var score = web.link(a, b)?.score ?? scorer.score(pair.first, pair.second)
    let articles = scorer.index.articles
    if let story = articles.storyUID(a), story == articles.storyUID(b) {
      score = max(score, companionFloor)
    }
    known[pair] = score
    return score
  }
}
