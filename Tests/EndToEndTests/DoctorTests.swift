import Foundation
import TestSupport
import Testing

/// What `doctor` finds, and what `schedule` prints.
struct DoctorTests {
  @Test func whereAllIsWellItSaysSo() async throws {
    try await Newsdesk.filled { desk in
      let result = try desk.tidings("doctor")
      #expect(result.status == 0 && result.output == "all is well\n", "\(result)")
      #expect(try desk.tidings("doctor", "-q").output.isEmpty)
      #expect(try desk.tidings("doctor", "--json").output.contains("\"findings\" : [\n\n  ]"))
    }
  }

  /// A row for each thing that time and accidents bring about.
  @Test(arguments: [
    (
      "UPDATE feeds SET status = 'failing', last_error = 'It times out.' WHERE id = 1",
      "is failing: It times out.", "tidings feeds test"
    ),
    ("UPDATE feeds SET status = 'retired' WHERE id = 1", "is given up", "new URL"),
    (
      "UPDATE feeds SET last_new = '2020-01-01T00:00:00Z' WHERE id = 1",
      "is silent, nothing new since 2020-01-01T00:00:00Z", "tidings feeds test"
    ),
    (
      "UPDATE feeds SET status = 'failing', last_error = 'x' || char(27) || '[31m' WHERE id = 1",
      "x\u{FFFD}[31m", "tidings feeds test"
    ),
    (
      "UPDATE articles SET step = 1, first_seen = '2020-01-01T00:00:00Z' WHERE id = 1",
      "1 have waited for more than a day", "extract.max_per_run"
    ),
    ("UPDATE articles SET story_id = NULL WHERE id = 1", "without a story", "report"),
    ("UPDATE runs SET started = '2020-01-01T00:00:00Z'", "the last run began at 2020", "cron"),
    (
      "UPDATE runs SET status = 'running', started = '2020-01-01T00:00:00Z'",
      "has not ended", "if it hangs"
    ),
    (
      "UPDATE articles SET first_seen = '2099-01-01T00:00:00Z' WHERE id = 1",
      "first seen at 2099-01-01T00:00:00Z", "NTP"
    ),
  ])
  func eachFindingSaysWhatToDo(sql: String, message: String, remedy: String) async throws {
    try await Newsdesk.filled { desk in
      try desk.write(sql)
      let result = try desk.tidings("doctor")
      #expect(result.status == 2)
      #expect(result.output.contains(message), "\(result.output)")
      #expect(result.output.contains(remedy), "\(result.output)")
      #expect(!result.output.contains("\u{1B}"))
    }
  }

  @Test func aNewFolderIsToldItsNextSteps() throws {
    try withFolder { folder in
      #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
      let result = try CommandLine.tidings(["doctor"], in: folder)
      #expect(result.status == 2)
      #expect(result.output.contains("no feeds are configured"))
      #expect(result.output.contains("nothing has run yet"))
      try FileManager.default.removeItem(atPath: folder + "/tidings.db")
      let missing = try CommandLine.tidings(["doctor"], in: folder)
      #expect(missing.status == 2 && missing.output.contains("no database"), "\(missing)")
      try "version: 2\n".write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      #expect(try CommandLine.tidings(["doctor"], in: folder).status == 78)
    }
  }

  @Test func damageIsNamedAndLeftAlone() async throws {
    try await Newsdesk.filled { desk in
      try desk.damageDatabase()
      let before = try Data(contentsOf: URL(fileURLWithPath: desk.database))
      let result = try desk.tidings("doctor")
      #expect(result.status == 2)
      #expect(result.output.contains("database: "))
      #expect(result.output.contains("tidings backup"), "\(result.output)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: desk.database)) == before)
    }
  }

  /// Each a way in which a mail server would not take tomorrow's digest; asked with --online alone.
  @Test(arguments: [
    (
      MailServerDouble.Fault.answer("AUTH", "535 5.7.8 bad password"), "user and password",
      ".user and password"
    ),
    (.answer("CONNECT", "554 go away"), "refuses: 554 go away", "ask whoever keeps"),
    (.garbage("CONNECT"), "127.0.0.1", "smtp:// is for port 587"),
    (.close("CONNECT"), "127.0.0.1", "may be reached from here"),
  ])
  func aMailServerThatWouldNotTakeADigest(
    fault: MailServerDouble.Fault, message: String, remedy: String
  ) throws {
    let server = try MailServerDouble(faults: [fault])
    try withFolder { folder in
      try """
      version: 1
      http: {contact: a@b.example}
      digests:
        - {name: d, send: [{email: [a@b.example], via: "smtp://u:p@127.0.0.1:\(server.port)", tls: none}]}

      """.write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      let offline = try CommandLine.tidings(["doctor"], in: folder)
      #expect(!offline.output.contains("digests: "), "\(offline)")
      let online = try CommandLine.tidings(["doctor", "--online"], in: folder)
      let found = online.output.components(separatedBy: "digests: ").dropFirst()
      #expect(online.status == 2 && found.count == 1, "\(online)")
      #expect(found.first?.contains(message) == true, "\(online.output)")
      #expect(found.first?.contains(remedy) == true, "\(online.output)")
      // It would be well now.
      let well = try CommandLine.tidings(["doctor", "--online"], in: folder)
      #expect(!well.output.contains("digests: "), "\(well)")
      #expect(server.messages.isEmpty)
    }
  }

