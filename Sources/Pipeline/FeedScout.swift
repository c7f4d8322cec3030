internal import FeedParsing
internal import Foundation
package import NewsModel
package import Settings

/// Looks up the feeds of a site, given any of its addresses: for `feeds discover` and `feeds add`.
///
/// What the page names, then the sitemaps of news that robots.txt names, then the usual addresses one after
/// the other until one is a feed, then the other sitemaps; lists of sitemaps are followed one step. All of it
/// stays within the host's limits, so that a site without any feed takes a while.
package struct FeedScout: Sendable {
  /// What a site has.
  package struct Report: Sendable {
    /// What the address itself answered.
    package var first: FeedProbe.Answer
    /// Whatever was asked because the page or robots.txt names it, and what was found beyond that; the best first.
    package var found: [FeedProbe.Answer]

    /// The best that answers as a feed and holds items; else the best that is one at all.
    package var best: Feed? {
      (found.first { $0.parsed?.items.isEmpty == false } ?? found.first(where: \.isFeed))?.feed
    }
  }

  /// How far to look.
  package enum Depth: Sendable {
    /// Until something is a feed.
    case first
    /// Sitemaps of news, too, where the page names feeds.
    case all
  }

  private let loaded: LoadedSettings
  private let probe: FeedProbe
  /// More than any site's page needs; a list of hundreds is no help.
  private static let most = 20
  /// Large outlets name a sitemap for every month since they began.
  private static let mostSitemaps = 3

  package init(loaded: LoadedSettings, probe: FeedProbe) {
    self.loaded = loaded
    self.probe = probe
  }

  /// Asks the site. Ends early with what there is when its task is cancelled.
  package func report(on page: Feed, _ depth: Depth) async throws -> Report {
    let first = await probe.answer(of: page)
    if first.isFeed {
      return Report(first: first, found: ranked([first] + (await members(of: first))))
    }
    let named = first.alternatives.prefix(Self.most).map { loaded.feed(called: $0) }
    var found = try await probe.answers(named)
    // A site that did not answer at all is not asked twenty times more.
    guard first.status != nil, !(depth == .first && isFound(found)) else {
      return Report(first: first, found: ranked(found))
    }
    let site = first.url.isEmpty ? page.url : first.url
    let sitemaps = await probe.sitemaps(ofSite: site)
    found += await answers(of: sitemaps.filter(FeedDiscovery.isForNews), besides: found)
    if !isFound(found) { found += await usualFeed(of: site, besides: found) }
    if !isFound(found) {
      found += await answers(of: sitemaps.filter { !FeedDiscovery.isForNews($0) }, besides: found)
    }
    return Report(first: first, found: ranked(found))
  }

  private func isFound(_ answers: [FeedProbe.Answer]) -> Bool {
    Task.isCancelled || answers.contains { $0.parsed?.items.isEmpty == false }
  }

  /// The first few of the sitemaps, with what those that are lists themselves hold.
  private func answers(
    of sitemaps: [String], besides known: [FeedProbe.Answer]
  ) async -> [FeedProbe.Answer] {
    var found: [FeedProbe.Answer] = []
    for address in sitemaps.prefix(Self.mostSitemaps)
    where !Task.isCancelled && !known.contains(where: { $0.feed.url == address }) {
      let answer = await probe.answer(of: loaded.feed(called: address))
      found.append(answer)
      found += await members(of: answer)
    }
    return found
  }

  /// The sitemaps that a list of sitemaps holds: those of news, or else its first, which is the newest or the only one
  /// where publishers keep any order.
  private func members(of index: FeedProbe.Answer) async -> [FeedProbe.Answer] {
    let listed = index.parsed?.sitemaps.map(\.url) ?? []
    let news = listed.filter(FeedDiscovery.isForNews)
    var found: [FeedProbe.Answer] = []
    for address in (news.isEmpty ? Array(listed.prefix(1)) : news).prefix(Self.mostSitemaps)
    where !Task.isCancelled {
      found.append(await probe.answer(of: loaded.feed(called: address)))
    }
    return found
  }

  private func usualFeed(
    of site: String, besides known: [FeedProbe.Answer]
  ) async -> [FeedProbe.Answer] {
    for address in FeedDiscovery.commonAddresses(ofSite: site)
    where !Task.isCancelled && !known.contains(where: { $0.feed.url == address }) {
      let answer = await probe.answer(of: loaded.feed(called: address))
      if answer.isFeed { return [answer] + (await members(of: answer)) }
    }
    return []
  }

  /// Feeds before sitemaps of news, those before other sitemaps, what failed last; otherwise as they came.
  private func ranked(_ answers: [FeedProbe.Answer]) -> [FeedProbe.Answer] {
    answers.enumerated().sorted { left, right in
      let (a, b) = (Self.penalty(left.element), Self.penalty(right.element))
      return a == b ? left.offset < right.offset : a < b
    }.map(\.element)
  }

  private static func penalty(_ answer: FeedProbe.Answer) -> Int {
    guard let parsed = answer.parsed else { return 5 }
    if parsed.version == "sitemapindex" { return 4 }
    guard parsed.version == "sitemap" else { return parsed.items.isEmpty ? 3 : 0 }
    // A sitemap of news has headlines.
    return parsed.items.contains { $0.title != nil } ? 1 : 2
  }
}
