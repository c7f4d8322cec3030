internal import NewsModel

extension SiteRenderer {
  /// A story with its versions side by side, and for each why it is one.
  package func story(_ story: SiteStory) -> String {
    let path = SitePath.story(story.uid)
    let root = SitePath.root(from: path)
    let watches = story.watches.map {
      "<a class=\"chip\" dir=\"auto\" href=\"\(root)\(SitePath.watch($0))\">\(Markup.escape($0))</a>"
    }
    let keywords =
      story.keywords.isEmpty
      ? ""
      : "<p class=\"small\">Keywords: <bdi\(language(story.language))>\(Markup.escape(story.keywords.joined(separator: ", ")))</bdi></p>"
    let parts = [
      "<p class=\"kicker\"><a href=\"\(root)\(SitePath.day(story.day))\">\(Self.words(of: story.day))</a></p>",
      "<h1\(language(story.language))>\(title(story.headline))</h1>",
      "<p class=\"counts\">\(numbers(story)) · first seen \(time(story.firstSeen))\(story.lastSeen > story.firstSeen ? " · last \(time(story.lastSeen))" : "")</p>",
      watches.isEmpty ? "" : "<p class=\"chips\">\(watches.joined(separator: " "))</p>",
      summaries(story), keywords, versions(story),
    ]
    return page(
      at: path, title: story.headline.isEmpty ? "Story" : story.headline,
      "<main id=\"main\" class=\"story\">\n\(parts.filter { !$0.isEmpty }.joined(separator: "\n"))\n</main>"
    )
  }

  /// Where a story was merged into another: its old address still leads to it.
  package func alias(_ uid: String, of story: String) -> String {
    let path = SitePath.story(uid)
    let target = SitePath.root(from: path) + SitePath.story(story)
    return page(
      at: path, title: "Merged",
      """
      <main id="main"><h1>This story was merged into another</h1>
      <p><a href="\(target)">Go to the story</a></p></main>
      """)
  }

  /// One quotation for each language that has a summary, the story's own first.
  private func summaries(_ story: SiteStory) -> String {
    guard !story.sentences.isEmpty else {
      return "<p class=\"excuse\">No summary: no version has a text to quote.</p>"
    }
    let first = summary(story)
    let others = Dictionary(grouping: story.sentences) { $0.language }
      .filter { $0.key != first.first?.language }.sorted { $0.key.precedes($1.key) }
    let rest = others.map { tag, sentences in
      """
      <section aria-label="Summary in \(Markup.escape(LanguageName.of(tag)))"><p class="tongue">\(Markup.escape(LanguageName.of(tag)))</p>
      \(quotation(sentences, story))</section>
      """
    }
    return ([quotation(first, story)] + rest).joined(separator: "\n")
  }

  private func quotation(_ sentences: [SiteSentence], _ story: SiteStory) -> String {
    let tag = sentences.first?.language ?? story.language
    let sources = Dictionary(
      story.versions.map { ($0.uid, $0.source) }, uniquingKeysWith: { first, _ in first })
    let items = sentences.enumerated().map { index, sentence in
      let text = Markup.escape(sentence.text)
      let link =
        SafeURL.link(sentence.url).map {
          "<a class=\"q\" href=\"\(Markup.escape($0))\" rel=\"noreferrer\">\(text)</a>"
        } ?? text
      let next = index + 1 < sentences.count ? sentences[index + 1].articleUID : nil
      let cite =
        next == sentence.articleUID
        ? ""
        : sources[sentence.articleUID].map { " <cite><bdi>\(Markup.escape($0))</bdi></cite>" } ?? ""
      return link + cite
    }
    let gap = ["zh", "ja"].contains(Language.primary(of: tag)) ? "" : " "
    return "<blockquote\(language(tag))><p>\(items.joined(separator: gap))</p></blockquote>"
  }

  // MARK: Versions

  private func versions(_ story: SiteStory) -> String {
    let shown = story.versions.prefix(SiteOptions.mostVersions)
    let rest = story.articles - shown.count
    let more =
      rest > 0 ? "\n<p class=\"small\">… and \(DigestWording.count(rest, "more article")).</p>" : ""
    let heading = story.versions.count == 1 ? "The article" : "All versions"
    return """
      <section aria-labelledby="versions"><h2 id="versions">\(heading)</h2>
      <ol class="cards">
      \(shown.map { card($0, of: story) }.joined(separator: "\n"))
      </ol>\(more)</section>
      """
  }

  private func card(_ version: SiteVersion, of story: SiteStory) -> String {
    let root = SitePath.root(from: SitePath.story(story.uid))
    let facts = [
      Markup.escape(LanguageName.of(version.language)), "seen \(time(version.firstSeen))",
      version.published.map { "published \(time($0))" },
      version.words.map { DigestWording.count($0, "word") },
      version.byline.isEmpty ? nil : "<bdi>\(Markup.escape(version.byline))</bdi>",
    ].compactMap { $0 }
    let excerpt =
      version.excerpt.isEmpty
      ? ""
      : "<p\(language(version.language)) class=\"excerpt\">\(Markup.escape(version.excerpt))</p>\n"
    return """
      <li id="a-\(Markup.identifier(version.uid))" class="card \(version.kind.rawValue)">
      <p class="who"><a href="\(root)\(SitePath.source(version.source))"><bdi>\(Markup.escape(version.source))</bdi></a> <span class="tag">\(Markup.escape(label(version)))</span></p>
      <h3\(language(version.language))>\(anchor(title(version.title), to: version.url))</h3>
      \(excerpt)<p class="small">\(facts.joined(separator: " · "))</p>
      \(changes(of: version))\(why(version, in: story))</li>
      """
  }

  private func changes(of version: SiteVersion) -> String {
    guard let changes = version.correction?.changes, !changes.isEmpty else { return "" }
    return
      "<p class=\"small\">Corrected. <bdi>\(Markup.escape(changes.joined(separator: " ")))</bdi></p>\n"
  }

  private func label(_ version: SiteVersion) -> String {
    DigestWording.label(
      DigestVersion(
        articleUID: version.uid, kind: version.kind, language: version.language,
        title: version.title, source: version.source, url: version.url,
        firstSeen: version.firstSeen, status: version.status, correction: version.correction))
  }

  /// What spoke for the match and against it, in the order of weight.
  private func why(_ version: SiteVersion, in story: SiteStory) -> String {
    guard version.kind != .original else { return "" }
    let other = story.versions.first { $0.uid == version.matched }
    let with =
      other.map {
        " with <a href=\"#a-\(Markup.identifier($0.uid))\"><bdi>\(Markup.escape($0.source))</bdi></a>"
      } ?? ""
    let score = version.score.map { ", score \(Int(($0 * 100).rounded()))%" } ?? ""
    let reasons = version.reasons.map { reason in
      "<li class=\"\(reason.weight < 0 ? "against" : "for")\">\(Markup.escape(reason.text))</li>"
    }
    guard !reasons.isEmpty else { return "<p class=\"small\">Matched\(with)\(score).</p>\n" }
    return """
      <details><summary>Why it was merged\(other.map { " with \(Markup.escape($0.source))" } ?? "")</summary>
      <p class="small">Matched\(with)\(score).</p>
      <ul class="reasons">\(reasons.joined())</ul></details>

      """
  }
}
