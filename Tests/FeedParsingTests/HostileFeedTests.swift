import FeedParsing
import Foundation
import NewsModel
import TestSupport
import Testing

/// Documents that were made to hurt.
struct HostileFeedTests {
  private static let secret = "file:///etc/passwd"

  /// Each with where an entity's text would show.
  static let bombs: [(name: String, document: String)] = {
    let item =
      "<rss><channel><title>T</title><item><title>%@</title><link>https://e.example/1</link></item></channel></rss>"
    func feed(_ subset: String, _ title: String) -> String {
      "<?xml version=\"1.0\"?><!DOCTYPE rss \(subset)>" + item.replacing("%@", with: title)
    }
    let laughs = (1...9).map { level in
      "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
    }.joined()
    let wide = "<!ENTITY a \"\(String(repeating: "A", count: 1000))\">"
    var list: [(String, String)] = [
      ("billion laughs", feed("[<!ENTITY l0 \"lol\">\(laughs)]", "&l9;")),
      ("quadratic", feed("[\(wide)]", String(repeating: "&a;", count: 20_000))),
      ("itself", feed("[<!ENTITY a \"&a;\">]", "&a;")),
      ("each other", feed("[<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]", "&a;")),
      (
        "in an attribute",
        feed("[<!ENTITY l0 \"lol\">\(laughs)]", "x").replacing("<item>", with: "<item a=\"&l9;\">")
      ),
      ("parameter entity", feed("[<!ENTITY % a SYSTEM \"\(secret)\"> %a;]", "x")),
      ("nested parameter", feed("[<!ENTITY % a \"<!ENTITY b SYSTEM '\(secret)'>\"> %a;]", "&b;")),
      ("external subset", feed("SYSTEM \"\(secret)\"", "x")),
      ("public subset", feed("PUBLIC \"-//X\" \"http://127.0.0.1:9/x.dtd\"", "&x;")),
      (
        "unparsed",
        feed("[<!NOTATION n SYSTEM \"n\"><!ENTITY a SYSTEM \"\(secret)\" NDATA n>]", "&a;")
      ),
      (
        "default attribute",
        feed("[<!ENTITY l0 \"lol\">\(laughs)<!ATTLIST item x CDATA \"&l9;\">]", "x")
      ),
      (
        "XInclude",
        item.replacing(
          "%@",
          with:
            "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"\(secret)\" parse=\"text\"/>"
        )
      ),
      ("stylesheet", "<?xml-stylesheet href=\"\(secret)\"?>" + item.replacing("%@", with: "x")),
      (
        "schema",
        item.replacing("%@", with: "x").replacing(
          "<rss>",
          with:
            "<rss xmlns:x=\"http://www.w3.org/2001/XMLSchema-instance\" x:schemaLocation=\"\(secret)\">"
        )
      ),
    ]
    for scheme in [
      secret, "/etc/passwd", "http://127.0.0.1:9/", "ftp://127.0.0.1/", "php://filter/x",
      "jar:x!/y",
      "data:text/plain,pwned", "expect://id", "gopher://127.0.0.1:9/", "\\\\127.0.0.1\\share",
      "netdoc:/etc/passwd",
    ] { list.append(("external \(scheme)", feed("[<!ENTITY x SYSTEM \"\(scheme)\">]", "&x;"))) }
    return list
  }()

  @Test func thereAre25() { #expect(Self.bombs.count == 25) }

  @Test(.tallied(.bombs), arguments: bombs.indices)
  func readsNothingAndStaysSmall(index: Int) throws {
    let (name, document) = Self.bombs[index]
    let start = ContinuousClock.now
    let memory = PeakMemory()
    let feed = try FeedParser().parse(Array(document.utf8))
    #expect(ContinuousClock.now - start < .seconds(5), "\(name)")
    #expect(memory.growth < 50 << 20, "\(name): \(memory.growth >> 20) MiB")
    #expect(feed.items.count == 1, "\(name)")
    let title = feed.items.first?.title ?? ""
    #expect(
      !title.contains("root:") && !title.contains("lollol") && !title.contains("pwned"), "\(name)")
    #expect(title.utf8.count < 4 << 20, "\(name)")
  }

  @Test(arguments: [
    "<a>", "<item>", "<b/>", "<![CDATA[", "&", "<!DOCTYPE [\"", "<!--", "<a b='", "</x>", "&#1",
    "]]>",
  ])
  func repetitionStaysLinear(piece: String) {
    let many = String(repeating: piece, count: 200_000)
    let document = "<rss><channel><item><title>T</title><description>" + many
    let start = ContinuousClock.now
    _ = try? FeedParser().parse(Array(document.utf8))
    #expect(ContinuousClock.now - start < .seconds(20), "\(piece)")
  }

  @Test func deepJSONIsRefused() {
    let document = "{\"items\":" + String(repeating: "[", count: 100_000)
    #expect(throws: FeedError.self) { try FeedParser().parse(Array(document.utf8)) }
  }
}

/// By how many bytes the process has grown at most since this was made (Linux only; 0 elsewhere).
private struct PeakMemory {
  private let start: Int

  init() {
    // Sets the peak back to what is in use (proc(5)).
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    start = Self.bytes("VmRSS:")
  }

  var growth: Int { max(0, Self.bytes("VmHWM:") - start) }

  private static func bytes(_ field: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
    return (line?.split(separator: " ").dropLast().last).flatMap { Int($0) }.map { $0 << 10 } ?? 0
  }
}
