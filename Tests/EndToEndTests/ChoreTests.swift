import Foundation
import GRDB
import NewsModel
import Pipeline
import SampleNewsroom
import Settings
import Storage
import TestSupport
import Testing

/// Everyday chores on a database that a run has filled: what each command does, refuses, and says by its status.
struct ChoreTests {
  // MARK: backup

  @Test func aBackupIsWholePrivateAndNeverOverwrites() async throws {
    try await Newsdesk.filled { desk in
      let copy = desk.folder + "/copy.db"
      let first = try desk.tidings("backup", copy, "--json")
      #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
      #expect(first.output.contains("\"articles\" : \(desk.newsroom.expectations.count)"))
      let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let before = try Data(contentsOf: URL(fileURLWithPath: copy))
      let second = try desk.tidings("backup", copy)
      #expect(second.status == 74 && second.errors.contains("exists already"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == before)
      // It takes the original's place.
      let contents = try desk.contents()
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: desk.database + suffix)
      }
      try FileManager.default.moveItem(atPath: copy, toPath: desk.database)
      #expect(try desk.contents() == contents)
      #expect(try desk.tidings("backup", desk.folder + "/none/copy.db").status == 74)
    }
  }

  @Test func aBackupDuringARunIsWhole() async throws {
    try await Newsdesk.filled { desk in
      _ = try desk.tidings("reprocess", "-q")
      let steps: Set<RunRequest.Step> = [.extract, .dedupe, .summarize]
      let run = Task { try await desk.run(RunRequest(steps: steps)) }
      for number in 0..<5 {
        let copy = desk.folder + "/copy\(number).db"
        let backup = try desk.tidings("backup", "-q", copy)
        #expect(backup.status == 0 && backup.errors.isEmpty, "\(backup.errors)")
        let damages = try await DatabaseQueue(path: copy).read {
          try String.fetchAll($0, sql: "PRAGMA integrity_check")
        }
        #expect(damages == ["ok"])
      }
      _ = try await run.value
    }
  }

  @Test func aDamagedDatabaseIsNotBackedUp() async throws {
    try await Newsdesk.filled { desk in
      try desk.damageDatabase()
      let result = try desk.tidings("backup", desk.folder + "/copy.db")
      #expect(result.status == 65, "\(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: desk.folder + "/copy.db"))
    }
  }

  // MARK: prune

  @Test func pruningTakesWhatIsOlderThanItsRetention() async throws {
    try await Newsdesk.open(now: Date()) { desk in
      try await desk.run()
      let count = desk.newsroom.expectations.count
      try desk.configure("retention: {article: 30d, page: 7d}")
      #expect(try desk.tidings("prune").output == "nothing to remove\n")
      try desk.write("UPDATE articles SET first_seen = '2020-01-01T00:00:00Z' WHERE id <= 10")
      let planned = try desk.tidings("prune", "--dry-run")
      #expect(planned.output.hasPrefix("would remove 10 articles"), "\(planned)")
      #expect(try desk.count("articles") == count)
      let done = try desk.tidings("prune", "--json")
      #expect(done.status == 0 && done.output.contains("\"articles\" : 10"), "\(done)")
      #expect(try desk.count("articles") == count - 10)
      // Their feeds still list them, and they do not return.
      let report = try await desk.run(at: desk.now.addingTimeInterval(600))
      #expect(report.articlesNew == 0)
      #expect(try desk.tidings("prune", "-q").output.isEmpty)
    }
    try withFolder { folder in
      try "version: 1\n".write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      #expect(try CommandLine.tidings(["prune"], in: folder).status == 66)
    }
  }

  @Test func roomIsGivenBackAsConfigured() async throws {
    try await Newsdesk.filled { desk in
      let size = { try Data(contentsOf: desk.file("tidings.db")).count }
      let before = try size()
      try desk.configure("retention: {article: 30d, vacuum: off}")
      try desk.write("UPDATE articles SET first_seen = '2020-01-01T00:00:00Z'")
      let kept = try desk.tidings("prune")
      #expect(kept.output.hasPrefix("removed ") && kept.output.hasSuffix("; gave back 0 B\n"))
      #expect(try size() >= before)
      #expect(try Int.fetch(desk, "PRAGMA freelist_count") > 10)
      let text = try String(contentsOfFile: desk.configuration, encoding: .utf8)
      try text.replacing("vacuum: off", with: "vacuum: full")
        .write(toFile: desk.configuration, atomically: true, encoding: .utf8)
      #expect(try desk.tidings("prune").status == 0)
      #expect(try Int.fetch(desk, "PRAGMA freelist_count") == 0)
      #expect(try size() < before)
    }
  }

  // MARK: export

  @Test func anExportHasEveryRowAndColumnOfTheView() async throws {
    try await Newsdesk.filled { desk in
      for (subject, view) in [("articles", "v1_articles"), ("stories", "v1_stories")] {
        let rows = try desk.rows("SELECT * FROM \(view) ORDER BY first_seen, uid")
        let exported = try desk.tidings("export", subject)
        #expect(exported.status == 0 && exported.errors.isEmpty)
        let lines = exported.output.split(separator: "\n")
        #expect(lines.count == rows.count)
        for (line, row) in zip(lines, rows) {
          let object = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
          #expect(Set(object.keys) == Set(row.columnNames))
          for (name, value) in row {
            #expect((object[name] as? String) == String.fromDatabaseValue(value) || !value.isText)
          }
        }
        let late = try desk.tidings("export", subject, "--since", "2100-01-01")
        #expect(late.status == 0 && late.output.isEmpty)
      }
      #expect(try desk.tidings("export", "people").status == 64)
      #expect(try desk.tidings("export", "articles", "--format", "xml").status == 64)
      #expect(try desk.tidings("export", "articles", "--format", "csv", "--json").status == 64)
    }
  }

  /// Spreadsheets run what begins like a formula, wherever it came from (OWASP, CSV Injection).
  @Test(.tallied(.formulas, as: 59)) func noFieldOfACSVIsAFormula() async throws {
    try await Newsdesk.filled { desk in
      let signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
      let blanks = ["", " ", "\t", "\r", "\n", "\u{A0}"]
      let begun = signs.flatMap { sign in blanks.map { $0 + sign + "1+cmd|' /C calc'!A0" } }
      let hostile =
        begun + [
          "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)",
          "\t=1+1", "\r=1", "  =1", "＝1+1", "a\",=1", "plain, with comma", "line\nbreak",
        ]
      #expect(hostile.count == 59)
      for (index, title) in hostile.enumerated() {
        try desk.write("UPDATE articles SET title = ? WHERE id = ?", [title, index + 1])
      }
      let titles = try desk.rows("SELECT uid, title FROM v1_articles ORDER BY first_seen, uid")
      let result = try desk.tidings("export", "articles", "--format", "csv")
      #expect(result.status == 0)
      let table = CSV.rows(result.output)
      let column = try #require(table[0].firstIndex(of: "title"))
      #expect(table.count == titles.count + 1 && titles.count >= hostile.count)
      #expect(table.allSatisfy { $0.count == table[0].count })
      for (fields, row) in zip(table.dropFirst(), titles) {
        let title = row["title"] as String? ?? ""
        #expect(fields[column] == title || fields[column] == "'" + title)
        for field in fields {
          let begin = field.unicodeScalars.first { !$0.properties.isWhitespace }
          #expect(begin.map { !"=+-@＝＋－＠".unicodeScalars.contains($0) } ?? true, "\(field)")
        }
      }
    }
  }

  // MARK: dedupe

  @Test func whatAPersonSaysOfStoriesHoldsOverEveryRun() async throws {
    try await Newsdesk.filled { desk in
      let before = try desk.stories()
      let pair = try #require(
        try desk.rows(
          """
          SELECT article_uid AS a, matched_uid AS b FROM v1_story_articles
          WHERE kind = 'translation' ORDER BY article_uid
          """
        ).first)
      let (a, b): (String, String) = (pair["a"], pair["b"])
      let split = try desk.tidings("dedupe", "split", a, String(b.prefix(12)), "--json")
      #expect(split.status == 0 && split.output.contains("\"kind\" : \"split\""), "\(split)")
      #expect(try desk.stories() == before, "applied by the next run only")
      #expect(try desk.tidings("run", "-q", "--only", "dedupe,summarize").status == 0)
      let after = try desk.stories()
      #expect(after[a] != after[b])
      _ = try desk.tidings("reprocess", "-q", "--stage", "dedupe")
      #expect(try desk.tidings("run", "-q", "--only", "dedupe,summarize").status == 0)
      #expect(try desk.stories()[a] != desk.stories()[b], "a pin outlives re-runs")
      // Taken back, everything is as it was.
      #expect(try desk.tidings("dedupe", "split", "--undo", a, b).status == 0)
      #expect(try desk.tidings("run", "-q", "--only", "dedupe,summarize").status == 0)
      #expect(try groups(desk.stories()) == groups(before))
    }
  }

  @Test func joinedArticlesAreOneStory() async throws {
    try await Newsdesk.filled { desk in
      let alone = try desk.rows(
        "SELECT uid FROM v1_stories WHERE articles = 1 ORDER BY uid LIMIT 3"
      )
      .map { $0["uid"] as String }
      let join = try desk.tidings(["dedupe", "join"] + alone)
      #expect(join.status == 0 && join.errors.hasPrefix("one story: "), "\(join)")
      #expect(try desk.tidings("run", "-q", "--only", "dedupe,summarize").status == 0)
      let stories = try desk.stories()
      #expect(Set(alone.map { stories[$0] }).count == 1)
      #expect(try desk.tidings("doctor").status == 0)
    }
  }

  @Test func dedupeRefusesWhatMakesNoSense() async throws {
    try await Newsdesk.filled { desk in
      let uid: String = try #require(try desk.rows("SELECT uid FROM v1_articles").first)["uid"]
      #expect(try desk.tidings("dedupe", "split", uid).status == 64)
      #expect(try desk.tidings("dedupe", "join", uid, uid).status == 64)
      let unknown = try desk.tidings("dedupe", "join", uid, "ffffffffffffffff")
      #expect(unknown.status == 66 && unknown.errors.contains("ffffffffffffffff"))
      let other: String = try desk.rows("SELECT uid FROM v1_articles ORDER BY uid DESC")[0]["uid"]
      let lock = try RunLock(path: desk.database + ".lock", wait: false, now: Date())
      let held = try desk.tidings("dedupe", "join", uid, other)
      #expect(held.status == 75 && held.errors.contains("a run is at work"), "\(held)")
      #expect(try desk.tidings("reprocess").status == 75)
      #expect(try desk.rows("SELECT * FROM pins").isEmpty)
      withExtendedLifetime(lock) {}
    }
  }

  // MARK: reprocess

  @Test func whatIsDoneAgainEndsEqual() async throws {
    try await Newsdesk.filled { desk in
      let before = try desk.contents()
      for stage in ["extract", "dedupe", "summarize"] {
        let later = try desk.tidings("reprocess", "--stage", stage, "--since", "2100-01-01")
        #expect(later.status == 0 && later.errors == "nothing to do again\n", "\(later)")
        let result = try desk.tidings("reprocess", "--stage", stage)
        #expect(result.status == 0, "\(stage): \(result)")
        #expect(result.errors.hasSuffix(" wait for the next run\n"), "\(stage): \(result)")
        #expect(try desk.tidings("run", "-q", "--only", "extract,dedupe,summarize").status == 0)
        #expect(try desk.contents() == before, "\(stage)")
      }
    }
  }

  @Test func whatWasSetAsideGetsAnotherChance() async throws {
    try await Newsdesk.filled { desk in
      try desk.write(
        "UPDATE articles SET step = 1, quarantined = 'It ended the process twice.' WHERE id = 1")
      let found = try desk.tidings("doctor")
      #expect(found.status == 2)
      #expect(found.output.contains("was set aside: It ended the process twice."))
      #expect(found.output.contains("reprocess --quarantined"))
      #expect(try desk.tidings("reprocess", "--quarantined").errors.hasPrefix("1 articles"))
      #expect(try desk.tidings("run", "-q", "--only", "extract,dedupe,summarize").status == 0)
      #expect(try desk.tidings("doctor").status == 0)
      #expect(try desk.tidings("reprocess", "--outdated").errors == "nothing to do again\n")
      for wrong in [["--stage", "fetch"], ["--stage", "dedupe", "--outdated"]] {
        #expect(try desk.tidings(["reprocess"] + wrong).status == 64)
      }
    }
  }
}

extension Int {
  fileprivate static func fetch(_ desk: Newsdesk, _ sql: String) throws -> Int {
    try desk.rows(sql)[0][0]
  }
}

extension DatabaseValue {
  fileprivate var isText: Bool { if case .string = storage { true } else { false } }
}

/// CSV as RFC 4180 says it is read.
enum CSV {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if isQuoted {
        if scalar != "\"" {
          field.append(scalar)
        } else if rest.first == "\"" {
          field.append(rest.removeFirst())
        } else {
          isQuoted = false
        }
        continue
      }
      switch scalar {
      case "\"": isQuoted = true
      case ",":
        row.append(String(field))
        field = .init()
      case "\r" where rest.first == "\n":
        rest.removeFirst()
        rows.append(row + [String(field)])
        row = []
        field = .init()
      default: field.append(scalar)
      }
    }
    return rows
  }
}
