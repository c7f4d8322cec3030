internal import Deduplication
internal import Extraction
package import Foundation
internal import Linguistics
package import NewsModel
package import Settings
package import Storage

/// Turns articles that were extracted elsewhere, by `stage extract` or `warc extract`, into what the store keeps of
/// those that a run has extracted. Pure.
package struct ArticleImporter: Sendable {
  /// An article from elsewhere.
  package struct Item: Sendable {
    /// Absolute; the identity of the article.
    package var url: String
    package var article: Article
    package var seen: Date

    package init(url: String, article: Article, seen: Date) {
      self.url = url
      self.article = article
      self.seen = seen
    }
  }

  private let feed: StoredFeed?
  private let hint: String?
  private let source: String?
  private let minConfidence: Double
  private let identifier = LanguageIdentifier()

  /// - Parameters:
  ///   - feed: the feed that all count for; `nil`: none.
  ///   - source: the outlet that all count for; `nil`: the feed's, else each URL's host.
  package init(settings: LanguageSettings, feed: StoredFeed?, language: String?, source: String?) {
    self.feed = feed
    hint = language
    self.source = source ?? feed?.source
    minConfidence = settings.minConfidence
  }

  /// Some 0.2 ms for an article of 500 words: its language, and the evidence that it is matched by.
  package func record(for item: Item) -> ImportRecord {
    let article = item.article
    let language = language(of: article)
    let document = MatchDocument(
      title: article.title, text: article.body, language: language.tag,
      basedOn: article.basedOn.map(CanonicalURL.key(for:)),
      links: article.links.map(CanonicalURL.key(for:)), image: article.image)
    return ImportRecord(
      uid: ContentHash.uid(of: CanonicalURL.key(for: item.url)), link: item.url,
      source: source ?? Self.host(of: item.url), feed: feed?.id, firstSeen: item.seen,
      extraction: ExtractionRecord(
        id: 0, article: article, language: language, words: WordCount.words(in: article.body),
        extractor: ArticleExtractor.version, bodyHash: document.bodyHash,
        evidence: Evidence(of: document).blob))
  }

  /// As for pages that a run has extracted.
  private func language(of article: Article) -> Language {
    let hint = hint ?? article.declaredLanguage
    let found = identifier.identify(title: article.title, text: article.body, hint: hint)
    guard found.confidence < minConfidence, let hint else { return found }
    return Language(tag: hint, script: found.script, confidence: found.confidence)
  }

  /// What `source` defaults to in the configuration, too: the host without `www.`.
  private static func host(of url: String) -> String {
    let host = URLComponents(string: url)?.host?.lowercased() ?? url
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }
}
