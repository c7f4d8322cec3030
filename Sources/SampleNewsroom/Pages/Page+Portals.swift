/// The templates of agencies, portals, single-page applications and weblogs.
extension Page {
  var portal: String {
    """
    <table width="980" align="center"><tr><td>\(navigation(class: "topmenu"))</td></tr></table>
    <div class="w980"><div class="left">
    <div class="title"><h1>\(escaped(article.title))</h1></div>
    <div class="source">\(isDated ? clock : "") \(byline)</div>
    <div id="content">\(figure(class: "img"))
    \(lineBroken)
    </div>
    \(wall)
    <div class="pages"><a href="javascript:window.print()">⎙</a> <a href="/">\(escaped(outlet.name))</a></div>
    \(relatedList(class: "xgxw", teasers: false))
    </div><div class="right">\(relatedList(class: "hot"))
    \(newsletter(class: "mailbox"))</div></div>
    \(footer)
    """
  }

  var wire: String {
    """
    <p><a href="/">\(escaped(outlet.name))</a></p>
    <article><h1>\(escaped(article.title))</h1>
    \(timeElement) <address>\(byline)</address>
    \(elements())
    \(wall)
    </article>
    \(relatedList(class: "more-stories", teasers: false))
    \(footer)
    """
  }

  /// What a bundler makes of class names: letters and digits without meaning.
  var app: String {
    let related = self.related.map { other in
      """
      <a class="x7q2" href="\(other.path)"><div class="k90a"><div class="m3">\(escaped(other.title))\
      </div><div class="m4">\(escaped(other.summary))</div></div></a>
      """
    }
    return """
      <div id="__root"><div class="a1f"><div class="b2e">\(navigation(class: "c3d"))</div>
      <div class="d4c"><div class="e5b"><h1 class="f6a">\(escaped(article.title))</h1>
      <div class="g79">\(byline)</div></div>
      \(figure(class: "h88"))
      <div class="j97">
      \(elements(paragraphTag: "div"))
      </div>\(wall)
      \(shareBar(class: "n5t"))
      <div class="p8r"><div class="q1s">\(escaped(outlet.furniture.related))</div>
      \(related.joined(separator: "\n"))</div></div></div></div>
      \(cookieBanner)
      \(footer)
      """
  }

  var blog: String {
    """
    <header id="masthead" class="site-header"><p class="site-title"><a href="/">\
    \(escaped(outlet.name))</a></p>\(navigation(class: "main-navigation"))</header>
    <div id="primary"><article class="post type-post hentry">
    <header class="entry-header"><h1 class="entry-title">\(escaped(article.title))</h1>
    <div class="entry-meta">\(timeElement) <span class="author vcard">\(byline)</span></div></header>
    <div class="entry-content">
    \(figure(class: "wp-caption"))
    \(elements())
    \(wall)
    <div class="sharedaddy sd-sharing-enabled">\(shareBar(class: "sd-content"))</div>
    <div id="jp-relatedposts" class="jp-relatedposts">\(relatedList(class: "jp-items"))</div>
    </div>
    <footer class="entry-footer"><span class="cat-links"><a href="/category/1">\
    \(escaped(article.section))</a></span></footer>
    </article>
    \(comments)</div>
    <aside id="secondary" class="widget-area">\(newsletter(class: "widget widget_mailing"))</aside>
    \(footer)
    """
  }
}
