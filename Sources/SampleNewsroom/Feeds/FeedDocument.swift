internal import NewsModel

internal import struct Foundation.Date

/// A feed in each of its formats.
struct FeedDocument {
  let outlet: Outlet
  let entries: [FeedEntry]
  let built: Date

  var rss20: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
    xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel>
    <title>\(escaped(outlet.name))</title>
    <link>\(outlet.url("/"))</link>
    <description>\(escaped(outlet.furniture.tagline))</description>
    <language>\(outlet.language)</language>
    \(entries.map(rss20Item).joined(separator: "\n"))
    </channel>
    </rss>

    """
  }

  private func rss20Item(_ entry: FeedEntry) -> String {
    """
    <item>
    <title>\(escaped(entry.title))</title>
    <link>\(escaped(entry.link))</link>
    <guid isPermaLink="\(entry.id == entry.link)">\(entry.id)</guid>
    <description><![CDATA[<p>\(escaped(entry.summary))</p>]]></description>
    <dc:creator>\(escaped(entry.author))</dc:creator>
    <category>\(escaped(entry.category))</category>
    <pubDate>\(mailDate(entry.published))</pubDate>\
    \(entry.content.map { "\n<content:encoded><![CDATA[\($0)]]></content:encoded>" } ?? "")
    </item>
    """
  }

  /// RSS 2.0 as a careless template writes it: `&` as it is, letters as HTML's entities.
  var brokenRSS20: String {
    let names: [Unicode.Scalar: String] = [
      "á": "aacute", "é": "eacute", "í": "iacute", "ó": "oacute", "ú": "uacute", "ñ": "ntilde",
      "\u{a0}": "nbsp",
    ]
    var out = ""
    for scalar in rss20.unicodeScalars {
      if let name = names[scalar] {
        out += "&" + name + ";"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out.split(separator: "&amp;", omittingEmptySubsequences: false).joined(separator: "&")
  }

  var rss10: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <rdf:RDF xmlns="http://purl.org/rss/1.0/" \
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
    xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="\(outlet.language)">
    <channel rdf:about="\(outlet.url(outlet.feedPath))">
    <title>\(escaped(outlet.name))</title>
    <link>\(outlet.url("/"))</link>
    <description>\(escaped(outlet.furniture.tagline))</description>
    <dc:language>\(outlet.language)</dc:language>
    <items><rdf:Seq>\(entries.map { "<rdf:li rdf:resource=\"\($0.id)\"/>" }.joined())</rdf:Seq></items>
    </channel>
    \(entries.map(rss10Item).joined(separator: "\n"))
    </rdf:RDF>

    """
  }

  private func rss10Item(_ entry: FeedEntry) -> String {
    """
    <item rdf:about="\(entry.id)">
    <title>\(escaped(entry.title))</title>
    <link>\(escaped(entry.link))</link>
    <description>\(escaped(entry.summary))</description>
    <dc:creator>\(escaped(entry.author))</dc:creator>
    <dc:subject>\(escaped(entry.category))</dc:subject>
    <dc:date>\(Timestamp.string(from: entry.published))</dc:date>
    </item>
    """
  }

  var atom: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(outlet.language)">
    <title>\(escaped(outlet.name))</title>
    <subtitle>\(escaped(outlet.furniture.tagline))</subtitle>
    <id>\(outlet.url("/"))</id>
    <link rel="alternate" href="\(outlet.url("/"))"/>
    <link rel="self" href="\(outlet.url(outlet.feedPath))"/>
    <updated>\(Timestamp.string(from: built))</updated>
    \(entries.map(atomEntry).joined(separator: "\n"))
    </feed>

    """
  }

  private func atomEntry(_ entry: FeedEntry) -> String {
    """
    <entry>
    <title type="text">\(escaped(entry.title))</title>
    <id>\(entry.id)</id>
    <link rel="alternate" type="text/html" href="\(escaped(entry.link))"/>
    <published>\(Timestamp.string(from: entry.published))</published>
    <updated>\(Timestamp.string(from: entry.published))</updated>
    <author><name>\(escaped(entry.author))</name></author>
    <category term="\(escaped(entry.category))"/>
    <summary type="text">\(escaped(entry.summary))</summary>\
    \(entry.content.map { "\n<content type=\"html\">\(escaped($0))</content>" } ?? "")
    </entry>
    """
  }

  /// JSON Feed 1.1 (jsonfeed.org).
  var json: String {
    """
    {
    "version": "https://jsonfeed.org/version/1.1",
    "title": \(quoted(outlet.name)),
    "home_page_url": \(quoted(outlet.url("/"))),
    "feed_url": \(quoted(outlet.url(outlet.feedPath))),
    "description": \(quoted(outlet.furniture.tagline)),
    "language": \(quoted(outlet.language)),
    "items": [
    \(entries.map(jsonItem).joined(separator: ",\n"))
    ]
    }

    """
  }

  private func jsonItem(_ entry: FeedEntry) -> String {
    """
    {"id": \(quoted(entry.id)), "url": \(quoted(entry.link)), "title": \(quoted(entry.title)), \
    "summary": \(quoted(entry.summary)), "authors": [{"name": \(quoted(entry.author))}], \
    "tags": [\(quoted(entry.category))], \
    "date_published": "\(Timestamp.string(from: entry.published))"\
    \(entry.content.map { ", \"content_html\": " + quoted($0) } ?? ", \"content_text\": \(quoted(entry.summary))")}
    """
  }

  /// RFC 822's date in GMT, as RSS 2.0 wants it.
  private func mailDate(_ date: Date) -> String {
    let stamp = Timestamp.string(from: date)
    let days = Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let civil = Timestamp.civil(fromDays: days)
    let day = (civil.day < 10 ? "0" : "") + String(civil.day)
    return weekdays[((days % 7) + 7) % 7] + ", " + day + " " + months[civil.month - 1] + " "
      + String(civil.year) + " " + stamp.dropFirst(11).prefix(8) + " GMT"
  }
}
