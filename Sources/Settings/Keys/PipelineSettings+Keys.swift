private let day = 86_400.0
private let year = 365 * 86_400.0

extension PipelineSettings {
  /// Every key of `pipeline.yml`, in the file's order; ``Feed`` has its own table.
  static let keys: [SettingKey<PipelineSettings>] =
    general + http + polling + reading + matching + output + housekeeping

  private static let general: [SettingKey<PipelineSettings>] = [
    .value("version", \.version, .whole(1...1), "The version of this file's shape."),
    .list(
      "include", \.include, of: .text("a path or glob such as feeds/*.yml"),
      "Files of feeds, relative to this file; `*`, `?` and `[…]` match within a folder. Their order does not matter."
    ),
    .value("store.path", \.store.path, .text("a path"), "The database, relative to this file."),
    .value(
      "store.busy_timeout", \.store.busyTimeout, .duration(0...3600),
      "How long to wait while another program writes to the database."),
    .value(
      "store.synchronous", \.store.synchronous, .choice,
      "`full` survives a power cut without losing the last commit; `normal` may lose it, never more."
    ),
    .value(
      "store.body", \.store.body, .choice,
      "`excerpt` keeps only the quoted sentences of an article once it has been matched and summarised."
    ),
    .value(
      "lock.on_busy", \.lock.onBusy, .choice,
      "What a run does while another one works: leave quietly, wait for it, or fail."),
    .value(
      "lock.stale_warn_after", \.lock.staleWarnAfter, .duration(60...30 * day),
      "A lock held for longer than this is an alarm."),
  ]

  private static let http: [SettingKey<PipelineSettings>] = [
    .value(
      "http.user_agent", \.http.userAgent, .text(atMost: 512),
      "What tidings calls itself; `{version}` and `{contact}` are filled in."),
    .value(
      "http.contact", \.http.contact, .contact,
      "An URL or e-mail address at which publishers reach you. Required before the first real run."),
    .value("http.concurrency", \.http.concurrency, .whole(1...1000), "Transfers at once, in all."),
    .value(
      "http.per_host.concurrency", \.http.perHost.concurrency, .whole(1...100),
      "Transfers at once to one host."),
    .value(
      "http.per_host.min_interval", \.http.perHost.minInterval, .duration(0...3600),
      "Time between the starts of two requests to one host."),
    .value(
      "http.per_host.on_429", \.http.perHost.on429, .duration(0...day),
      "How long to leave a host alone that answers \"too many requests\" without saying for how long."
    ),
    .value(
      "http.per_host.honor_retry_after", \.http.perHost.honorRetryAfter, .flag,
      "Whether to wait as long as a host asks for."),
    .value(
      "http.per_host.max_retry_after", \.http.perHost.maxRetryAfter, .duration(0...30 * day),
      "The longest such wait."),
    .value(
      "http.timeout.connect", \.http.timeout.connect, .duration(0.1...600),
      "Time for name look-up, connection and TLS."),
    .value(
      "http.timeout.total", \.http.timeout.total, .duration(0.1...3600),
      "Time for a whole transfer."),
    .value(
      "http.timeout.low_speed.bytes_per_second", \.http.timeout.lowSpeed.bytesPerSecond,
      .whole(0...1_000_000_000), "A transfer slower than this …"),
    .value(
      "http.timeout.low_speed.for", \.http.timeout.lowSpeed.duration, .duration(1...3600),
      "… for so long is given up."),
    .value(
      "http.max_body.feed", \.http.maxBody.feed, .size(1024...1 << 30),
      "The largest feed, after decompression."),
    .value(
      "http.max_body.page", \.http.maxBody.page, .size(1024...1 << 30),
      "The largest page, after decompression."),
    .value(
      "http.max_body.robots", \.http.maxBody.robots, .size(1024...64 << 20),
      "How much of a robots.txt is read."),
    .value(
      "http.max_redirects", \.http.maxRedirects, .whole(0...50),
      "Redirects followed; each hop is checked against `http.allow` again."),
    .list("http.allow.schemes", \.http.allow.schemes, of: .scheme, "Schemes of URLs."),
    .value(
      "http.allow.private_networks", \.http.allow.privateNetworks, .flag,
      "Whether loopback, link-local and private addresses may be contacted."),
    .list("http.allow.ports", \.http.allow.ports, of: .whole(1...65_535), "Ports of URLs."),
    .list(
      "http.allow.addresses", \.http.allow.addresses, of: .hostAndPort,
      "Exact `host:port` exceptions; they override `ports` and `private_networks`."),
    .dictionary(
      "http.connect_to", \.http.connectTo, from: .hostAndPort, to: .hostAndPort,
      "Where to connect to for a `host:port`, whatever its name resolves to; implies the exception."
    ),
    .value("http.tls.verify", \.http.tls.verify, .flag, "Whether certificates are checked."),
    .value("http.tls.min", \.http.tls.min, .choice, "The oldest TLS version spoken."),
    .value(
      "http.proxy", \.http.proxy, .proxy,
      "`env`: as `http_proxy`, `https_proxy` and `no_proxy` say; `none`; or a proxy's URL."),
    .value(
      "http.robots.pages", \.http.robots.pages, .choice, "Whether robots.txt binds page fetches."),
    .value(
      "http.robots.feeds", \.http.robots.feeds, .choice,
      "Whether robots.txt binds polls of feeds that you configured yourself."),
    .value(
      "http.robots.cache", \.http.robots.cache, .duration(0...30 * day),
      "How long a robots.txt is believed."),
  ]

