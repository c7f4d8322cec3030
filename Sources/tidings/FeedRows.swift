internal import Extraction
internal import Fetching
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Storage

/// A line of `feeds list`, keyed like `v1_feed_health`.
struct FeedRow: Encodable {
  var name, url, source, status: String
  var failures: Double
  var lastOk, lastNew, lastError: String?
  var httpStatus: Int?
  var nextDue: String?
  var active: Bool

  init(feed: Feed, stored: StoredFeed?) {
    name = feed.name
    url = feed.url
    source = feed.source
    let health = stored?.health
    active = stored?.isActive ?? feed.active
    status = active ? health?.status ?? "new" : stored?.isPaused == true ? "paused" : "off"
    failures = health?.failures ?? 0
    lastOk = health?.lastOK.map(Timestamp.string(from:))
    lastNew = health?.lastNew.map(Timestamp.string(from:))
    lastError = health?.lastError
    httpStatus = health?.httpStatus
    nextDue = health?.nextDue.map(Timestamp.string(from:))
  }

  var cells: [String] {
    [
      name, status, lastOk ?? "–", lastNew ?? "–",
      failures == 0 ? "–" : String(format: "%g", failures),
      lastError.map { "\(url)  (\($0))" } ?? url,
    ]
  }
}

/// A line of `feeds check`.
struct CheckedFeed: Encodable {
  var name, url, result: String
  var items: Int?
  var newest: String?
  var httpStatus: Int?
  var detail: String
  var alternatives: [String]

  init(_ answer: FeedProbe.Answer) {
    name = answer.feed.name
    url = answer.feed.url
    result = answer.isFeed ? "ok" : answer.outcome == .ok ? "notAFeed" : answer.outcome.rawValue
    items = answer.parsed?.items.count
    newest = answer.newest.map(Timestamp.string(from:))
    httpStatus = answer.status
    detail = answer.detail
    alternatives = answer.alternatives
  }

  var cells: [String] {
    [
      name, result, items.map(String.init) ?? "–", newest ?? "–",
      result == "ok" ? "" : detail,
    ]
  }
}

/// What `feeds test` found.
struct TestedFeed: Encodable {
  struct Item: Encodable {
    var title, link, published, dateFlag: String?
  }

  struct Sample: Encodable {
    var url, outcome, detail, bodyStatus: String
    var confidence: Double
    var title, byline, published: String?
    var paragraphs: Int
    var body, statusReason, bodySource, encoding: String
    var container: String?
    var ruleProblems: [String]
    var blocks: [Block]

    /// One block of the page's text.
    struct Block: Encodable {
      var verdict, reason, path, text: String
      var likelihood: Double?
    }

    init(_ page: PageFetch, _ extraction: ExtractionExplanation) {
      let article = extraction.article
      url = page.url
      outcome = page.outcome.rawValue
      detail = page.detail
      bodyStatus = article.status.rawValue
      confidence = article.confidence
      title = article.title
      byline = article.byline
      published = article.published.map(Timestamp.string(from:))
      paragraphs = article.paragraphs.count
      body = article.body
      statusReason = extraction.statusReason
      bodySource = extraction.bodySource
      encoding = extraction.encoding
      container = extraction.container
      ruleProblems = extraction.ruleProblems
      blocks = extraction.blocks.map {
        Block(
          verdict: $0.verdict.rawValue, reason: $0.reason, path: $0.path, text: $0.text,
          likelihood: $0.likelihood)
      }
    }
  }

  var name, url, result, detail: String
  var version, title, language, problem: String?
  var items: [Item]
  var alternatives: [String]
  var sample: Sample?

  init(answer: FeedProbe.Answer, sample: Sample?) {
    name = answer.feed.name
    url = answer.url
    result = answer.isFeed ? "ok" : answer.outcome.rawValue
    detail = answer.detail
    version = answer.parsed?.version
    title = answer.parsed?.title
    language = answer.parsed?.language
    problem = answer.parsed?.problem
    items = (answer.parsed?.items ?? []).map {
      Item(
        title: $0.title, link: $0.link,
        published: ($0.published ?? $0.updated).map(Timestamp.string(from:)),
        dateFlag: $0.dateFlag?.rawValue)
    }
    alternatives = answer.alternatives
    self.sample = sample
  }

  /// - Parameter explaining: every block of the sample page with its verdict, instead of the text alone.
  func text(explaining: Bool) -> String {
    guard let version else {
      let offers = alternatives.map { "  offers \($0)\n" }.joined()
      return "\(url)\n\(result): \(detail)\n" + offers
    }
    var lines = [
      "\(url)",
      "\(version), “\(title ?? "")”, \(items.count) items, language \(language ?? "not said")",
    ]
    if items.isEmpty || version == "sitemapindex" { lines.append(detail) }
    if let problem { lines.append("recovered from: \(problem)") }
    lines += items.prefix(10).map { item in
      "  \(item.published ?? "no date             ")\(item.dateFlag.map { " (\($0))" } ?? "")  \(item.title ?? "–")"
    }
    if items.count > 10 { lines.append("  … and \(items.count - 10) more") }
    if let sample {
      lines += ["", "The first item's page: \(sample.url)"] + text(of: sample, explaining)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(of sample: Sample, _ explaining: Bool) -> [String] {
    var lines = [
      "  \(sample.bodyStatus), \(sample.paragraphs) paragraphs, \(Int(sample.confidence * 100))% sure: \(sample.statusReason)",
      "  title      \(sample.title ?? "–")", "  byline     \(sample.byline ?? "–")",
      "  published  \(sample.published ?? "–")", "",
    ]
    if sample.outcome != "ok" { lines[0] = "  \(sample.outcome): \(sample.detail)" }
    lines += sample.ruleProblems.map { "  rule: \($0)" }
    guard explaining else { return lines + sample.body.split(separator: "\n").map { "  \($0)" } }
    lines += [
      "  \(sample.encoding); the body is \(sample.bodySource): \(sample.container ?? "–")", "",
    ]
    return lines + sample.blocks.flatMap(text)
  }

  private func text(of block: Sample.Block) -> [String] {
    let share = block.likelihood.map { String(format: "%.2f ", $0) } ?? ""
    let sign = block.verdict == "kept" ? "+" : "-"
    return [
      "  \(sign) \(share)\(block.reason)  [\(block.path)]", "      \(block.text.prefix(120))",
    ]
  }
}
