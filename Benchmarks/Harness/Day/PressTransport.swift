internal import Fetching
internal import Foundation
internal import Glibc
internal import Synchronization

/// Answers for the invented press without any network: feeds as they stand at a time, pages, no robots.txt.
///
/// What it takes itself is counted, so that it can be told from what the pipeline takes.
final class PressTransport: Transport {
  private let press: Press
  private let lists: [[Int]]
  private let time: Mutex<Date>
  /// Nanoseconds of CPU time spent here.
  private let spent = Atomic<Int>(0)

  init(_ press: Press) {
    self.press = press
    lists = press.byOutlet()
    time = Mutex(press.start)
  }

  var now: Date {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }

  /// CPU seconds since the last call.
  func takeSpent() -> Double { Double(spent.exchange(0, ordering: .relaxed)) / 1e9 }

  func response(
    to request: TransportRequest
  ) async throws(TransportError) -> TransportResponse {
    let begin = Self.threadTime()
    let response = answer(to: request)
    spent.add(Self.threadTime() - begin, ordering: .relaxed)
    return response
  }

  private func answer(to request: TransportRequest) -> TransportResponse {
    let base = "http://" + request.url.host
    let parts = request.url.path.split(separator: "/")
    guard parts.count == 2, let outlet = Int(parts[0].dropFirst()), lists.indices.contains(outlet)
    else { return TransportResponse(status: 404) }
    if parts[1] == "feed.xml" { return feed(outlet, base: base, request) }
    guard let article = Int(parts[1].dropLast(5)), article < press.articles else {
      return TransportResponse(status: 404)
    }
    return TransportResponse(
      status: 200, headers: HTTPHeaders([("content-type", "text/html; charset=utf-8")]),
      body: press.page(article, base: base))
  }

  private func feed(_ outlet: Int, base: String, _ request: TransportRequest) -> TransportResponse {
    let visible = lists[outlet].prefix { press.published($0) <= now }
    let tag = "\"\(visible.count)\""
    if request.headers.contains(where: {
      $0.name.lowercased() == "if-none-match" && $0.value == tag
    }) {
      return TransportResponse(status: 304)
    }
    // Busy outlets list all that is new since the last poll, as news sitemaps do.
    let text = press.feed(outlet, visible.suffix(40).reversed(), base: base)
    return TransportResponse(
      status: 200,
      headers: HTTPHeaders([("content-type", "application/rss+xml"), ("etag", tag)]),
      body: Array(text.utf8))
  }

  private static func threadTime() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
  }
}