  // MARK: schedule

  @Test func cronLinesAreQuotedForCronAndShell() throws {
    try withFolder { base in
      let folder = base + "/it's 100% fine"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
      let result = try CommandLine.tidings(["schedule", "cron"], in: folder)
      #expect(result.status == 0)
      let lines = result.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
      try #require(lines.count == 2)
      #expect(lines[0].wholeMatch(of: /[0-9]-59\/10 \* \* \* \* .*/) != nil, "\(lines)")
      #expect(lines.allSatisfy { $0.hasSuffix(#"/it'\''s 100\% fine/pipeline.yml'"#) }, "\(lines)")
      // As cron would have it run.
      let words = lines[1].split(separator: " ", maxSplits: 5)[5].replacing(#"\%"#, with: "%")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", String(words)]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      for (every, fields) in [
        ("1m", #"\* \* \* \* \*"#), ("1h", #"[0-9]+ \* \* \* \*"#),
        ("6h", #"[0-9]+ \*/6 \* \* \*"#),
      ] {
        let output = try CommandLine.tidings(["schedule", "cron", "--every", every], in: folder)
          .output
        #expect(output.contains(try Regex("\n" + fields + " /")), "\(every): \(output)")
      }
      for wrong in ["7m", "90m", "30s", "2d", "often"] {
        #expect(
          try CommandLine.tidings(["schedule", "cron", "--every", wrong], in: folder).status == 64)
      }
    }
  }

  // MARK: What reads it

  /// Debian's cron has a dry run: what is printed is what its own parser takes.
  @Test(
    .enabled(if: Program.exists("crontab"), "cron is not installed"),
    arguments: ["1m", "5m", "10m", "1h", "6h", "24h"])
  func cronItselfTakesTheLines(every: String) throws {
    try withFolder { base in
      let folder = base + "/it's 100% fine"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
      let lines = try CommandLine.tidings(["schedule", "cron", "--every", every], in: folder)
      try lines.output.write(toFile: base + "/crontab", atomically: true, encoding: .utf8)
      #expect(try Program.run("crontab", ["-n", base + "/crontab"]) == 0, "\(lines.output)")
      try "61 * * * * x\n".write(toFile: base + "/wrong", atomically: true, encoding: .utf8)
      try #require(Program.run("crontab", ["-n", base + "/wrong"]) != 0)
    }
  }

  @Test(
    .enabled(if: Program.exists("systemd-analyze"), "systemd is not installed"),
    arguments: ["", "digests: [{name: d, send: [{email: [a@example.org]}]}]\n"])
  func systemdItselfTakesTheUnits(more: String) throws {
    try withFolder { base in
      let folder = base + "/it's 100% $fine"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try ("version: 1\n" + more).write(
        toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      let result = try CommandLine.tidings(["schedule", "systemd"], in: folder)
      #expect(result.status == 0, "\(result)")
      var files: [String] = []
      for part in result.output.components(separatedBy: "# /etc/systemd/system/").dropFirst() {
        let name = try #require(part.split(separator: "\n").first)
        files.append(base + "/" + name)
        try ("# " + part).write(toFile: files.last ?? "", atomically: true, encoding: .utf8)
      }
      #expect(files.count == 4)
      #expect(try Program.run("systemd-analyze", ["verify"] + files) == 0)
      try "[Service]\nExecStart=relative\n".write(
        toFile: base + "/wrong.service", atomically: true, encoding: .utf8)
      try #require(Program.run("systemd-analyze", ["verify", base + "/wrong.service"]) != 0)
    }
  }

  @Test func unitsMayWriteOnlyWhereTheConfigurationSays() throws {
    try withFolder { folder in
      try """
      version: 1
      store: {path: data/tidings.db}
      log: {file: "log 1/tidings.log"}
      digests: [{name: daily, out: data/digests}]

      """.write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      let result = try CommandLine.tidings(
        ["schedule", "systemd", "--every", "15m"], in: folder)
      #expect(result.status == 0, "\(result)")
      for line in [
        "# /etc/systemd/system/tidings.service", "# /etc/systemd/system/tidings.timer",
        "# /etc/systemd/system/tidings-prune.timer", "OnUnitActiveSec=900s", "Type=oneshot",
        "ReadWritePaths=\(folder)/data \"\(folder)/log 1\"", "ProtectSystem=strict",
        "NoNewPrivileges=yes", "SuccessExitStatus=2",
      ] {
        #expect(result.output.split(separator: "\n").contains(line[...]), "\(line)")
      }
      try "version: 1\ndigests: [{name: d, send: [{email: [a@example.org]}]}]\n".write(
        toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      let mailing = try CommandLine.tidings(["schedule", "systemd", "--json"], in: folder).output
      #expect(!mailing.contains("NoNewPrivileges") && mailing.contains("-/var/spool"))
      #expect(
        try CommandLine.tidings(["schedule", "systemd", "--every", "0s"], in: folder).status == 64)
      #expect(try CommandLine.tidings(["schedule", "cron"], in: "/").status == 78)
    }
  }
}
