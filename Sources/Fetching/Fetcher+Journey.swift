internal import Synchronization
internal import NewsModel
internal import Foundation

extension Fetcher {
  /// Asks, follows redirects hop by hop, each one checked as if it were the first, and names what came of it.
  func follow(_ errand: Errand) async -> Journey {
    var hops = [Journey.Hop(address: errand.start)]
    while true {
      let here = hops[hops.count - 1].address
      let step = await ask(here, errand: errand, isHop: hops.count > 1)
      guard let response = step.response, step.outcome == nil else {
        return Journey(
          outcome: step.outcome ?? .unexpectedStatus, detail: step.detail, response: step.response,
          hops: hops, retryAfter: step.retryAfter)
      }
      guard RedirectRules.isRedirect(response.status), let location = response.headers["location"]
      else { return arrival(response, errand, hops) }
      hops[hops.count - 1].redirect = response.status
      switch RedirectRules.next(location, from: hops, limit: settings.maxRedirects) {
      case .success(let next): hops.append(Journey.Hop(address: next))
      case .failure(let refusal):
        return Journey(
          outcome: refusal.outcome, detail: refusal.message, response: response, hops: hops)
      }
    }
  }

  /// One request's worth of a journey: an answer, or why there is none.
  private struct Step {
    var response: TransportResponse?
    /// Set where the journey ends here without looking at the answer.
    var outcome: FetchOutcome?
    var detail = ""
    var retryAfter: Date?
  }

  private func ask(_ address: WebAddress, errand: Errand, isHop: Bool) async -> Step {
    if let refusal = guardian.refusal(of: address) {
      return Step(outcome: refusal.outcome, detail: refusal.message)
    }
    var crawlDelay: Double?
    if obeysRobots(errand.kind) {
      switch await robotsAnswer(for: address, proxy: errand.options.proxy) {
      case .allowed(let delay): crawlDelay = delay
      case .no(let outcome, let detail, let retryAfter):
        return Step(outcome: outcome, detail: detail, retryAfter: retryAfter)
      }
    }
    switch await queues.enter(address.host, crawlDelay: crawlDelay, isHop: isHop) {
    case .cancelled: return Step(outcome: .cancelled, detail: FetchOutcome.cancelled.sentence)
    case .held(let until):
      return Step(
        outcome: .heldBack,
        detail: "\(address.host) is not asked before \(Timestamp.string(from: until)).",
        retryAfter: until)
    case .entered: break
    }
    defer { queues.leave(address.host) }
    return await exchange(request(address, errand))
  }

  private func obeysRobots(_ kind: Errand.Kind) -> Bool {
    switch kind {
    case .page: settings.robots.obeyForPages
    case .feed: settings.robots.obeyForFeeds
    case .robots: false
    }
  }

  /// Some servers name an encoding that they do not use; asked for none, they send the same bytes unnamed.
  private func exchange(_ request: TransportRequest) async -> Step {
    do {
      return Step(response: try await transport.response(to: request))
    } catch  where error.code == .badEncoding && request.acceptsCompression {
      var plain = request
      plain.acceptsCompression = false
      return await exchange(plain)
    } catch {
      return Step(outcome: error.outcome, detail: error.message)
    }
  }

  private func arrival(
    _ response: TransportResponse, _ errand: Errand, _ hops: [Journey.Hop]
  ) -> Journey {
    let address = hops[hops.count - 1].address
    let wasConditional = !conditions(for: address, errand).isEmpty
    var outcome = ResponseVerdict.outcome(of: response)
    if outcome == .notModified, !wasConditional { outcome = .unexpectedStatus }
    let held = retry.heldUntil(status: response.status, headers: response.headers, now: clock())
    if outcome == .rateLimited, let held {
      queues.lane(address.host).schedule.withLock {
        $0.noteLimited(errand.start.string, until: held)
      }
    }
    return Journey(
      outcome: outcome, detail: ResponseVerdict.detail(outcome, response, host: address.host),
      response: response, hops: hops, retryAfter: held, wasConditional: wasConditional)
  }

  // MARK: What is sent

  private func request(_ address: WebAddress, _ errand: Errand) -> TransportRequest {
    let isPrivate = errand.sharesSecrets && RedirectRules.isSamePlace(address, as: errand.start)
    var headers = [(name: "Accept", value: Self.accept(errand.kind))]
    headers += conditions(for: address, errand)
    if isPrivate {
      let own = errand.options.headers.sorted { $0.key < $1.key }
      let names = Set(own.map { $0.key.lowercased() })
      headers.removeAll { names.contains($0.name.lowercased()) }
      headers += own.map { (name: $0.key, value: $0.value) }
    }
    return TransportRequest(
      url: address, headers: headers, userAgent: errand.options.userAgent ?? settings.userAgent,
      basicAuth: isPrivate ? errand.options.basicAuth ?? errand.start.userInfo : nil,
      proxy: errand.options.proxy.map(FetchSettings.ProxyChoice.init(configured:))
        ?? settings.proxy,
      timeouts: settings.timeouts, maxBodyBytes: maxBody(errand.kind),
      overflow: errand.kind == .robots ? .truncate : .refuse,
      maxHeaderBytes: settings.maxHeaderBytes)
  }

  private func conditions(
    for address: WebAddress, _ errand: Errand
  ) -> [(name: String, value: String)] {
    guard let conditions = errand.conditions, conditions.origin == address.withoutQuery else {
      return []
    }
    return [("If-None-Match", conditions.etag), ("If-Modified-Since", conditions.lastModified)]
      .compactMap { name, value in value.map { (name: name, value: $0) } }
  }

  private func maxBody(_ kind: Errand.Kind) -> Int {
    switch kind {
    case .feed: settings.maxBody.feed
    case .page: settings.maxBody.page
    case .robots: settings.maxBody.robots
    }
  }

  private static func accept(_ kind: Errand.Kind) -> String {
    switch kind {
    case .feed:
      "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
    case .page: "text/html, application/xhtml+xml, */*;q=0.5"
    case .robots: "text/plain, */*;q=0.5"
    }
  }
}

extension WebAddress {
  /// Origin and path: what a validator belongs to, since queries are often tokens of the day.
  var withoutQuery: String { origin + path }
}
