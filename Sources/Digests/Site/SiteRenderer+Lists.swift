internal import NewsModel

extension SiteRenderer {
  /// The stories of a day, those of most articles first.
  ///
  /// - Parameters:
  ///   - page: from 1 to `pages`.
  ///   - neighbours: the day before and the day after, where there are stories.
  package func day(
    _ day: SiteDay, stories: [SiteStory], page number: Int, of pages: Int,
    neighbours: (before: String?, after: String?)
  ) -> String {
    let path = SitePath.day(day.day, page: number)
    let root = SitePath.root(from: path)
    let items = stories.map { item($0, root, on: day.day) }.joined(separator: "\n")
    let words = Self.words(of: day.day)
    return page(
      at: path, title: pages > 1 ? "\(words), page \(number)" : words, place: .days,
      """
      <main id="main">
      <h1>\(words)</h1>
      <p class="counts">\(DigestWording.count(day.stories, "story", "stories")) · \(DigestWording.count(day.articles, "article"))\(pages > 1 ? " · page \(number) of \(pages)" : "")</p>
      \(turning(day.day, root, number, pages, neighbours))
      \(items)
      \(pages > 1 ? pagination(day.day, root, number, pages) : "")
      </main>
      """)
  }

  private func item(_ story: SiteStory, _ root: String, on day: String?) -> String {
    let sentence = summary(story).first
    let quote =
      sentence.map { "\n<p\(language($0.language)) class=\"lead\">\(Markup.escape($0.text))</p>" }
      ?? ""
    let others = Set(story.versions.map { Language.primary(of: $0.language) })
      .subtracting([Language.primary(of: story.language), "und"]).sorted { $0.precedes($1) }
    let names = others.prefix(8).map {
      "<bdi\(language($0))>\(Markup.escape(LanguageName.of($0)))</bdi>"
    }
    let tongues = names.isEmpty ? "" : " · also in \(names.joined(separator: ", "))"
    let source = story.versions.first.map { " · <bdi>\(Markup.escape($0.source))</bdi>" } ?? ""
    return """
      <article>
      <h2\(language(story.language))><a href="\(root)\(SitePath.story(story.uid))">\(title(story.headline))</a></h2>\(quote)
      <p class="small">\(time(story.firstSeen, on: day))\(source) · \(numbers(story))\(tongues)</p>
      </article>
      """
  }

  private func turning(
    _ day: String, _ root: String, _ number: Int, _ pages: Int,
    _ neighbours: (before: String?, after: String?)
  ) -> String {
    let links = [
      neighbours.before.map { "<a rel=\"prev\" href=\"\(root)\(SitePath.day($0))\">← \($0)</a>" },
      neighbours.after.map { "<a rel=\"next\" href=\"\(root)\(SitePath.day($0))\">\($0) →</a>" },
    ].compactMap { $0 }
    return links.isEmpty
      ? ""
      : "<nav aria-label=\"Other days\" class=\"turning\">\(links.joined(separator: " "))</nav>"
  }

  private func pagination(_ day: String, _ root: String, _ number: Int, _ pages: Int) -> String {
    // The first, the last, and those around this one.
    let shown = Set([1, pages] + Array(max(1, number - 3)...min(pages, number + 3))).sorted()
    let links = shown.map { page in
      page == number
        ? "<a aria-current=\"page\" href=\"\(root)\(SitePath.day(day, page: page))\">\(page)</a>"
        : "<a href=\"\(root)\(SitePath.day(day, page: page))\">\(page)</a>"
    }
    return
      "<nav aria-label=\"Pages of this day\" class=\"turning\">Page \(links.joined(separator: " "))</nav>"
  }

  /// The way in: search, the newest stories, every day by month.
  package func index(days: [SiteDay], newest: [SiteStory]) -> String {
    let root = ""
    let months = Dictionary(grouping: days) { String($0.day.prefix(7)) }
      .sorted { $1.key.precedes($0.key) }
    let most = days.map(\.stories).max() ?? 0
    let lists = months.enumerated().map { index, month in
      monthList(month.key, month.value.sorted { $1.day.precedes($0.day) }, most, isOpen: index == 0)
    }
    let top = newest.map { item($0, root, on: nil) }.joined(separator: "\n")
    let body =
      days.isEmpty
      ? "<p class=\"nothing\">Nothing is archived yet.</p>"
      : """
      <div class="columns">
      <section aria-labelledby="newest"><h2 class="label" id="newest">The newest day</h2>
      \(top)
      <p><a href="\(SitePath.day(days[0].day))">All of \(Self.words(of: days[0].day))</a></p></section>
      <section aria-labelledby="days"><h2 class="label" id="days">Every day</h2>
      \(lists.joined(separator: "\n"))</section>
      </div>
      """
    return page(
      at: SitePath.index, title: "Days", place: .days, hasScript: true,
      """
      <main id="main">
      <h1 dir="auto">\(Markup.escape(options.title))</h1>
      <p class="counts">\(DigestWording.count(days.map(\.stories).reduce(0, +), "story", "stories")) · \(DigestWording.count(days.map(\.articles).reduce(0, +), "article")) · \(DigestWording.count(days.count, "day"))</p>
      \(searchBox(root))
      \(body)
      </main>
      """)
  }

