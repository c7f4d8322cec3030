internal import NewsModel

/// Which story each group of articles is from now on.
struct StoryUIDs {
  private var chosen: [String] = []
  private var gone: [StoryAlias] = []

  /// - Parameters:
  ///   - groups: places in the index, ascending.
  ///   - companions: the stories that they were in so far.
  init(index: WindowIndex, groups: [[Int]], companions: Companions) {
    var groupOf: [Int: Int] = [:]
    for (number, group) in groups.enumerated() { for member in group { groupOf[member] = number } }
    var claims = [[(age: Int, story: String)]](repeating: [], count: groups.count)
    for story in Set(groups.joined().compactMap { index.articles.storyUID($0) }) {
      let members = companions.members(of: story)
      // A story that falls apart goes with the article that gave it its name, or else with its oldest.
      let heir = members.first { index.articles.id($0) == story } ?? members[0]
      if let number = groupOf[heir] { claims[number].append((heir, story)) }
    }
    for (number, group) in groups.enumerated() {
      let stories = claims[number].sorted { ($0.age, $0.story) < ($1.age, $1.story) }.map(\.story)
      let kept = stories.first ?? index.articles.id(group[0])
      chosen.append(kept)
      gone += stories.dropFirst().map { StoryAlias(from: $0, to: kept) }
    }
  }

  func uid(of group: Int) -> String { chosen[group] }

  func aliases() -> [StoryAlias] { gone.sorted { ($0.from, $0.to) < ($1.from, $1.to) } }
}
