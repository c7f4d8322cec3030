internal import ArgumentParser
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
        Those that the page names, and the sitemaps of news that robots.txt names; where there is neither, the usual \
        addresses one after the other until one is a feed, and then the other sitemaps, which takes a while since no \
        server is hurried. The best come first. `tidings feeds add URL` adds one. Exit 66 where there is none.
        """)

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
        loaded: loaded, probe: FeedProbe(loaded: loaded, version: Version.string))
      let report = try await withInterruption { try await scout.report(on: page, .all) }
      let (first, found) = (report.first, report.found)
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
