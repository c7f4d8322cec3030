import NewsModel
import Testing

@testable import Settings

struct SettingsFileTests {
  private func load(
    _ files: [String: String], environment: [String: String] = [:]
  ) throws -> (LoadedSettings, TemporaryFolder) {
    let folder = try TemporaryFolder(files)
    let loaded = try SettingsFile.load(
      path: folder.path, environment: environment, workingDirectory: folder.path)
    return (loaded, folder)
  }

  @Test func readsFeedsWithTheirFilesDefaults() throws {
    let (loaded, folder) = try load(
      [
        "pipeline.yml": "version: 1\nextract: {mode: feed}\n",
        "feeds/z.yml": """
        defaults:
          tags: [germany]
          language: de
          headers: {Accept-Language: de}
          select: {drop: [//aside]}
        feeds:
          - url: https://www.tagblatt.example/rss.xml
          - name: wochenblatt
            url: https://feeds.wochenblatt.example/index
            source: wochenblatt.example
            kind: sitemap
            every: 2h
            content: article
            headers: {Cookie: "${COOKIE}"}
            auth: {basic: "${USER}:${PASS:-geheim}"}
            proxy: none
            user_agent: null
            select: {body: "//article"}
            only: ['title:/Lok\\/al/', 'link:/x/i']
            block: ['category:/Gewinn(spiel)?/i']
            active: no
            tags: []
        """,
        "feeds/a.yml": "feeds: [{url: 'https://nyhet.example/', language: no}]",
        "feeds/.hidden.yml": "nonsense",
      ], environment: ["COOKIE": "id=1: {x", "USER": "me"])
    #expect(
      loaded.feeds == [
        Feed(
          name: "nyhet.example", url: "https://nyhet.example/", source: "nyhet.example",
          language: "no", content: .feed),
        Feed(
          name: "wochenblatt", url: "https://feeds.wochenblatt.example/index",
          source: "wochenblatt.example", language: "de", tags: [], kind: .sitemap,
          every: .fixed(seconds: 7200), content: .article,
          request: RequestOptions(
            headers: ["Cookie": "id=1: {x"], basicAuth: "me:geheim", proxy: "none"),
          select: SelectorRules(body: "//article", drop: ["//aside"]),
          only: [
            ItemFilter(field: .title, pattern: "Lok/al", ignoresCase: false),
            ItemFilter(field: .link, pattern: "x", ignoresCase: true),
          ],
          block: [ItemFilter(field: .category, pattern: "Gewinn(spiel)?", ignoresCase: true)],
          active: false),
        Feed(
          name: "www.tagblatt.example", url: "https://www.tagblatt.example/rss.xml",
          source: "tagblatt.example", language: "de", tags: ["germany"], content: .feed,
          request: RequestOptions(headers: ["Accept-Language": "de"]),
          select: SelectorRules(drop: ["//aside"])),
      ])
    #expect(
      loaded.files == ["pipeline.yml", "feeds/a.yml", "feeds/z.yml"].map { folder.path + "/" + $0 })
    #expect(
      loaded.origins["wochenblatt"] == SourceLocation(file: "feeds/z.yml", line: 9, column: 10))
  }

  @Test func environmentOverridesSingleValues() throws {
    let (loaded, _) = try load(
      ["pipeline.yml": "http: {concurrency: 8}\n"],
      environment: [
        "TIDINGS_HTTP__PER_HOST__MIN_INTERVAL": "0s", "TIDINGS_HTTP__CONCURRENCY": "16",
        "TIDINGS_RETENTION__BODY": "forever", "TIDINGS_CONFIG": "elsewhere", "TIDINGS_TOKEN": "x",
      ])
    var settings = PipelineSettings()
    settings.http.perHost.minInterval = 0
    settings.http.concurrency = 16
    settings.retention.body = nil
    #expect(loaded.settings == settings)
  }

  @Test func unfoldsAliasesAndMerges() throws {
    let (loaded, _) = try load([
      "pipeline.yml": """
      feeds:
        - &base {url: 'https://a.example/', tags: &tags [x, y], every: 1h}
        - {<<: *base, url: 'https://b.example/*?a=1&b=2'}
        - {url: 'https://c.example/', tags: *tags}
      """
    ])
    #expect(
      loaded.feeds.map(\.url) == [
        "https://a.example/", "https://b.example/*?a=1&b=2", "https://c.example/",
      ])
    #expect(loaded.feeds.map(\.tags) == [["x", "y"], ["x", "y"], ["x", "y"]])
    #expect(loaded.feeds.map(\.every) == [.fixed(seconds: 3600), .fixed(seconds: 3600), .adaptive])
  }

  @Test func takesWordsAsTheyAreWritten() throws {
    let (loaded, _) = try load([
      "pipeline.yml": """
      digests:
        - {name: no, at: 06:30, timezone: UTC, group_by: []}
      language: {keep: [no, nb, zh-Hant]}
      http: {tls: {min: 1.3, verify: off}, contact: "${C:-mailto:a@b.example}"}
      log:
      watch:
      summary: {words: 60}
      """
    ])
    var settings = PipelineSettings()
    settings.digests[0].name = "no"
    settings.digests[0].at = TimeOfDay(hour: 6, minute: 30)
    settings.digests[0].groupBy = []
    settings.language.keep = ["no", "nb", "zh-Hant"]
    settings.http.tls = .init()
    settings.http.tls.min = .v13
    settings.http.tls.verify = false
    settings.http.contact = "mailto:a@b.example"
    settings.summary.words = 60
    #expect(loaded.settings == settings)
  }

  @Test func masksSecrets() throws {
    let (loaded, _) = try load(
      [
        "pipeline.yml": """
        http: {contact: "${CONTACT}", proxy: "http://me:hush@proxy.example:3128"}
        digests:
          - {send: [{webhook: "https://hooks.example/T0/hush"}, {email: [a@b.example], via: "smtp://u:${file:pass}@mail.example:587"}]}
        feeds:
          - {url: "https://a.example/?token=${TOKEN}", headers: {Cookie: hush}, auth: {basic: "u:${TOKEN}"}}
          - {url: "https://u:hush@b.example/"}
        """, "pass": "hush\n",
      ], environment: ["CONTACT": "https://hush.example", "TOKEN": "hush"])
    #expect(loaded.settings.digests[0].send[1].via == "smtp://u:hush@mail.example:587")
    #expect(loaded.settings.http.contact == "https://hush.example")
    #expect(loaded.feeds[0].url == "https://a.example/?token=hush")
    #expect(!loaded.rendered.contains("hush"))
    #expect(loaded.rendered.contains("contact: \"${CONTACT}\""))
    #expect(loaded.rendered.contains("webhook: \"***\""))
    #expect(loaded.rendered.contains("basic: \"u:${TOKEN}\""))
    let feeds = loaded.rendered.split(separator: "feeds:\n").last
    #expect(
      feeds == """
          - url: "https://a.example/?token=${TOKEN}"
            name: a.example
            source: a.example
            headers:
              Cookie: "***"
            auth:
              basic: "u:${TOKEN}"
          - url: https://u:***@b.example/
            name: b.example
            source: b.example

        """)
  }

  /// What `config show` prints of a configuration without secrets loads as the same one.
  @Test func renderingLoadsAgain() throws {
    let files = [
      "pipeline.yml": """
      http: {contact: "a@b.example", connect_to: {"news.example:80": "127.0.0.1:8080"}, timeout: {total: 90s}}
      schedule: {default: 30m, jitter: 12.5%}
      watch: [{name: "no", any: ['"a: b" # c', 'x'], spike: {factor: 2.5}}]
      digests: [{name: w, at: "23:59", window: 7d, send: [{email: [a@b.example]}]}, {name: d}]
      retention: {page: forever, max_db: 2GiB}
      feeds:
        - {url: "https://a.example/", name: "- odd: name", only: ['title:/a"b/']}
      """
    ]
    let (first, _) = try load(files)
    let (second, _) = try load(["pipeline.yml": first.rendered])
    #expect(second.settings == first.settings)
    #expect(second.feeds == first.feeds)
    #expect(second.rendered == first.rendered)
  }

  @Test func warnsOfPatternsWithoutFiles() throws {
    let (loaded, _) = try load(["pipeline.yml": "include: ['feed/*.yml']"])
    #expect(
      loaded.warnings.map(\.description) == [
        "pipeline.yml:1:11: include[0]: no file matches feed/*.yml in ."
      ])
    #expect(loaded.feeds == [])
  }

  @Test func searchesInOrder() throws {
    let folder = try TemporaryFolder([
      "work/pipeline.yml": "", "xdg/tidings/pipeline.yml": "", "other.yml": "",
      "odd [x]*/pipeline.yml": "version: 1",
      "odd [x]*/feeds/a.yml": "feeds: [{url: 'https://a.example/'}]",
    ])
    let environment = ["XDG_CONFIG_HOME": folder.path + "/xdg"]
    func found(_ path: String?, _ environment: [String: String], _ directory: String) throws
      -> String
    {
      try SettingsFile.locate(
        path, environment: environment, workingDirectory: folder.path + directory
      )
      .replacing(folder.path, with: "")
    }
    #expect(try found("../other.yml", environment, "/work") == "/other.yml")
    #expect(
      try found(nil, environment.merging(["TIDINGS_CONFIG": "../other.yml"]) { $1 }, "/work")
        == "/other.yml")
    #expect(try found(nil, environment, "/work") == "/work/pipeline.yml")
    #expect(try found(nil, environment, "") == "/xdg/tidings/pipeline.yml")
    let odd = try SettingsFile.load(
      path: folder.path + "/odd [x]*", environment: [:], workingDirectory: "/")
    #expect(odd.feeds.map(\.name) == ["a.example"])
  }

  @Test(
    arguments: [
      ("90s", 90), ("15m", 900), ("24h", 86_400), ("7d", 604_800), ("2y", 63_072_000),
      ("2w", 1_209_600),
      ("1h30m", 5400), ("0.5s", 0.5), ("0", 0), ("30m1h", nil), ("5", nil), ("-5s", nil),
      ("s", nil),
      ("", nil), ("1e3s", nil), ("٥s", nil), ("99999999999999y", nil), ("5 m", nil),
    ] as [(String, Double?)])
  func readsDurations(text: String, seconds: Double?) {
    #expect(Quantity.duration(text) == seconds)
    if let seconds { #expect(Quantity.duration(Quantity.duration(seconds)) == seconds) }
  }

  @Test(
    arguments: [
      ("512KiB", 524_288), ("5MiB", 5 << 20), ("1.5GiB", 1_610_612_736), ("10MB", 10_000_000),
      ("0", 0),
      ("100B", 100), ("5", nil), ("MiB", nil), ("-1KiB", nil), ("99999999999TiB", nil),
      ("5 MiB", 5 << 20),
    ] as [(String, Int?)])
  func readsSizes(text: String, bytes: Int?) {
    #expect(Quantity.size(text) == bytes)
    if let bytes { #expect(Quantity.size(Quantity.size(bytes)) == bytes) }
  }

  @Test func loadsFiveThousandFeeds() throws {
    let feeds = (0..<5000).map {
      "  - {name: f\($0), url: 'https://h\($0).example/feed.xml', tags: [a, b]}\n"
    }
    let files = ["pipeline.yml": "version: 1\n", "feeds/a.yml": "feeds:\n" + feeds.joined()]
    var count = 0
    let time = try ContinuousClock().measure { count = try load(files).0.feeds.count }
    #expect(count == 5000)
    // Unoptimised, beside other tests; a release build takes a tenth.
    #expect(time < .seconds(20), "\(time)")
  }

  @Test func fillsInTheUserAgent() {
    var http = HTTPSettings()
    http.contact = "https://example.org/{version}"
    #expect(http.userAgent(version: "1.2") == "tidings/1.2 (+https://example.org/{version})")
  }
}
