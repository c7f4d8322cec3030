internal import NewsModel

extension SiteRenderer {
  /// The newest stories as Atom (RFC 4287); an entry's link is the story's page.
  ///
  /// - Parameter stories: newest first.
  package func feed(_ stories: [SiteStory]) -> String {
    let updated = stories.map(\.lastSeen).max().map { Timestamp.string(from: $0) }
    let base = Markup.escape(options.baseURL)
    let links =
      options.baseURL.isEmpty
      ? []
      : [
        "  <link rel=\"self\" href=\"\(base)\(SitePath.feed)\"/>",
        "  <link rel=\"alternate\" type=\"text/html\" href=\"\(base)\"/>",
      ]
    let head = [
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
      "  <id>\(options.baseURL.isEmpty ? "urn:tidings:archive" : base)</id>",
      "  <title>\(Markup.escape(options.title))</title>",
      "  <updated>\(updated ?? "1970-01-01T00:00:00Z")</updated>",
      "  <author><name>tidings</name></author>", "  <generator>tidings</generator>",
    ]
    return (head + links + stories.flatMap(entry) + ["</feed>"]).joined(separator: "\n") + "\n"
  }

  private func entry(_ story: SiteStory) -> [String] {
    let tag = Markup.languageTag(story.language).map { " xml:lang=\"\($0)\"" } ?? ""
    let quotes = summary(story).map { "<p>\(Markup.escape($0.text))</p>" }.joined()
    return [
      "  <entry\(tag)>", "    <id>urn:tidings:story:\(Markup.identifier(story.uid))</id>",
      "    <title>\(title(story.headline))</title>",
      "    <updated>\(Timestamp.string(from: story.lastSeen))</updated>",
      "    <published>\(Timestamp.string(from: story.firstSeen))</published>",
      "    <link rel=\"alternate\" type=\"text/html\" href=\"\(Markup.escape(options.baseURL))\(SitePath.story(story.uid))\"/>",
      "    <content type=\"html\">\(Markup.escape(quotes + "<p>\(numbers(story))</p>"))</content>",
      "  </entry>",
    ]
  }
}
