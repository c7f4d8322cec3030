internal import Archive
internal import Foundation
internal import NewsModel

/// Feed items as they lie in the database: JSON, compressed where that is worth it.
extension FeedItem {
  /// Teasers of less lie as they are: setting zlib up takes longer than all else that is done with them.
  private static let compressedFrom = 1024

  /// Link and title stand beside it, in the article's own row, and are left out.
  func packed() throws -> Data {
    var item = self
    (item.link, item.title) = (nil, nil)
    let json = try JSONEncoder().encode(item)
    return json.count < Self.compressedFrom ? json : Data(Deflate.compressed([UInt8](json)))
  }

  /// `nil` where the bytes are damaged.
  init?(packed: Data) {
    // No zlib stream begins with a brace.
    let isPlain = packed.first == UInt8(ascii: "{")
    let json =
      isPlain
      ? packed
      : (try? Deflate.decompressed([UInt8](packed), limit: PackedPage.limit)).map { Data($0) }
    guard let json, let item = try? JSONDecoder().decode(FeedItem.self, from: json) else {
      return nil
    }
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
