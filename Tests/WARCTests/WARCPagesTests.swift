import Archive
import Testing

@testable import WARC

@Suite struct WARCPagesTests {
  private static func pages(_ bytes: [UInt8]) throws -> (texts: [String], passedOver: [String: Int])
  {
    var pages = WARCPages(read: WARCFixture.reader(bytes))
    var texts: [String] = []
    while let entry = try pages.next() {
      switch entry {
      case .page(let page): texts.append(String(decoding: page.bytes, as: UTF8.self))
      case .broken(let problem): texts.append("! \(problem.reason)")
      }
    }
    return (texts, pages.passedOver)
  }

  private static let body = WARCFixture.page("Nước sông dâng hai mét. 川の水位が上がった。")
  private static var text: String { String(decoding: body, as: UTF8.self) }

  private static func chunked(_ body: [UInt8]) -> [UInt8] {
    let half = body.count / 2
    let parts = [body[..<half], body[half...]]
    return parts.flatMap { Array("\(String($0.count, radix: 16));x=y\r\n".utf8) + $0 + [13, 10] }
      + Array("0\r\n\r\n".utf8)
  }

  @Test(arguments: [
    ("as it is", WARCFixture.http(body)),
    ("chunked", WARCFixture.http(chunked(body), "Transfer-Encoding: chunked\r\n")),
    ("said to be chunked, but joined", WARCFixture.http(body, "Transfer-Encoding: chunked\r\n")),
    ("gzip", WARCFixture.http(Gzip.compressed(body), "Content-Encoding: gzip\r\n")),
    ("said to be gzip, but unpacked", WARCFixture.http(body, "Content-Encoding: gzip\r\n")),
    ("said to be br, but unpacked", WARCFixture.http(body, "Content-Encoding: br\r\n")),
    ("deflate", WARCFixture.http(Deflate.compressed(body), "Content-Encoding: deflate\r\n")),
    (
      "deflate without a header",
      WARCFixture.http(
        Array(Deflate.compressed(body).dropFirst(2).dropLast(4)), "Content-Encoding: deflate\r\n")
    ),
    (
      "chunks of gzip",
      WARCFixture.http(
        chunked(Gzip.compressed(body)),
        "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    ),
    ("without a type", WARCFixture.http(body, type: nil)),
    ("with line feeds alone", Array("HTTP/1.0 200\nContent-Type: text/html\n\n".utf8) + body),
  ]) func unpacksPages(name: String, block: [UInt8]) throws {
    #expect(try Self.pages(WARCFixture.record(block)).texts == [Self.text], "\(name)")
  }

  @Test(arguments: [
    (Array("not http".utf8), "noHTTP"),
    (WARCFixture.http([1, 2, 3], "Content-Encoding: br\r\n"), "unknownEncoding(\"br\")"),
    (
      WARCFixture.http(Array(Gzip.compressed(body).dropLast(9)), "Content-Encoding: gzip\r\n"),
      "damagedContent(\"gzip\")"
    ),
    (
      WARCFixture.http(
        Gzip.compressed([UInt8](repeating: 32, count: WARCPages.largestPage + 1)),
        "Content-Encoding: gzip\r\n"), "tooLarge"
    ),
  ]) func saysWhatCannotBeUnpacked(block: [UInt8], reason: String) throws {
    let file = WARCFixture.record(block) + WARCFixture.record(WARCFixture.http(Self.body))
    #expect(try Self.pages(file).texts == ["! \(reason)", Self.text])
  }

  @Test func takesPagesAndCountsTheRest() throws {
    let html = "text/html"
    let file =
      WARCFixture.record("warcinfo", "software: test")
      + WARCFixture.record(type: "request", Array("GET / HTTP/1.1\r\n\r\n".utf8))
      + WARCFixture.record(WARCFixture.http(Self.body))
      + WARCFixture.record(WARCFixture.http(Self.body, status: "404 Not Found"))
      + WARCFixture.record(WARCFixture.http([0xFF, 0xD8], type: "image/jpeg"))
      + WARCFixture.record(type: "resource", contentType: html, version: "1.1", Self.body)
      + WARCFixture.record(type: "conversion", contentType: html, Self.body)
      + WARCFixture.record(type: "conversion", contentType: "text/plain", Array("text".utf8))
      + WARCFixture.record("revisit", "HTTP/1.1 200 OK\r\n\r\n")
      + WARCFixture.record(
        type: "response", target: "dns:news.example", contentType: "text/dns", [65])
    let (texts, passedOver) = try Self.pages(file)
    #expect(texts == [Self.text, Self.text, Self.text])
    #expect(
      passedOver == [
        "warcinfo": 1, "request": 1, "revisit": 1, "response": 1, "conversion": 1, "status 404": 1,
        "image/jpeg": 1,
      ])
  }

  @Test func pagesBearTheRecordsNames() throws {
    let record = WARCFixture.record(
      target: "<http://news.example/b?c=d>", date: "2026-11-21T10:00:00.123456Z", version: "1.1",
      WARCFixture.http(Self.body, type: "text/html;charset=\"Windows-1258\""))
    var pages = WARCPages(read: WARCFixture.reader(record))
    let expected = WARCPage(
      id: "urn:uuid:1", url: "http://news.example/b?c=d", date: "2026-11-21T10:00:00Z",
      charset: "Windows-1258", bytes: Self.body)
    #expect(try pages.next() == .page(expected))
  }

  @Test(
    arguments: [
      ("2026-11-21T10:20:30Z", "2026-11-21T10:20:30Z"), ("2026-11-21", "2026-11-21T00:00:00Z"),
      ("2026", "2026-01-01T00:00:00Z"), ("2026-11-21T10:20Z", "2026-11-21T10:20:00Z"),
      ("2026-11-21T10:20:30.5Z", "2026-11-21T10:20:30Z"), ("20261121102030", nil), ("", nil),
      ("2026-11-21T10:20:30+07:00", nil), ("yesterday", nil), ("2026-1", nil),
    ] as [(String, String?)]) func readsDatesOfEveryPrecision(written: String, date: String?)
  {
    #expect(WARCDate.timestamp(of: written) == date)
  }
}
