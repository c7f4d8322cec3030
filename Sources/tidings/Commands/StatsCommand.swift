internal import ArgumentParser
internal import Foundation
internal import Settings
internal import Storage

/// `tidings stats`: how much of what is stored.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count what is stored.")

  @OptionGroup var shared: SharedOptions

  @Option(name: .long, help: "Count by source, language, watch or day.")
  var by: StatisticsKey?

  @Option(
    name: .long,
    help: ArgumentHelp("Only what was first seen since: 2d, or a UTC day.", valueName: "when"))
  var since: Moment?

  func run() throws {
    let store = try shared.loaded().store(access: .readOnly)
    if let by {
      try print(by, store.statistics(by: by, since: since?.date(now: Date())))
    } else {
      try print(store.totals())
    }
  }

  private func print(_ key: StatisticsKey, _ rows: [StatisticsRow]) throws {
    if shared.json { return try StandardOutput().writeDocument(rows.map(Row.init)) }
    var table = TextTable(
      [
        key.rawValue.uppercased(), "ARTICLES", "STORIES", "SOURCES", "LANGUAGES", "FULL TEXT",
        "WORDS",
      ],
      [.left, .right, .right, .right, .right, .right, .right])
    for row in rows {
      table.add([
        row.key, "\(row.articles)", "\(row.stories)", "\(row.sources)", "\(row.languages)",
        "\(row.fullText)", row.meanWords.map { "\(Int($0.rounded()))" } ?? "–",
      ])
    }
    try StandardOutput().write(table.text)
  }

  private func print(_ totals: StoreTotals) throws {
    if shared.json { return try StandardOutput().writeDocument(Totals(totals)) }
    let statuses = totals.bodyStatuses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    try StandardOutput().write(
      """
      feeds      \(totals.feeds)
      articles   \(totals.articles) from \(totals.sources) sources in \(totals.languages) languages
      text       \(statuses.isEmpty ? "none" : statuses)
      stories    \(totals.stories)
      waiting    \(totals.pendingFetch) to fetch, \(totals.pendingExtraction) to extract, \
      \(totals.pendingMatch) to match, \(totals.pendingSummaries) to summarise
      set aside  \(totals.quarantined)
      database   \(ByteCount.text(totals.bytes))

      """)
  }

  private struct Row: Encodable {
    var key: String
    var articles, stories, sources, languages, fullText: Int
    var meanWords: Double?

    init(_ row: StatisticsRow) {
      key = row.key
      articles = row.articles
      stories = row.stories
      sources = row.sources
      languages = row.languages
      fullText = row.fullText
      meanWords = row.meanWords
    }
  }

  private struct Totals: Encodable {
    var feeds, articles, stories, sources, languages: Int
    var bodyStatuses: [String: Int]
    var pendingFetch, pendingExtraction, pendingMatch, pendingSummaries, quarantined, bytes: Int

    init(_ totals: StoreTotals) {
      feeds = totals.feeds
      articles = totals.articles
      stories = totals.stories
      sources = totals.sources
      languages = totals.languages
      bodyStatuses = totals.bodyStatuses
      pendingFetch = totals.pendingFetch
      pendingExtraction = totals.pendingExtraction
      pendingMatch = totals.pendingMatch
      pendingSummaries = totals.pendingSummaries
      quarantined = totals.quarantined
      bytes = totals.bytes
    }
  }
}

extension StatisticsKey: ExpressibleByArgument {}

/// Bytes for people, as the configuration writes them.
enum ByteCount {
  static func text(_ bytes: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    var value = Double(bytes)
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    return unit == 0 ? "\(bytes) B" : String(format: "%.1f ", value) + units[unit]
  }
}
