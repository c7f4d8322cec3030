internal import Foundation
internal import NewsModel

extension HTMLRenderer {
  func main(_ digest: Digest, _ wording: DigestWording) -> String {
    let groups = wording.newGroups.enumerated().map { index, group in
      section("g\(index + 1)", wording.title(of: group), group.stories, wording, tagged(group))
    }
    let updates =
      wording.updates.isEmpty
      ? "" : section("updates", "Updated since the last digest", wording.updates, wording)
    let nothing =
      digest.groups.isEmpty ? "<p class=\"nothing\">No stories in this window.</p>" : ""
    return """
      <main id="stories">
      \((groups + [updates, nothing, feeds(digest)]).filter { !$0.isEmpty }.joined(separator: "\n"))
      </main>
      """
  }

  private func section(
    _ id: String, _ title: String, _ stories: [DigestStory], _ wording: DigestWording,
    _ attributes: String = ""
  ) -> String {
    """
    <section aria-labelledby="\(id)">
    <h2 id="\(id)" dir="auto"\(attributes)>\(Markup.escape(title))</h2>
    \(stories.map { story($0, wording) }.joined(separator: "\n"))
    </section>
    """
  }

  private func story(_ story: DigestStory, _ wording: DigestWording) -> String {
    let id = Markup.identifier(story.uid)
    let update = story.isUpdate ? "<span class=\"tag\">updated</span> " : ""
    let parts = [
      "<article id=\"s-\(id)\" aria-labelledby=\"h-\(id)\">",
      "<h3 id=\"h-\(id)\"\(language(story.language))>\(headline(story))</h3>", summary(story),
      "<p class=\"counts\">\(update)\(counts(story, wording))</p>", keywords(story),
      corrections(story, wording), translations(story),
      versions(story), "</article>",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func keywords(_ story: DigestStory) -> String {
    guard !story.keywords.isEmpty else { return "" }
    let words = Markup.escape(story.keywords.joined(separator: ", "))
    return "<p class=\"small\">Keywords: <bdi\(language(story.language))>\(words)</bdi></p>"
  }

  private func corrections(_ story: DigestStory, _ wording: DigestWording) -> String {
    DigestWording.corrected(in: story).map { version in
      "<p class=\"small\"><b>Corrected version:</b> \(anchor("<bdi>\(Markup.escape(version.source))</bdi>", to: version.url)) <bdi>\(Markup.escape(wording.correction(version)))</bdi></p>"
    }.joined(separator: "\n")
  }

  private func headline(_ story: DigestStory) -> String {
    anchor(Markup.escape(story.headline), to: story.versions.first?.url ?? "")
  }

  /// The last phrase of the counts holds a source's name, which may run the other way.
  private func counts(_ story: DigestStory, _ wording: DigestWording) -> String {
    let phrases = wording.counts(story).dropLast().map(Markup.escape)
    let stamp = Timestamp.string(from: story.firstSeen)
    let first =
      "first: <bdi>\(Markup.escape(story.firstSource))</bdi> <time datetime=\"\(stamp)\">\(wording.first(story.firstSeen))</time>"
    return (phrases + [first]).joined(separator: " · ")
  }

  /// The sentences as one flowing quotation; a source's name follows its last sentence in a row.
  private func summary(_ story: DigestStory) -> String {
    guard !story.summary.isEmpty else {
      return "<p class=\"excuse\">\(Markup.escape(DigestWording.excuse(story)))</p>"
    }
    let versions = Dictionary(
      story.versions.map { ($0.articleUID, $0) }, uniquingKeysWith: { first, _ in first })
    let sentences = story.summary.enumerated().map { index, sentence in
      let version = versions[sentence.articleUID]
      let next = index + 1 < story.summary.count ? story.summary[index + 1].articleUID : nil
      let cite =
        next == sentence.articleUID
        ? "" : version.map { " <cite><bdi>\(Markup.escape($0.source))</bdi></cite>" } ?? ""
      return quotation(sentence, language: version?.language ?? story.language) + cite
    }
    // Chinese and Japanese sentences follow each other without a space.
    let gap = ["zh", "ja"].contains(Language.primary(of: story.language)) ? "" : " "
    return
      "<blockquote\(language(story.language))><p>\(sentences.joined(separator: gap))</p></blockquote>"
  }

  private func quotation(_ sentence: DigestSentence, language tag: String) -> String {
    let place =
      "data-article=\"\(Markup.escape(sentence.articleUID))\" data-start=\"\(sentence.start)\" data-length=\"\(sentence.length)\""
    let text = Markup.escape(sentence.sentence)
    let attributes = "\(place)\(Markup.languageTag(tag).map { " lang=\"\($0)\"" } ?? "")"
    guard let url = SafeURL.link(sentence.url) else { return "<span \(attributes)>\(text)</span>" }
    return
      "<a class=\"q\" href=\"\(Markup.escape(url))\" rel=\"noreferrer\" \(attributes)>\(text)</a>"
  }

