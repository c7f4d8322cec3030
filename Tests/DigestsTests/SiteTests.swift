import Foundation
import NewsModel
import Testing

@testable import Digests

struct SiteTests {
  private let renderer = SiteRenderer(
    options: SiteOptions(title: "Archive", baseURL: "https://news.example/a"))

  static func story(
    _ text: String = "River rises", uid: String = "00aa", url: String = "https://a.example/1"
  ) -> SiteStory {
    let seen = Date(timeIntervalSince1970: 1_795_241_412)
    return SiteStory(
      uid: uid, headline: text, language: "en", firstSeen: seen,
      lastSeen: seen.addingTimeInterval(3600), articles: 3, sources: 2, languages: 2,
      keywords: [text], watches: [text],
      sentences: [SiteSentence(language: "en", text: text, articleUID: "a1", url: url)],
      versions: [
        SiteVersion(
          uid: "a1", kind: .original, title: text, language: "en", source: text, url: url,
          byline: text, published: seen, firstSeen: seen, words: 120, excerpt: text),
        SiteVersion(
          uid: "a2", kind: .translation, title: "ارتفع النهر", language: "ar", source: "b.example",
          url: "https://b.example/1", firstSeen: seen.addingTimeInterval(3600), matched: "a1",
          score: 0.934,
          reasons: [
            MatchReason(code: "shared_numbers", text: "7 of 8 numbers", weight: 2),
            MatchReason(code: "length", text: text, weight: -1),
          ], correction: VersionCorrection(changes: [text])),
      ])
  }

  private func pages(_ story: SiteStory) -> [(path: String, text: String)] {
    let day = SiteDay(day: story.day, articles: 3, stories: 1)
    let entry = SiteEntry(
      title: story.headline, language: story.headline, source: story.headline,
      firstSeen: story.firstSeen, storyUID: nil, url: story.versions[0].url, kind: .near)
    let list = SiteList(
      name: story.headline, articles: 2, stories: 1, days: [day], entries: [entry, entry])
    return [
      (SitePath.story(story.uid), renderer.story(story)),
      (
        SitePath.day(day.day),
        renderer.day(day, stories: [story], page: 1, of: 9, neighbours: ("2026-11-20", nil))
      ),
      (SitePath.index, renderer.index(days: [day], newest: [story])),
      (SitePath.source(list.name), renderer.source(list)),
      (SitePath.watch(list.name), renderer.watch(list)),
      (SitePath.sources, renderer.sources([list])), (SitePath.watches, renderer.watches([list])),
      (SitePath.search, renderer.searchPage),
      ("stories/zz/zz.html", renderer.alias("zz", of: "00aa")),
    ]
  }

