import FeedParsing
import NewsModel
import Foundation
import Testing

/// Speed over a folder of feeds (`TIDINGS_FEEDS`), counted as `Benchmarks/peers/feeds.py` counts its peers.
struct FeedBenchmarks {
  static let folder = ProcessInfo.processInfo.environment["TIDINGS_FEEDS"]

  @Test(.enabled(if: folder != nil))
  func feedsPerSecond() throws {
    let folder = try #require(Self.folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)))
    }
    let rounds = 5
    var (items, failed) = (0, 0)
    let start = clock()
    for _ in 0..<rounds {
      for bytes in files {
        if let feed = try? FeedParser(now: Date()).parse(bytes, url: "https://news.example/feed") {
          items += feed.items.count
        } else {
          failed += 1
        }
      }
    }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(rounds)
    let rate = Int(Double(files.count) / seconds)
    print(
      "tidings: \(files.count) feeds, \(items / rounds) items, \(failed / rounds) failed, \(rate) feeds/s"
    )
    #expect(items > 0)
  }
}