  private func monthList(
    _ month: String, _ days: [SiteDay], _ most: Int, isOpen: Bool
  ) -> String {
    let rows = days.map { day in
      """
      <tr><th scope="row"><a href="\(SitePath.day(day.day))">\(Self.words(of: day.day))</a>\(bar(day.stories, of: most))</th><td>\(day.stories)</td><td>\(day.articles)</td></tr>
      """
    }
    let total = days.map(\.stories).reduce(0, +)
    return """
      <details\(isOpen ? " open" : "")><summary>\(month) · \(DigestWording.count(total, "story", "stories"))</summary>
      \(table(["Day", "Stories", "Articles"], rows))</details>
      """
  }

  private func table(_ heads: [String], _ rows: [String]) -> String {
    let cells = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
    return """
      <table class="shares"><thead><tr>\(cells)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table>
      """
  }

  private func bar(_ value: Int, of most: Int) -> String {
    guard most > 0 else { return "" }
    return
      "<svg viewBox=\"0 0 100 5\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"a\" width=\"\(value * 100 / most)\" height=\"5\"/></svg>"
  }

  // MARK: Sources and watch lists

  package func sources(_ lists: [SiteList]) -> String {
    overview(
      lists, at: SitePath.sources, title: "Sources", place: .sources, path: SitePath.source,
      nothing: "No source has brought anything yet.")
  }

  package func watches(_ lists: [SiteList]) -> String {
    overview(
      lists, at: SitePath.watches, title: "Watch lists", place: .watches, path: SitePath.watch,
      nothing: "No watch list has a hit.")
  }

  private func overview(
    _ lists: [SiteList], at path: String, title: String, place: Place,
    path link: (String) -> String,
    nothing: String
  ) -> String {
    let root = SitePath.root(from: path)
    let most = lists.map(\.articles).max() ?? 0
    let rows = lists.map { list in
      """
      <tr><th scope="row"><a href="\(root)\(link(list.name))"><bdi>\(Markup.escape(list.name))</bdi></a>\(bar(list.articles, of: most))</th><td>\(list.articles)</td><td>\(list.stories)</td></tr>
      """
    }
    let body =
      lists.isEmpty
      ? "<p class=\"nothing\">\(nothing)</p>" : table(["Name", "Articles", "Stories"], rows)
    return page(
      at: path, title: title, place: place,
      "<main id=\"main\" class=\"narrow\">\n<h1>\(title)</h1>\n\(body)\n</main>")
  }

  package func source(_ list: SiteList) -> String {
    self.list(list, at: SitePath.source(list.name), kicker: "Source", place: .sources)
  }

  package func watch(_ list: SiteList) -> String {
    self.list(list, at: SitePath.watch(list.name), kicker: "Watch list", place: .watches)
  }

  private func list(_ list: SiteList, at path: String, kicker: String, place: Place) -> String {
    let root = SitePath.root(from: path)
    let most = list.days.map(\.articles).max() ?? 0
    let rows = list.days.map { day in
      """
      <tr><th scope="row"><a href="\(root)\(SitePath.day(day.day))">\(Self.words(of: day.day))</a>\(bar(day.articles, of: most))</th><td>\(day.articles)</td><td>\(day.stories)</td></tr>
      """
    }
    let sources =
      list.sources > 1 ? " · " + DigestWording.count(list.sources, "source") : ""
    let rest = list.articles - list.entries.count
    return page(
      at: path, title: list.name, place: place,
      """
      <main id="main">
      <p class="kicker">\(kicker)</p>
      <h1 dir="auto">\(Markup.escape(list.name))</h1>
      <p class="counts">\(DigestWording.count(list.articles, "article")) · \(DigestWording.count(list.stories, "story", "stories"))\(sources)</p>
      <div class="columns">
      <section aria-labelledby="newest"><h2 class="label" id="newest">Newest articles</h2>
      <ul class="entries">
      \(list.entries.map { entry($0, root, showsSource: place == .watches) }.joined(separator: "\n"))
      </ul>\(rest > 0 ? "\n<p class=\"small\">… and \(DigestWording.count(rest, "older article")), on the pages of their days.</p>" : "")</section>
      <section aria-labelledby="days"><h2 class="label" id="days">By day</h2>
      \(table(["Day", "Articles", "Stories"], rows))</section>
      </div>
      </main>
      """)
  }

  private func entry(_ entry: SiteEntry, _ root: String, showsSource: Bool) -> String {
    let text = title(entry.title)
    let link =
      entry.storyUID.map { "<a href=\"\(root)\(SitePath.story($0))\">\(text)</a>" }
      ?? anchor(text, to: entry.url)
    let source = showsSource ? " · <bdi>\(Markup.escape(entry.source))</bdi>" : ""
    let kind =
      entry.kind == .original ? "" : " · \(entry.kind == .translation ? "translation" : "copy")"
    return
      "<li><p\(language(entry.language))>\(link)</p><p class=\"small\">\(time(entry.firstSeen))\(source)\(kind)</p></li>"
  }
}