  private static let polling: [SettingKey<PipelineSettings>] = [
    .value(
      "schedule.default", \.schedule.initial, .interval,
      "How often feeds are polled that do not say so themselves; `adaptive` follows each feed's rhythm."
    ),
    .value("schedule.min", \.schedule.min, .duration(0...year), "The shortest adaptive interval."),
    .value("schedule.max", \.schedule.max, .duration(60...year), "The longest adaptive interval."),
    .value(
      "schedule.jitter", \.schedule.jitter, .share(0...0.5),
      "By how much an interval is lengthened or shortened at random, so that polls spread."),
    .value(
      "failures.weights.hard", \.failures.weights.hard, .number(0...100),
      "What a lasting failure counts (404, 410, not a feed)."),
    .value(
      "failures.weights.soft", \.failures.weights.soft, .number(0...100),
      "What a server's failure counts (5xx, TLS)."),
    .value(
      "failures.weights.temporary", \.failures.weights.temporary, .number(0...100),
      "What a passing failure counts (timeout, 429)."),
    .value(
      "failures.alert_after", \.failures.alertAfter, .number(0...10_000),
      "A feed whose failures add up to this is an alarm."),
    .value(
      "failures.alert_repeat", \.failures.alertRepeat, .duration(3600...year),
      "A standing alarm is repeated after this."),
    .value(
      "failures.disable_after", \.failures.disableAfter, .number(0...10_000),
      "A feed whose failures add up to this is no longer polled …"),
    .value(
      "failures.revive_every", \.failures.reviveEvery, .duration(3600...year),
      "… but tried once in so long."),
  ]

  private static let reading: [SettingKey<PipelineSettings>] = [
    .value(
      "dates.future_tolerance", \.dates.futureTolerance, .duration(0...30 * day),
      "How far ahead a publisher's clock may be."),
    .value(
      "dates.on_future", \.dates.onFuture, .choice,
      "What stands in for a date further ahead than that: the time of the first sighting, or the date itself, flagged."
    ),
    .value(
      "dates.max_age", \.dates.maxAge, .duration(3600...100 * year),
      "Items of a feed whose date is older than this are not taken: an archive is no news."),
    .value(
      "parse.quarantine_after", \.parse.quarantineAfter, .whole(1...100),
      "A page that ends the process so many times is left alone, with the reason."),
    .value(
      "extract.mode", \.extract.mode, .choice,
      "Where texts come from for feeds that do not say so: the article's page, the feed's own content, or nowhere (headlines only)."
    ),
    .value(
      "extract.min_words", \.extract.minWords, .whole(0...10_000),
      "A shorter text is not called a full article."),
    .value(
      "extract.max_per_run", \.extract.maxPerRun, .whole(1...10_000_000),
      "Pages fetched in one run; the next one goes on."),
    .value(
      "language.min_confidence", \.language.minConfidence, .number(0...1),
      "A language identified with less than this counts as unknown."),
    .list(
      "language.keep", \.language.keep, of: .languageTag,
      "Keep articles in these languages only; empty: all. What cannot be told is kept."),
  ]

