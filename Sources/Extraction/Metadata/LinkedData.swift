internal import Markup

/// What a page's JSON-LD says of its article (schema.org).
struct LinkedData: Sendable {
  /// The items that may describe the page, the likeliest first.
  let items: [LooseJSON]
  /// Those of them that are articles.
  let articles: [LooseJSON]

  /// Types by how surely they are the page's own article; only the first five are articles.
  private static let types = [
    "article", "posting", "report", "recipe", "review", "webpage", "videoobject", "creativework",
  ]
  private static let articleTypes = 5
  /// Items looked at per page, so that a page of 10,000 products costs no more than one of 500.
  private static let limit = 500

  init(_ asides: [HTMLDocument.Aside]) {
    var found: [LooseJSON] = []
    for aside in asides where aside.kind == .linkedData && found.count < Self.limit {
      Self.collect(LooseJSON(Self.unwrapped(aside.content)), into: &found)
    }
    let ranked = found.map { ($0, Self.rank($0)) }.filter { $0.1 < Self.types.count }
      .enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
    items = ranked.map(\.element.0)
    articles = ranked.filter { $0.element.1 < Self.articleTypes }.map(\.element.0)
  }

  /// The JSON from its first bracket on: pages wrap it in comments and CDATA.
  private static func unwrapped(_ content: [UInt8]) -> [UInt8] {
    guard let start = content.firstIndex(where: { $0 == 0x7B || $0 == 0x5B }) else { return [] }
    let isSection = content[start] == 0x5B && content[start...].starts(with: "[CDATA[".utf8)
    let body = content[start...].dropFirst(isSection ? 7 : 0)
    return Array(body.drop { $0 != 0x7B && $0 != 0x5B })
  }

  private static let containers = [
    "@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "liveBlogUpdate", "item",
  ]

  private static func collect(_ root: LooseJSON, into found: inout [LooseJSON]) {
    var queue = [(root, 0)]
    var head = 0
    while head < queue.count, found.count < limit {
      let (value, depth) = queue[head]
      head += 1
      guard depth <= 8 else { continue }
      if case .array(let elements) = value {
        queue += elements.map { ($0, depth + 1) }
      } else if case .object = value {
        if value["@type"] != nil || value["headline"] != nil { found.append(value) }
        for key in containers { if let inner = value[key] { queue.append((inner, depth + 1)) } }
      }
    }
  }

  private static func rank(_ item: LooseJSON) -> Int {
    let type = (item["@type"]?.elements ?? []).compactMap(\.string).joined(separator: " ")
      .lowercased()
    return types.firstIndex { type.holds($0) } ?? types.count
  }

  /// Whether the likeliest article is one of the news (`NewsArticle` and its kinds, `LiveBlogPosting`).
  var isNews: Bool {
    (articles.first?["@type"]?.elements ?? []).compactMap(\.string)
      .contains { $0.hasSuffix("NewsArticle") || $0 == "LiveBlogPosting" }
  }

  /// The first value of `key` among the articles.
  func first(_ key: String) -> String? {
    articles.lazy.compactMap { Self.text($0[key]) }.first { !$0.isEmpty }
  }

  /// Plain text of a string, or of the first of several.
  static func text(_ value: LooseJSON?) -> String? {
    (value?.elements.first?.string).map(PlainText.of)
  }

  /// Names of persons or organisations, given as strings or objects.
  static func names(_ value: LooseJSON?) -> [String] {
    (value?.elements ?? []).flatMap { element -> [String] in
      if let name = element["name"] { return names(name) }
      guard let text = element.string.map(PlainText.of), !text.isEmpty, !text.hasPrefix("http")
      else {
        return []
      }
      return [text]
    }
  }

  /// An address given as a string or as an object's `url` or `@id`.
  static func address(_ value: LooseJSON?) -> String? {
    guard let element = value?.elements.first else { return nil }
    return element.string ?? element["url"]?.elements.first?.string ?? element["@id"]?.string
  }
}
