package import Foundation
internal import Markup
package import NewsModel

/// Turns a page, or what a feed carries of it, into an ``Article``.
///
/// A pure function of its arguments. docs/extraction.md says how it decides and how well.
package struct ArticleExtractor: Sendable {
  /// Rises with every change that can change a result; stored beside each article.
  package static let version = 7

  private let model: BodyModel

  package init(model: BodyModel = .fitted) { self.model = model }

  /// The article on a page.
  ///
  /// - Parameters:
  ///   - page: the page's bytes as transferred, decompressed.
  ///   - url: the address the page was got from, after redirects.
  ///   - charset: the HTTP header's.
  ///   - rules: a maintainer's own selectors for the site; a selector that cannot be read is passed over
  ///     (``explain(_:url:charset:rules:now:)`` says so).
  ///   - now: later publication dates are refused.
  ///   - given: what to take for the models' opinions, for measuring others.
  ///
  /// Never throws: a page that holds no article has a status that says so. Cost: 1–2 ms for a news page,
  /// linear in its bytes.
  package func extract(
    _ page: [UInt8], url: String, charset: String?, rules: SelectorRules = SelectorRules(),
    now: Date, given: [[Float]] = []
  ) -> Article {
    guard !BinaryContent.isLikely(page) else { return Article(status: .error) }
    return Extraction(
      page, url: url, charset: charset, rules: rules, now: now, model: model, given: given
    ).article
  }

  /// What was kept and what was dropped of a page, block by block, and why.
  package func explain(
    _ page: [UInt8], url: String, charset: String?, rules: SelectorRules = SelectorRules(),
    now: Date
  ) -> ExtractionExplanation {
    Extraction(page, url: url, charset: charset, rules: rules, now: now, model: model).explanation
  }

  /// The article as far as its feed carries it: the longest content, else the summary.
  ///
  /// Status ``BodyStatus/feedOnly``, or ``BodyStatus/error`` where the feed carries no text.
  package func extract(feedItem item: FeedItem, url: String?) -> Article {
    FeedContentReader(item: item, url: url ?? item.link).article
  }

  /// Feature numbers and opinions block by block, for fitting the models.
  ///
  /// - Parameter given: what to take for the first model's opinions, and for the second's.
  package func features(
    _ page: [UInt8], charset: String?, given: [[Float]]
  ) -> [BlockFeatures] {
    let document = PageSource(page, charset: charset).document
    let reading = PageReading(document, model: model, given: given, records: true)
    return reading.page.blocks.indices.map { index in
      let block = reading.page.blocks[index]
      return BlockFeatures(
        text: reading.page.text(of: block), units: Int(block.units), home: Int(block.home),
        first: reading.firstFeatures[index], second: reading.secondFeatures[index],
        firstOpinion: reading.firstOpinions[index], opinion: reading.opinions[index])
    }
  }
}

/// A block as the models see it.
package struct BlockFeatures: Sendable, Encodable {
  package var text: String
  package var units: Int
  package var home: Int
  /// Numbers of the features that hold; see ``FeatureTemplate``.
  package var first: [Int32]
  /// Empty where the first model's opinion is below ``BodyModel/gate``.
  package var second: [Int32]
  package var firstOpinion: Float
  package var opinion: Float

  enum CodingKeys: String, CodingKey {
    case text, units, home, first, second
    case firstOpinion = "first_opinion"
    case opinion
  }
}
