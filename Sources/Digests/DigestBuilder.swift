package import NewsModel
internal import Foundation

/// Chooses, orders and groups a window's stories. Pure: equal inputs make equal digests, whatever
/// the order in which the database gave its rows.
///
/// O(articles + stories log stories); 50,000 articles take well under a second.
package struct DigestBuilder: Sendable {
  package var options: DigestOptions

  package init(options: DigestOptions) { self.options = options }

  package func digest(from input: DigestInput) -> Digest { digest(from: input) { $0 } }

  /// - Parameter complete: gives the chosen stories their summaries and keywords, where the input has none: of tens of
  ///   thousands of stories a digest shows some dozens.
  package func digest(
    from input: DigestInput,
    completing complete: ([DigestInput.Story]) throws -> [DigestInput.Story]
  ) rethrows -> Digest {
    let ranked = input.stories.map { RankedStory($0, input: input) }.sorted(
      by: RankedStory.precedes)
    let eligible = ranked.filter(isWanted)
    // A watch list's story is never crowded out by larger ones that nobody asked for.
    let groupsByWatch = options.groupBy.contains(.watch)
    let chosen = Set(
      (eligible.filter { groupsByWatch && $0.isWatched }
        + eligible.filter { !(groupsByWatch && $0.isWatched) })
        .prefix(max(0, options.maxStories)).map(\.story.uid))
    let shown = eligible.filter { chosen.contains($0.story.uid) }
    let completed = try complete(shown.map(\.story))
    let totals = totals(of: ranked, shown: shown.count, input: input)
    let state = state(of: input)
    return Digest(
      uid: input.uid, name: input.name, from: input.from, until: input.until,
      generated: input.generated, newestArticle: input.newestArticle, state: state,
      isFirst: input.previousUntil == nil, timezone: options.timezone,
      warnings: DigestWarnings(input: input, state: state, totals: totals, options: options)
        .sentences,
      feeds: ordered(input.feeds), watches: input.watches.map(DigestWatch.init),
      groups: groups(of: shown, completed, input: input), totals: totals,
      week: input.week.sorted { $0.day < $1.day }.suffix(7), shares: shares(of: ranked))
  }

  private func isWanted(_ story: RankedStory) -> Bool {
    guard story.isRepeat else { return true }
    return switch options.repetition {
    case .never: false
    case .updatesOnly: story.isUpdate
    case .always: true
    }
  }

  /// Silence outweighs emptiness: an empty window may be a quiet night, a stale database is a fault.
  private func state(of input: DigestInput) -> Digest.State {
    let newest = input.newestArticle ?? .distantPast
    if input.until.timeIntervalSince(newest) > options.staleAfter { return .stale }
    return input.stories.isEmpty ? .empty : .ok
  }

  private func ordered(_ feeds: DigestFeeds) -> DigestFeeds {
    var feeds = feeds
    feeds.newlyFailing.sort { $0.name.precedes($1.name) }
    feeds.newlySilent.sort { $0.name.precedes($1.name) }
    return feeds
  }
}

extension DigestBuilder {
  /// The first grouping that has a key for a story, and that key.
  private func place(of story: RankedStory, watches: [String]) -> (DigestGrouping?, String) {
    for grouping in options.groupBy {
      let key: String? =
        switch grouping {
        case .watch: watches.first { story.story.watches.contains($0) }
        case .tag: story.story.tags.min { $0.precedes($1) }
        case .language: story.story.language
        case .source: story.firstSource
        }
      if let key, !key.isEmpty { return (grouping, key) }
    }
    return (nil, "other")
  }

  /// Groups in the order of the groupings: watch lists as configured, others by their number of
  /// stories, what is left over last.
  private func groups(
    of stories: [RankedStory], _ completed: [DigestInput.Story], input: DigestInput
  ) -> [DigestGroup] {
    let completed = Dictionary(
      completed.map { ($0.uid, $0) }, uniquingKeysWith: { first, _ in first })
    let watches = input.watches.map(\.name)
    var groups: [DigestGroup] = []
    var indices: [String: Int] = [:]
    for story in stories {
      let shown = story.digestStory(completed[story.story.uid] ?? story.story)
      let (grouping, key) = place(of: story, watches: watches)
      let id = (grouping?.rawValue ?? "") + "\n" + key
      if let index = indices[id] {
        groups[index].stories.append(shown)
      } else {
        indices[id] = groups.count
        groups.append(DigestGroup(grouping: grouping, key: key, stories: [shown]))
      }
    }
    func rank(_ group: DigestGroup) -> (Int, Int, Int) {
      let level = group.grouping.flatMap { options.groupBy.firstIndex(of: $0) } ?? .max
      let place = group.grouping == .watch ? watches.firstIndex(of: group.key) ?? .max : 0
      return (level, place, -group.stories.count)
    }
    return groups.sorted { a, b in
      rank(a) == rank(b) ? a.key.precedes(b.key) : rank(a) < rank(b)
    }
  }

  private func totals(
    of stories: [RankedStory], shown: Int, input: DigestInput
  ) -> DigestTotals {
    var statuses: [BodyStatus: Int] = [:]
    var sources: Set<String> = []
    var languages: Set<String> = []
    for article in stories.lazy.flatMap(\.inWindow) {
      statuses[article.status, default: 0] += 1
      sources.insert(article.source)
      languages.insert(Language.primary(of: article.language))
    }
    if !input.statuses.isEmpty {
      statuses = Dictionary(
        input.statuses.map { ($0.status, $0.articles) }, uniquingKeysWith: +)
    }
    return DigestTotals(
      articles: statuses.values.reduce(0, +), stories: stories.count, sources: sources.count,
      languages: languages.subtracting(["und"]).count, storiesNotShown: stories.count - shown,
      statuses: BodyStatus.allCases.compactMap { status in
        statuses[status].flatMap { $0 > 0 ? StatusCount(status: status, articles: $0) : nil }
      })
  }

  private func shares(of stories: [RankedStory]) -> [DigestShare] {
    var shares: [String: DigestShare] = [:]
    for story in stories {
      for article in story.inWindow {
        shares[
          article.source, default: DigestShare(source: article.source, articles: 0, stories: 0)
        ]
        .articles += 1
      }
      for source in Set(story.inWindow.map(\.source)) { shares[source]?.stories += 1 }
    }
    return Array(
      shares.values.sorted {
        ($0.articles, $0.stories) == ($1.articles, $1.stories)
          ? $0.source.precedes($1.source)
          : ($0.articles, $0.stories) > ($1.articles, $1.stories)
      }.prefix(10))
  }
}

extension DigestWatch {
  init(_ count: DigestInput.WatchCount) {
    let history = count.history.suffix(7)
    let mean =
      history.isEmpty ? nil : Double(history.reduce(0, +)) / Double(history.count)
    let isSpike =
      count.articles >= count.spikeMinimum
      && mean.map { Double(count.articles) >= count.spikeFactor * $0 } == true
    self.init(
      name: count.name, articles: count.articles, stories: count.stories, sources: count.sources,
      mean: mean, isSpike: isSpike)
  }
}

extension String {
  /// By bytes: the same order on every machine, whatever its locale.
  func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
