internal import Foundation
internal import NewsModel

/// What a reader has to know before the news: plain sentences, gravest first.
struct DigestWarnings: Sendable {
  let input: DigestInput
  let state: Digest.State
  let totals: DigestTotals
  let options: DigestOptions

  var sentences: [String] {
    [stale, empty, feedsDown, first, unreadable].compactMap { $0 }
      + input.failedDeliveries.map { "Not delivered: \($0)" }
  }

  private var stale: String? {
    guard state == .stale else { return nil }
    guard let newest = input.newestArticle else {
      return
        "Stale: the database has no article at all. Check the feeds with \"tidings feeds check\"."
    }
    let hours = Int(input.until.timeIntervalSince(newest) / 3600)
    return
      "Stale: nothing new has come in for \(hours) hours, since \(Timestamp.string(from: newest)). Check that \"tidings run\" runs, and the feeds with \"tidings feeds check\"."
  }

  private var empty: String? {
    guard input.stories.isEmpty, state == .empty else { return nil }
    return "Empty: no article came in during this window."
  }

  /// Half of the feeds failing is the network's fault or ours, not theirs.
  private var feedsDown: String? {
    let all = input.feeds.ok + input.feeds.failed
    guard input.feeds.failed * 2 >= all, input.feeds.failed > 0 else { return nil }
    return
      "\(input.feeds.failed) of \(all) feeds failed: this digest may miss a good part of the news."
  }

  private var first: String? {
    guard input.previousUntil == nil else { return nil }
    guard totals.stories > 0 else { return "This is the first digest." }
    return totals.storiesNotShown > 0
      ? "This is the first digest: it holds the \(totals.stories - totals.storiesNotShown) largest of \(totals.stories) stories, since everything that the feeds offered was new."
      : "This is the first digest: everything that the feeds offered was new."
  }

  /// Articles that came without their text are counted, never passed over.
  private var unreadable: String? {
    let names: [(BodyStatus, String)] = [
      (.paywall, "behind a paywall"), (.consent, "behind a consent wall"),
      (.blocked, "blocked for robots"), (.error, "not to be had"), (.pending, "not fetched yet"),
    ]
    let parts = names.compactMap { status, words in
      totals.statuses.first { $0.status == status }.map { "\($0.articles) \(words)" }
    }
    guard !parts.isEmpty else { return nil }
    let count = totals.statuses.filter { !$0.status.hasText }.map(\.articles).reduce(0, +)
    return
      "\(count) of \(totals.articles) articles came without their text: \(parts.joined(separator: ", "))."
  }
}
