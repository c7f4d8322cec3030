/// Pages that are not the article: walls, checks, errors; and the printer's version, which is.
extension Page {
  /// What stands in the article's place until the reader agrees to be tracked.
  var consentWall: String {
    let purposes = outlet.furniture.consent.map { "<p>\(escaped($0))</p>" }
    return """
      <!DOCTYPE html>
      <html lang="\(outlet.language)"><head><meta charset="utf-8">
      <title>\(escaped(outlet.name))</title><meta name="robots" content="noindex"></head>
      <body class="consent-page"><div id="cmp-container" class="cmp gdpr-consent" role="dialog" \
      aria-modal="true"><h1>\(escaped(outlet.furniture.cookies))</h1>
      \(purposes.joined(separator: "\n"))
      <form action="/consent?return=\(article.path)" method="post">
      <button name="agree">\(escaped(outlet.furniture.accept))</button></form></div></body></html>

      """
  }

  /// Bare text that names its page as the canonical one.
  var printed: String {
    """
    <!DOCTYPE html>
    <html lang="\(outlet.language)"><head><meta charset="utf-8">
    <title>\(escaped(article.title))</title>\(canonical)
    <meta name="robots" content="noindex"></head>
    <body onload="window.print()"><h1>\(escaped(article.title))</h1>
    <p class="byline">\(byline), \(clock)</p>
    <div class="print-body">\(elements())</div>
    <p class="source">\(url)</p></body></html>

    """
  }

  static func botCheck(of outlet: Outlet) -> String {
    """
    <!DOCTYPE html>
    <html lang="en-US"><head><meta charset="utf-8"><title>Just a moment...</title>
    <meta name="robots" content="noindex,nofollow"></head>
    <body><div class="main-wrapper"><h1>\(outlet.host)</h1>
    <h2>Verifying you are human. This may take a few seconds.</h2>
    <div id="challenge-form" class="captcha"></div>
    <noscript>Enable JavaScript and cookies to continue</noscript>
    <p>\(outlet.host) needs to review the security of your connection before proceeding.</p>
    </div></body></html>

    """
  }

  static func missing(in outlet: Outlet) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(outlet.language)"><head><meta charset="utf-8"><title>404</title></head>
    <body><h1>404</h1><p>\(escaped(outlet.furniture.missing))</p>
    <p><a href="/">\(escaped(outlet.name))</a></p></body></html>

    """
  }
}

extension SampleNewsroom {
  /// The home page: the latest articles, and where the feed is.
  func frontPage(of outlet: Outlet) -> String {
    let items = outlet.articles.map { article in
      """
      <li><h2><a href="\(article.path)">\(escaped(article.title))</a></h2>
      <p>\(escaped(article.summary))</p></li>
      """
    }
    return """
      <!DOCTYPE html>
      <html lang="\(outlet.language)"><head><meta charset="utf-8">
      <title>\(escaped(outlet.name))</title>
      <link rel="alternate" type="\(outlet.feedFormat.mediaType.prefix { $0 != ";" })" \
      title="\(escaped(outlet.name))" href="\(outlet.feedPath)"></head>
      <body><h1>\(escaped(outlet.name))</h1><ul>
      \(items.joined(separator: "\n"))
      </ul></body></html>

      """
  }
}
