/// What matching reads of an article, once: ``Evidence`` is made of it and kept instead.
package struct MatchDocument: Sendable, Hashable {
  package var title: String?
  /// The article's paragraphs, one a line, without the headline.
  package var text: String
  /// BCP 47, as identified from the text; `und` where unknown.
  package var language: String
  /// Where the text says it comes from, as `url` keys (`CanonicalURL.key(for:)`): "Source:" lines,
  /// `isBasedOn`, a canonical URL on another host.
  package var basedOn: [String]
  /// The `url` keys of the body's links. A link in a short closing line counts as a source, others do not.
  package var links: [String]
  /// The lead image's address.
  package var image: String?

  package init(
    title: String?, text: String, language: String, basedOn: [String] = [], links: [String] = [],
    image: String? = nil
  ) {
    self.title = title
    self.text = text
    self.language = language
    self.basedOn = basedOn
    self.links = links
    self.image = image
  }
}
