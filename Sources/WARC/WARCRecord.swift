/// One record of a WARC file (ISO 28500, versions 1.0 and 1.1), whole.
package struct WARCRecord: Sendable, Hashable {
  package var header: WARCHeader
  package var block: [UInt8]
  /// Where it begins in the file, in bytes; for a compressed file the member that it begins in.
  package var offset: Int
}

/// What a record says of itself.
package struct WARCHeader: Sendable, Hashable {
  /// `response`, `resource` and the like, in lower case.
  package var type: String
  /// Without the angle brackets that some writers put around it.
  package var target: String?
  /// As written; see ``WARCDate``.
  package var date: String?
  /// E.g. `urn:uuid:…`, without angle brackets.
  package var id: String?
  /// Media type of the block, as written.
  package var contentType: String?
  /// What the writer found the payload to be.
  package var identifiedType: String?
  /// Bytes of the block.
  package var length: Int

  /// The header of a record, from its first line to the empty one.
  ///
  /// Field names count in any case, a line that begins with a blank goes on with the one before (version 1.0).
  init(_ bytes: ArraySlice<UInt8>) throws(WARCProblem.Reason) {
    let fields = HeaderFields(bytes, skippingFirstLine: true)
    guard let type = fields["warc-type"]?.lowercased(), !type.isEmpty else { throw .noType }
    guard let text = fields["content-length"], let length = Int(text), length >= 0 else {
      throw .noLength
    }
    self.type = type
    self.length = length
    target = fields["warc-target-uri"].map(Self.unbracketed)
    date = fields["warc-date"]
    id = fields["warc-record-id"].map(Self.unbracketed)
    contentType = fields["content-type"]
    identifiedType = fields["warc-identified-payload-type"]
  }

  private static func unbracketed(_ text: String) -> String {
    text.hasPrefix("<") && text.hasSuffix(">") && text.utf8.count > 2
      ? String(text.dropFirst().dropLast()) : text
  }
}

/// A place in a file that could not be read as a record; reading goes on behind it.
package struct WARCProblem: Error, Sendable, Hashable {
  package var reason: Reason
  /// Where, as ``WARCRecord/offset``.
  package var offset: Int
  /// The page that is lost, where that much could be read.
  package var target: String?

  package enum Reason: Error, Sendable, Hashable {
    case noRecord, noType, noLength, headerTooLong, lengthWrong, damaged, truncated
    case noHTTP, tooLarge
    case unknownEncoding(String)
    case damagedContent(String)

    /// A plain sentence for people.
    package var sentence: String {
      switch self {
      case .noRecord: "What stands here is no WARC record."
      case .noType: "The record does not say its type (WARC-Type)."
      case .noLength: "The record does not say its length (Content-Length)."
      case .headerTooLong: "The record's header does not end."
      case .lengthWrong: "The record is not as long as it says (Content-Length)."
      case .damaged: "The compressed bytes are damaged."
      case .truncated: "The file ends within a record."
      case .noHTTP: "The record holds no HTTP response."
      case .tooLarge: "The page is larger than any that is read."
      case .unknownEncoding(let name):
        "The page is compressed in a way that is not known (\(name))."
      case .damagedContent(let name): "The page's own compression (\(name)) is damaged."
      }
    }
  }
}
