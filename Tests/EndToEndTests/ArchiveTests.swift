import Foundation
import GRDB
import Testing

/// Articles from web archives: `warc extract`, `stage --jobs`, `import`, and a run that matches them.
struct ArchiveTests {
  private static let texts: [(url: String, language: String, title: String, lines: [String])] = [
    (
      "http://courier.example/bridge", "en", "Old bridge over the Alder reopens after two years",
      [
        "The stone bridge over the Alder opened again on Tuesday after 26 months of repairs, and the first to cross it were 41 children on their way to school.",
        "Engineers replaced 11 of its 30 arches and found a mason's mark from 1611 under the third, which will stay where it is, said Marta Kovalenko, who led the works.",
        "The repairs cost 9.4 million pounds, of which the county of Northgate paid a third. Lorries have to take the ring road as before.",
      ]
    ),
    (
      "http://bote.example/bruecke", "de",
      "Alte Brücke über die Alder nach zwei Jahren wieder offen",
      [
        "Die steinerne Brücke über die Alder ist seit Dienstag nach 26 Monaten Bauzeit wieder offen, und als Erste gingen 41 Kinder auf dem Weg zur Schule hinüber.",
        "Die Ingenieure erneuerten 11 der 30 Bögen und fanden unter dem dritten das Zeichen eines Steinmetzen von 1611, das bleiben soll, sagte Marta Kovalenko, die die Arbeiten leitete.",
        "Die Arbeiten kosteten 9,4 Millionen Pfund, ein Drittel davon zahlte die Grafschaft Northgate. Lastwagen müssen weiter über die Umgehungsstraße fahren.",
      ]
    ),
    (
      "http://bao.example/qiao", "zh", "滨江图书馆开放夜间阅览室",
      [
        "滨江市图书馆星期三宣布，从下个月起每天开放夜间阅览室，读者可以一直读到凌晨两点，座位一共一百二十个。",
        "馆长林晓梅说，过去三年里有四千多名读者写信要求延长时间，其中大多数是在附近医院上夜班的护士和司机。",
        "夜间阅览室不收费，但是需要在网上预约。图书馆还准备了热茶和毯子，市政府为此拨款八十万元。",
      ]
    ),
  ]

  private static func page(_ number: Int) -> String {
    let text = texts[number]
    return """
      <html lang="\(text.language)"><head><title>\(text.title)</title></head><body><article><h1>\(text.title)</h1>
      \(text.lines.map { "<p>\($0)</p>" }.joined(separator: "\n"))</article></body></html>
      """
  }

