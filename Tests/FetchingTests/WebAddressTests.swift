import Fetching
import Testing

struct WebAddressTests {
  @Test(arguments: [
    // (as written, as asked for, origin)
    ("https://News.Example/a?b=c#d", "https://news.example/a?b=c", "https://news.example"),
    ("http://news.example:80", "http://news.example/", "http://news.example"),
    ("http://news.example:8080/x", "http://news.example:8080/x", "http://news.example:8080"),
    (" https://news.example/a b ", "https://news.example/a%20b", "https://news.example"),
    (
      "https://news.example/tin-tức/Hà Nội",
      "https://news.example/tin-t%e1%bb%a9c/H%c3%a0%20N%e1%bb%99i", "https://news.example"
    ),
    ("https://me:pass@news.example/", "https://news.example/", "https://news.example"),
    ("http://0x7f.1/", "http://127.0.0.1/", "http://127.0.0.1"),
    ("http://[::1]:81/a/../b", "http://[::1]:81/b", "http://[::1]:81"),
    // As browsers read it.
    ("http:///news.example/a", "http://news.example/a", "http://news.example"),
    ("HTTPS://news.example/\n", "https://news.example/", "https://news.example"),
  ])
  func reads(text: String, string: String, origin: String) throws {
    let address = try #require(WebAddress(text))
    #expect(address.string.lowercased() == string.lowercased())
    #expect(address.origin == origin)
  }

  @Test(arguments: [
    "", " ", "news.example", "/a", "http://", "http://a b/", "http://[::1",
    "http://x:99999/",
    "http://" + String(repeating: "a", count: 20_000),
  ])
  func refuses(text: String) {
    #expect(WebAddress(text) == nil)
  }

  @Test(arguments: [
    ("/b", "https://news.example/b"), ("b", "https://news.example/a/b"),
    ("../c", "https://news.example/c"), ("?q", "https://news.example/a/x?q"),
    ("//other.example/z", "https://other.example/z"),
    ("http://plain.example", "http://plain.example/"),
    ("", "https://news.example/a/x"),
  ])
  func resolves(location: String, target: String) throws {
    let base = try #require(WebAddress("https://news.example/a/x"))
    let resolved = base.resolving(location)?.string
    #expect(resolved == (location.isEmpty ? nil : target))
  }

  @Test func keepsUserAndPasswordApart() throws {
    let address = try #require(WebAddress("https://me:p%40ss@news.example/a"))
    #expect(address.userInfo == "me:p@ss")
    #expect(address.string == "https://news.example/a")
  }
}
