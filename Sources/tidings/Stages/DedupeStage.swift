internal import Deduplication
internal import Foundation
internal import Linguistics
internal import NewsModel

struct DedupeStage: WindowOperator {
  struct Input: Decodable {
    var lang: String?
    var language: String?
    var title: String?
    var text: String?
    var date: String?
    var url: String?
    var canonical: String?
    var links: [String]?
    /// Asks for every candidate pair's features, which `Scripts/fit-matcher` reads.
    var trace: Bool?
  }

  struct Output: Encodable {
    var cluster: JSONValue
    var kind: DuplicateKind
    /// Encoded even where there is none.
    var of: JSONValue
    var score: Double
    var reasons: [String]
    var pairs: [Pair]?
  }

  struct Pair: Encodable {
    var with: JSONValue
    var kind: DuplicateKind
    var names: [String]
    var values: [Double]
  }

  func outputs(for records: [(id: JSONValue, input: Input)]) throws -> [Output] {
    let articles = records.enumerated().map { number, record in
      article(record.input, uid: Self.uid(of: record.id, number: number))
    }
    let matcher = StoryMatcher()
    let result = matcher.match(window: [], new: articles)
    let ids = Dictionary(
      zip(articles.map(\.id), records.map(\.id)), uniquingKeysWith: { first, _ in first })
    let placements = Dictionary(
      result.placements.map { ($0.article, $0) }, uniquingKeysWith: { first, _ in first })
    var pairs: [String: [Pair]] = [:]
    if records.contains(where: { $0.input.trace == true }) {
      for trace in matcher.trace(of: articles) {
        pairs[trace.second, default: []].append(
          Pair(
            with: ids[trace.first] ?? .null, kind: trace.kind, names: trace.features,
            values: trace.values))
      }
    }
    return articles.map { article in
      output(for: article, placements[article.id], ids: ids, pairs: pairs[article.id])
    }
  }

  private func article(_ input: Input, uid: String) -> WindowArticle {
    let text = input.text ?? ""
    let language =
      input.lang ?? input.language
      ?? LanguageIdentifier().identify(title: input.title, text: text, hint: nil).tag
    let own = input.url.map(CanonicalURL.key)
    let canonical = input.canonical.map(CanonicalURL.key)
    // A canonical address on another host says where a text is from; that is a hint, not identity.
    let isForeign = own != nil && Self.host(input.canonical) != Self.host(input.url)
    let document = MatchDocument(
      title: input.title, text: text, language: language,
      basedOn: isForeign ? [canonical].compactMap(\.self) : [],
      links: (input.links ?? []).map(CanonicalURL.key))
    return WindowArticle(
      id: uid, firstSeen: Self.day(input.date),
      urlKeys: [own, isForeign ? nil : canonical].compactMap(\.self), bodyHash: document.bodyHash,
      evidence: Evidence(of: document))
  }

  /// The host without `www.`, `m.` and `amp.`, which one outlet's addresses differ in.
  private static func host(_ url: String?) -> String? {
    guard var host = url.flatMap({ URLComponents(string: $0)?.host?.lowercased() }) else {
      return nil
    }
    for prefix in ["www.", "m.", "amp."] where host.hasPrefix(prefix) {
      host.removeFirst(prefix.count)
    }
    return host
  }

  private func output(
    for article: WindowArticle, _ placement: StoryPlacement?, ids: [String: JSONValue],
    pairs: [Pair]?
  ) -> Output {
    Output(
      cluster: ids[placement?.original ?? article.id] ?? .null, kind: placement?.kind ?? .original,
      of: placement?.matched.flatMap { ids[$0] } ?? .null, score: placement?.score ?? 1,
      reasons: placement?.reasons.map(\.text) ?? [], pairs: pairs)
  }

  /// What orders records of one day: their `id`, as JSON, so that the order of the lines does not count.
  private static func uid(of id: JSONValue, number: Int) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard id != .null, let data = try? encoder.encode(id) else { return "\u{10FFFF}\(number)" }
    return String(decoding: data, as: UTF8.self)
  }

  /// RFC 3339, or its first ten characters; anything else is as old as can be.
  private static func day(_ text: String?) -> Date {
    guard let text else { return .distantPast }
    if let date = Timestamp.date(from: text) { return date }
    return Timestamp.date(from: String(text.prefix(10)) + "T00:00:00Z") ?? .distantPast
  }
}
