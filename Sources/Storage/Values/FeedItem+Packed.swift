internal import Archive
internal import Foundation
internal import NewsModel

/// Feed items as they lie in the database: compressed JSON.
extension FeedItem {
  func packed() throws -> Data {
    Data(Deflate.compressed([UInt8](try JSONEncoder().encode(self))))
  }

  /// `nil` where the bytes are damaged.
  init?(packed: Data) {
    guard let bytes = try? Deflate.decompressed([UInt8](packed), limit: PackedPage.limit),
      let item = try? JSONDecoder().decode(FeedItem.self, from: Data(bytes))
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