  private static let matching: [SettingKey<PipelineSettings>] = [
    .value(
      "dedupe.window", \.dedupe.window, .duration(3600...90 * day),
      "Articles first seen further apart than this are never copies of each other."),
    .value("dedupe.exact", \.dedupe.exact, .flag, "Whether equal texts are merged."),
    .value(
      "dedupe.near.enabled", \.dedupe.near.enabled, .flag,
      "Whether edited prints of a text are merged, within a language."),
    .value(
      "dedupe.near.threshold", \.dedupe.near.threshold, .number(0...1),
      "How alike they have to be; higher merges less."),
    .value(
      "dedupe.cross_language.enabled", \.dedupe.crossLanguage.enabled, .flag,
      "Whether translations are merged."),
    .value(
      "dedupe.cross_language.threshold", \.dedupe.crossLanguage.threshold, .number(0...1),
      "How sure the match has to be; higher merges less."),
    .value(
      "summary.sentences", \.summary.sentences, .whole(1...20), "Sentences of a summary, at most."),
    .value(
      "summary.words", \.summary.words, .whole(0...1000),
      "Words of a summary, at most; 0: no bound."),
    .list(
      "summary.languages", \.summary.languages, of: .summaryLanguage,
      "Which versions of a story are summarised: its `original`, and versions in these languages."),
  ]

  private static let output: [SettingKey<PipelineSettings>] = [
    .items(
      "watch", \.watch, WatchSettings(), keys: WatchSettings.keys,
      "Watch lists: saved queries whose hits are stored, counted and shown first."
    ) { $0.check(&$1, at: $2) },
    .items(
      "digests", \.digests, DigestSettings(), keys: DigestSettings.keys,
      "The digests to write. Without this key there is one, with every key at its default; `[]` is none."
    ) { $0.check(&$1, at: $2) },
  ]

  private static let housekeeping: [SettingKey<PipelineSettings>] = [
    .value(
      "retention.page", \.retention.page, .keeping, "How long pages are kept as they were fetched."),
    .value("retention.body", \.retention.body, .keeping, "How long texts of articles are kept."),
    .value(
      "retention.article", \.retention.article, .keeping,
      "How long everything else of them is kept."),
    .value(
      "retention.fetch_log", \.retention.fetchLog, .keeping, "How long fetches are remembered."),
    .value("retention.digest", \.retention.digest, .keeping, "How long digests are kept."),
    .value(
      "retention.max_db", \.retention.maxDatabase, .size(0...1 << 50),
      "The database's largest size; beyond it the oldest pages and texts go first. 0: no bound."),
    .value(
      "retention.vacuum", \.retention.vacuum, .choice,
      "How freed space is given back to the file system."),
    .value("log.level", \.log.level, .choice, "What is logged."),
    .value(
      "log.format", \.log.format, .choice,
      "`auto`: text on a terminal, JSON lines otherwise and in files."),
    .value(
      "log.file", \.log.file, .text("a path", isEmptyAllowed: true),
      "A file to log to, relative to this file; empty: standard error."),
    .value(
      "metrics.textfile", \.metrics.textfile, .text("a path", isEmptyAllowed: true),
      "A file for node_exporter's textfile collector, `….prom`, relative to this file; replaced whole after each run. Empty: none."
    ),
  ]
}
