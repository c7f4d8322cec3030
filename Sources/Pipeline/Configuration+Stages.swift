package import Deduplication
package import Fetching
package import Settings
internal import NewsModel

/// What the configuration says, in the terms of each stage: stages do not know the configuration.
extension FetchSettings {
  /// - Parameter version: of this program, for the user agent.
  package init(_ settings: PipelineSettings, version: String) {
    let http = settings.http
    self.init(
      userAgent: http.userAgent(version: version), concurrency: http.concurrency,
      perHost: PerHost(
        concurrency: http.perHost.concurrency, minInterval: http.perHost.minInterval,
        on429: http.perHost.on429, honorRetryAfter: http.perHost.honorRetryAfter,
        maxRetryAfter: http.perHost.maxRetryAfter),
      timeouts: Timeouts(
        connect: http.timeout.connect, total: http.timeout.total,
        lowSpeed: http.timeout.lowSpeed.bytesPerSecond,
        lowSpeedTime: http.timeout.lowSpeed.duration),
      maxBody: BodyLimits(
        feed: http.maxBody.feed, page: http.maxBody.page, robots: http.maxBody.robots),
      maxRedirects: http.maxRedirects,
      allow: AllowRules(
        schemes: Set(http.allow.schemes), privateNetworks: http.allow.privateNetworks,
        ports: Set(http.allow.ports), addresses: Set(http.allow.addresses)),
      connectTo: http.connectTo,
      tls: TLSSettings(verify: http.tls.verify, minimum: http.tls.min == .v13 ? .v13 : .v12),
      proxy: ProxyChoice(http.proxy),
      robots: RobotsPolicy(
        obeyForPages: http.robots.pages == .obey, obeyForFeeds: http.robots.feeds == .obey,
        cache: http.robots.cache))
  }
}

extension FetchSettings.ProxyChoice {
  init(_ proxy: HTTPSettings.Proxy) {
    switch proxy {
    case .environment: self = .environment
    case .none: self = .none
    case .url(let url): self = .url(url)
    }
  }
}

extension PollSchedule {
  package init(_ settings: PipelineSettings) {
    let schedule = settings.schedule
    let interval: Fetching.ScheduleSettings.Interval =
      switch schedule.initial {
      case .adaptive: .adaptive
      case .fixed(let seconds): .fixed(seconds: seconds)
      }
    let failures = settings.failures
    self.init(
      settings: Fetching.ScheduleSettings(
        interval: interval, min: schedule.min, max: schedule.max, jitter: schedule.jitter),
      failures: Fetching.FailureSettings(
        hard: failures.weights.hard, soft: failures.weights.soft,
        temporary: failures.weights.temporary, disableAfter: failures.disableAfter,
        reviveEvery: failures.reviveEvery))
  }
}

extension MatchSettings {
  package init(_ settings: DedupeSettings) {
    // A level that is off has a threshold that no score reaches.
    self.init(
      nearThreshold: settings.near.enabled ? settings.near.threshold : 2,
      translationThreshold: settings.crossLanguage.threshold,
      acrossLanguages: settings.crossLanguage.enabled, exact: settings.exact)
  }
}
