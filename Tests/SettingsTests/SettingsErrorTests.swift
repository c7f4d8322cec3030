import NewsModel
import Testing

@testable import Settings

/// Messages, whole: what a maintainer reads on the terminal.
struct SettingsErrorTests {
  private func messages(
    _ files: [String: String], environment: [String: String] = [:], path: String? = nil
  ) throws -> String {
    let folder = try TemporaryFolder(files)
    do {
      _ = try SettingsFile.load(
        path: path ?? folder.path, environment: environment, workingDirectory: folder.path)
      return "loaded"
    } catch {
      return error.description.replacing(folder.path, with: "FOLDER")
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var expected: String
    var testDescription: String { text }

    init(_ text: String, _ expected: String) {
      self.text = text
      self.expected = expected
    }
  }

  @Test(arguments: [
    Row("htpp: {}", "pipeline.yml:1:1: htpp: unknown key; did you mean http?"),
    Row(
      "http:\n  per_host:\n    min_intervall: 5s",
      "pipeline.yml:3:5: http.per_host.min_intervall: unknown key; did you mean min_interval?"),
    Row(
      "http: {min_interval: 5s}",
      "pipeline.yml:1:8: http.min_interval: unknown key; did you mean http.per_host.min_interval?"),
    Row(
      "lock: {colour: red}",
      "pipeline.yml:1:8: lock.colour: unknown key; known here: on_busy, stale_warn_after"),
    Row(
      "http: {timeout: 30s}",
      "pipeline.yml:1:17: http.timeout: has to be a mapping (lines of \"key: value\" beneath it), not \"30s\""
    ),
    Row(
      "http: {timeout: {total: 30}}",
      "pipeline.yml:1:25: http.timeout.total: \"30\" has no unit; write a duration such as 30s"),
    Row(
      "http: {timeout: {total: soon}}",
      "pipeline.yml:1:25: http.timeout.total: \"soon\" is not a duration such as 90s, 15m, 24h, 7d, 2y"
    ),
    Row(
      "http: {timeout: {connect: 40s}}",
      "pipeline.yml:1:27: http.timeout.connect: is longer than http.timeout.total"),
    Row(
      "http: {max_body: {page: 5}}",
      "pipeline.yml:1:25: http.max_body.page: \"5\" has no unit; write a size such as 5MiB"),
    Row(
      "http: {concurrency: 010}",
      "pipeline.yml:1:21: http.concurrency: \"010\" begins with a zero, which YAML readers take for octal; write 10"
    ),
    Row(
      "http: {concurrency: 1_000}",
      "pipeline.yml:1:21: http.concurrency: \"1_000\" has to be written as 1000"),
    Row(
      "http: {concurrency: 0}",
      "pipeline.yml:1:21: http.concurrency: 0 has to lie between 1 and 1000"),
    Row(
      "http: {concurrency: [1]}",
      "pipeline.yml:1:21: http.concurrency: has to be a whole number from 1 to 1000, not a list"),
    Row(
      "http:\n  concurrency:\n  contact: a@example.org",
      "pipeline.yml:2:15: http.concurrency: has no value; write a whole number from 1 to 1000, or remove the line"
    ),
    Row(
      "http: {tls: {min: 1.1}}",
      "pipeline.yml:1:19: http.tls.min: \"1.1\" is not one of 1.2, 1.3; did you mean 1.2?"),
    Row(
      "http: {tls: {verify: maybe}}",
      "pipeline.yml:1:22: http.tls.verify: \"maybe\" is not true or false"),
    Row(
      "http: {contact: me}",
      "pipeline.yml:1:17: http.contact: \"me\" is not an URL or e-mail address, such as https://example.org/bot"
    ),
    Row(
      "http: {allow: {addresses: [localhost]}}",
      "pipeline.yml:1:28: http.allow.addresses[0]: \"localhost\" is not host:port, such as 127.0.0.1:8080 or [::1]:8080"
    ),
    Row(
      "http: {allow: {ports: 80}}",
      "pipeline.yml:1:23: http.allow.ports: has to be a list; write [80]"),
    Row(
      "include: feeds/*.yml",
      "pipeline.yml:1:10: include: has to be a list; write [feeds/*.yml]"),
    Row(
      "include: [nowhere.yml]",
      "pipeline.yml:1:11: include[0]: nowhere.yml does not exist in ."),
    Row(
      "include: [*.yml]",
      "pipeline.yml:1:11: include[0]: *.yml refers to an anchor that is not defined above; text that begins with * has to stand in quotes: '*.yml'"
    ),
    Row(
      "schedule: {jitter: 80%}",
      "pipeline.yml:1:20: schedule.jitter: 80% has to lie between 0% and 50%"),
    Row(
      "schedule: {min: 2d}", "pipeline.yml:1:17: schedule.min: is longer than schedule.max"),
    Row(
      "dedupe: {near: {threshold: 1.5}}",
      "pipeline.yml:1:28: dedupe.near.threshold: 1.5 has to lie between 0 and 1"),
    Row(
      "digests: [{at: 6:00}]",
      "pipeline.yml:1:16: digests[0].at: \"6:00\" is not a time of day from \"00:00\" to \"23:59\""),
    Row(
      "digests: [{timezone: Mars/Olympus}]",
      "pipeline.yml:1:22: digests[0].timezone: \"Mars/Olympus\" is not a time zone that this machine knows, such as UTC or Europe/Berlin (Debian's package tzdata has them)"
    ),
    Row(
      "digests: [{formats: [html, pfd]}]",
      "pipeline.yml:1:28: digests[0].formats[1]: \"pfd\" is not one of md, html, json, atom, text"),
    Row(
      "digests: [{name: a}, {name: a}]",
      "pipeline.yml:1:29: digests[1].name: \"a\" is the name of digests[0] at pipeline.yml:1:18 as well; names have to differ"
    ),
    Row(
      "digests: [{name: ../up}]",
      "pipeline.yml:1:18: digests[0].name: \"../up\" is not letters, digits, - and _, such as daily"
    ),
    Row(
      "digests: [{send: [{via: sendmail}]}]",
      "pipeline.yml:1:19: digests[0].send[0]: says neither email: [address] nor webhook: URL"),
    Row(
      "digests: [{send: [{email: [ü@b.example, a@b c], via: postfix}]}]",
      "pipeline.yml:1:28: digests[0].send[0].email[0]: \"ü@b.example\" is not an e-mail address, such as desk@example.org\npipeline.yml:1:41: digests[0].send[0].email[1]: \"a@b c\" is not an e-mail address, such as desk@example.org\npipeline.yml:1:54: digests[0].send[0].via: \"postfix\" is not sendmail, the absolute path of a command like it, or an URL such as smtp://mail.example.org:587\npipeline.yml:1:19: digests[0].send[0]: says neither email: [address] nor webhook: URL"
    ),
    Row(
      "digests: [{send: [{email: [a@b.example], via: \"smtp://u:hush@mail.example:no\"}]}]",
      "pipeline.yml:1:47: digests[0].send[0].via: \"smtp://u:***@mail.example:no\" is not sendmail, the absolute path of a command like it, or an URL such as smtp://mail.example.org:587"
    ),
    Row(
      "digests: [{send: [{email: [a@b.example], user: u}]}]",
      "pipeline.yml:1:48: digests[0].send[0].user: is for an SMTP server, but via is sendmail"),
    Row(
      "digests: [{send: [{email: [a@b.example], via: \"smtp://mail.example\", user: u, password: p, tls: none}]}]",
      "pipeline.yml:1:97: digests[0].send[0].tls: none would send the password in the clear to mail.example; only a server on this machine may have it so"
    ),
    Row(
      "digests: [{send: [{email: [a@b.example], via: \"smtps://mail.example\", tls: none}]}]",
      "pipeline.yml:1:76: digests[0].send[0].tls: none does not go with smtps://; write smtp://"),
    Row(
      "digests: [{send: [{email: [a@b.example], via: \"smtp://mail.example\", password: p}]}]",
      "pipeline.yml:1:80: digests[0].send[0].password: needs user: beside it"),
    Row(
      "digests: [{send: [{email: [a@b.example], from: \"Desk\"}]}]",
      "pipeline.yml:1:48: digests[0].send[0].from: \"Desk\" is not an e-mail address, such as desk@example.org or Desk <desk@example.org>"
    ),
    Row(
      "watch: [{any: ['(acme']}]",
      "pipeline.yml:1:16: watch[0].any[0]: \"(acme\" is not a query whose quotes and parentheses are closed\npipeline.yml:1:9: watch[0]: a watch list needs a name, such as name: acme\npipeline.yml:1:9: watch[0]: a watch list needs a query, such as any: ['\"Acme Corp\"']"
    ),
    Row(
      "http: {contact: \"${NOBODY}\"}",
      "pipeline.yml:1:17: http.contact: the environment variable NOBODY is not set; set it, or write ${NOBODY:-default}"
    ),
    Row(
      "http: {contact: \"${open\"}",
      "pipeline.yml:1:17: http.contact: ${ is not closed by }; write $${ for the characters themselves"
    ),
    Row(
      "log: {level: info}\nlog: {level: debug}\nlock: {on_busy: never}",
      "pipeline.yml:2:1: log: the key stands twice, first at pipeline.yml:1:1; keep one of them\npipeline.yml:3:17: lock.on_busy: \"never\" is not one of skip, wait, fail"
    ),
    Row(
      "http:\n\tcontact: x",
      "pipeline.yml:2:1: a tab stands where only spaces may; indent with spaces"),
    Row(
      "http: {contact: @me}",
      "pipeline.yml:1:17: text that begins with @ has to stand in quotes"),
    Row(
      "log: {level: info",
      "pipeline.yml:2:1: the mapping in { } is not closed before this place; it begins at line 1"),
    Row(
      "log: a: b",
      "pipeline.yml:1:7: a colon and a space inside a value, or a line indented too far; put the value in quotes, or align the line with its neighbours"
    ),
    Row(
      "- feeds",
      "pipeline.yml:1:1: the file has to be a mapping that begins with \"version: 1\", not a list"),
    Row(
      "version: 2", "pipeline.yml:1:10: version: 2 has to lie between 1 and 1"),
    Row("", "pipeline.yml: is empty; \"tidings init\" writes one with every key explained"),
    Row(
      "# nothing but a comment\n",
      "pipeline.yml: is empty; \"tidings init\" writes one with every key explained"),
    Row(
      "log: {file: \"a\u{1B}[31m\"}",
      "pipeline.yml:1:15: holds the control character U+1B; is it a text file?"),
    Row(
      "version: 1\n---\nversion: 1",
      "pipeline.yml:2:1: a second document begins here (---); only one is allowed in a file"),
    Row(
      "feeds: [{url: ftp://example.org/x}]",
      "pipeline.yml:1:15: feeds[0].url: \"ftp://example.org/x\" is not an absolute URL that begins with http:// or https://"
    ),
    Row(
      "feeds: [{name: a}]",
      "pipeline.yml:1:9: feeds[0]: a feed needs its address, such as url: https://example.org/feed.xml"
    ),
    Row(
      "feeds: [{url: 'https://example.org/', only: ['title:/(/']}]",
      "pipeline.yml:1:46: feeds[0].only[0]: \"title:/(/\" is not a regular expression (ICU's, as in most languages); check its brackets"
    ),
    Row(
      "feeds: [{url: 'https://example.org/', block: [advert]}]",
      "pipeline.yml:1:47: feeds[0].block[0]: \"advert\" is not field:/regex/flags, such as title:/advert/i"
    ),
    Row(
      "defaults: {url: 'https://example.org/'}",
      "pipeline.yml:1:12: defaults.url: belongs to a feed of its own, and cannot be a default"),
  ])
  func namesPlaceKeyAndRemedy(row: Row) throws {
    let text = try messages(["pipeline.yml": row.text])
    #expect(text == row.expected)
  }

  @Test func namesBothPlacesOfDuplicateFeeds() throws {
    let text = try messages([
      "pipeline.yml": "version: 1\n",
      "feeds/a.yml":
        "feeds:\n  - url: https://www.Example.org:443/news#top\n  - {name: two, url: 'https://example.org/2'}\n",
      "feeds/b.yml":
        "feeds:\n  - {name: other, url: 'https://www.example.org/news'}\n  - name: two\n    url: https://example.org/3\n",
    ])
    #expect(
      text == """
        feeds/b.yml:2:24: feeds[0].url: the same feed is configured at feeds/a.yml:2:10 already; remove one of them
        feeds/b.yml:3:11: feeds[1].name: the feed at feeds/a.yml:3:12 is called "two" too; give one of them another name:
        """)
  }

