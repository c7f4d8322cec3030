internal import NewsModel

extension SiteRenderer {
  package var searchPage: String {
    page(
      at: SitePath.search, title: "Search", place: .search, hasScript: true,
      "<main id=\"main\" class=\"narrow\">\n<h1>Search</h1>\n\(searchBox(""))\n</main>")
  }

  /// The months are named in the page, so that the script need not guess which files there are.
  func searchBox(_ root: String) -> String {
    """
    <div class="search" role="search" data-root="\(root)">
    <label for="q">Titles, in any language</label>
    <input id="q" type="search" autocomplete="off" spellcheck="false" disabled>
    <p id="found" class="small" role="status"><noscript>Searching needs JavaScript; days and sources do without.</noscript></p>
    <ol id="hits" class="entries"></ol>
    </div>
    """
  }

  /// Titles of a month for the search: a script, since a page opened from a disk may load scripts, but no data.
  ///
  /// - Parameter stories: newest first.
  package func titles(month: String, stories: [SiteTitle]) -> String {
    let rows = stories.map { story in
      JSONTree.array([
        .text(story.uid), .text(story.day), .text(story.language), .text(story.headline),
        .array(story.others.map(JSONTree.text)),
      ]).line
    }
    return
      "tidings.add(\"\(month)\",[\n\(rows.joined(separator: ",\n"))\n]);\n"
  }

  /// The script's list of months, newest first.
  package func script(months: [String]) -> String {
    SiteScript.text + "tidings.months([\(months.map { "\"\($0)\"" }.joined(separator: ","))]);\n"
  }

  package var style: String { HTMLStyle.sheet + "\n" + SiteStyle.sheet + "\n" }
}

/// A story as the search knows it.
package struct SiteTitle: Sendable, Hashable {
  package var uid: String
  package var day: String
  package var language: String
  package var headline: String
  /// Titles of other versions that differ from the headline.
  package var others: [String]

  /// - Parameter story: whose titles are kept to what a search needs.
  package init(_ story: SiteStory) {
    uid = story.uid
    day = story.day
    language = story.language
    headline = Self.inert(story.headline)
    var seen: Set<String> = [headline]
    others = story.versions.map { Self.inert($0.title) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(12).map { $0 }
  }

  private static func inert(_ text: String) -> String { String(InertText.line(text).prefix(200)) }
}

extension JSONTree {
  /// On one line, and as a script may hold it: `<` is escaped, so that no reader of HTML sees a tag in it.
  fileprivate var line: String {
    let text = written()
    return text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
      .replacing("<", with: "\\u003c")
  }
}
