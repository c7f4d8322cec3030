package import NewsModel

/// CommonMark, readable as it is.
package struct MarkdownRenderer: Sendable {
  package init() {}

  package func render(_ digest: Digest) -> String {
    let wording = DigestWording(digest)
    let sections =
      [header(digest, wording), watches(digest, wording)]
      + wording.newGroups.map { section(wording.title(of: $0), $0.stories, wording) }
      + [updates(wording), feeds(digest, wording), footer(digest)]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private func header(_ digest: Digest, _ wording: DigestWording) -> [String] {
    var lines = [
      "# \(Markdown.escape(digest.name)) · \(wording.day)", "",
      "\(Markdown.escape(wording.window)) · \(wording.totals.joined(separator: " · "))  ",
      "\(wording.feeds) · \(wording.newest) · generated \(Timestamp.string(from: digest.generated))",
    ]
    for warning in digest.warnings { lines += ["", "> **\(Markdown.escape(warning))**"] }
    return lines
  }

  private func watches(_ digest: Digest, _ wording: DigestWording) -> [String] {
    guard !digest.watches.isEmpty else { return [] }
    return ["## Watch lists", ""]
      + digest.watches.map { watch in
        let mark = watch.isSpike ? " · **spike**" : ""
        return "- **\(Markdown.escape(watch.name))**: "
          + wording.counts(watch).joined(separator: " · ") + mark
      }
  }

  private func section(
    _ title: String, _ stories: [DigestStory], _ wording: DigestWording
  ) -> [String] {
    ["## \(Markdown.escape(title))"] + stories.flatMap { story($0, wording) }
  }

  private func updates(_ wording: DigestWording) -> [String] {
    wording.updates.isEmpty
      ? [] : section("Updated since the last digest", wording.updates, wording)
  }

  private func story(_ story: DigestStory, _ wording: DigestWording) -> [String] {
    var lines = ["", "### \(Markdown.escape(story.headline))", ""]
    if story.summary.isEmpty { lines.append("*\(Markdown.escape(DigestWording.excuse(story)))*") }
    let sources = Dictionary(
      story.versions.map { ($0.articleUID, $0.source) }, uniquingKeysWith: { first, _ in first })
    lines += story.summary.map { sentence in
      let source = Markdown.escape(sources[sentence.articleUID] ?? "source")
      return "> \(Markdown.escape(sentence.sentence)) (\(Markdown.link(source, to: sentence.url)))"
    }
    lines += ["", Markdown.escape(wording.counts(story).joined(separator: " · ")) + "  "]
    if !story.keywords.isEmpty {
      lines.append("Keywords: " + Markdown.escape(story.keywords.joined(separator: ", ")) + "  ")
    }
    lines += DigestWording.corrected(in: story).map { version in
      let source = Markdown.link(Markdown.escape(version.source), to: version.url)
      return "Corrected version: \(source) \(Markdown.escape(wording.correction(version)))  "
    }
    lines.append("Story `\(Markdown.code(story.uid))`")
    let translations = DigestWording.translations(of: story)
    if !translations.isEmpty { lines.append("") }
    lines += translations.map { version in
      let title = Markdown.link(Markdown.escape(version.title), to: version.url)
      return "- \(LanguageName.of(version.language)): \(title) (\(Markdown.escape(version.source)))"
    }
    return lines
  }

  private func feeds(_ digest: Digest, _ wording: DigestWording) -> [String] {
    let failing = digest.feeds.newlyFailing.map { feed in
      "- **\(Markdown.escape(feed.name))** fails since \(Timestamp.string(from: feed.since)): \(Markdown.escape(feed.reason))"
    }
    let silent = digest.feeds.newlySilent.map { feed in
      "- **\(Markdown.escape(feed.name))** is silent since \(Timestamp.string(from: feed.since))"
    }
    return failing.isEmpty && silent.isEmpty
      ? [] : ["## Feeds newly failing or silent", ""] + failing + silent
  }

  private func footer(_ digest: Digest) -> [String] {
    [
      "---", "",
      "Digest `\(Markdown.code(digest.uid))`. Every sentence is quoted verbatim from the article behind its link.",
    ]
  }
}

/// Escaping for CommonMark, with GitHub's extensions in mind.
enum Markdown {
  /// Text that no Markdown reader takes for markup, wherever in a line it stands.
  static func escape(_ text: String) -> String {
    var result = ""
    let scalars = Array(InertText.line(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if isMarkup(scalar) || isBlockStart(index, scalars) || isAutolink(index, scalars) {
        result.append("\\")
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// For between backticks.
  static func code(_ text: String) -> String { InertText.line(text).replacing("`", with: "'") }

  /// A link with text that was escaped already; only the text where the URL is not safe.
  static func link(_ text: String, to url: String) -> String {
    SafeURL.link(url).map { "[\(text)](<\($0)>)" } ?? text
  }

  private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "&", "$": true
    default: false
    }
  }

  /// `- `, `+ `, `= `, `1. `, `1) ` at the start would begin a list or underline a heading.
  private static func isBlockStart(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    switch scalars[index] {
    case "-", "+", "=": return index == 0
    case ".", ")":
      return index > 0 && index <= 9 && scalars[..<index].allSatisfy { ("0"..."9").contains($0) }
    default: return false
    }
  }

  /// `https://…` and `www.…` become links by themselves in GitHub's dialect.
  private static func isAutolink(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    switch scalars[index] {
    case ":":
      return index + 2 < scalars.count && scalars[index + 1] == "/" && scalars[index + 2] == "/"
    case ".":
      return index >= 3 && scalars[(index - 3)..<index].allSatisfy { $0 == "w" || $0 == "W" }
    case "@": return true
    default: return false
    }
  }
}
