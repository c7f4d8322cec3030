internal import Archive

/// Feeds that are compressed files themselves (`sitemap.xml.gz`), which no Content-Encoding announces.
enum CompressedFeed {
  /// The document in `body`, decompressed where it is a gzip file.
  ///
  /// - Parameter limit: the most bytes that may come out. What is larger, or no sound gzip file, is returned as it is:
  ///   the parser then says what it is.
  static func bytes(_ body: [UInt8], limit: Int) -> [UInt8] {
    guard Gzip.isMember(body), let document = try? Gzip.decompressed(body, limit: limit) else {
      return body
    }
    return document
  }
}
