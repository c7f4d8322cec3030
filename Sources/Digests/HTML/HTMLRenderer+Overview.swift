internal import Foundation
internal import NewsModel

/// What stands beside the stories: watch lists, contents, the week.
extension HTMLRenderer {
  func overview(_ digest: Digest, _ wording: DigestWording) -> String {
    let parts = [watches(digest, wording), contents(digest, wording)].filter { !$0.isEmpty }
    return parts.isEmpty
      ? "" : "<div class=\"overview\">\n\(parts.joined(separator: "\n"))\n</div>"
  }

  private func watches(_ digest: Digest, _ wording: DigestWording) -> String {
    guard !digest.watches.isEmpty else { return "" }
    let items = digest.watches.map { watch in
      let counts = wording.counts(watch)
      let spike = watch.isSpike ? " <strong class=\"spike\">spike</strong>" : ""
      return """
        <li><span class="who"><span class="name" dir="auto">\(Markup.escape(watch.name))</span>\(spike)</span>
        <span class="number">\(watch.articles)</span>
        <span class="small">\(counts.map(Markup.escape).joined(separator: " · "))</span></li>
        """
    }
    return """
      <section aria-labelledby="watches"><h2 class="label" id="watches">Watch lists</h2>
      <ul class="watches">
      \(items.joined(separator: "\n"))
      </ul></section>
      """
  }

  private func contents(_ digest: Digest, _ wording: DigestWording) -> String {
    var items = wording.newGroups.enumerated().map { index, group in
      "<li><a href=\"#g\(index + 1)\" dir=\"auto\"\(tagged(group))>\(Markup.escape(wording.title(of: group)))</a> <span class=\"small\">\(group.stories.count)</span></li>"
    }
    if !wording.updates.isEmpty {
      items.append(
        "<li><a href=\"#updates\">Updated since the last digest</a> <span class=\"small\">\(wording.updates.count)</span></li>"
      )
    }
    if hasFeedNews(digest) { items.append("<li><a href=\"#feeds\">Feeds</a></li>") }
    guard items.count > 1 else { return "" }
    return """
      <nav aria-labelledby="contents"><h2 class="label" id="contents">Contents</h2>
      <ul class="contents">
      \(items.joined(separator: "\n"))
      </ul></nav>
      """
  }

  /// Tags are written in lower case; headings are not.
  func tagged(_ group: DigestGroup) -> String { group.grouping == .tag ? " class=\"tagged\"" : "" }

  func charts(_ digest: Digest) -> String {
    let parts = [WeekChart(days: digest.week).figure, shares(digest)].filter { !$0.isEmpty }
    return parts.isEmpty
      ? ""
      : "<aside class=\"charts\" aria-label=\"The week in numbers\">\n\(parts.joined(separator: "\n"))\n</aside>"
  }

  private func shares(_ digest: Digest) -> String {
    guard let most = digest.shares.map(\.articles).max(), most > 0, digest.shares.count > 1 else {
      return ""
    }
    let rows = digest.shares.map { share in
      let articles = share.articles * 100 / most
      let stories = share.stories * 100 / most
      return """
        <tr><th scope="row"><bdi>\(Markup.escape(share.source))</bdi><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="a" width="\(articles)" height="5"/><rect class="s" width="\(stories)" height="5" y="5"/></svg></th><td>\(share.articles)</td><td>\(share.stories)</td></tr>
        """
    }
    return """
      <section aria-labelledby="share"><h2 class="label" id="share">Share of voice</h2>
      <table class="shares"><thead><tr><th scope="col">Source</th><th scope="col">Articles</th><th scope="col">Stories</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></section>
      """
  }

  func hasFeedNews(_ digest: Digest) -> Bool {
    !digest.feeds.newlyFailing.isEmpty || !digest.feeds.newlySilent.isEmpty
  }
}

/// Articles and stories of a week as bars, drawn as SVG with nothing but attributes.
struct WeekChart {
  let days: [DigestDay]

  private let width = 320
  private let height = 132
  private let base = 104
  private let top = 18

  var figure: String {
    guard days.count > 1, let most = days.map(\.articles).max(), most > 0 else { return "" }
    let described = days.map { "\($0.day): \($0.articles) articles, \($0.stories) stories" }
    return """
      <section aria-labelledby="week"><h2 class="label" id="week">The week</h2>
      <svg class="week" viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="week-title week-text" focusable="false">
      <title id="week-title">Articles and stories of each day</title>
      <desc id="week-text">\(Markup.escape(described.joined(separator: "; ")))</desc>
      <path class="axis" d="M0 \(base).5H\(width)"/>
      \(days.enumerated().map { bars($1, at: $0, most: most) }.joined(separator: "\n"))
      </svg>
      <p class="small legend"><span class="key a"></span>articles <span class="key s"></span>stories</p></section>
      """
  }

  private func bars(_ day: DigestDay, at index: Int, most: Int) -> String {
    let step = width / days.count
    let bar = step * 3 / 10
    let left = index * step + (step - 2 * bar - 2) / 2
    let middle = index * step + step / 2
    func size(_ value: Int) -> Int { max(0, value) * (base - top) / most }
    let articles = size(day.articles)
    let stories = min(size(day.stories), base - top)
    return """
      <rect class="a" x="\(left)" y="\(base - articles)" width="\(bar)" height="\(articles)" rx="1.5"/>\
      <rect class="s" x="\(left + bar + 2)" y="\(base - stories)" width="\(bar)" height="\(stories)" rx="1.5"/>\
      <text x="\(middle)" y="\(base - max(articles, stories) - 5)">\(day.articles)</text>\
      <text class="day" x="\(middle)" y="\(base + 14)">\(weekday(day.day))</text>\
      <text class="day" x="\(middle)" y="\(base + 25)">\(Markup.escape(String(day.day.suffix(2))))</text>
      """
  }

  private func weekday(_ day: String) -> String {
    guard let date = Timestamp.date(from: day + "T00:00:00Z") else { return "" }
    let days = Int(date.timeIntervalSince1970 / 86_400)
    return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][((days + 3) % 7 + 7) % 7]
  }
}
