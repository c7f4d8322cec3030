import Foundation
import GRDB
import NewsModel
import Pipeline
import SampleNewsroom
import Settings
import Testing

/// Feeds paused, found, and exchanged with other readers.
struct FeedChoreTests {
  @Test func aPausedFeedIsNotPolledUntilItIsResumed() async throws {
    try await Newsdesk.open { desk in
      let feed = try #require(try desk.loaded().feeds.first)
      let host = try #require(URLComponents(string: feed.url))
      let polls = { desk.running.requestCount(host: host.host ?? "", path: host.path) }
      // Even before the first run.
      let paused = try desk.tidings("feeds", "pause", feed.name)
      #expect(paused.status == 0 && paused.errors == "\(feed.name): paused\n", "\(paused)")
      let fetching = RunRequest(steps: [.fetch], since: .distantFuture)
      try await desk.run(fetching)
      #expect(polls() == 0)
      #expect(try desk.rows("SELECT name FROM v1_feed_health WHERE active = 0").count == 1)
      let resumed = try desk.tidings("feeds", "resume", feed.name, "--json")
      #expect(resumed.status == 0 && resumed.output.contains("\"active\" : true"), "\(resumed)")
      try await desk.run(fetching, at: desk.now.addingTimeInterval(600))
      #expect(polls() == 1)
      let unknown = try desk.tidings("feeds", "pause", feed.name, "nobody")
      #expect(unknown.status == 66 && unknown.errors.contains("nobody"))
      #expect(try desk.rows("SELECT 1 FROM v1_feed_health WHERE active = 0").isEmpty)
      #expect(try desk.tidings("feeds", "pause").status == 64)
    }
  }

  @Test func aSiteIsAskedForItsFeeds() async throws {
    try await Newsdesk.open { desk in
      let outlet = desk.newsroom.outlets[0]
      let found = try desk.tidings("feeds", "discover", outlet.url("/"), "--json")
      #expect(found.status == 0, "\(found)")
      #expect(found.output.contains("\"url\" : \"\(outlet.url(outlet.feedPath))\""))
      #expect(found.output.contains("\"result\" : \"ok\""))
      let itself = try desk.tidings("feeds", "discover", outlet.url(outlet.feedPath))
      #expect(itself.status == 0 && itself.output.hasPrefix("URL "))
      let none = try desk.tidings("feeds", "discover", outlet.url("/no-such-page"))
      #expect(none.status == 66 && none.errors.contains("offers no feed"), "\(none)")
    }
    try withFolder { folder in
      try "version: 1\n".write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      let silent = try CommandLine.tidings(["feeds", "discover", "news.example"], in: folder)
      #expect(silent.status == 78 && silent.errors.contains("http.contact"))
    }
  }

  @Test func aListOfFeedsComesAndGoesWithoutLoss() async throws {
    try await Newsdesk.open { desk in
      try """
      feeds:
        - url: https://select.example/feed
          name: "Ünïcode — 新闻"
          source: outlet.example
          language: vi
          tags: [a tag, b]
          every: 2h
          select: {body: "//article", drop: [.ad]}
          block: ["title:/sport/i"]
        - {url: "https://off.example/feed", active: false, auth: {basic: "me:secret"}}

      """.write(toFile: desk.folder + "/feeds/more.yml", atomically: true, encoding: .utf8)
      let list = try desk.tidings("feeds", "export")
      #expect(list.status == 0 && !list.output.contains("secret"), "\(list.errors)")
      try withFolder { folder in
        try list.output.write(toFile: folder + "/a.opml", atomically: true, encoding: .utf8)
        #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
        let added = try CommandLine.tidings(["feeds", "import", "a.opml"], in: folder)
        #expect(added.status == 0, "\(added)")
        #expect(
          added.errors.hasSuffix(
            "\n\(try desk.loaded().feeds.count) added, 0 known already, 0 refused\n"))
        let again = try CommandLine.tidings(["feeds", "import", "a.opml", "--json"], in: folder)
        #expect(again.output.contains("\"added\" : [\n\n  ]"), "\(again)")
        #expect(try CommandLine.tidings(["feeds", "export"], in: folder).output == list.output)
      }
    }
  }

  /// A list from elsewhere must not read this machine's variables and files, nor break the configuration.
  @Test func aHostileListIsHarmless() throws {
    try withFolder { folder in
      #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
      try """
      <opml version="2.0"><body>
        <outline text="Same" xmlUrl="https://one.example/?k=${SECRET}&amp;f=${file:/etc/hostname}"/>
        <outline text="Same" xmlUrl="https://two.example/feed" language="not a language"/>
        <outline text="a: [b, #c]&#10;feeds: []" xmlUrl="https://three.example/feed"/>
        <outline text="\u{1B}[31mred" xmlUrl="https://four.example/feed"/>
        <outline text="no" xmlUrl="javascript:alert(1)"/>
        <outline text="twice" xmlUrl="https://TWO.example:443/feed#x"/>
      </body></opml>
      """.replacing("\u{1B}", with: "&#x1B;").write(
        toFile: folder + "/a.opml", atomically: true, encoding: .utf8)
      let result = try CommandLine.tidings(
        ["feeds", "import", "a.opml"], in: folder, environment: ["SECRET": "hunter2"])
      #expect(result.status == 0, "\(result)")
      #expect(result.errors.contains("4 added, 1 known already, 1 refused"), "\(result.errors)")
      #expect(!result.errors.contains("\u{1B}"))
      let list = try CommandLine.tidings(
        ["feeds", "list", "--json"], in: folder, environment: ["SECRET": "hunter2"])
      #expect(list.status == 0 && !list.output.contains("hunter2"))
      #expect(list.output.contains("https://one.example/?k=${SECRET}&f=${file:/etc/hostname}"))
      #expect(list.output.contains("\"name\" : \"Same-2\""))
      #expect(list.output.contains("\"name\" : \"a: [b, #c] feeds: []\""))
    }
  }

  @Test func anImportThatCannotBeIsSaid() throws {
    try withFolder { folder in
      #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
      #expect(try CommandLine.tidings(["feeds", "import", "none.opml"], in: folder).status == 66)
      try "<rss/>".write(toFile: folder + "/a.opml", atomically: true, encoding: .utf8)
      let noList = try CommandLine.tidings(["feeds", "import", "a.opml"], in: folder)
      #expect(noList.status == 65 && noList.errors.contains("no OPML"), "\(noList)")
      try #"<opml><body><outline text="a" xmlUrl="https://a.example/"/></body></opml>"#
        .write(toFile: folder + "/a.opml", atomically: true, encoding: .utf8)
      try "version: 1\ninclude: [feeds/feeds.yml]\n".write(
        toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      let unread = try CommandLine.tidings(["feeds", "import", "a.opml"], in: folder)
      #expect(unread.status == 78 && unread.errors.contains("include"), "\(unread)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/feeds/added.yml"))
      #expect(try CommandLine.tidings(["feeds", "export", "--json"], in: folder).status == 64)
    }
  }
}

