internal import Archive
internal import Foundation
internal import NewsModel

/// Feed items as they lie in the database: JSON, compressed where that is worth it.
extension FeedItem {
  /// Less than this is hardly made shorter.
  private static let compressedFrom = 200

  /// Link, title and GUID stand beside it, in the article's own row and its feed's, and are left out.
  func packed() throws -> Data {
    var item = self
    (item.link, item.title, item.guid) = (nil, nil, nil)
    // The encoder says what it is that cannot be written.
    let json = try item.json ?? [UInt8](JSONEncoder().encode(item))
    return Data(json.count < Self.compressedFrom ? json : Deflate.compressed(json))
  }

  /// `nil` where the bytes are damaged.
  init?(packed: Data) {
    // No zlib stream begins with a brace.
    let isPlain = packed.first == UInt8(ascii: "{")
    let bytes = [UInt8](packed)
    guard let json = isPlain ? bytes : try? Deflate.decompressed(bytes, limit: PackedPage.limit),
      let item = FeedItem(json: json)
        ?? (try? JSONDecoder().decode(FeedItem.self, from: Data(json)))
    else { return nil }
    self = item
  }

  /// What the feed itself has of the article, its longest content or else its summary, white space aside; `nil` where
  /// that is nothing.
  var ownText: String? {
    let longest = contents.map(\.value).max { $0.utf8.count < $1.utf8.count } ?? summary ?? ""
    let words = longest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }
}
