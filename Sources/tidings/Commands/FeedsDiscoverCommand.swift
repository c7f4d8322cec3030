internal import ArgumentParser
internal import FeedParsing
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings

/// `tidings feeds discover URL`: which feeds a site has.
extension FeedsCommand {
  struct Discover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find the feeds that a site offers, and ask each once; stores nothing.",
      discussion: """
        Those that the page names; where it names none, the usual addresses one after the other until one is a feed, \
        which takes a while since no server is hurried. `tidings feeds add URL` adds one. Exit 66 where there is none.
        """)

    /// More than any site's page needs; a list of hundreds is no help.
    private static let most = 20

    @OptionGroup var shared: SharedOptions

    @Argument(help: "A page of the site; https:// may be left out.")
    var url: String

    func run() async throws {
      var loaded = try shared.loaded()
      let address = url.contains("://") ? url : "https://" + url
      let page = loaded.feed(called: address)
      loaded.feeds = [page]
      try loaded.requireContact()
      let scout = FeedScout(
        loaded: loaded, probe: FeedProbe(loaded: loaded, version: Version.string), most: Self.most)
      let (first, found) = try await withInterruption { try await scout.feeds(of: page) }
      try print(found.map(OfferedFeed.init))
      guard found.contains(where: \.isFeed) else {
        throw Failure(
          .noInput,
          "\(address) offers no feed that answers"
            + (first.outcome == .ok || first.outcome == .notAFeed ? "." : ": \(first.detail)"))
      }
    }

    private func print(_ feeds: [OfferedFeed]) throws {
      if shared.json { return try StandardOutput().writeDocument(feeds) }
      guard !feeds.isEmpty else { return }
      var table = TextTable(
        ["URL", "RESULT", "ITEMS", "NEWEST", "TITLE"], [.left, .left, .right, .left, .left])
      for feed in feeds { table.add(feed.cells) }
      try StandardOutput().write(table.text)
    }
  }
}

/// Looks a site's feeds up.
private struct FeedScout: Sendable {
  var loaded: LoadedSettings
  var probe: FeedProbe
  var most: Int

  /// What the page itself answered, and each feed that was found.
  func feeds(
    of page: Feed
  ) async throws -> (first: FeedProbe.Answer, found: [FeedProbe.Answer]) {
    let first = await probe.answer(of: page)
    if first.isFeed { return (first, [first]) }
    let named = first.alternatives.prefix(most).map { loaded.feed(called: $0) }
    let answers = try await probe.answers(named)
    if answers.contains(where: \.isFeed) || Task.isCancelled { return (first, answers) }
    // A site that did not answer at all is not asked seventeen times more.
    guard first.status != nil else { return (first, answers) }
    let usual = FeedDiscovery.commonAddresses(ofSite: first.url.isEmpty ? page.url : first.url)
    for address in usual where !Task.isCancelled {
      let answer = await probe.answer(of: loaded.feed(called: address))
      if answer.isFeed { return (first, answers + [answer]) }
    }
    return (first, answers)
  }
}

/// A line of `feeds discover`.
private struct OfferedFeed: Encodable {
  var url, result: String
  var title, version, language, newest: String?
  var items: Int?
  var detail: String

  init(_ answer: FeedProbe.Answer) {
    url = answer.feed.url
    result = answer.isFeed ? "ok" : answer.outcome.rawValue
    title = answer.parsed?.title
    version = answer.parsed?.version
    language = answer.parsed?.language
    newest = answer.newest.map(Timestamp.string(from:))
    items = answer.parsed?.items.count
    detail = answer.detail
  }

  var cells: [String] {
    [
      url, result, items.map(String.init) ?? "–", newest ?? "–",
      result == "ok" ? title ?? "–" : detail,
    ]
  }
}
