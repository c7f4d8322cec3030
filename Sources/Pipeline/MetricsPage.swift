internal import Foundation
internal import NewsModel
internal import Storage

/// The state after a run, as node_exporter's textfile collector reads it (Prometheus text format 0.0.4).
///
/// All are gauges: a program that runs for a minute has nothing that only ever rises. Names end in their base unit.
struct MetricsPage {
  var report: RunReport
  var totals: StoreTotals
  var feeds: [StoredFeed]
  var newest: Date?
  var version: String
  var now: Date

  /// Replaces the file at `path` whole, so that a collector never reads half of it; readable for everyone, since the
  /// collector is another user.
  func write(to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
  }

  var text: String { (lastRun + stock + alarms + ofFeeds).map(\.text).joined() }

  private typealias Sample = Metric.Sample

  private var lastRun: [Metric] {
    [
      Metric(
        "build_info", "The program that wrote this; always 1.", [Sample(1, "version", version)]),
      Metric("run_end_timestamp_seconds", "When the last run ended.", seconds(now)),
      Metric("run_duration_seconds", "How long the last run took.", [Sample(report.seconds)]),
      Metric(
        "run_exit_status", "How the last run ended: 0 done, 2 an alarm stands, 69 no network.",
        [Sample(Double(report.exitStatus))]),
      Metric(
        "run_feeds", "Feeds polled by the last run, by result.",
        [
          Sample(Double(report.feedsOK - report.feedsUnchanged), "result", "changed"),
          Sample(Double(report.feedsUnchanged), "result", "unchanged"),
          Sample(Double(report.feedsFailed), "result", "failed"),
        ]),
      Metric(
        "run_pages", "Pages asked for by the last run, by result.",
        [
          Sample(Double(report.pagesFetched), "result", "fetched"),
          Sample(Double(report.pagesFailed), "result", "failed"),
        ]),
      Metric(
        "run_new_articles", "Articles that the last run found new.",
        [Sample(Double(report.articlesNew))]),
    ]
  }

  private var stock: [Metric] {
    [
      Metric(
        "articles", "Articles stored, by body status.",
        totals.bodyStatuses.sorted { $0.key < $1.key }
          .map { Sample(Double($0.value), "body_status", $0.key) }),
      Metric("stories", "Stories stored.", [Sample(Double(totals.stories))]),
      Metric(
        "pending", "What waits for a step.",
        [
          Sample(Double(totals.pendingFetch), "step", "fetch"),
          Sample(Double(totals.pendingExtraction), "step", "extract"),
          Sample(Double(totals.pendingMatch), "step", "dedupe"),
          Sample(Double(totals.pendingSummaries), "step", "summarize"),
        ]),
      Metric(
        "quarantined_articles", "Articles that were set aside.",
        [Sample(Double(totals.quarantined))]),
      Metric("database_size_bytes", "The database with its log.", [Sample(Double(totals.bytes))]),
      Metric(
        "newest_article_timestamp_seconds", "When the newest article was first seen.",
        newest.map(seconds) ?? []),
    ]
  }

  private var alarms: [Metric] {
    [
      Metric(
        "alarm", "Alarms that stand, by key; none: no sample.",
        report.alarms.map { Sample(1, "key", $0.key) }.sorted { $0.labels < $1.labels })
    ]
  }

  private var ofFeeds: [Metric] {
    let feeds = feeds.filter(\.isActive).sorted { $0.name < $1.name }
    func metric(_ name: String, _ help: String, _ value: (StoredFeed) -> Double?) -> Metric {
      Metric(
        name, help,
        feeds.compactMap { feed in
          value(feed).map { Sample($0, "feed", feed.name, "source", feed.source) }
        })
    }
    return [
      metric("feed_up", "Whether the last poll of a feed went well; new feeds have no sample.") {
        $0.health.status == "new" ? nil : $0.health.status == "ok" ? 1 : 0
      },
      metric("feed_weighted_failures", "Failures in a row, weighted as configured.") {
        $0.health.failures
      },
      metric("feed_last_success_timestamp_seconds", "When a feed last answered well.") {
        $0.health.lastOK?.timeIntervalSince1970
      },
      metric("feed_last_new_timestamp_seconds", "When a feed last brought a new article.") {
        $0.health.lastNew?.timeIntervalSince1970
      },
    ]
  }

  private func seconds(_ date: Date) -> [Sample] { [Sample(date.timeIntervalSince1970.rounded())] }
}

/// One metric with its samples.
private struct Metric {
  struct Sample {
    var value: Double
    /// `{name="value",…}`, or empty.
    var labels: String

    init(_ value: Double, _ labels: String...) {
      self.value = value
      let pairs = stride(from: 0, to: labels.count - 1, by: 2).map {
        "\(labels[$0])=\"\(Self.escaped(labels[$0 + 1]))\""
      }
      self.labels = pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}"
    }

    /// The format has three escapes, and a label value may hold any other UTF-8.
    private static func escaped(_ text: String) -> String {
      text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    /// Whole numbers without a fraction, as people compare them.
    var number: String {
      value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
  }

  var name: String
  var help: String
  var samples: [Sample]

  init(_ name: String, _ help: String, _ samples: [Sample]) {
    self.name = "tidings_" + name
    self.help = help
    self.samples = samples
  }

  /// Nothing at all without samples.
  var text: String {
    guard !samples.isEmpty else { return "" }
    return "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
      + samples.map { "\(name)\($0.labels) \($0.number)\n" }.joined()
  }
}
