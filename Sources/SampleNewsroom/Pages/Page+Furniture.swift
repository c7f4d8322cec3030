extension Page {
  /// The site's sections, as links.
  func navigation(class name: String) -> String {
    let links = outlet.furniture.navigation.enumerated().map { index, title in
      "<li><a href=\"/section/\(index)\">\(escaped(title))</a></li>"
    }
    return "<nav class=\"\(name)\"><ul>\(links.joined())</ul></nav>"
  }

  /// Links to other articles with their teasers.
  func relatedList(class name: String, teasers: Bool = true) -> String {
    let items = related.map { other in
      "<li><a href=\"\(other.path)\">\(escaped(other.title))</a>"
        + (teasers ? "<p class=\"teaser\">\(escaped(other.summary))</p>" : "") + "</li>"
    }
    return """
      <section class="\(name)"><h3>\(escaped(outlet.furniture.related))</h3>
      <ul>\(items.joined(separator: "\n"))</ul></section>
      """
  }

  func shareBar(class name: String) -> String {
    let targets = ["Facebook", "X", "WhatsApp", "Telegram", "E-Mail"].map { target in
      "<li><a href=\"https://share.example/\(target.lowercased())?u=\(url)\">\(target)</a></li>"
    }
    return """
      <div class="\(name)"><span>\(escaped(outlet.furniture.share))</span>\
      <ul>\(targets.joined())</ul></div>
      """
  }

  var comments: String {
    let remarks = outlet.furniture.remarks.map { remark in
      """
      <li class="comment"><cite>\(escaped(remark.name))</cite>\
      <div class="comment-content"><p>\(escaped(remark.text))</p></div></li>
      """
    }
    return """
      <section id="comments" class="comments-area">
      <h3>\(escaped(outlet.furniture.comments)) (\(remarks.count))</h3>
      <ol class="comment-list">\(remarks.joined(separator: "\n"))</ol></section>
      """
  }

  func newsletter(class name: String) -> String {
    """
    <div class="\(name)"><p>\(escaped(outlet.furniture.newsletter))</p>
    <form action="/newsletter" method="post"><input type="email" name="email">\
    <button>\(escaped(outlet.furniture.subscribe))</button></form></div>
    """
  }

  var cookieBanner: String {
    """
    <div id="cookie-banner" class="cookie-consent" role="dialog">
    <p>\(escaped(outlet.furniture.cookies))</p>
    <button>\(escaped(outlet.furniture.accept))</button></div>
    """
  }

  func figure(class name: String) -> String {
    guard !article.caption.isEmpty else { return "" }
    return """
      <figure class="\(name)"><img src="\(image)" alt="" width="960" height="540">
      <figcaption>\(escaped(article.caption)) \
      <span class="credit">\(escaped(outlet.furniture.photo))</span></figcaption></figure>
      """
  }

  var byline: String {
    article.author.isEmpty ? "" : escaped(outlet.furniture.by + " " + article.author)
  }

  var footer: String {
    """
    <footer class="site-footer"><p>\(escaped(outlet.furniture.footer))</p></footer>
    """
  }

  /// The wall under the first paragraphs of what only subscribers may read.
  var wall: String {
    guard article.traits.contains(.paywall) else { return "" }
    return """
      <div class="paywall subscription-required"><h2>\(escaped(outlet.furniture.paywall))</h2>
      <a class="button" href="/subscribe">\(escaped(outlet.furniture.subscribe))</a></div>
      """
  }
}
