extension SettingsFile {
  /// What `tidings init` writes: every key at its default, with what it means. The repository's own
  /// `pipeline.yml` is the same text.
  package static let template = #"""
    # tidings: configuration. Every key is here, at its default; a line may be removed, or changed.
    #
    # Durations: 90s 15m 24h 7d 2y · sizes: 512KiB 5MiB · shares: 10% · paths: relative to this file.
    # ${NAME} is the environment's, ${NAME:-default} with a default, ${file:PATH} a file's first line:
    # for secrets. TIDINGS_HTTP__PER_HOST__MIN_INTERVAL=1s in the environment overrides a single value.
    # "tidings config check" tells what is wrong with this file; docs/configuration.md explains it.

    version: 1

    # Files of feeds: lists of "- url: https://…" beneath "feeds:". Their order does not matter.
    include: [feeds/*.yml]

    store:
      path: tidings.db
      busy_timeout: 10s
      synchronous: normal             # normal | full: survives a power cut without losing the last commit
      body: full                      # full | excerpt: only what a digest quotes

    lock:
      on_busy: skip                   # skip | wait | fail: what a run does while another one works
      stale_warn_after: 2h            # a lock held for longer is an alarm

    http:
      user_agent: "tidings/{version} (+{contact})"
      contact: ""                     # an URL or e-mail address; required before the first real run
      concurrency: 32                 # transfers at once, in all
      per_host:
        concurrency: 2
        min_interval: 5s              # between the starts of two requests
        on_429: 30s                   # pause after "too many requests" that says no time itself
        honor_retry_after: true
        max_retry_after: 24h
      timeout:
        connect: 10s
        total: 30s
        low_speed: {bytes_per_second: 100, for: 15s}
      max_body:                       # after decompression
        feed: 15MiB
        page: 5MiB
        robots: 512KiB
      max_redirects: 5                # each hop is checked against "allow" again
      allow:
        schemes: [http, https]
        private_networks: false
        ports: [80, 443, 8080, 8443]
        addresses: []                 # exact host:port exceptions, whatever the two lines above say
      connect_to: {}                  # invented host:port → address:port
      tls:
        verify: true
        min: "1.2"                    # 1.2 | 1.3
      proxy: env                      # env | none | an URL
      robots:
        pages: obey                   # obey | ignore
        feeds: ignore
        cache: 24h

    schedule:
      default: adaptive               # adaptive, or a duration
      min: 15m
      max: 24h
      jitter: 10%

    failures:
      weights: {hard: 1, soft: 0.5, temporary: 0.25}
      alert_after: 3                  # the sum at which a feed is an alarm
      alert_repeat: 7d
      disable_after: 30               # … and at which it is no longer polled
      revive_every: 14d               # … but tried once in so long

    dates:
      future_tolerance: 1h
      on_future: first_seen           # first_seen | keep
      max_age: 30d                    # older items of a feed are not taken

    parse:
      quarantine_after: 2             # a page that ends the process so often is left alone

    extract:
      mode: article                   # article: the page | feed: the feed's own text | off: headlines only
      min_words: 40
      max_per_run: 2000

    language:
      min_confidence: 0.6
      keep: []                        # e.g. [de, fr, vi]; empty: every language

    dedupe:
      window: 7d
      exact: true
      near: {enabled: true, threshold: 0.8}
      cross_language: {enabled: true, threshold: 0.7}

    summary:
      sentences: 3
      words: 0                        # 0: no word budget
      languages: [original]           # or e.g. [original, en]: versions in these as well

    watch: []
    #  - name: acme
    #    any: ['"Acme Corp"', 'Acme NEAR/5 (recall OR lawsuit)']
    #    not: ['"Acme, Washington"']
    #    languages: []                # empty: every language
    #    sources: []                  # empty: every source
    #    spike: {min: 5, factor: 3}

    digests:
      - name: daily
        at: "06:00"                   # closes the window; the next run writes the digest
        window: 24h
        timezone: UTC                 # e.g. Europe/Berlin
        group_by: [watch, tag]        # watch | tag | language | source
        max_stories: 40
        repeat: updates_only          # never | updates_only | always
        formats: [md, html, json]     # md | html | json | atom | text
        out: digests
        send: []                      # {email: [a@example.org], via: sendmail} | {webhook: "${SLACK_URL}"}: docs/delivery.md
        when_empty: say_so            # say_so | skip
        stale_after: 26h              # nothing new for so long: the digest warns

    retention:                        # durations, or forever
      page: 7d
      body: 180d
      article: 2y
      fetch_log: 30d
      digest: forever
      max_db: 0                       # 0: no bound
      vacuum: incremental             # incremental | full | off

    log:
      level: warn                     # error | warn | info | debug | trace
      format: auto                    # auto | text | json
      file: ""                        # empty: standard error

    metrics:
      textfile: ""                    # a file for node_exporter's textfile collector

    """#
}
