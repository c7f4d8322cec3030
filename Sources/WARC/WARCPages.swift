/// A web page as a WARC file keeps it, ready for extraction.
package struct WARCPage: Sendable, Hashable {
  /// The record's id.
  package var id: String?
  package var url: String
  /// When it was fetched, RFC 3339 in UTC to the second; `nil` where the record does not say.
  package var date: String?
  /// What the HTTP header says.
  package var charset: String?
  /// Decompressed.
  package var bytes: [UInt8]
}

/// The pages of a WARC file: HTML of `response` records with status 200, of `resource` and of `conversion` records.
package struct WARCPages {
  package enum Entry: Sendable, Hashable {
    case page(WARCPage)
    case broken(WARCProblem)
  }

  /// The most bytes of a page; `http.max_body.page` is 5 MiB by default.
  package static let largestPage = 16 << 20

  private var reader: WARCReader
  /// How many records hold no page, by what they hold: a record's type, a status, a media type.
  package private(set) var others: [String: Int] = [:]

  /// - Parameter read: gives the next bytes of the file, at most so many; none at its end.
  package init(read: @escaping (_ count: Int) throws -> [UInt8]) {
    reader = WARCReader(isWanted: Self.mayHoldPage, read: read)
  }

  /// Whether the file is a WARC file at all, as far as it was read.
  package var hasRecords: Bool { reader.hasRecords }

  /// All records that gave no page, by what they hold.
  package var passedOver: [String: Int] { others.merging(reader.unwanted) { $0 + $1 } }

  /// The next page, or the next record that is broken; `nil` at the end.
  ///
  /// - Throws: what `read` throws.
  package mutating func next() throws -> Entry? {
    while let entry = try reader.next() {
      switch entry {
      case .broken(let problem): return .broken(problem)
      case .record(let record):
        do {
          if let page = try page(of: record) { return .page(page) }
        } catch {
          return .broken(
            WARCProblem(reason: error, offset: record.offset, target: record.header.target))
        }
      }
    }
    return nil
  }

  private static func mayHoldPage(_ header: WARCHeader) -> Bool {
    guard header.target?.lowercased().hasPrefix("http") == true else { return false }
    switch header.type {
    case "response": return MediaType(header.contentType)?.name.hasSuffix("/http") ?? true
    case "resource", "conversion": return MediaType(header.contentType)?.isHTML ?? false
    default: return false
    }
  }

  private mutating func page(
    of record: WARCRecord
  ) throws(WARCProblem.Reason) -> WARCPage? {
    let header = record.header
    guard header.type == "response" else {
      return page(record.block, MediaType(header.contentType), header)
    }
    let response = try HTTPResponse(record.block, limit: Self.largestPage)
    guard response.status == 200 else {
      others["status \(response.status)", default: 0] += 1
      return nil
    }
    let type = MediaType(response.headers["content-type"]) ?? MediaType(header.identifiedType)
    guard type?.isHTML ?? HTTPResponse.isMarkup(response.body) else {
      others[type?.name ?? "unknown", default: 0] += 1
      return nil
    }
    return page(response.body, type, header)
  }

  private func page(_ bytes: [UInt8], _ type: MediaType?, _ header: WARCHeader) -> WARCPage {
    WARCPage(
      id: header.id, url: header.target ?? "", date: header.date.flatMap(WARCDate.timestamp(of:)),
      charset: type?.charset, bytes: bytes)
  }
}

/// A media type with its charset, e.g. `text/html; charset=utf-8`.
struct MediaType {
  let name: String
  let charset: String?

  init?(_ text: String?) {
    let parts = (text ?? "").split(separator: ";").map { part in
      String(part.drop { $0 == " " || $0 == "\t" })
    }
    guard let first = parts.first, first.contains("/") else { return nil }
    name = first.lowercased().filter { $0 != " " && $0 != "\t" }
    charset = parts.dropFirst().first { $0.lowercased().hasPrefix("charset=") }.map {
      $0.dropFirst("charset=".count).filter { $0 != "\"" && $0 != "'" && $0 != " " }
    }
  }

  var isHTML: Bool { name == "text/html" || name == "application/xhtml+xml" }
}

/// WARC-Date: W3C's profile of ISO 8601 in UTC, to the second in version 1.0; 1.1 allows less and more.
enum WARCDate {
  /// As tidings writes times, fractions dropped; missing parts are the earliest. `nil` for what is no such date.
  static func timestamp(of text: String) -> String? {
    let bytes = Array(text.utf8)
    let pattern = Array("0000-00-00T00:00:00".utf8)
    var result = Array("0000-01-01T00:00:00".utf8)
    var count = 0
    while count < min(bytes.count, pattern.count), bytes[count] != UInt8(ascii: "Z") {
      let isDigit = bytes[count] >= 48 && bytes[count] <= 57
      guard pattern[count] == 48 ? isDigit : bytes[count] == pattern[count] else { return nil }
      result[count] = bytes[count]
      count += 1
    }
    guard [4, 7, 10, 13, 16, 19].contains(count), isTail(bytes[count...]) else { return nil }
    return String(decoding: result, as: UTF8.self) + "Z"
  }

  /// Nothing, `Z`, or a fraction and `Z`.
  private static func isTail(_ tail: ArraySlice<UInt8>) -> Bool {
    var rest = tail
    if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop { $0 >= 48 && $0 <= 57 } }
    return rest.isEmpty || rest.elementsEqual([UInt8(ascii: "Z")])
  }
}
