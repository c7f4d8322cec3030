internal import Archive

/// An HTTP response as a crawler kept it, its body taken out of chunks and compression.
struct HTTPResponse {
  var status: Int
  var headers: HeaderFields
  var body: [UInt8]

  /// - Parameter limit: the most bytes that a body may have once it is decompressed.
  init(_ block: [UInt8], limit: Int) throws(WARCProblem.Reason) {
    guard let status = Self.status(of: block) else { throw .noHTTP }
    // A response may end with its header.
    let end = WARCReader.emptyLine(in: block[...]) ?? block.count
    self.status = status
    headers = HeaderFields(block[..<end], skippingFirstLine: true)
    body = Array(block[end...])
    if headers["transfer-encoding"]?.lowercased().contains("chunked") == true {
      body = ChunkedBody.joined(body) ?? body
    }
    for coding in Self.list(headers["content-encoding"]).reversed() {
      body = try Self.decoded(body, coding, limit: limit)
    }
    guard body.count <= limit else { throw .tooLarge }
  }

  /// The status of a line like `HTTP/1.1 200 OK`.
  private static func status(of block: [UInt8]) -> Int? {
    guard block.starts(with: Array("HTTP/".utf8)) else { return nil }
    let line = block.prefix(200).prefix { $0 != 10 }
    let parts = line.split(separator: 32)
    guard parts.count > 1 else { return nil }
    let digits = parts[1].prefix { $0 >= 48 && $0 <= 57 }
    return digits.count == 3 ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }

  private static func list(_ value: String?) -> [String] {
    (value ?? "").lowercased().split(separator: ",").map { $0.filter { $0 != " " } }
  }

  /// Crawlers that keep a body decompressed often keep the header that says otherwise: then the bytes are right.
  private static func decoded(
    _ body: [UInt8], _ coding: String, limit: Int
  ) throws(WARCProblem.Reason) -> [UInt8] {
    do {
      switch coding {
      case "identity", "": return body
      case "gzip", "x-gzip":
        return Gzip.isMember(body) ? try Gzip.decompressed(body, limit: limit) : body
      case "deflate":
        return isMarkup(body) ? body : try Deflate.decompressedHTTP(body, limit: limit)
      default:
        guard isMarkup(body) else { throw WARCProblem.Reason.unknownEncoding(coding) }
        return body
      }
    } catch let error as ArchiveError {
      throw error.code == .tooLarge ? .tooLarge : .damagedContent(coding)
    } catch let reason as WARCProblem.Reason {
      throw reason
    } catch {
      throw .damagedContent(coding)
    }
  }

  /// Whether the bytes begin as a page does.
  static func isMarkup(_ body: [UInt8]) -> Bool {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = body.starts(with: byteOrderMark) ? body.dropFirst(3) : body[...]
    return text.prefix(512).first { $0 > 32 } == UInt8(ascii: "<")
  }
}

/// The chunked transfer coding (RFC 9112, section 7.1).
enum ChunkedBody {
  /// The chunks' bytes; what came until a break is kept. `nil` where the first chunk is none: then the crawler has
  /// joined them already.
  static func joined(_ bytes: [UInt8]) -> [UInt8]? {
    var body: [UInt8] = []
    body.reserveCapacity(bytes.count)
    var position = 0
    var isFirst = true
    while let (size, begin) = chunk(in: bytes, at: position) {
      guard size > 0 else { return body }
      let end = min(bytes.count, begin + min(size, bytes.count))
      body.append(contentsOf: bytes[begin..<end])
      position = end
      while position < bytes.count, bytes[position] == 13 || bytes[position] == 10 { position += 1 }
      isFirst = false
    }
    return isFirst ? nil : body
  }

  /// The size that a line in hexadecimal digits says, and where its bytes begin.
  private static func chunk(in bytes: [UInt8], at start: Int) -> (size: Int, begin: Int)? {
    var size = 0
    var at = start
    while at < bytes.count, let digit = hexDigit(bytes[at]), at - start < 12 {
      size = size * 16 + digit
      at += 1
    }
    guard at > start, let end = bytes[at...].prefix(1024).firstIndex(of: 10),
      bytes[at..<end].first.map({ [13, 32, 9, UInt8(ascii: ";")].contains($0) }) ?? true
    else { return nil }
    return (size, end + 1)
  }

  private static func hexDigit(_ byte: UInt8) -> Int? {
    switch byte {
    case 48...57: Int(byte) - 48
    case 65...70: Int(byte) - 55
    case 97...102: Int(byte) - 87
    default: nil
    }
  }
}
