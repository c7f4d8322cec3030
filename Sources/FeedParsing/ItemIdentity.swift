package import NewsModel
internal import Linguistics
internal import Markup

/// What tells an item that was seen before from a new one.
///
/// Publishers edit titles, renew GUIDs and move addresses; none of these alone makes a new article. An item
/// is known if its `url` key is, or if one of the same feed has its GUID and title or text agree: GUIDs are
/// recycled, too, so that a GUID alone proves nothing.
package struct ItemIdentity: Sendable, Hashable, Codable {
  /// ``CanonicalURL/key(for:)`` of the link; `nil` for an item without one.
  package var urlKey: String?
  package var guid: String?
  /// Hash of the title, letters' case, accents' form and spacing aside; `nil` without a title.
  package var titleHash: String?
  /// Hash of the summary's or content's text; `nil` without either.
  package var bodyHash: String?

  package init(of item: FeedItem) {
    urlKey = item.link.map { CanonicalURL.key(for: $0) }
    guid = item.guid.flatMap { $0.isEmpty ? nil : $0 }
    titleHash = Self.hash(item.title)
    bodyHash = Self.hash(item.plainText)
  }

  package init(urlKey: String?, guid: String?, titleHash: String?, bodyHash: String?) {
    self.urlKey = urlKey
    self.guid = guid
    self.titleHash = titleHash
    self.bodyHash = bodyHash
  }

  /// The article's uid: that of its link's key; for an item without a link, of its GUID within `feed`.
  package func uid(feed: String) -> String? {
    if let urlKey { return ContentHash.uid(of: urlKey) }
    return (guid ?? titleHash).map { ContentHash.uid(of: feed + "\n" + $0) }
  }

  /// Whether both are the same article, as far as one feed's words go.
  package func isSameArticle(as known: ItemIdentity) -> Bool {
    if let urlKey, urlKey == known.urlKey { return true }
    guard let guid, guid == known.guid else { return false }
    if let titleHash, titleHash == known.titleHash { return true }
    if let bodyHash, bodyHash == known.bodyHash { return true }
    // Neither side has anything to compare: the GUID is all there is.
    return titleHash == nil && known.titleHash == nil && bodyHash == nil && known.bodyHash == nil
  }

  private static func hash(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    let plain = HTMLText.collapsed(Normalization.casefold(Normalization.nfkc(text)))
    return plain.isEmpty ? nil : String(ContentHash.hex(plain.utf8).prefix(16))
  }
}

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
