internal import Fetching
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage

/// What a run would do: which feeds are due, and what waits in the store.
struct DryRun {
  var loaded: LoadedSettings
  var feeds: [String]

  func print(asJSON: Bool) throws {
    let plan = try plan()
    if asJSON { return try StandardOutput().writeDocument(plan) }
    try StandardOutput().write(
      """
      would poll       \(plan.feeds.count) of \(loaded.feeds.count) feeds
      would fetch      \(plan.pendingFetch) pages that wait, and those of new items
      would extract    \(plan.pendingExtraction) articles that wait
      would match      \(plan.pendingMatch)
      would summarise  \(plan.pendingSummaries) stories

      """ + plan.feeds.map { "  \($0)\n" }.joined())
  }

  private func plan() throws -> Plan {
    guard FileManager.default.fileExists(atPath: loaded.databasePath) else {
      return Plan(
        feeds: wanted(stored: []), pendingFetch: 0, pendingExtraction: 0, pendingMatch: 0,
        pendingSummaries: 0)
    }
    let store = try loaded.store(access: .readOnly)
    let totals = try store.totals()
    return Plan(
      feeds: wanted(stored: try store.feeds()), pendingFetch: totals.pendingFetch,
      pendingExtraction: totals.pendingExtraction, pendingMatch: totals.pendingMatch,
      pendingSummaries: totals.pendingSummaries)
  }

  private func wanted(stored: [StoredFeed]) -> [String] {
    let due = DueFeeds(loaded: loaded, stored: stored, now: Date())
    return due.names(only: feeds)
  }

  private struct Plan: Encodable {
    var feeds: [String]
    var pendingFetch, pendingExtraction, pendingMatch, pendingSummaries: Int
  }
}
