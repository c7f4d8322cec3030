import Archive

/// WARC files made on the spot.
enum WARCFixture {
  /// A record with whatever fields, its length the block's unless another is given.
  static func record(
    type: String = "response", target: String = "http://news.example/a",
    date: String = "2026-11-21T10:00:00Z",
    contentType: String = "application/http; msgtype=response",
    version: String = "1.0", length: Int? = nil, id: String = "<urn:uuid:1>", _ block: [UInt8]
  ) -> [UInt8] {
    let header = """
      WARC/\(version)\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(target)\r\nWARC-Date: \(date)\r
      WARC-Record-ID: \(id)\r\nContent-Type: \(contentType)\r\nContent-Length: \(length ?? block.count)\r\n\r\n
      """
    return Array(header.utf8) + block + Array("\r\n\r\n".utf8)
  }

  static func record(_ type: String, _ block: String) -> [UInt8] {
    record(type: type, Array(block.utf8))
  }

  static func http(
    _ body: [UInt8], status: String = "200 OK", type: String? = "text/html; charset=utf-8",
    _ more: String = ""
  ) -> [UInt8] {
    let media = type.map { "Content-Type: \($0)\r\n" } ?? ""
    return Array("HTTP/1.1 \(status)\r\n\(media)\(more)\r\n".utf8) + body
  }

  static func page(_ text: String) -> [UInt8] {
    Array("<html><body><p>\(text)</p></body></html>".utf8)
  }

  /// Gives the file in pieces of so many bytes.
  static func reader(_ bytes: [UInt8], pieces: Int = 1 << 16) -> (Int) throws -> [UInt8] {
    var position = 0
    return { most in
      let end = min(bytes.count, position + min(most, pieces))
      defer { position = end }
      return Array(bytes[position..<end])
    }
  }
}
