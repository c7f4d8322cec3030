package import NewsModel
internal import Markup

extension FeedItem {
  /// What the feed itself has of the article as plain text: its longest content, else the summary; one
  /// line a block. `nil` without either.
  package var plainText: String? {
    let content = contents.max { $0.value.utf8.count < $1.value.utf8.count }
    if let content {
      return content.type == "text/plain"
        ? content.value : HTMLText.plain(content.value, breaks: .lines)
    }
    return summaryText
  }

  /// The summary as plain text in one line; `nil` without one.
  package var summaryText: String? {
    guard let summary else { return nil }
    let text = HTMLText.plain(summary)
    return text.isEmpty ? nil : text
  }
}
