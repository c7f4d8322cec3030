package import NewsModel
internal import Markup

extension FeedItem {
  /// The summary as plain text in one line; `nil` without one.
  package var summaryText: String? {
    guard let summary else { return nil }
    let text = HTMLText.plain(summary)
    return text.isEmpty ? nil : text
  }
}
