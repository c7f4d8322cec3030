import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Delivery

/// A message's bytes, read back by a small reader of its own.
struct MailMessageTests {
  static let texts = [
    "Plain words.\nAnother line.\n", "", "\n", "no line end", "trailing blank \nand tab\t\n",
    "From here on\n.hidden dot\n..two\n", "a = b\n", String(repeating: "long ", count: 400) + "\n",
    "Tin tức mỗi sáng: Việt Nam thắng 2–1\n", "Überschrift, ça va, ¿qué?\n",
    "Новости дня: река поднялась\n", "أخبار الصباح: ارتفع النهر\n", "सुबह की ख़बरें\n", "今天的新闻：河水上涨\n",
    "けさのニュース\n", "아침 뉴스\n", "ข่าวเช้านี้ แม่น้ำล้น\n", "👩🏽‍🚀 e\u{301}\n", "\r\nmixed\r\nends\n",
  ]

  @Test(arguments: texts)
  func textsComeThroughWhole(text: String) throws {
    let message = Self.message(text: text, html: "<p>\(text)</p>")
    let read = try ReadMessage(message.bytes)
    let whole = text.replacing("\r\n", with: "\n")
    // The line end before a boundary is the boundary's own (RFC 2046 §5.1.1).
    #expect(
      read.parts.map { Self.trimmed($0.text) } == [whole, "<p>\(whole)</p>"].map(Self.trimmed))
    #expect(read.parts.map(\.type) == ["text/plain; charset=utf-8", "text/html; charset=utf-8"])
  }

  private static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == "\n" }.reversed())
  }

  @Test func everyLineIsShortAndASCII() throws {
    for text in Self.texts {
      let message = Self.message(subject: text + text + text, text: text, html: text)
      let bytes = message.bytes
      #expect(bytes.allSatisfy { $0 < 0x7F })
      let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
      #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
      #expect(!lines.contains { $0.hasPrefix("From ") || $0.hasPrefix(".") })
    }
  }

  @Test(
    arguments: texts + [
      "daily · Saturday, 21 November 2026 · 12 stories", "=?utf-8?B?aGk=?= is not decoded",
      String(repeating: "ว", count: 200), String(repeating: "x", count: 500),
      "e" + String(repeating: "\u{301}", count: 300),
    ])
  func subjectsComeThroughWhole(subject: String) throws {
    let read = try ReadMessage(Self.message(subject: subject).bytes)
    #expect(read.decoded("Subject") == HeaderText.inert(subject))
  }

  @Test(
    arguments: [
      ("", "a@example.org", "<a@example.org>"),
      ("News Desk", "a@example.org", "News Desk <a@example.org>"),
      ("Desk, \"the\" \\ one", "a@example.org", #""Desk, \"the\" \\ one" <a@example.org>"#),
      ("Thời sự", "a@example.org", "=?utf-8?B?VGjhu51pIHPhu7E=?= <a@example.org>"),
      ("", "a@bücher.example", "<a@xn--bcher-kva.example>"),
      ("", "a@новости.example", "<a@xn--b1amnebsh.example>"),
    ])
  func mailboxesAreWrittenAsHeadersWantThem(name: String, address: String, expected: String) throws
  {
    var message = Self.message()
    message.from = Mailbox(name: name, address: address)
    #expect(try ReadMessage(message.bytes).fields["From"] == expected)
  }

  @Test func equalDigestsAreEqualMessages() {
    let one = Self.message()
    #expect(one.bytes == Self.message().bytes)
    var other = one
    other.to = Mailbox(address: "else@example.org")
    #expect(one.messageID != other.messageID)
    other = one
    other.text += "more"
    #expect(one.messageID == other.messageID)
    #expect(
      one.messageID == "<00112233aabbccdd.\(one.messageID.dropFirst(18).prefix(12))@example.org>")
  }

  /// Whatever stands in a subject or a name, the head has our fields and no others.
  @Test(.tallied(.mailHeads, as: 60)) func nothingForeignBecomesAHeader() throws {
    let attacks = [
      "x\r\nBcc: all@example.org", "x\nBcc: all@example.org", "x\rBcc: all@example.org",
      "x\r\n\r\n<script>", "x\u{85}Bcc: a", "x\u{2028}Bcc: a", "x\u{2029}Bcc: a", "x\0\r\nBcc: a",
      "\r\n Bcc: folded", "x\u{B}Bcc: a", "x\u{C}Bcc: a", "?=\r\nBcc: a",
      "=?utf-8?Q?=0D=0ABcc:_a?=",
      "\u{202E}gro.elpmaxe", "x\r\n.\r\nMAIL FROM:<a>", "\"><a@b.example>",
      "a@b.example, c@d.example",
      "--=_tidings_", "x: y", String(repeating: "\r\n", count: 99) + "Bcc: a",
    ]
    let expected: Set<String> = [
      "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted",
      "X-Tidings-Digest", "Content-Type",
    ]
    for attack in attacks + attacks.map({ "ü" + $0 }) + attacks.map({ $0 + "新聞" }) {
      var message = Self.message(subject: attack, text: attack, html: attack)
      message.from.name = attack
      message.to.name = attack
      message.uid = attack
      let read = try ReadMessage(message.bytes)
      #expect(Set(read.fields.keys) == expected, "\(attack.debugDescription)")
      #expect(read.parts.count == 2)
      #expect(read.fields["To"]?.hasSuffix("<you@example.org>") == true)
    }
  }

  @Test(
    arguments: [
      (0.0, "Thu, 1 Jan 1970 00:00:00 +0000"), (1_795_241_412, "Sat, 21 Nov 2026 06:10:12 +0000"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
    ])
  func datesAreOfTheirForm(seconds: Double, expected: String) {
    #expect(MailMessage.stamp(Date(timeIntervalSince1970: seconds)) == expected)
  }

  @Test func retriesGetRarerAndEnd() {
    let start = Date(timeIntervalSince1970: 1_795_241_412)
    var now = start
    var attempts = 1
    var pauses: [Double] = []
    while let next = RetrySchedule.next(afterAttempts: attempts, queued: start, now: now) {
      pauses.append(next.timeIntervalSince(now))
      now = max(next, now.addingTimeInterval(900))
      attempts += 1
    }
    #expect(pauses.prefix(6) == [0, 0, 1800, 3600, 7200, 14_400])
    #expect(pauses.max() == 21_600)
    #expect((25...40).contains(attempts))
    #expect(
      RetrySchedule.next(afterAttempts: 1, queued: start, now: start, asked: 600)
        == start.addingTimeInterval(600))
  }

  static func message(
    subject: String = "daily", text: String = "text\n", html: String = "<p>html</p>\n"
  ) -> MailMessage {
    MailMessage(
      from: Mailbox(name: "tidings", address: "me@example.org"),
      to: Mailbox(address: "you@example.org"), subject: subject,
      date: Date(timeIntervalSince1970: 1_795_241_412), uid: "00112233aabbccdd", text: text,
      html: html)
  }
}

