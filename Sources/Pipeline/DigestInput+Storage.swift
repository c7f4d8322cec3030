internal import Foundation
internal import NewsModel
internal import Settings
package import Storage

/// What the store says of a window, in the terms of the digest.
extension DigestInput {
  init(
    _ window: Storage.DigestWindow, stored: StoredDigest, previousUntil: Date?,
    watches: [WatchSettings]
  ) {
    self.init(
      uid: stored.uid, name: stored.name, from: window.from, until: window.until,
      generated: stored.generated)
    self.previousUntil = previousUntil
    newestArticle = window.newestArticle
    feeds = DigestFeeds(window.feeds, from: window.from, until: window.until)
    stories = window.stories.map(Story.init)
    week = window.days.map { DigestDay(day: $0.day, articles: $0.articles, stories: $0.stories) }
    failedDeliveries = window.failedDeliveries.map(\.words)
    let counts = Dictionary(
      window.watches.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.watches = watches.map { WatchCount($0, counts[$0.name], windows: window.pastWindows) }
  }
}

extension DigestInput.WatchCount {
  /// - Parameter windows: how many windows of history there are, for a list without any hit in them.
  init(_ settings: WatchSettings, _ count: Storage.WatchCount?, windows: Int) {
    self.init(
      name: settings.name, articles: count?.articles ?? 0, stories: count?.stories ?? 0,
      sources: count?.sources ?? 0,
      history: count?.history ?? [Int](repeating: 0, count: windows),
      spikeMinimum: settings.spike.min, spikeFactor: settings.spike.factor)
  }
}

extension DigestInput.Story {
  init(_ story: WindowStory) {
    self.init(
      uid: story.uid, headline: story.headline ?? "", language: story.language ?? "und",
      articles: story.members.map(DigestInput.Article.init), watches: story.watches,
      tags: story.tags)
  }
}

extension [DigestInput.Story] {
  /// With what the store holds beside them.
  ///
  /// - Parameter languages: of the summary, as configured; the first that the story has is shown.
  func completed(by summaries: [String: StorySummary], languages: [String]) -> Self {
    map { story in
      guard let found = summaries[story.uid] else { return story }
      var story = story
      let wanted = languages.map { $0 == "original" ? story.language : $0 }
      let available = Dictionary(grouping: found.sentences, by: \.language)
      let language = wanted.first { available[$0] != nil } ?? available.keys.min()
      story.summary = (language.flatMap { available[$0] } ?? []).map(DigestSentence.init)
      story.keywords = found.keywords
      return story
    }
  }
}

extension DigestInput.Article {
  init(_ member: WindowMember) {
    self.init(
      uid: member.uid, kind: member.kind, language: member.language ?? "und",
      title: member.title ?? "", source: member.source, url: member.url ?? "",
      firstSeen: member.firstSeen, status: member.bodyStatus, correction: member.correction)
  }
}

extension DigestSentence {
  init(_ sentence: StoredSentence) {
    self.init(
      sentence: sentence.text, articleUID: sentence.articleUID, url: sentence.url ?? "",
      start: sentence.start, length: sentence.length)
  }
}

extension DigestFeeds {
  /// - Parameter from: failures and silences that began in `from ..< until` are new.
  init(_ feeds: [StoredFeed], from: Date, until: Date) {
    let active = feeds.filter(\.isActive)
    self.init(
      ok: active.count { $0.health.status == "ok" },
      failed: active.count { $0.health.status == "failing" || $0.health.status == "retired" })
    let window = from..<until
    newlyFailing = active.compactMap { feed in
      guard let since = feed.health.failingSince, window.contains(since) else { return nil }
      return FailingFeed(
        name: feed.name, reason: feed.health.lastError ?? "no reason known", since: since)
    }
    newlySilent = active.compactMap { feed in
      guard feed.health.status == "ok", let last = feed.health.lastNew,
        window.contains(last.addingTimeInterval(FeedPatience.seconds(for: feed)))
      else { return nil }
      return SilentFeed(name: feed.name, since: last)
    }
  }
}

/// How long a feed may bring nothing new before that is worth a word.
package enum FeedPatience {
  /// Ten times its own rhythm, but no less than three days: weekends and holidays are no news.
  package static func seconds(for feed: StoredFeed) -> Double {
    let rhythm = FeedState.decoded(feed.state, url: feed.url).rhythm ?? 0
    return max(3 * 86_400, 10 * rhythm)
  }
}
