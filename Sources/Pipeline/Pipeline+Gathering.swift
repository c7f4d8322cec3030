internal import Fetching
internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// Polling, fetching and extracting, side by side: while slow hosts keep the one waiting, the others go on.
///
/// A poll's new articles are handed to fetching as soon as they are stored, pages to extraction through the store
/// itself. So extraction bounds nobody's memory, and what a kill leaves is found again in one place.
extension Pipeline {
  private enum Part: Sendable {
    case polls(PollCounts)
    case pages(PageCounts)
    case extraction(ExtractionCounts)
  }

  func gather(_ request: RunRequest, _ report: inout RunReport) async throws {
    let fetcher = Fetcher(
      settings: FetchSettings(settings, version: version), transport: transport,
      recall: try hostStates(), clock: clock)
    let work = WorkQueue<PageWork>()
    let (arrivals, arrived) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let parts = try await withThrowingTaskGroup(of: Part.self) { group in
      if request.steps.contains(.fetch) {
        group.addTask {
          defer { work.finish() }
          return .polls(try await pollFeeds(request, fetcher, finding: work))
        }
        group.addTask {
          defer { arrived.finish() }
          return .pages(
            try await fetchPages(work, fetcher) { count in
              if request.steps.contains(.extract) { observe(.found(.extracting, count)) }
              arrived.yield()
            })
        }
      } else {
        arrived.finish()
      }
      if request.steps.contains(.extract) {
        group.addTask { .extraction(try await extractArticles(as: arrivals)) }
      }
      // The first that fails ends the others: it is the store that failed.
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for part in parts { count(part, &report) }
    if request.steps.contains(.fetch) { try remember(fetcher.takeHostStates()) }
  }

  private func count(_ part: Part, _ report: inout RunReport) {
    switch part {
    case .polls(let polls):
      report.feedsDue = polls.due
      report.feedsOK = polls.ok
      report.feedsUnchanged = polls.unchanged
      report.feedsFailed = polls.failures.count
      report.failures = polls.failures
      report.itemsSeen = polls.items
      report.articlesNew = polls.articles
      report.networkDown = polls.isNetworkDown
      if let note = polls.offer.note(maxAge: settings.dates.maxAge) { report.notes.append(note) }
      if polls.hasBacklog {
        report.notes.append(
          "More than \(settings.extract.maxPerRun) pages are waiting; the rest follows with the next runs (extract.max_per_run)."
        )
      }
    case .pages(let pages):
      report.pagesFetched = pages.fetched
      report.pagesFailed = pages.failed
    case .extraction(let extraction):
      report.articlesExtracted = extraction.articles
      report.bodyStatuses = extraction.statuses
      report.articlesDiscarded = extraction.discarded
    }
  }

  // MARK: Hosts

  /// What is stored of each host, read where it is met: a run meets few of the thousands that are known.
  private func hostStates() throws -> @Sendable (String) -> HostState? {
    let stored = Dictionary(
      try store.hosts().map { ($0.key, $0.state) }, uniquingKeysWith: { first, _ in first })
    return { host in
      (stored[host] ?? nil).flatMap {
        HostState(json: [UInt8]($0)) ?? (try? JSONDecoder().decode(HostState.self, from: $0))
      }
    }
  }

  /// So that a run which dies leaves the next one as polite as it was.
  func remember(_ hosts: [HostState]) throws {
    guard !hosts.isEmpty else { return }
    try store.save(
      hosts.map { host in
        StoredHost(
          key: host.host, state: try host.json.map { Data($0) } ?? JSONEncoder().encode(host))
      }, now: clock())
  }
}