/// What a mail program makes of a message's bytes.
struct ReadMessage {
  struct Part {
    var type: String
    var text: String
  }

  struct Unreadable: Error {
    var text: String
  }

  /// Unfolded. A field that stands twice is joined, so that it differs from what is expected.
  var fields: [String: String] = [:]
  var parts: [Part] = []

  init(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let (head, body) = try Self.split(text)
    fields = Self.fields(head)
    guard let boundary = fields["Content-Type"]?.split(separator: "\"").last else {
      throw Unreadable(text: head)
    }
    let pieces = ("\r\n" + body).components(separatedBy: "\r\n--\(boundary)")
    guard pieces.last == "--\r\n" else { throw Unreadable(text: body) }
    parts = try pieces.dropFirst().dropLast().map(Self.part)
  }

  private static func split(_ text: String) throws -> (String, String) {
    guard let end = text.range(of: "\r\n\r\n") else { throw Unreadable(text: text) }
    return (String(text[..<end.lowerBound]), String(text[end.upperBound...]))
  }

  private static func fields(_ head: String) -> [String: String] {
    let unfolded = head.replacingOccurrences(of: "\r\n ", with: " ")
    return unfolded.components(separatedBy: "\r\n").reduce(into: [:]) { fields, line in
      guard let colon = line.range(of: ": ") else { return fields[line] = "no field" }
      fields[String(line[..<colon.lowerBound]), default: ""] += line[colon.upperBound...]
    }
  }

  private static func part(_ piece: String) throws -> Part {
    let (head, body) = try split(String(piece.dropFirst()) + "\r\n")
    let fields = fields(head)
    // The line end before the boundary belongs to it.
    let content =
      fields["Content-Transfer-Encoding"] == "base64"
      ? Data(base64Encoded: body.replacingOccurrences(of: "\r\n", with: "")) ?? Data()
      : quotedPrintable(body)
    let text = String(decoding: content, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
    return Part(type: fields["Content-Type"] ?? "", text: text)
  }

  private static func quotedPrintable(_ text: String) -> Data {
    var output = Data()
    let bytes = Array(text.replacingOccurrences(of: "=\r\n", with: "").utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 61, index + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        output.append(byte)
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  /// A field's text: white space between encoded words is not shown (RFC 2047 §6.2).
  func decoded(_ name: String) -> String {
    var bytes: [UInt8] = []
    var wasEncoded = false
    for word in (fields[name] ?? "").split(separator: " ", omittingEmptySubsequences: false) {
      let parts = word.split(separator: "?", omittingEmptySubsequences: false)
      let isEncoded = word.hasPrefix("=?") && word.hasSuffix("?=") && parts.count == 5
      if !bytes.isEmpty, !(wasEncoded && isEncoded) { bytes.append(32) }
      bytes +=
        isEncoded ? [UInt8](Data(base64Encoded: String(parts[3])) ?? Data()) : Array(word.utf8)
      wasEncoded = isEncoded
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
