import Foundation
import Testing

/// What users meet at the command line: exit status, streams, and messages that say what to do.
struct CommandTests {
  @Test func helpNamesEveryCommand() throws {
    let help = try CommandLine.tidings(["--help"])
    #expect(help.status == 0)
    for command in [
      "init", "demo", "run", "digest", "feeds", "search", "show", "explain", "stats", "watch",
      "dedupe", "reprocess", "export", "backup", "prune", "doctor", "schedule", "config", "stage",
    ] {
      #expect(help.output.contains("\n  \(command) "), "\(command)")
      let own = try CommandLine.tidings([command, "--help"])
      #expect(own.status == 0 && own.output.hasPrefix("OVERVIEW: "), "\(command)")
    }
  }

  @Test(arguments: [
    ["no-such-command"], ["run", "--only", "fetch,fry"], ["run", "--since", "yesterday"],
    ["search"], ["stage", "nothing"], ["search", "--limit", "0", "x"],
  ])
  func wrongUsageIs64(arguments: [String]) throws {
    let result = try CommandLine.tidings(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("Usage: tidings"))
  }

  /// A program that is linked without it works as well, only more slowly.
  @Test func memoryComesFromJemallocAsSetUp() throws {
    let result = try CommandLine.tidings(
      ["--version"], environment: ["MALLOC_CONF": "stats_print:true"])
    #expect(result.status == 0)
    #expect(result.errors.contains("jemalloc statistics"))
    for setting in ["opt.percpu_arena: \"percpu\"", "opt.dirty_decay_ms: 1000"] {
      #expect(result.errors.contains(setting), "\(setting)")
    }
  }

  @Test func withoutConfigurationItSaysHowToGetOne() throws {
    try withFolder { folder in
      let result = try CommandLine.tidings(["run"], in: folder)
      #expect(result.status == 78)
      #expect(result.output.isEmpty)
      #expect(result.errors.contains("tidings init"))
    }
  }

  @Test func initMakesAFolderThatWorksAndKeepsWhatIsThere() throws {
    try withFolder { folder in
      #expect(try CommandLine.tidings(["init", "desk"], in: folder).status == 0)
      let check = try CommandLine.tidings(["config", "check"], in: folder + "/desk")
      #expect(check.status == 0, "\(check.errors)")
      let run = try CommandLine.tidings(["run"], in: folder + "/desk")
      #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run)")
      let file = folder + "/desk/feeds/feeds.yml"
      try "feeds: []\n".write(toFile: file, atomically: true, encoding: .utf8)
      #expect(try CommandLine.tidings(["init", "desk"], in: folder).status == 0)
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "feeds: []\n")
    }
  }

  @Test func configurationErrorsNameTheLine() throws {
    try withFolder { folder in
      try "version: 1\nhttp:\n  concurency: 3\n"
        .write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      let result = try CommandLine.tidings(["run"], in: folder)
      #expect(result.status == 78)
      #expect(result.errors.contains("pipeline.yml:3:3"))
      #expect(result.errors.contains("http.concurency"))
      #expect(result.errors.contains("concurrency"))
    }
  }

  @Test func whatNothingStandsBehindIsRefusedInsteadOfIgnored() throws {
    try withFolder { folder in
      try "version: 1\nparse: {max_nodes: 5}\n"
        .write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      for command in [["run"], ["config", "check"]] {
        let result = try CommandLine.tidings(command, in: folder)
        #expect(result.status == 78)
        #expect(result.errors.contains("pipeline.yml:2:9") && result.errors.contains("max_nodes"))
      }
    }
  }

  @Test func withoutContactNobodyIsContacted() throws {
    try withFolder { folder in
      try "version: 1\n".write(
        toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      try FileManager.default.createDirectory(
        atPath: folder + "/feeds", withIntermediateDirectories: true)
      try "feeds: [{url: \"http://news.example/feed\"}]\n".write(
        toFile: folder + "/feeds/a.yml", atomically: true, encoding: .utf8)
      for command in [["run"], ["feeds", "check"], ["feeds", "test", "http://news.example/feed"]] {
        let result = try CommandLine.tidings(command, in: folder)
        #expect(result.status == 78, "\(command)")
        #expect(result.errors.contains("http.contact is empty"), "\(command)")
      }
    }
  }

  @Test func aDatabaseThatIsNoneIs65AndLeftAlone() throws {
    try withFolder { folder in
      #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
      let database = folder + "/tidings.db"
      let garbage = Data((0..<8192).map { UInt8($0 % 251) })
      try garbage.write(to: URL(fileURLWithPath: database))
      for command in [["run"], ["stats"], ["search", "word"]] {
        let result = try CommandLine.tidings(command, in: folder)
        #expect(result.status == 65, "\(command): \(result.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: database)) == garbage)
      }
    }
  }

  @Test func aBadQueryIsMarkedWhereItBreaks() throws {
    try withFolder { folder in
      #expect(try CommandLine.tidings(["init", "-q"], in: folder).status == 0)
      let result = try CommandLine.tidings(["search", "wheat AND ("], in: folder)
      #expect(result.status == 64)
      #expect(result.errors.contains("^"))
      let none = try CommandLine.tidings(["search", "-q", "wheat"], in: folder)
      #expect(none.status == 0 && none.output.isEmpty && none.errors.isEmpty)
    }
  }

  @Test func aStageGoesOnAfterARecordThatCannotBeDone() throws {
    let result = try CommandLine.tidings(
      ["stage", "url"],
      input: """
        {"id": 1, "input": "https://News.example/a?utm_source=x"}
        not json
        {"id": {"deep": [1]}, "input": "https://news.example/a"}

        """)
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[1].contains("\"line\":2") && lines[1].contains("\"id\":null"))
    #expect(lines[2].contains("\"deep\":[1]"))
  }

  @Test func aRecordWithAWrongFieldKeepsItsID() throws {
    let result = try CommandLine.tidings(
      ["stage", "sentences"],
      input: """
        {"id": "a", "text": 7}
        {"id": "b"}
        {"id": [2], "text": "Half a pair \\ud83d here. Whole \\uD83D\\uDE00 there."}

        """)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0].contains("\"id\":\"a\"") && lines[0].contains("bad_field"))
    #expect(lines[1].contains("\"id\":\"b\"") && lines[1].contains("no_text"))
    #expect(lines[2].contains("\"id\":[2]") && lines[2].contains("Half a pair \u{FFFD} here."))
    #expect(lines[2].contains("Whole 😀 there."))
  }
}
