import Foundation
import NewsModel
import Testing

@testable import Pipeline
@testable import Storage

/// The file that node_exporter reads, to the letter.
struct MetricsPageTests {
  private static let now = Timestamp.date(from: "2026-11-21T09:00:00Z")!

  private func page() -> MetricsPage {
    var report = RunReport()
    report.seconds = 12.5
    report.feedsOK = 3
    report.feedsUnchanged = 1
    report.feedsFailed = 2
    report.articlesNew = 7
    report.alarms = [.init(key: "feed:\"quoted\"\\\n", message: "m", isDue: false)]
    let totals = StoreTotals(
      feeds: 2, articles: 10, stories: 8, sources: 2, languages: 2,
      bodyStatuses: ["full": 9, "error": 1], pendingFetch: 1, pendingExtraction: 0,
      pendingMatch: 0, pendingSummaries: 2, quarantined: 1, bytes: 4096)
    return MetricsPage(
      report: report, totals: totals,
      feeds: [
        feed("b", "ok", lastOK: Self.now), feed("a \"x\"\\y\n", "failing"), feed("c", "new"),
      ],
      newest: Self.now.addingTimeInterval(-60), version: "1.2.3", now: Self.now)
  }

  private func feed(_ name: String, _ status: String, lastOK: Date? = nil) -> StoredFeed {
    StoredFeed(
      id: 1, name: name, url: "https://\(name)/", source: "báo.example", isRemoved: false,
      isPaused: false, isActive: true,
      health: FeedHealth(status: status, failures: status == "failing" ? 2.5 : 0, lastOK: lastOK),
      state: nil)
  }

  @Test func everySampleFollowsTheFormat() throws {
    let text = page().text
    var typed: Set<String> = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") {
        let words = line.split(separator: " ", maxSplits: 3)
        #expect(words.count == 4 && ["HELP", "TYPE"].contains(words[1]))
        if words[1] == "TYPE" { typed.insert(String(words[2])) }
        continue
      }
      let sample = try #require(
        line.wholeMatch(
          of: /(tidings_[a-z_]+)(?:\{(?:[a-z_]+="(?:[^"\\]|\\["\\n])*",?)+\})? [0-9.]+/),
        "\(line)")
      #expect(typed.contains(String(sample.output.1)), "\(line)")
    }
    for line in [
      #"tidings_build_info{version="1.2.3"} 1"#, "tidings_run_exit_status 2",
      "tidings_run_duration_seconds 12.5", #"tidings_run_feeds{result="changed"} 2"#,
      #"tidings_articles{body_status="error"} 1"#, #"tidings_pending{step="summarize"} 2"#,
      #"tidings_alarm{key="feed:\"quoted\"\\\n"} 1"#,
      #"tidings_feed_up{feed="a \"x\"\\y\n",source="báo.example"} 0"#,
      #"tidings_feed_up{feed="b",source="báo.example"} 1"#,
      "tidings_newest_article_timestamp_seconds 1795251540",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
    #expect(!text.contains(#"tidings_feed_up{feed="c""#))
  }

  @Test func theFileIsReplacedWholeAndReadableForAll() throws {
    let folder = NSTemporaryDirectory() + "tidings-metrics-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for _ in 0..<2 { try page().write(to: folder + "/tidings.prom") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["tidings.prom"])
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/tidings.prom")
    #expect(mode[.posixPermissions] as? Int == 0o644)
    #expect(throws: (any Error).self) { try page().write(to: folder + "/none/tidings.prom") }
  }
}
