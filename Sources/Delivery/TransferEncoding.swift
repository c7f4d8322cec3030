internal import Foundation

/// A part's text as lines of ASCII that any server passes on untouched (RFC 2045 §6).
struct TransferEncoding: Sendable, Hashable {
  let name: String
  /// Lines of at most 76 bytes, each ended by CR LF.
  let body: String

  /// Whichever is shorter: quoted-printable, which people can read, or base64, which scripts beyond Latin need.
  init(_ text: String) {
    let quoted = Self.quotedPrintable(text)
    let base64 = Self.base64(text)
    self = quoted.body.utf8.count <= base64.body.utf8.count ? quoted : base64
  }

  private init(name: String, body: String) {
    self.name = name
    self.body = body
  }

  private static func base64(_ text: String) -> TransferEncoding {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let encoded = Array(Data(lines.utf8).base64EncodedString().utf8)
    let body = stride(from: 0, to: encoded.count, by: 76).map { start in
      String(decoding: encoded[start..<min(start + 76, encoded.count)], as: UTF8.self) + "\r\n"
    }
    return TransferEncoding(name: "base64", body: body.joined())
  }

  /// RFC 2045 §6.7. A line that begins with a dot or with "From " is encoded there too: mail servers and mailbox files
  /// read them otherwise.
  private static func quotedPrintable(_ text: String) -> TransferEncoding {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count * 5 / 4)
    for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      append(line.last == 13 ? line.dropLast() : line, to: &output)
    }
    // The text's own last line end is not another line.
    if text.utf8.last == 10 { output.removeLast(2) }
    return TransferEncoding(name: "quoted-printable", body: String(decoding: output, as: UTF8.self))
  }

  private static func append(_ line: Substring.UTF8View.SubSequence, to output: inout [UInt8]) {
    var width = 0
    let isFrom = line.starts(with: "From ".utf8)
    for (index, byte) in line.enumerated() {
      let isLast = index == line.count - 1
      let isBlank = byte == 32 || byte == 9
      let isSafe = (33...126).contains(byte) && byte != 61 || isBlank && !isLast
      let isStart = index == 0 && (byte == 46 || isFrom)
      let size = isSafe && !isStart ? 1 : 3
      // A soft break takes the line's last place.
      if width + size > (isLast ? 76 : 75) {
        output += [61, 13, 10]
        width = 0
      }
      if size == 1 {
        output.append(byte)
      } else {
        output += [61, hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      }
      width += size
    }
    output += [13, 10]
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
