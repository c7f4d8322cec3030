import Foundation
import Testing

@testable import tidings

/// Lines that are read by hand are read as the decoder reads them, and all others by the decoder.
@Suite struct FlatRecordTests {
  @Test(
    "Plain records are read by hand",
    arguments: [
      (#"{"id": 7, "path": "/a/b.html", "url": "", "charset": null}"#, JSONValue.integer(7)),
      ("\t{ \"id\" : \"tin-tức\" ,\"html\":\"<p>文字</p>\" }\r", .string("tin-tức")),
      (#"{"path": "x", "extra": true, "id": false}"#, .bool(false)), ("{}", .null),
      (#"{"id":0,"n":123456789012345678}"#, .integer(0)),
    ])
  func plain(_ line: String, _ id: JSONValue) throws {
    let record = try #require(FlatRecord(Data(line.utf8)))
    #expect(record["id"] == id)
    let decoded = try JSONDecoder().decode([String: JSONValue].self, from: Data(line.utf8))
    for (key, value) in decoded { #expect(record[key] == value, "\(key)") }
    #expect(!record.has("missing"))
  }

  @Test(
    "What is not plain is left to the decoder",
    arguments: [
      #"{"id": 1.5}"#, #"{"id": -1}"#, #"{"id": 01}"#, #"{"id": 1e3}"#,
      #"{"id": 1234567890123456789}"#,
      #"{"a": "\n"}"#, #"{"a": []}"#, #"{"a": {}}"#, #"{"a": 1, "a": 2}"#, #"{"a": 1,}"#,
      #"{"a" 1}"#,
      #"{"a": "b""#, #"{"a": tru}"#, "", "[]", #"{"a": 1} {"#, #"{"a": nul"#, "{", #"{"a":"#,
      #"{"a":"b"#,
      "{\"a\": \"\t\"}",
    ])
  func others(_ line: String) {
    #expect(FlatRecord(Data(line.utf8)) == nil)
  }

  @Test("Bad UTF-8 is left to the decoder")
  func badBytes() {
    #expect(FlatRecord(Data([0x7B, 0x22, 0x61, 0x22, 0x3A, 0x22, 0xFF, 0x22, 0x7D])) == nil)
  }
}