  @Test func tellsEverythingAtOnce() throws {
    let text = try messages(
      [
        "pipeline.yml": "htpp: {}\nlog: {level: loud}\n", "feeds/a.yml": "feed: []\n",
        "feeds/b.yml": "feeds: [{url: x}]\n",
      ], environment: ["TIDINGS_HTTP__CONCURENCY": "5", "TIDINGS_INCLUDE__": "x"])
    #expect(
      text == """
        pipeline.yml:1:1: htpp: unknown key; did you mean http?
        pipeline.yml:2:14: log.level: "loud" is not one of error, warn, info, debug, trace
        TIDINGS_HTTP__CONCURENCY: http.concurency: no such key to override; did you mean TIDINGS_HTTP__CONCURRENCY?
        TIDINGS_INCLUDE__: include.: no such key to override
        feeds/a.yml:1:1: feed: unknown key; did you mean feeds?
        feeds/b.yml:1:15: feeds[0].url: "x" is not an absolute URL that begins with http:// or https://
        """)
  }

  @Test func stopsCountingAtAHundred() throws {
    let keys = (0..<150).map { "key\($0): 1" }.joined(separator: "\n")
    let text = try messages(["pipeline.yml": keys])
    #expect(text.split(separator: "\n").count == 101)
    #expect(text.hasSuffix("\n… and 50 more"))
  }

  @Test(arguments: [
    ("nowhere.yml", "nowhere.yml: does not exist; make one with \"tidings init\""),
    ("/dev/null", "/dev/null: is not an ordinary file"),
    ("feeds", "feeds/pipeline.yml: does not exist; make one with \"tidings init\""),
  ])
  func namesFilesThatCannotBeRead(path: String, expected: String) throws {
    #expect(try messages(["feeds/x.txt": ""], path: path) == expected)
  }

  @Test func namesThePlacesSearched() throws {
    let folder = try TemporaryFolder()
    do {
      _ = try SettingsFile.load(
        path: nil, environment: ["HOME": "/nonexistent"], workingDirectory: folder.path)
      Issue.record("loaded")
    } catch {
      #expect(
        error.description
          == "no configuration: neither \(folder.path)/pipeline.yml nor /nonexistent/.config/tidings/pipeline.yml exists; make one with \"tidings init\", or name one with --config"
      )
    }
  }

  /// Bytes that are no text, and texts made to exhaust a reader.
  @Test(arguments: [
    (
      "http: {}\nlog: ", UInt8(0xFF), 1,
      "pipeline.yml:2:6: is not UTF-8 text: the first wrong byte is here; save it as UTF-8"
    ),
    (
      "", 0xFE, 2,
      "pipeline.yml:1:1: is not UTF-8 text: the first wrong byte is here; save it as UTF-8"
    ),
    ("", 0, 64, "pipeline.yml:1:1: holds the control character U+0; is it a text file?"),
    ("", 0x23, 8 << 20 + 1, "pipeline.yml: is larger than 8MiB; split it"),
    ("", 0x5B, 200_000, "pipeline.yml:1:1: values are nested too deeply"),
  ])
  func refusesWhatIsNoConfiguration(start: String, byte: UInt8, count: Int, expected: String) throws
  {
    let folder = try TemporaryFolder()
    try folder.write(Array(start.utf8) + [UInt8](repeating: byte, count: count), to: "pipeline.yml")
    let error = try #require(throws: SettingsError.self) {
      try SettingsFile.load(
        path: folder.path, environment: [:], workingDirectory: folder.path)
    }
    #expect(error.description == expected)
  }

  @Test func refusesUTF16() throws {
    let folder = try TemporaryFolder()
    try folder.write([0xFF, 0xFE, 0x68, 0x00], to: "pipeline.yml")
    let error = try #require(throws: SettingsError.self) {
      try SettingsFile.load(
        path: folder.path, environment: [:], workingDirectory: folder.path)
    }
    #expect(error.description == "pipeline.yml: is UTF-16; save it as UTF-8")
  }

  /// A billion laughs, as values and as keys: refused at once, in little memory.
  @Test(arguments: ["[*a, *a]", "{*a : 1, k: *a}"])
  func refusesAliasBombs(shape: String) throws {
    var text = "x0: &a0 [1,1,1,1,1,1,1,1]\n"
    for level in 1...40 {
      text += "x\(level): &a\(level) \(shape.replacing("*a", with: "*a\(level - 1)"))\n"
    }
    let clock = ContinuousClock()
    var result = ""
    let time = try clock.measure { result = try messages(["pipeline.yml": text]) }
    #expect(result.contains("unfold to more than 2000000 values") || result.contains("plain text"))
    #expect(time < .seconds(5))
  }
}
