import Foundation
import GRDB
import Testing

/// `tidings site` over a filled database.
struct SiteTests {
  private struct Report: Decodable {
    var stories, pages, changed, removed: Int
  }

  private func write(_ desk: Newsdesk, _ arguments: String...) throws -> Report {
    let result = try desk.tidings(["site", desk.folder + "/site", "--json"] + arguments)
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
  }

  private func files(_ desk: Newsdesk) throws -> [String] {
    let all = try FileManager.default.subpathsOfDirectory(atPath: desk.folder + "/site")
    return all.filter { $0.hasSuffix(".html") || $0.hasSuffix(".js") || $0.hasSuffix(".xml") }
      .sorted()
  }

  private func text(_ desk: Newsdesk, _ path: String) throws -> String {
    try String(contentsOfFile: desk.folder + "/site/" + path, encoding: .utf8)
  }

  @Test func everyStoryHasItsPageAndEveryLinkLeadsSomewhere() async throws {
    try await Newsdesk.filled { desk in
      let report = try write(desk, "--base-url", "https://news.example/x/")
      let stories = try desk.rows("SELECT uid, headline FROM v1_stories")
      #expect(report.stories == stories.count && report.changed == report.pages)
      let files = try files(desk)
      for story in stories {
        let uid: String = story["uid"]
        #expect(files.contains("stories/\(uid.prefix(2))/\(uid).html"))
      }
      for file in files where file.hasSuffix(".html") {
        let folder = URL(fileURLWithPath: "/" + file).deletingLastPathComponent()
        for match in try text(desk, file).matches(of: /(?:href|src)="([^"#:]+)"/) {
          let target = folder.appending(path: String(match.output.1)).standardized.path
          #expect(
            FileManager.default.fileExists(atPath: desk.folder + "/site" + target),
            "\(file): \(match.output.1)")
        }
      }
      let titles = try #require(files.first { $0.hasPrefix("assets/titles-") })
      let rows = try files.filter { $0.hasPrefix("assets/titles-") }.map {
        try text(desk, $0).split(separator: "\n").count - 2
      }
      #expect(rows.reduce(0, +) == stories.count, "\(titles)")
    }
  }

  @Test func versionsStandSideBySideWithTheReasons() async throws {
    try await Newsdesk.filled { desk in
      _ = try write(desk)
      let row = try #require(
        try desk.rows(
          "SELECT story_uid, source FROM v1_story_articles WHERE kind = 'translation' LIMIT 1"
        ).first)
      let uid: String = row["story_uid"]
      let page = try text(desk, "stories/\(uid.prefix(2))/\(uid).html")
      let count = try desk.rows("SELECT 1 FROM v1_story_articles WHERE story_uid = '\(uid)'").count
      #expect(page.components(separatedBy: "class=\"card ").count - 1 == count)
      #expect(page.contains("Why it was merged with ") && page.contains("<ul class=\"reasons\">"))
    }
  }

  @Test func onlyWhatChangedIsWritten() async throws {
    try await Newsdesk.filled { desk in
      let first = try write(desk)
      let again = try write(desk)
      #expect(again.changed == 0 && again.removed == 0 && again.pages == first.pages)
      // A story that is called otherwise: its own page, and those that name it.
      let row = try #require(
        try desk.rows("SELECT uid, first_seen FROM v1_stories WHERE articles = 1 LIMIT 1").first)
      let uid: String = row["uid"]
      try desk.write("UPDATE stories SET headline = 'Renamed <b>' WHERE uid = ?", [uid])
      let renamed = try write(desk)
      #expect((2...5).contains(renamed.changed), "\(renamed.changed)")
      #expect(try text(desk, "stories/\(uid.prefix(2))/\(uid).html").contains("Renamed &lt;b&gt;"))
      // A story that is no more, beside a file that was never ours.
      try "mine".write(
        toFile: desk.folder + "/site/stories/mine.html", atomically: true, encoding: .utf8)
      try desk.write("DELETE FROM stories WHERE uid = ?", [uid])
      #expect(try write(desk).removed == 1)
      #expect(try text(desk, "stories/mine.html") == "mine")
      // Nothing is left of temporary files.
      let names = try FileManager.default.subpathsOfDirectory(atPath: desk.folder + "/site")
      #expect(names.allSatisfy { $0.hasSuffix(".tidings-site") || !$0.contains("/.") })
    }
  }

  @Test func aMergedStorysAddressLeadsOn() async throws {
    try await Newsdesk.filled { desk in
      let story: String = try #require(try desk.rows("SELECT uid FROM v1_stories LIMIT 1").first)[
        "uid"]
      try desk.write(
        "INSERT INTO story_aliases (alias, story_id) SELECT 'ffee00112233aabb', id FROM stories WHERE uid = ?",
        [story])
      _ = try write(desk)
      let page = try text(desk, "stories/ff/ffee00112233aabb.html")
      #expect(page.contains("href=\"../../stories/\(story.prefix(2))/\(story).html\""))
    }
  }

  @Test func aFolderOfSomebodyElseIsLeftAlone() async throws {
    try await Newsdesk.filled { desk in
      let result = try desk.tidings("site", desk.folder)
      #expect(result.status == 64 && result.errors.contains("holds something else"))
      let bad = try desk.tidings("site", desk.folder + "/x", "--base-url", "ftp://x")
      #expect(bad.status == 64)
      // Nothing was seen after now.
      #expect(try write(desk, "--since", "2999-01-01").stories == 0)
    }
  }
}
