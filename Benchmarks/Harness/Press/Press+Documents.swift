internal import Foundation
internal import NewsModel

/// What the outlets' servers send: pages with the furniture of real ones (30 to 60 KB), feeds. Invented words are letters
/// and digits alone, so nothing has to be escaped.
extension Press {
  func path(_ article: Int) -> String { "/o\(outlet(article))/\(article).html" }

  func feedPath(_ outlet: Int) -> String { "/o\(outlet)/feed.xml" }

  func outletName(_ outlet: Int) -> String { "outlet\(outlet).example" }

  /// RSS 2.0 with these articles, the beginnings of their texts as teasers.
  func feed(_ outlet: Int, _ articles: some Sequence<Int>, base: String) -> String {
    let items = articles.map { article in
      let text = text(article)
      return """
        <item><title>\(text.title)</title><link>\(base)\(path(article))</link>
        <guid>\(base)\(path(article))</guid><pubDate>\(mailDate(published(article)))</pubDate>
        <description>\(text.paragraphs[0].prefix(160))</description></item>
        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0"><channel><title>\(outletName(outlet))</title><link>\(base)/o\(outlet)/</link>
      <description>Invented</description><language>\(tongues[outlet % tongues.count].language)</language>
      \(items.joined(separator: "\n"))
      </channel></rss>

      """
  }

  func page(_ article: Int, base: String) -> [UInt8] {
    let text = text(article)
    let kind = outlet(article) / tongues.count % Furniture.kinds
    let furniture = Furniture.all[text.language]![kind]
    let address = base + path(article)
    let when = Timestamp.string(from: published(article))
    var page = """
      <!DOCTYPE html><html lang="\(text.language)"><head><meta charset="utf-8"><title>\(text.title) | \(outletName(outlet(article)))</title>
      <link rel="canonical" href="\(address)"><meta property="og:title" content="\(text.title)"><meta property="og:type" content="article">
      <meta property="article:published_time" content="\(when)"><meta name="author" content="\(text.author)">
      <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"\(text.title)","datePublished":"\(when)","author":{"@type":"Person","name":"\(text.author)"}}</script>

      """
    page += furniture.head
    page += """
      <main><article><h1>\(text.title)</h1><div class="meta"><span class="author">\(text.author)</span> <time datetime="\(when)">\(when.prefix(10))</time></div>

      """
    for (number, paragraph) in text.paragraphs.enumerated() {
      page += "<p>\(paragraph)</p>\n"
      if number == 2 { page += furniture.aside }
    }
    page += "</article></main>\n"
    page += furniture.foot
    return Array(page.utf8)
  }

  private func mailDate(_ date: Date) -> String {
    let stamp = Timestamp.string(from: date)
    let months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    let month = (Int(stamp.dropFirst(5).prefix(2)) ?? 1) - 1
    let name = months.dropFirst(month * 3).prefix(3)
    return
      "\(stamp.dropFirst(8).prefix(2)) \(name) \(stamp.prefix(4)) \(stamp.dropFirst(11).prefix(8)) GMT"
  }
}

/// What stands around the articles of a site, in the site's language.
private struct Furniture: Sendable {
  static let kinds = 4
  /// By language, some kinds for each.
  static let all: [String: [Furniture]] = Dictionary(
    uniqueKeysWithValues: Tongue.all.map { tongue in
      (tongue.language, (0..<kinds).map { Furniture(tongue, kind: $0) })
    })

  let head: String
  let aside: String
  let foot: String

  private init(_ tongue: Tongue, kind: Int) {
    var dice = Dice(kind, tongue.language.utf8.count, 8)
    func phrase(_ count: Int) -> String {
      (0..<count).map { _ in tongue.word(&dice) }.joined(separator: tongue.isUnspaced ? "" : " ")
    }
    func links(_ count: Int, words: Int, _ name: String) -> String {
      (0..<count).map {
        "<li class=\"\(name)-item\"><a href=\"/\(name)/\($0)\">\(phrase(words))</a></li>\n"
      }
      .joined()
    }
    let prefix = ["site", "np", "c", "layout"][kind]
    let style = (0..<120 + 60 * kind).map {
      ".\(prefix)-block-\($0){margin:0 \($0 % 7)px;padding:\($0 % 11)px;color:#\($0 % 9)\($0 % 8)\($0 % 7)}\n"
    }.joined()
    let script = (0..<100 + 40 * kind).map {
      "window.\(prefix)=window.\(prefix)||[];\(prefix).push({slot:\($0),size:[300,\($0 * 7 % 600)],lazy:true});\n"
    }.joined()
    head = """
      <style>\(style)</style><script>\(script)</script></head><body class="\(prefix)-page">
      <header class="\(prefix)-header"><a class="logo" href="/">\(phrase(2))</a><nav><ul>\(links(45, words: 2, "section"))</ul></nav></header>
      <div class="\(prefix)-banner"><p>\(phrase(18))</p><button>\(phrase(1))</button></div>

      """
    aside = """
      <aside class="\(prefix)-inline"><h4>\(phrase(3))</h4><ul>\(links(3, words: 7, "related"))</ul></aside>

      """
    let teasers = (0..<12).map {
      "<div class=\"\(prefix)-card\"><a href=\"/t/\($0)\"><img src=\"/i/\($0).jpg\" alt=\"\(phrase(4))\"><h3>\(phrase(8))</h3></a><p>\(phrase(16))</p></div>\n"
    }.joined()
    let comments = (0..<6).map { _ in
      "<div class=\"comment\"><b>\(phrase(1))</b><p>\(phrase(20))</p></div>\n"
    }.joined()
    foot = """
      <section class="\(prefix)-more"><h2>\(phrase(3))</h2>\(teasers)</section><section class="comments"><h2>\(phrase(2))</h2>\(comments)</section>
      <aside class="\(prefix)-popular"><ol>\(links(20, words: 8, "popular"))</ol></aside>
      <footer class="\(prefix)-footer"><ul>\(links(60, words: 2, "footer"))</ul><p>\(phrase(30))</p></footer><script>\(script)</script></body></html>

      """
  }
}
