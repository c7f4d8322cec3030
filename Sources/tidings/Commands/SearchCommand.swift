internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Settings
internal import Storage

/// `tidings search`: articles by their words.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find articles by the words of their titles and texts, newest first.",
    discussion: """
      Words must all occur; "a phrase", prefix*, title:word, a NEAR/5 b, AND, OR, NOT and parentheses work in every \
      language, Chinese, Japanese and Thai included. No hit is no error.
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: "What to look for.")
  var query: [String]

  @Option(name: .long, help: "BCP 47; may be repeated.")
  var language: [String] = []

  @Option(name: .long, help: "An outlet; may be repeated.")
  var source: [String] = []

  @Option(name: .long, help: "A tag of the feeds that brought it; may be repeated.")
  var tag: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("First seen since: a duration (2d) or a UTC day.", valueName: "when"))
  var since: Moment?

  @Option(name: .long, help: "The most hits to show.")
  var limit = 20

  @Flag(name: .long, help: "The best first, among the newest 20,000 hits.")
  var rank = false

  func validate() throws {
    guard (1...1000).contains(limit) else {
      throw ValidationError("--limit has to be between 1 and 1000.")
    }
  }

  func run() throws {
    let loaded = try shared.loaded()
    let store = try loaded.store(access: .readOnly)
    let text = query.joined(separator: " ")
    let parsed: SearchQuery
    do {
      parsed = try SearchQuery(text)
    } catch {
      throw Failure(.usage, "\(error.message)\n\(error.marked(in: text))")
    }
    let filter = SearchFilter(
      languages: language, sources: source, tags: tag, since: since?.date(now: Date()))
    let page = try store.search(parsed, filter: filter, limit: limit, ranked: rank)
    // A page that is not full has all of them.
    let all = page.hits.count < limit ? page.hits.count : page.total
    try print(page.hits, all ?? store.count(parsed, filter: filter))
    if page.hits.isEmpty, !shared.quiet {
      for unknown in try store.unknownValues(of: filter) { StandardError.write(hint(unknown)) }
    }
  }

  /// No hit may be for want of the words, or because of a name that nothing has.
  private func hint(_ unknown: UnknownFilterValue) -> String {
    let values = unknown.known
    let remedy =
      if let near = Spelling.nearest(to: unknown.value, in: values) {
        "did you mean \(near)?"
      } else if values.isEmpty {
        "there is none at all"
      } else {
        "there are \(values.prefix(12).joined(separator: ", "))"
          + (values.count > 12 ? " and \(values.count - 12) more" : "")
      }
    return Terminal.safe(
      "no article has the \(unknown.kind.rawValue) \"\(unknown.value)\"; \(remedy)") + "\n"
  }

  private func print(_ hits: [SearchHit], _ total: Int) throws {
    if shared.json {
      return try StandardOutput().writeDocument(
        Result(total: total, hits: hits.map(HitRecord.init)))
    }
    let output = StandardOutput()
    for hit in hits { try output.write(text(of: hit)) }
    if !shared.quiet {
      let of = total > hits.count ? "\(hits.count) of " : ""
      StandardError.write("\(of)\(total) \(total == 1 ? "hit" : "hits")\n")
    }
  }

  private func text(of hit: SearchHit) -> String {
    let head =
      "\(hit.uid)  \(Timestamp.string(from: hit.firstSeen))  \(hit.language ?? "und")  \(hit.source)"
    let title = Terminal.safe(hit.title ?? "–")
    return Terminal.safe(head) + "\n  \(Terminal.hasColor ? "\u{1B}[1m\(title)\u{1B}[0m" : title)\n"
      + "  " + highlighted(hit.snippet) + "\n" + keywords(of: hit)
  }

  /// The words that were looked for in bold, where the terminal has it.
  private func highlighted(_ snippet: Snippet) -> String {
    guard Terminal.hasColor else { return Terminal.safe(snippet.text) }
    let scalars = Array(snippet.text.unicodeScalars)
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
      return Terminal.safe(String(view))
    }
    var result = ""
    var at = 0
    for match in snippet.matches where match.lowerBound >= at {
      result += text(at..<match.lowerBound) + "\u{1B}[1m" + text(match) + "\u{1B}[0m"
      at = match.upperBound
    }
    return result + text(at..<max(at, scalars.count))
  }

  private func keywords(of hit: SearchHit) -> String {
    hit.keywords.isEmpty
      ? "" : "  [" + Terminal.safe(hit.keywords.joined(separator: ", ")) + "]\n"
  }

  private struct Result: Encodable {
    var total: Int
    var hits: [HitRecord]
  }

  private struct HitRecord: Encodable {
    var uid, source, firstSeen: String
    var title, url, language, published, storyUid: String?
    var keywords: [String]
    var snippet: String

    init(_ hit: SearchHit) {
      uid = hit.uid
      source = hit.source
      firstSeen = Timestamp.string(from: hit.firstSeen)
      title = hit.title
      url = hit.url
      language = hit.language
      published = hit.published.map(Timestamp.string(from:))
      storyUid = hit.storyUID
      keywords = hit.keywords
      snippet = hit.snippet.text
    }
  }
}
