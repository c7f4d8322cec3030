internal import NewsModel

internal import struct Foundation.Date

/// An article in its site's dress.
struct Page {
  let article: SampleArticle
  let outlet: Outlet
  let published: Date
  /// What the site's "related" boxes tease: the outlet's next articles.
  let related: [SampleArticle]

  init(_ article: SampleArticle, of outlet: Outlet, in newsroom: SampleNewsroom) {
    self.article = article
    self.outlet = outlet
    published = newsroom.published(article)
    let index = outlet.articles.firstIndex(of: article) ?? 0
    related = (1...4).map { outlet.articles[(index + $0) % outlet.articles.count] }
      .filter { $0 != article }
  }

  /// The whole page, as a browser gets it.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="\(outlet.language)"\(isRightToLeft ? " dir=\"rtl\"" : "")>
    <head>
    <meta charset="\(charset?.rawValue ?? "utf-8")">
    <title>\(escaped(article.title))\(outlet.template.titleSeparator)\(escaped(outlet.name))</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    \(outlet.template.metadata(of: self))
    <style>body{font-family:serif;max-width:72rem;margin:auto}.ad{background:#eee}</style>
    </head>
    <body>
    \(outlet.template.body(of: self))
    </body>
    </html>

    """
  }

  var charset: LegacyCharset? {
    if article.traits.contains(.windows1258) { return .windows1258 }
    return article.traits.contains(.gb18030) ? .gb18030 : nil
  }

  var isRightToLeft: Bool { ["ar", "fa", "he", "ur"].contains(outlet.language) }

  /// A page without a date of its own says nothing of time at all.
  var isDated: Bool { !article.traits.contains(.future) }

  var url: String { outlet.url(article.path) }

  var image: String {
    "/img/" + String(ContentHash.uid(of: article.path).prefix(8)) + ".jpg"
  }

  /// What is shown of the text: behind a paywall, its first two paragraphs.
  var shown: [Paragraph] {
    article.traits.contains(.paywall) ? Array(article.paragraphs.prefix(2)) : article.paragraphs
  }

  /// `2026-11-21 18:05`, which every template but one shows somewhere.
  var clock: String {
    let stamp = Timestamp.string(from: published)
    return stamp.prefix(10) + " " + stamp.dropFirst(11).prefix(5)
  }
}

/// Text made safe between tags and within quoted attributes.
func escaped(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out
}