  private func translations(_ story: DigestStory) -> String {
    let versions = DigestWording.translations(of: story)
    guard !versions.isEmpty else { return "" }
    let items = versions.map { version in
      "<li\(language(version.language))><span class=\"tongue\">\(Markup.escape(LanguageName.of(version.language)))</span> \(anchor(Markup.escape(version.title), to: version.url)) <cite><bdi>\(Markup.escape(version.source))</bdi></cite></li>"
    }
    return
      "<ul class=\"tongues\" aria-label=\"In other languages\">\n\(items.joined(separator: "\n"))\n</ul>"
  }

  private func versions(_ story: DigestStory) -> String {
    guard story.versions.count > 1 else { return "" }
    let items = story.versions.prefix(Self.mostVersions).map { version in
      "<li><bdi class=\"source\">\(Markup.escape(version.source))</bdi> <span\(language(version.language))>\(anchor(Markup.escape(version.title), to: version.url))</span> <span class=\"small\">\(Markup.escape(DigestWording.label(version)))</span></li>"
    }
    let rest = story.versions.count - Self.mostVersions
    let more = rest > 0 ? "\n<li class=\"small\">… and \(rest) more</li>" : ""
    return """
      <details><summary>All \(story.versions.count) articles</summary>
      <ul class="versions">
      \(items.joined(separator: "\n"))\(more)
      </ul></details>
      """
  }

  private func feeds(_ digest: Digest) -> String {
    guard hasFeedNews(digest) else { return "" }
    let failing = digest.feeds.newlyFailing.map { feed in
      "<li><b dir=\"auto\">\(Markup.escape(feed.name))</b> fails since <time datetime=\"\(Timestamp.string(from: feed.since))\">\(Timestamp.string(from: feed.since))</time>: <span dir=\"auto\">\(Markup.escape(feed.reason))</span></li>"
    }
    let silent = digest.feeds.newlySilent.map { feed in
      "<li><b dir=\"auto\">\(Markup.escape(feed.name))</b> is silent since <time datetime=\"\(Timestamp.string(from: feed.since))\">\(Timestamp.string(from: feed.since))</time></li>"
    }
    return """
      <section aria-labelledby="feeds">
      <h2 id="feeds">Feeds newly failing or silent</h2>
      <ul class="feeds">
      \((failing + silent).joined(separator: "\n"))
      </ul></section>
      """
  }

  /// Escaped text as a link; the text alone where the URL is not safe to follow.
  private func anchor(_ text: String, to url: String) -> String {
    SafeURL.link(url).map { "<a href=\"\(Markup.escape($0))\" rel=\"noreferrer\">\(text)</a>" }
      ?? text
  }

  private func language(_ tag: String) -> String {
    (Markup.languageTag(tag).map { " lang=\"\($0)\"" } ?? "") + " dir=\"auto\""
  }
}
