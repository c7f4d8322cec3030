package import Foundation
package import NewsModel

/// A digest as an e-mail: the same text plain and as HTML, for a reader to choose from (RFC 2046 §5.1.4).
///
/// Equal values make equal bytes, Message-ID included: whoever gets a message twice, from wherever, can tell.
package struct MailMessage: Sendable, Hashable {
  package var from: Mailbox
  package var to: Mailbox
  package var subject: String
  package var date: Date
  /// What the Message-ID is made of, with the recipient: the digest's uid.
  package var uid: String
  package var text: String
  package var html: String

  package init(
    from: Mailbox, to: Mailbox, subject: String, date: Date, uid: String, text: String,
    html: String
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.date = date
    self.uid = uid
    self.text = text
    self.html = html
  }

  /// `<3f2a91c0….9b1d3a44@example.org>`.
  package var messageID: String {
    let recipient = ContentHash.uid(of: "to\n" + to.asciiAddress.lowercased()).prefix(12)
    return "<\(uid.filter(\.isSafeInMessageID)).\(recipient)@\(from.asciiHost)>"
  }

  /// RFC 5322, lines of at most 78 bytes ended by CR LF.
  package var bytes: [UInt8] {
    // A line of an encoded part cannot begin so: `_` after `=` is neither base64 nor quoted-printable.
    let boundary = "=_tidings_" + ContentHash.uid(of: messageID)
    let fields = [
      HeaderField("From", name: from.name, address: from.asciiAddress),
      HeaderField("To", name: to.name, address: to.asciiAddress),
      HeaderField("Subject", text: subject), HeaderField("Date", Self.stamp(date)),
      HeaderField("Message-ID", messageID), HeaderField("MIME-Version", "1.0"),
      // RFC 3834: nobody's absence note answers a machine.
      HeaderField("Auto-Submitted", "auto-generated"), HeaderField("X-Tidings-Digest", uid),
      HeaderField("Content-Type", "multipart/alternative;", "boundary=\"\(boundary)\""),
    ]
    let parts = [("plain", text), ("html", html)].map { kind, text in
      let encoding = TransferEncoding(text)
      return "--\(boundary)\r\n"
        + HeaderField("Content-Type", "text/\(kind);", "charset=utf-8").line
        + HeaderField("Content-Transfer-Encoding", encoding.name).line + "\r\n" + encoding.body
    }
    let message = fields.map(\.line) + ["\r\n"] + parts + ["--\(boundary)--\r\n"]
    return Array(message.joined().utf8)
  }

  /// `Sat, 21 Nov 2026 06:00:12 +0000` (RFC 5322 §3.3).
  static func stamp(_ date: Date) -> String {
    let text = Timestamp.string(from: date)
    let parts = text.prefix(10).split(separator: "-").map { Int($0) ?? 1 }
    let days = Timestamp.days(fromYear: parts[0], month: parts[1], day: parts[2])
    // 1970-01-01 was a Thursday.
    let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][((days + 3) % 7 + 7) % 7]
    let month = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][parts[1] - 1]
    return
      "\(weekday), \(parts[2]) \(month) \(text.prefix(4)) \(text.dropFirst(11).prefix(8)) +0000"
  }
}

extension Character {
  fileprivate var isSafeInMessageID: Bool { isASCII && (isLetter || isNumber || self == "-") }
}
