import NewsModel
import Testing

/// Invented pages in ten languages: consent requests, subscription walls, bot checks, and short ordinary news
/// that mentions such things or carries a banner.
struct StatusFixture: Sendable, CustomTestStringConvertible {
  var name: String
  var expected: BodyStatus
  var html: String

  var testDescription: String { name }

  static let all: [StatusFixture] = wordings.flatMap(pages) + special

  /// One language's texts.
  struct Wording: Sendable {
    var language: String
    var headline: String
    /// Two sentences of an ordinary report.
    var report: String
    var consentTitle: String
    var consent: String
    var choices: [String]
    var wall: String
    var check: String
    var refusal: String
  }

  private static func pages(_ w: Wording) -> [StatusFixture] {
    let buttons = w.choices.map { "<button>\($0)</button>" }.joined()
    let links = w.choices.map { "<a href='#'>\($0)</a>" }.joined(separator: " ")
    let paragraphs = "<p>\(w.report)</p><p>\(w.report.reversedSentences)</p>"
    return [
      .init(
        name: "\(w.language) consent page", expected: .consent,
        html: """
          <html lang="\(w.language)"><head><title>\(w.consentTitle)</title></head><body>
          <div class="consent-box" role="dialog"><h1>\(w.consentTitle)</h1><p>\(w.consent)</p>
          <p>\(w.consent) \(w.consentTitle)</p>\(buttons)</div></body></html>
          """),
      .init(
        name: "\(w.language) consent page without names", expected: .consent,
        html: """
          <html lang="\(w.language)"><head><title>\(w.consentTitle)</title></head><body>
          <div><h2>\(w.consentTitle)</h2><p>\(w.consent)</p><p>\(links)</p></div></body></html>
          """),
      .init(
        name: "\(w.language) subscription wall", expected: .paywall,
        html: """
          <html lang="\(w.language)"><head><title>\(w.headline)</title>
          <script type="application/ld+json">{"@type":"NewsArticle","headline":"\(w.headline)",
          "isAccessibleForFree":"False"}</script></head><body><article><h1>\(w.headline)</h1>
          <p>\(w.report)</p><div class="offer"><p>\(w.wall)</p></div></article></body></html>
          """),
      .init(
        name: "\(w.language) wall known by its words and shape", expected: .paywall,
        html: """
          <html lang="\(w.language)"><head><title>\(w.headline)</title></head><body><article>
          <h1>\(w.headline)</h1><p>\(w.report)</p></article>
          <div class="paywall-teaser"><p>\(w.wall)</p></div></body></html>
          """),
      .init(
        name: "\(w.language) bot check", expected: .blocked,
        html: """
          <html lang="\(w.language)"><head><title>\(w.check)</title></head><body><div id="main">
          <h1>\(w.check)</h1><p>\(w.check)</p><form id="challenge-form"><input type="checkbox"></form>
          </div></body></html>
          """),
      .init(
        name: "\(w.language) refusal", expected: .blocked,
        html: """
          <html lang="\(w.language)"><head><title>\(w.refusal)</title></head><body>
          <h1>\(w.refusal)</h1><p>203.0.113.7 · 4f2a99</p></body></html>
          """),
      .init(
        name: "\(w.language) short news with a banner", expected: .full,
        html: """
          <html lang="\(w.language)"><head><title>\(w.headline)</title></head><body>
          <div class="cookie-banner" role="dialog"><p>\(w.consent)</p>\(buttons)</div>
          <article><h1>\(w.headline)</h1>\(paragraphs)</article></body></html>
          """),
      .init(
        name: "\(w.language) short news without an article element", expected: .full,
        html: """
          <html lang="\(w.language)"><head><title>\(w.headline)</title></head><body>
          <div id="page"><h1>\(w.headline)</h1><div class="text">\(paragraphs)</div></div>
          <footer><p>\(w.consentTitle)</p></footer></body></html>
          """),
    ]
  }
}

extension String {
  /// The same sentences in another order, so that nothing is a repetition word for word.
  fileprivate var reversedSentences: String {
    let marks: Set<Character> = [".", "。", "।"]
    let sentences = split(whereSeparator: { marks.contains($0) }).map {
      $0.trimmingPrefix(while: \.isWhitespace)
    }
    let mark = first { marks.contains($0) } ?? "."
    return sentences.reversed().map { "\($0)\(mark) " }.joined()
  }
}
