import Foundation
import Testing

@testable import tidings

/// JSON written by hand is the encoder's, to the last byte.
@Suite struct JSONRecordTests {
  private func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  @Test(
    "Strings",
    arguments: [
      "", "plain", "a/b", "\"quoted\" \\ back", "línea\n\ttab\r", "漢字 🗞 e\u{301}",
      "\u{7F}\u{2028}\u{FEFF}",
      String(decoding: 0..<0x20, as: UTF8.self),
    ])
  func strings(text: String) throws {
    var json = JSONRecord(capacity: 16)
    json.beginObject()
    json.member("text", text)
    json.endObject()
    #expect(String(decoding: json.bytes, as: UTF8.self) == (try encoded(["text": text])))
  }

  @Test("An object with each kind of member, without those that are nil")
  func object() throws {
    struct Record: Encodable {
      var date: String?
      var id: JSONValue
      var links: [String]
      var share: Double
    }
    for id in [JSONValue.null, .bool(true), .integer(-7), .string("a\"b")] {
      for (share, links) in [(0, []), (1, ["a"]), (0.35, ["a", "b/c"]), (1e-7, [])] {
        var json = JSONRecord(capacity: 16)
        json.beginObject()
        json.member("date", nil)
        let isWritten = json.member("id", id)
        #expect(isWritten)
        json.member("links", links)
        json.member("share", share)
        json.endObject()
        let known = try encoded(Record(date: nil, id: id, links: links, share: share))
        #expect(String(decoding: json.bytes, as: UTF8.self) == known)
      }
    }
    var json = JSONRecord(capacity: 16)
    json.beginObject()
    let isWritten = json.member("id", .array([.null]))
    #expect(!isWritten)
  }
}