  @Test func aStorySaysWhatItIsAndWhy() {
    let page = renderer.story(Self.story())
    for piece in [
      "<h1 lang=\"en\" dir=\"auto\">River rises</h1>", "3 articles · 2 sources · 2 languages",
      "<h3 lang=\"ar\" dir=\"auto\"><a href=\"https://b.example/1\" rel=\"noreferrer\">ارتفع النهر</a></h3>",
      "Why it was merged with River rises", "score 93%", "<li class=\"for\">7 of 8 numbers</li>",
      "<li class=\"against\">River rises</li>", "… and 1 more article.",
      "href=\"../../days/2026-11-21.html\"", "href=\"../../assets/style.css\"",
    ] { #expect(page.contains(piece), "\(piece)") }
  }

  /// Each page's links, read as a browser reads them, lead to where pages are.
  @Test func linksLeadToPages() {
    for page in pages(Self.story()) {
      let folder = page.path.split(separator: "/").dropLast().map(String.init)
      for match in page.text.matches(of: /(?:href|src)="([^"#][^"]*)"/) {
        let target = String(match.output.1)
        guard !target.hasPrefix("https://") else { continue }
        var parts = folder
        for part in target.split(separator: "/").map(String.init) {
          if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let path = parts.joined(separator: "/")
        let known =
          [
            SitePath.index, SitePath.search, SitePath.sources, SitePath.watches, SitePath.feed,
            SitePath.style, SitePath.script,
          ].contains(path)
          || ["days/", "stories/00/00aa", "sources/", "watches/"].contains { path.hasPrefix($0) }
        #expect(known && path.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 37 }, "\(target)")
      }
    }
  }

  /// Over 200 hostile texts in every place that foreign text reaches: the page has the tags that an innocent text gives, and
  /// no others, and no link but to the web.
  @Test(arguments: HostileStrings.all)
  func hostileTextStaysText(text: String) {
    // Where nothing is left of a text, less stands on the page than beside a word.
    guard !InertText.line(text).isEmpty else { return }
    let innocent = pages(Self.story("word"))
    let hostile = pages(Self.story(text, url: text))
    let anchors: Set<String> = ["a"]
    for (one, other) in zip(innocent, hostile) {
      let expected = tags(one.text).filter { !anchors.contains($0) }
      #expect(tags(other.text).filter { !anchors.contains($0) } == expected, "\(one.path)")
      for match in other.text.matches(of: /(?:href|src)="([^"]*)"/) {
        let link = match.output.1.lowercased()
        #expect(!link.hasPrefix("javascript:") && !link.hasPrefix("data:"), "\(link)")
      }
      #expect(!other.text.contains("<script>"))
    }
    for path in [SitePath.source(text), SitePath.watch(text), SitePath.story(text)] {
      #expect(
        path.utf8.allSatisfy { byte in
          (48...57).contains(byte) || (97...122).contains(byte) || "-./".utf8.contains(byte)
        })
      #expect(!path.contains("..") && path.utf8.count < 120 && !path.contains("//"), "\(path)")
    }
    let titles = renderer.titles(month: "2026-11", stories: [SiteTitle(Self.story(text))])
    #expect(!titles.contains("<") && titles.split(separator: "\n").count == 3, "\(titles)")
  }

  /// Names of elements in their order, as a reader of HTML sees them.
  private func tags(_ page: String) -> [String] {
    page.matches(of: /<([a-zA-Z][^\s>\/]*)/).map { String($0.output.1).lowercased() }
  }

  @Test func namesOfFilesDiffer() {
    let names = ["a", "A", "a ", "ä", "a/b", "a-b", "..", ".", "", "index", "日本", "ニュース", "a.b"]
    let paths = names.map(SitePath.source)
    #expect(Set(paths.map { $0.lowercased() }).count == names.count, "\(paths)")
    #expect(SitePath.source("news.example") == "sources/news.example.html")
  }

  @Test func theFeedIsAtomWithAbsoluteLinks() {
    let feed = renderer.feed([Self.story("A & B")])
    #expect(feed.contains("<id>urn:tidings:story:00aa</id>"))
    #expect(feed.contains("href=\"https://news.example/a/stories/00/00aa.html\""))
    #expect(feed.contains("<title>A &amp; B</title>"))
    #expect(feed.contains("<link rel=\"self\" href=\"https://news.example/a/atom.xml\"/>"))
    #expect(SiteRenderer(options: SiteOptions()).feed([]).contains("<updated>1970-01-01T00:00:00Z"))
  }
}

/// For `Scripts/check-pages`, which opens them in a real browser.
struct HostilePages {
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["TIDINGS_HOSTILE_PAGES"] != nil))
  func areWrittenForABrowser() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["TIDINGS_HOSTILE_PAGES"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let renderer = SiteRenderer(options: SiteOptions())
    for (index, text) in HostileStrings.all.enumerated() {
      let digest = SampleDigest.hostile(text)
      let pages = [
        "digest": digest.rendered(as: .html), "mail": DigestMessages(digest).html,
        "story": renderer.story(SiteTests.story(text, url: text)),
      ]
      for (name, page) in pages {
        try page.write(
          toFile: "\(folder)/\(name)-\(index).html", atomically: true, encoding: .utf8)
      }
    }
  }
}
