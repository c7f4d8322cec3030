/// A text to be summarised, alone or with others that tell the same story in the same language.
package struct SummaryDocument: Sendable, Hashable {
  package var title: String?
  /// Paragraphs, one a line, without the headline.
  package var text: String

  package init(title: String?, text: String) {
    self.title = title
    self.text = text
  }
}
