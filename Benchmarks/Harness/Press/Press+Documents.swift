internal import Foundation
internal import NewsModel

/// What the outlets' servers send: pages with the furniture of real ones, feeds. Invented words are letters and digits
/// alone, so nothing has to be escaped.
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
    let furniture = Furniture.all[size]![text.language]![kind]
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
