package import Foundation
internal import GRDB

/// A value of a view, with SQLite's own types.
package enum ExportValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

/// What can be taken out of the database, row by row as the view of that name has it.
package enum ExportView: String, Sendable, CaseIterable {
  case articles = "v1_articles"
  case stories = "v1_stories"
  case storyArticles = "v1_story_articles"
  case articleFeeds = "v1_article_feeds"
  case summarySentences = "v1_summary_sentences"
  case dailyCounts = "v1_daily_counts"
  case feedHealth = "v1_feed_health"
  case runs = "v1_runs"
  case digests = "v1_digests"
  case watchHits = "v1_watch_hits"
  case shareOfVoice = "v1_share_of_voice"

  /// The column that `since` is held against, and the order of rows.
  fileprivate var time: String? {
    switch self {
    case .articles, .stories, .storyArticles, .articleFeeds: "first_seen"
    case .dailyCounts, .shareOfVoice: "day"
    case .runs: "started"
    case .digests: "until"
    case .summarySentences, .feedHealth, .watchHits: nil
    }
  }

  fileprivate var order: String {
    switch self {
    case .articles, .stories: "first_seen, uid"
    case .storyArticles: "story_uid, first_seen, article_uid"
    case .articleFeeds: "first_seen, article_uid, feed"
    case .summarySentences: "story_uid, language, rank"
    case .dailyCounts: "day, source, language"
    case .feedHealth: "name, url"
    case .runs: "id"
    case .digests: "until, name"
    case .watchHits: "watch, article_uid"
    case .shareOfVoice: "watch, day"
    }
  }
}

extension NewsStore {
  /// The columns of a view, in order.
  package func columns(of view: ExportView) throws(StorageError) -> [String] {
    try read { db in
      try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [view.rawValue])
    }
  }

  /// Hands out the rows of a view one by one, whatever their number: memory holds one at a time.
  ///
  /// - Parameter since: for views that have a time, only rows at or after it (whole days for counts by day).
  /// - Parameter body: given the values in the order of ``columns(of:)``. What it throws ends the export and is thrown.
  package func forEachRow(
    of view: ExportView, since: Date? = nil, _ body: ([ExportValue]) throws -> Void
  ) throws {
    var condition = ""
    var arguments: StatementArguments = []
    if let since, let column = view.time {
      condition = " WHERE \(column) >= ?"
      arguments = [column == "day" ? String(since.stamp.prefix(10)) : since.stamp]
    }
    let failure: (any Error)? = try read { db in
      let sql = "SELECT * FROM \(view.rawValue)\(condition) ORDER BY \(view.order)"
      let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
      while let row = try rows.next() {
        let values = Array(row.databaseValues).map(ExportValue.init)
        do { try body(values) } catch { return error }
      }
      return nil
    }
    if let failure { throw failure }
  }
}

extension ExportValue {
  fileprivate init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let value): self = .integer(value)
    case .double(let value): self = .real(value)
    case .string(let value): self = .text(value)
    case .blob(let data): self = .text(data.base64EncodedString())
    }
  }
}
