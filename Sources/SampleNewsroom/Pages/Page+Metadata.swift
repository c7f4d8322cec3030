internal import NewsModel

extension Page {
  var description: String {
    "<meta name=\"description\" content=\"\(escaped(article.summary))\">"
  }

  var canonical: String { "<link rel=\"canonical\" href=\"\(url)\">" }

  var feedLink: String {
    """
    <link rel="alternate" type="\(outlet.feedFormat.mediaType.prefix { $0 != ";" })" \
    title="\(escaped(outlet.name))" href="\(outlet.feedPath)">
    """
  }

  /// The Open Graph protocol's article type (ogp.me).
  var openGraph: String {
    let time = Timestamp.string(from: published)
    let dated = "<meta property=\"article:published_time\" content=\"\(time)\">\n"
    return """
      <meta property="og:type" content="article">
      <meta property="og:site_name" content="\(escaped(outlet.name))">
      <meta property="og:title" content="\(escaped(article.title))">
      <meta property="og:description" content="\(escaped(article.summary))">
      <meta property="og:url" content="\(url)">
      <meta property="og:image" content="\(outlet.url(image))">
      \(isDated ? dated : "")<meta property="article:section" content="\(escaped(article.section))">
      """
  }

  /// schema.org's NewsArticle; without the text, as most sites leave it out.
  var jsonLD: String {
    var members = [
      "\"@context\":\"https://schema.org\"", "\"@type\":\"NewsArticle\"",
      "\"headline\":" + quoted(article.title), "\"url\":" + quoted(url),
      "\"description\":" + quoted(article.summary),
      "\"author\":[{\"@type\":\"Person\",\"name\":" + quoted(article.author) + "}]",
      "\"publisher\":{\"@type\":\"Organization\",\"name\":" + quoted(outlet.name) + "}",
    ]
    if isDated {
      members.append("\"datePublished\":\"" + Timestamp.string(from: published) + "\"")
    }
    if article.traits.contains(.paywall) {
      members.append("\"isAccessibleForFree\":false")
    }
    return "<script type=\"application/ld+json\">{" + members.joined(separator: ",") + "}</script>"
  }
}

/// A JSON string (RFC 8259, 7), safe inside a `script` element.
func quoted(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "<": out += "\\u003c"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out + "\""
}