/// Feeds that are taken out, renamed or moved.
struct FeedHistoryTests {
  @Test func onlyWhatCommandsAddedIsRemoved() throws {
    try withFolder { folder in
      #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
      try "feeds:\n  - {name: ours, url: \"https://ours.example/feed\"}\n".write(
        toFile: folder + "/feeds/own.yml", atomically: true, encoding: .utf8)
      for name in ["one", "two", "three"] {
        let added = try CommandLine.tidings(
          [
            "feeds", "add", "https://\(name).example/feed", "--name", name, "--tag", "a",
            "--unverified",
          ], in: folder)
        #expect(added.status == 0, "\(added)")
      }
      let removed = try CommandLine.tidings(["feeds", "remove", "two"], in: folder)
      #expect(removed.status == 0 && removed.errors == "removed two\n", "\(removed)")
      let names = { try CommandLine.tidings(["feeds", "list"], in: folder).output }
      #expect(try !names().contains("two.example") && names().contains("three.example"))
      let file = try String(contentsOfFile: folder + "/feeds/added.yml", encoding: .utf8)
      #expect(!file.contains("two") && file.components(separatedBy: "# unverified").count == 3)
      let others = try CommandLine.tidings(["feeds", "remove", "ours", "one"], in: folder)
      #expect(others.status == 64 && others.errors.contains("own.yml:2:"), "\(others)")
      #expect(try names().contains("one.example"))
      #expect(try CommandLine.tidings(["feeds", "remove", "nobody"], in: folder).status == 66)
      let rest = try CommandLine.tidings(["feeds", "remove", "one", "three", "-q"], in: folder)
      #expect(rest.status == 0 && rest.errors.isEmpty, "\(rest)")
      #expect(try CommandLine.tidings(["config", "check"], in: folder).status == 0)
      let again = try CommandLine.tidings(
        ["feeds", "add", "https://one.example/feed", "--unverified"], in: folder)
      #expect(again.status == 0, "\(again)")
      #expect(try names().contains("https://one.example/feed"))
    }
  }

  /// By its URL a renamed feed is known, by its name a moved one: articles stay linked, and nothing comes twice.
  @Test func aRenamedAndAMovedFeedKeepTheirHistory() async throws {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      let before = try desk.contents()
      let feed = try #require(try desk.loaded().feeds.first)
      let articles = { (name: String) in
        try desk.rows("SELECT 1 FROM v1_article_feeds WHERE feed = '\(name)'").count
      }
      let count = try articles(feed.name)
      #expect(count > 0)
      func edit(_ old: String, _ new: String) throws {
        let text = try String(contentsOf: desk.file("feeds/newsroom.yml"), encoding: .utf8)
        #expect(text.contains(old))
        try text.replacing(old, with: new, maxReplacements: 1)
          .write(to: desk.file("feeds/newsroom.yml"), atomically: true, encoding: .utf8)
      }
      try edit("name: \(feed.name)\n", "name: renamed\n")
      let renamed = try await desk.run(at: desk.now.addingTimeInterval(6 * 3600))
      #expect(renamed.articlesNew == 0)
      #expect(try articles("renamed") == count && articles(feed.name) == 0)
      // The same feed at another address of the same server, whose items are the same.
      try edit("url: \(feed.url)\n", "url: \(feed.url)?moved=1\n")
      let moved = try await desk.run(at: desk.now.addingTimeInterval(12 * 3600))
      #expect(moved.articlesNew == 0 && moved.feedsFailed == 0, "\(moved)")
      #expect(try articles("renamed") == count)
      #expect(try desk.rows("SELECT 1 FROM v1_feed_health WHERE status = 'removed'").isEmpty)
      #expect(try desk.contents() == before)
    }
  }
}
