internal import Markup

/// The publication date in the JSON of a page's scripts, for pages that show none.
struct ScriptDate {
  /// The text after the first key that names one.
  let text: String?

  private static let keys = [
    "datePublished", "publishedDate", "publishDate", "publicationDate", "published_at",
    "publishedAt", "publication_date", "publish_date", "first_publish_date", "pubDate",
  ]
  /// Bytes of scripts looked through.
  private static let limit = 2_000_000

  init(_ asides: [HTMLDocument.Aside]) {
    var budget = Self.limit
    for aside in asides where aside.kind != .noscript && budget > 0 {
      budget -= aside.content.count
      if let found = Self.value(in: aside.content.prefix(Self.limit)) {
        text = found
        return
      }
    }
    text = nil
  }

  /// `"key": "value"`, quoted once or twice over.
  private static func value(in content: ArraySlice<UInt8>) -> String? {
    for key in keys {
      guard let range = content.firstRange(of: key.utf8) else { continue }
      let rest = content[range.upperBound...].prefix(80)
      let value = rest.drop { $0 == 0x22 || $0 == 0x5C || $0 == 0x3A || $0 <= 0x20 }
        .prefix { $0 != 0x22 && $0 != 0x2C && $0 != 0x7D }
      if let first = value.first, (0x30...0x39).contains(first) {
        return String(decoding: value, as: UTF8.self)
      }
    }
    return nil
  }
}
