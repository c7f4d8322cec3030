internal import Foundation
internal import NewsModel

/// The archive's pages. Pure: equal values are equal bytes, whenever and in whatever order they are rendered.
package struct SiteRenderer: Sendable {
  package var options: SiteOptions

  package init(options: SiteOptions) { self.options = options }

  /// Nothing but the archive's own style sheet, and on pages that search its own scripts, is loaded; nothing is sent. `'self'`
  /// holds for `file://` as well, where hashes of outer scripts do not.
  private static func policy(hasScript: Bool) -> String {
    "default-src 'none'; style-src 'self'; \(hasScript ? "script-src 'self'; " : "")base-uri 'none'; form-action 'none'"
  }

  enum Place { case days, sources, watches, search, other }

  func page(
    at path: String, title: String, place: Place = .other, hasScript: Bool = false, _ body: String
  ) -> String {
    let root = SitePath.root(from: path)
    let script = hasScript ? "\n<script src=\"\(root)\(SitePath.script)\" defer></script>" : ""
    return """
      <!doctype html>
      <html lang="en" dir="ltr">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy(hasScript: hasScript))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="tidings">
      <title>\(Markup.escape(title)) · \(Markup.escape(options.title))</title>
      <link rel="stylesheet" href="\(root)\(SitePath.style)">
      <link rel="alternate" type="application/atom+xml" title="\(Markup.escape(options.title))" href="\(root)\(SitePath.feed)">\(script)
      </head>
      <body>
      <a class="skip" href="#main">Skip to the content</a>
      \(banner(root, place))
      \(body)
      <footer><p>Summaries are quoted verbatim from the articles behind their links. Days and times are UTC. Made by tidings.</p></footer>
      </body>
      </html>

      """
  }

  private func banner(_ root: String, _ place: Place) -> String {
    let links: [(Place, String, String)] = [
      (.days, SitePath.index, "Days"), (.sources, SitePath.sources, "Sources"),
      (.watches, SitePath.watches, "Watch lists"), (.search, SitePath.search, "Search"),
    ]
    let items = links.map { kind, path, text in
      "<li><a href=\"\(root)\(path)\"\(kind == place ? " aria-current=\"page\"" : "")>\(text)</a></li>"
    }
    return """
      <header class="banner"><a class="site" dir="auto" href="\(root)\(SitePath.index)">\(Markup.escape(options.title))</a>
      <nav aria-label="Archive"><ul>\(items.joined())</ul></nav></header>
      """
  }

  // MARK: Pieces

  /// Escaped text as a link to somewhere else; the text alone where the URL is not safe to follow.
  func anchor(_ text: String, to url: String) -> String {
    SafeURL.link(url).map { "<a href=\"\(Markup.escape($0))\" rel=\"noreferrer\">\(text)</a>" }
      ?? text
  }

  func language(_ tag: String) -> String {
    (Markup.languageTag(tag).map { " lang=\"\($0)\"" } ?? "") + " dir=\"auto\""
  }

  /// `06:12`, with the day unless that is where it stands.
  func time(_ date: Date, on day: String? = nil) -> String {
    let stamp = Timestamp.string(from: date)
    let text = day.map { stamp.hasPrefix($0) } == true ? "" : stamp.prefix(10) + " "
    return "<time datetime=\"\(stamp)\">\(text)\(stamp.dropFirst(11).prefix(5))</time>"
  }

  func numbers(_ story: SiteStory) -> String {
    [
      DigestWording.count(story.articles, "article"), DigestWording.count(story.sources, "source"),
      DigestWording.count(story.languages, "language"),
    ].joined(separator: " · ")
  }

  /// The summary in the story's own language, or in the first that there is.
  func summary(_ story: SiteStory) -> [SiteSentence] {
    let own = story.sentences.filter { $0.language == story.language }
    guard own.isEmpty, let first = story.sentences.first?.language else { return own }
    return story.sentences.filter { $0.language == first }
  }

  /// A headline that people can click, even if an outlet gave none.
  func title(_ text: String) -> String {
    let text = Markup.escape(text)
    return text.isEmpty ? "(no title)" : text
  }

  /// `Saturday, 21 November 2026`.
  static func words(of day: String) -> String {
    guard let date = Timestamp.date(from: day + "T00:00:00Z") else { return day }
    return DigestWording.day(of: date)
  }
}
