/// zlib streams (RFC 1950): how pages and other long values lie in the database.
package enum Deflate {
  /// The bytes as a zlib stream, prefixed by nothing: any zlib reads it (`zlib.decompress` in Python).
  ///
  /// - Parameter level: 1 (2 ms per MB of markup) to 12 (the smallest, a hundred times as long).
  package static func compressed(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
    Compression.run(bytes, wrapping: .zlib, level: level)
  }

  /// What ``compressed(_:level:)`` was given.
  ///
  /// - Parameter limit: the most bytes that may come out; a bomb ends there with `.tooLarge`.
  package static func decompressed(_ bytes: [UInt8], limit: Int) throws(ArchiveError) -> [UInt8] {
    try Inflation.run(bytes, wrapping: .zlib, limit: limit)
  }

  /// The same for bytes whose size is known, in a third of the time. Where it turns out wrong, the bytes count all the same.
  package static func decompressed(
    _ bytes: [UInt8], size: Int, limit: Int
  ) throws(ArchiveError) -> [UInt8] {
    if size > 0, size <= limit, let whole = Compression.whole(bytes, size: size) { return whole }
    return try decompressed(bytes, limit: limit)
  }

  /// What HTTP calls `deflate`: a zlib stream, or the bare deflated bytes (RFC 1951) that some servers send instead.
  package static func decompressedHTTP(
    _ bytes: [UInt8], limit: Int
  ) throws(ArchiveError) -> [UInt8] {
    // A zlib stream's first two bytes, as a number, are a multiple of 31 (RFC 1950, section 2.2).
    let isZlib =
      bytes.count > 1 && bytes[0] & 15 == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
    return try Inflation.run(bytes, wrapping: isZlib ? .zlib : .bare, limit: limit)
  }
}

/// gzip files (RFC 1952): sitemaps, WARC records.
package enum Gzip {
  /// Whether the bytes begin as a gzip file does.
  package static func isMember(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 3 && bytes[0] == 0x1f && bytes[1] == 0x8b && bytes[2] == 8
  }

  /// The bytes of all members of a gzip file, one after the other.
  ///
  /// - Parameter limit: the most bytes that may come out, all members together.
  package static func decompressed(_ bytes: [UInt8], limit: Int) throws(ArchiveError) -> [UInt8] {
    try Inflation.run(bytes, wrapping: .gzip, limit: limit)
  }

  /// The bytes as one gzip member, without name or time: equal bytes give equal files.
  package static func compressed(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
    Compression.run(bytes, wrapping: .gzip, level: level)
  }
}
