internal import Foundation
internal import Linguistics

/// A word or phrase that tells what an article or story is about.
package struct Keyword: Sendable, Hashable {
  /// As it is written most often.
  package var text: String
  /// How often it occurs.
  package var count: Int
  /// Higher is more telling; 1 for the best of a story.
  package var score: Double
}

/// Finds keywords in any language: by how often, where and how words are written.
///
/// A word counts more in the title, near the top, with a capital inside a sentence, and when it returns without being
/// everywhere; words that recur side by side become a phrase. In the spirit of YAKE (Campos et al. 2020), for every
/// script. Words that say nothing of the subject (``StopWords``) are passed over, as are phrases that begin or end with one;
/// languages without a list do without. Cost: one pass over the words.
package struct Keywords: Sendable {
  /// Bytes of a document that are read: what comes later adds few words.
  private static let limit = 60_000

  package init() {}

  /// The best `count` keywords of an article, or of the articles of one story in one language, best first.
  ///
  /// - Parameter language: BCP 47 tag.
  package func keywords(
    of documents: [SummaryDocument], language: String, count: Int = 8
  ) -> [Keyword] {
    var words = KeywordWords()
    for document in documents {
      if let title = document.title { words.read(title, limit: Self.limit, isTitle: true) }
      words.read(document.text, limit: Self.limit, isTitle: false)
    }
    return KeywordTable(words).best(count, without: StopWords(language: language))
  }
}
