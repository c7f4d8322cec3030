package import NewsModel

/// Why a page gave the article that it gave: what `feeds test` shows.
package struct ExtractionExplanation: Sendable {
  /// What became of one block of text, in document order.
  package struct Block: Sendable, Hashable {
    package enum Verdict: String, Sendable {
      case kept, dropped
    }

    package var verdict: Verdict
    /// In a few words, e.g. `outside the body`, `links`, `names: related`.
    package var reason: String
    /// 0–1: how likely the models find it body text; `nil` where a rule decided.
    package var likelihood: Double?
    /// Its place as a selector, e.g. `article.story > div#text > p`: what a rule could name.
    package var path: String
    package var text: String
  }

  package var article: Article
  /// Why the status is what it is.
  package var statusReason: String
  /// Where the text came from: `body`, `rule`, `json_ld`, `script`, `description`, `none`.
  package var bodySource: String
  /// The path of the container that was taken for the body.
  package var container: String?
  package var encoding: String
  package var blocks: [Block]
  /// What was wrong with the configured rules, one sentence each.
  package var ruleProblems: [String]
}