  private static func record(_ number: Int) -> String {
    let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number)
    return """
      WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:\(number)>\r
      WARC-Target-URI: \(texts[number].url)\r\nWARC-Date: 2026-11-21T0\(number):00:00Z\r
      Content-Type: application/http; msgtype=response\r\nContent-Length: \(http.utf8.count)\r\n\r
      \(http)\r\n\r\n
      """
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  private static func objects(_ text: String) throws -> [[String: Any]] {
    try lines(text).map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func archivesBecomeStories() throws {
    try withFolder { folder in
      try "version: 1\ninclude: []\nstore: {path: tidings.db}\n"
        .write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      let archive = Self.record(0) + "no record\r\n" + Self.record(1) + Self.record(2)
      try archive.write(toFile: folder + "/a.warc", atomically: true, encoding: .utf8)
      let extracted = try CommandLine.tidings(["warc", "extract", "a.warc"], in: folder)
      #expect(extracted.status == 0)
      #expect(
        extracted.errors.hasPrefix("tidings: a.warc: at byte ")
          && Self.lines(extracted.errors).count == 1)
      let found = try Self.objects(extracted.output)
      #expect(found.map { $0["url"] as? String } == Self.texts.map(\.url))
      #expect(
        found.map { $0["text"] as? String } == Self.texts.map { $0.lines.joined(separator: "\n") })
      #expect(found.map { $0["id"] as? String } == ["urn:uuid:0", "urn:uuid:1", "urn:uuid:2"])
      #expect(found[1]["date"] as? String == "2026-11-21T01:00:00Z")

      // Bad lines cost themselves; a second time nothing changes; what is loaded is matched.
      let bad =
        "{\"url\": 7}\nnot json\n{\"text\": \"x\"}\n\n{\"url\": \"http://a.example/\", \"status\": \"consent\"}\n"
      try (bad + extracted.output).write(
        toFile: folder + "/a.jsonl", atomically: true, encoding: .utf8)
      let loaded = try CommandLine.tidings(
        ["import", "a.jsonl", "--source", "press.example"], in: folder)
      #expect(loaded.status == 0)
      #expect(
        Self.lines(loaded.errors) == [
          "tidings: a.jsonl:1: The field `url` should be String.",
          "tidings: a.jsonl:2: This line is not a JSON object.",
          "tidings: a.jsonl:3: The field `url` is missing, or no http address.",
          "3 articles loaded, 0 known already, 1 without text, 3 lines unusable",
        ])
      let again = try CommandLine.tidings(["import", "a.jsonl", "--json"], in: folder)
      let counts = try #require(
        JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Int])
      #expect(counts == ["read": 7, "new": 0, "known": 3, "textless": 1, "unusable": 3])
      let run = try CommandLine.tidings(["run", "--only", "dedupe,summarize", "-q"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let rows = try DatabaseQueue(path: folder + "/tidings.db").read {
        try Row.fetchAll(
          $0,
          sql: """
            SELECT link, source, language, first_seen, body_status, duplicate_kind, body,
              (SELECT count(*) FROM v1_summary_sentences s WHERE s.story_uid = a.story_uid) AS summary
            FROM v1_articles a ORDER BY first_seen
            """)
      }
      #expect(rows.map { $0["link"] } == Self.texts.map(\.url))
      #expect(rows.map { $0["body"] } == Self.texts.map { $0.lines.joined(separator: "\n") })
      #expect(rows.map { ($0["language"] as String).prefix(2) } == ["en", "de", "zh"])
      #expect(rows.map { $0["duplicate_kind"] } == ["original", "translation", "original"])
      #expect(rows.map { $0["first_seen"] } == (0..<3).map { "2026-11-21T0\($0):00:00Z" })
      #expect(rows.allSatisfy { $0["source"] == "press.example" && ($0["summary"] as Int) > 0 })
    }
  }

  @Test func importsThatCannotBeAreRefused() throws {
    try withFolder { folder in
      try "version: 1\ninclude: []\nstore: {path: tidings.db}\n"
        .write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
      try "nonsense\n".write(toFile: folder + "/a", atomically: true, encoding: .utf8)
      let tries: [([String], Int32)] = [
        (["import", "a"], 65), (["import", "missing.jsonl"], 66),
        (["import", "a", "--feed", "x"], 66),
        (["import"], 64), (["warc", "extract", "a"], 65),
        (["warc", "extract", "missing.warc"], 66),
        (["warc", "extract"], 64), (["warc", "extract", "a", "--jobs", "0"], 64),
        (["stage", "url", "--jobs", "0"], 64),
      ]
      for (arguments, status) in tries {
        #expect(try CommandLine.tidings(arguments, in: folder).status == status, "\(arguments)")
      }
    }
  }

  /// Whatever the number of jobs, and wherever the names or the bytes come from, the lines are the same.
  @Test func jobsKeepTheOrder() throws {
    try withFolder { folder in
      let archive = (0..<90).map { Self.record($0 % 3) }.joined()
      try archive.write(toFile: folder + "/a.warc", atomically: true, encoding: .utf8)
      try Self.record(1).write(toFile: folder + "/b.warc", atomically: true, encoding: .utf8)
      let one = try CommandLine.tidings(["warc", "extract", "a.warc", "b.warc"], in: folder)
      #expect(Self.lines(one.output).count == 91)
      let four = try CommandLine.tidings(
        ["warc", "extract", "--jobs", "4", "--files-from", "-"], in: folder,
        input: "a.warc\n\nb.warc\n")
      #expect(four.output == one.output)
      let piped = try CommandLine.tidings(["warc", "extract", "-"], in: folder, input: archive)
      #expect(Self.lines(piped.output) == Array(Self.lines(one.output).dropLast()))
      let summaries = try [1, 4].map {
        try CommandLine.tidings(
          ["stage", "summarize", "--jobs", "\($0)"], in: folder, input: one.output + "oops\n")
      }
      #expect(summaries[0].output == summaries[1].output)
      #expect(Self.lines(summaries[0].output).count == 92)
      #expect(
        try Self.objects(summaries[0].output).dropLast().allSatisfy { $0["sentences"] != nil })
    }
  }

  @Test func pagesComeInlineToo() throws {
    let record: [String: Any] = [
      "id": 1, "html": Self.page(2), "url": Self.texts[2].url, "date": "2026-11-21T02:00:00Z",
    ]
    let line = String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
    let result = try CommandLine.tidings(["stage", "extract"], input: line + "\n{\"id\": 2}\n")
    let found = try Self.objects(result.output)
    #expect(found[0]["text"] as? String == Self.texts[2].lines.joined(separator: "\n"))
    #expect(found[0]["url"] as? String == Self.texts[2].url)
    #expect((found[1]["error"] as? [String: Any])?["code"] as? String == "bad_field")
  }
}
