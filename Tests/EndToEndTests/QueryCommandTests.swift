import Foundation
import GRDB
import NewsModel
import SampleNewsroom
import Settings
import Testing

/// The commands that analysts use, on a filled database.
struct QueryCommandTests {
  private func json(_ result: CommandLine.Result) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(result.output.utf8))
  }

  @Test func searchFindsWordsOfEveryScript() async throws {
    try await Newsdesk.filled { desk in
      let config = ["--config", desk.configuration]
      for (query, language) in [
        ("水稻", "zh"), ("地震", "ja"), ("เกลือ", "th"), ("торгов", "ru"), ("giống lúa", "vi"),
        ("टन", "hi"), ("الشمس", "ar"), ("grève", "fr"), ("\"spring tide\"", "en"), ("크레인", "ko"),
      ] {
        let result = try CommandLine.tidings(["search", query, "--json"] + config)
        #expect(result.status == 0, "\(query): \(result.errors)")
        let hits = try #require((try json(result) as? [String: Any])?["hits"] as? [[String: Any]])
        #expect(
          hits.contains { ($0["language"] as? String)?.hasPrefix(language) == true }, "\(query)")
      }
    }
  }

  @Test func aSearchSaysWhichNameNothingHas() async throws {
    try await Newsdesk.filled { desk in
      let source: String = try desk.rows("SELECT min(source) s FROM v1_articles")[0]["s"]
      let arguments = ["search", "the", "--source", source + "x", "--config", desk.configuration]
      let result = try CommandLine.tidings(arguments)
      #expect(result.status == 0 && result.output.isEmpty)
      #expect(
        result.errors
          == "0 hits\nno article has the source \"\(source)x\"; did you mean \(source)?\n")
      #expect(try CommandLine.tidings(arguments + ["--quiet"]).errors.isEmpty)
    }
  }

  @Test func showAndExplainSayWhyAStoryIsOne() async throws {
    try await Newsdesk.filled { desk in
      let config = ["--config", desk.configuration]
      let row = try #require(
        try desk.rows(
          "SELECT uid, duplicate_of, url FROM v1_articles WHERE duplicate_kind = 'translation' ORDER BY uid"
        ).first)
      let (uid, original): (String, String) = (row["uid"], row["duplicate_of"])
      let shown = try CommandLine.tidings(["show", String(uid.prefix(10)), "--why"] + config)
      #expect(shown.status == 0)
      for part in [uid, original, "translation", "why these sentences", "keywords"] {
        #expect(shown.output.contains(part), "\(part)")
      }
      let byURL = try CommandLine.tidings(["show", row["url"], "--json"] + config)
      let document = try #require(try json(byURL) as? [String: Any])
      let article = try #require(document["article"] as? [String: Any])
      #expect(article["uid"] as? String == uid)
      let columns = Set(try desk.rows("SELECT * FROM v1_articles LIMIT 1")[0].columnNames)
      #expect(Set(article.keys).subtracting(columns) == ["feeds"])
      let explained = try CommandLine.tidings(["explain", uid, original] + config)
      #expect(explained.status == 0)
      #expect(explained.output.contains("They stand in one story"))
      #expect(explained.output.contains("shared numbers"))
      let unknown = try CommandLine.tidings(["show", "no-such-thing"] + config)
      #expect(unknown.status == 66 && unknown.output.isEmpty)
    }
  }

  @Test func statsCountWhatTheViewsHold() async throws {
    try await Newsdesk.filled { desk in
      let config = ["--config", desk.configuration, "--json"]
      let totals = try #require(
        try json(try CommandLine.tidings(["stats"] + config)) as? [String: Any])
      #expect(totals["articles"] as? Int == desk.newsroom.expectations.count)
      #expect(totals["pending_fetch"] as? Int == 0)
      for key in ["source", "language", "day"] {
        let rows = try #require(
          try json(try CommandLine.tidings(["stats", "--by", key] + config)) as? [[String: Any]])
        let sum = rows.compactMap { $0["articles"] as? Int }.reduce(0, +)
        #expect(sum == desk.newsroom.expectations.count, "\(key)")
      }
    }
  }

  @Test func aDigestIsRenderedAgainToTheSameBytes() async throws {
    try await Newsdesk.filled { desk in
      let arguments = [
        "digest", "daily", "--config", desk.configuration, "--since",
        Timestamp.string(from: desk.now.addingTimeInterval(-82_800)), "--until",
        Timestamp.string(from: desk.now.addingTimeInterval(3600)),
      ]
      for format in ["md", "html", "json", "atom", "text"] {
        let once = try CommandLine.tidings(arguments + ["--format", format])
        let again = try CommandLine.tidings(arguments + ["--format", format])
        #expect(once.status == 0 && !once.output.isEmpty, "\(format): \(once.errors)")
        #expect(once.output == again.output, "\(format)")
      }
      let files = try CommandLine.tidings(arguments)
      #expect(files.output.split(separator: "\n").count == 3)
      for path in files.output.split(separator: "\n") {
        #expect(FileManager.default.fileExists(atPath: String(path)))
      }
      let unknown = try CommandLine.tidings(["digest", "weekly", "--config", desk.configuration])
      #expect(unknown.status == 66 && unknown.errors.contains("daily"))
    }
  }

  @Test func feedsAreCheckedAndTriedWithoutStoringAnything() async throws {
    try await Newsdesk.open { desk in
      let config = ["--config", desk.configuration]
      let check = try CommandLine.tidings(["feeds", "check", "--json"] + config)
      #expect(check.status == 0, "\(check.errors)")
      let rows = try #require(try json(check) as? [[String: Any]])
      #expect(rows.count == (try desk.loaded()).feeds.count)
      #expect(rows.allSatisfy { $0["result"] as? String == "ok" })
      let name = try #require(rows.first?["name"] as? String)
      let test = try CommandLine.tidings(["feeds", "test", name, "--explain"] + config)
      #expect(test.status == 0 && test.output.contains("  + "), "\(test.errors)")
      #expect(!FileManager.default.fileExists(atPath: desk.database))
      let list = try CommandLine.tidings(["feeds", "list"] + config)
      #expect(list.status == 0 && list.output.contains(name))
    }
  }

  @Test func aHeldLockIsLeftToItsHolder() throws {
    try withFolder { folder in
      #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
      let lock = folder + "/tidings.db.lock"
      let descriptor = open(lock, O_RDWR | O_CREAT, 0o600)
      defer { close(descriptor) }
      #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      let quiet = try CommandLine.tidings(["run"], in: folder)
      #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
      let note = "4711 \(Int(Date().timeIntervalSince1970) - 3 * 3600)\n"
      #expect(pwrite(descriptor, note, note.utf8.count, 0) > 0)
      let stale = try CommandLine.tidings(["run"], in: folder)
      #expect(stale.status == 75 && stale.errors.contains("process 4711"))
    }
  }
}
