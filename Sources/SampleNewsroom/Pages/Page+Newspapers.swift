internal import NewsModel

/// The templates of newspapers and magazines.
extension Page {
  var classic: String {
    """
    \(cookieBanner)
    <header class="masthead"><a class="logo" href="/">\(escaped(outlet.name))</a>
    <p class="tagline">\(escaped(outlet.furniture.tagline))</p>\(navigation(class: "main-nav"))</header>
    <div class="page-wrap"><div class="content-column">
    <ol class="breadcrumb"><li><a href="/">\(escaped(outlet.name))</a></li>\
    <li>\(escaped(article.section))</li></ol>
    <h1 class="headline">\(escaped(article.title))</h1>
    <div class="meta"><span class="byline">\(byline)</span> \(timeElement)</div>
    \(shareBar(class: "share-bar"))
    \(figure(class: "lead-image"))
    <div class="article-body">
    \(elements())
    </div>
    \(wall)
    \(relatedList(class: "related-articles"))
    \(comments)
    </div>
    <aside class="sidebar">\(newsletter(class: "newsletter-box"))
    \(relatedList(class: "most-read", teasers: false))</aside></div>
    \(footer)
    """
  }

  var magazine: String {
    let middle = shown.count / 2
    return """
      <header>\(navigation(class: "nav-primary"))</header>
      <main><article>
      <header><p class="kicker">\(escaped(article.section))</p>
      <h1>\(escaped(article.title))</h1>
      <p class="standfirst">\(escaped(article.summary))</p>
      <p class="author">\(byline)</p>\(timeElement)</header>
      \(figure(class: "hero"))
      <section class="entry-content">
      \(elements(shown[..<middle]))
      \(newsletter(class: "newsletter-signup inline-promo"))
      \(elements(shown[middle...]))
      </section>
      \(wall)
      <div class="author-bio"><h4>\(escaped(article.author))</h4>
      <p>\(escaped(outlet.furniture.biography))</p></div>
      </article>
      \(shareBar(class: "social-share"))
      \(relatedList(class: "recommended"))
      </main>
      \(cookieBanner)
      \(footer)
      """
  }

  var split: String {
    let middle = (shown.count + 1) / 2
    return """
      <div id="top">\(navigation(class: "menu"))</div>
      <div class="detail" itemscope itemtype="https://schema.org/NewsArticle">
      <h1 itemprop="headline">\(escaped(article.title))</h1>
      <p class="info"><span itemprop="author">\(byline)</span> \(microdataTime)</p>
      \(figure(class: "pic"))
      <div class="text-block">
      \(elements(shown[..<middle]))
      </div>
      <div class="ad" data-slot="mid"><a href="https://ads.example/c?1">\
      \(escaped(outlet.furniture.newsletter))</a></div>
      \(relatedList(class: "also-read", teasers: false))
      <div class="text-block">
      \(elements(shown[middle...]))
      </div>
      \(wall)
      \(shareBar(class: "share"))
      </div>
      \(relatedList(class: "latest"))
      \(comments)
      \(footer)
      """
  }

  var timeElement: String {
    guard isDated else { return "" }
    return "<time datetime=\"\(Timestamp.string(from: published))\">\(clock)</time>"
  }

  private var microdataTime: String {
    guard isDated else { return "" }
    return """
      <time itemprop="datePublished" datetime="\(Timestamp.string(from: published))">\(clock)</time>
      """
  }
}
