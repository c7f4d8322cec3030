import NewsModel
import Testing

struct CanonicalURLTests {
  @Test(arguments: [
    ("http://www.e.example/a", "https://e.example/a/"),
    ("HTTP://E.EXAMPLE:80/a#top", "https://e.example/a"),
    ("https://e.example/a?utm_source=x&UTM_Medium=y&b=2&a=1", "https://e.example/a?a=1&b=2"),
    (
      "https://e.example/a?fbclid=1&gclid=2&at_medium=rss&xtor=RSS-1&cid=feeds",
      "https://e.example/a"
    ),
    ("https://e.example/a?q=a%20b", "https://e.example/a?q=a+b"),
    ("https://e.example/%7Euser/%e9", "https://e.example/~user/%E9"),
    ("https://e.example/résumé", "https://e.example/r%c3%a9sum%c3%a9"),
    ("https://bücher.example/", "https://xn--bcher-kva.example"),
    ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
    ("https://Tiếng-Việt.example/", "https://xn--ting-vit-e50d7c.example/"),
    ("https://e.example/x/index.html", "https://e.example/x"),
    ("https://e.example/x/default.aspx", "https://e.example/x/"),
    ("https://m.e.example/a", "https://www.e.example/a"),
    ("https://amp.e.example/a", "https://e.example/a"),
    ("https://vi.m.e.example/a", "https://vi.e.example/a"),
    ("https://e.example/2024/big-story/amp/", "https://e.example/2024/big-story"),
    ("https://e.example/amp/2024/big-story", "https://e.example/2024/big-story"),
    ("https://e.example/story-1.amp.html", "https://e.example/story-1.html"),
    ("https://e.example/a?amp", "https://e.example/a"),
    ("https://e.example/a?outputType=amp", "https://e.example/a"),
    ("https://e-example.cdn.ampproject.org/c/s/e.example/a", "https://e.example/a"),
    ("https://v.example/amp/s/e.example/a?x=1", "https://e.example/a?x=1"),
    ("https://s.example/share?text=x&url=https%3A%2F%2Fe.example%2Fa", "https://e.example/a"),
    ("https://e.example//a///b", "https://e.example/a/b"),
    ("https://e.example/a/../b/./c", "https://e.example/b/c"),
    ("https://e.example/a;jsessionid=1F", "https://e.example/a"),
    ("<![CDATA[https://e.example/a]]>", "https://e.example/a"),
    (" https://e.example/\ta\n", "https://e.example/a"),
    ("https://e.example/a?x=1&amp;y=2", "https://e.example/a?y=2&x=1"),
    ("http:\\\\e.example\\a", "http://e.example/a"),
    ("https://e.example/ahttps://f.example/", "https://e.example/a"),
    ("e.example/a", "https://e.example/a"), ("//e.example/a", "http://e.example/a"),
    ("feed:https://e.example/a", "https://e.example/a"),
    ("https://e.example/a?", "https://e.example/a"),
    ("https://u:p@e.example./a", "https://e.example/a"),
  ])
  func sameArticle(left: String, right: String) {
    #expect(CanonicalURL.key(for: left) == CanonicalURL.key(for: right))
  }

  @Test(arguments: [
    ("https://e.example/a?id=1", "https://e.example/a?id=2"),
    ("https://e.example/a?cid=77", "https://e.example/a?cid=78"),
    ("https://e.example/a?sid=1", "https://e.example/a?sid=2"),
    ("https://e.example/a?ref=12", "https://e.example/a"),
    ("https://e.example/a?q=1", "https://e.example/a?q=1&q=2"),
    ("https://e.example/Ab", "https://e.example/ab"),
    ("https://e.example/topics/amp", "https://e.example/topics"),
    ("https://e.example/amp/topics", "https://e.example/topics"),
    ("https://e.example/#!/story/1", "https://e.example/#!/story/2"),
    ("https://e.example/#/a", "https://e.example/#/b"),
    ("https://de.e.example/a", "https://fr.e.example/a"),
    ("https://e.example/en/a", "https://e.example/vi/a"),
    ("https://e.example/a%2Fb", "https://e.example/a/b"),
    ("https://e.example:8080/a", "https://e.example/a"),
    ("https://e.example/a?url=https://f.example/1", "https://e.example/a?url=https://f.example/2"),
    (
      "https://web.example/web/2020/https://e.example/a",
      "https://web.example/web/2021/https://e.example/a"
    ),
    ("https://m.co.uk/a", "https://m.com.vn/a"), ("https://e.example/index", "https://e.example/"),
    ("https://e.example/a?page=2", "https://e.example/a"),
    ("https://e.example/a?from=2020", "https://e.example/a?from=2021"),
    ("https://e.example/a?format=rss&id=1", "https://e.example/a?format=rss&id=2"),
    ("mailto:a@e.example", "mailto:b@e.example"), ("urn:x:1", "urn:x:2"),
  ])
  func otherArticle(left: String, right: String) {
    #expect(CanonicalURL.key(for: left) != CanonicalURL.key(for: right))
  }

  @Test(arguments: [
    "https://m.e.example/amp/a-1?utm_x=1&b=%20#x", "e.example/ü?x", "?", "https://", "urn:x:1",
    "https://e.example/%",
  ])
  func keyOfAKeyIsItself(url: String) {
    let key = CanonicalURL.key(for: url)
    #expect(CanonicalURL.key(for: key) == key)
  }

  /// RFC 3986 §5.4, the cases that the web still means.
  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g"),
    ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
    ("g;x", "http://a/b/c/g;x"), ("", "http://a/b/c/d;p?q"),
    (".", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
    ("../../../g", "http://a/g"), ("g/../h", "http://a/b/c/h"),
    ("https://x/y", "https://x/y"), ("urn:x", "urn:x"), (" /g\n", "http://a/g"),
  ])
  func resolves(reference: String, expected: String) {
    #expect(CanonicalURL.resolve(reference, against: "http://a/b/c/d;p?q") == expected)
  }

  @Test func canonicalsThatNameTheFrontPageAreNotBelieved() {
    let page = "https://e.example/2024/story"
    #expect(CanonicalURL.isCredible("https://e.example/2024/story-renamed", for: page))
    #expect(!CanonicalURL.isCredible("https://e.example/", for: page))
    #expect(!CanonicalURL.isCredible("https://www.e.example/index.html?utm_source=x", for: page))
    #expect(!CanonicalURL.isCredible("/story", for: page))
    #expect(CanonicalURL.isCredible("https://e.example/?p=12", for: page))
    #expect(CanonicalURL.isCredible("https://e.example/", for: "http://e.example"))
  }
}
