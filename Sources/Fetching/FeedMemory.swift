internal import NewsModel
internal import Foundation

/// What one poll asks with, and what is remembered after it. Pure.
struct FeedMemory: Sendable {
  private let feed: Feed
  private var state: FeedState

  /// A state of another URL is of no use.
  init(feed: Feed, state: FeedState) {
    self.feed = feed
    self.state = state.url == feed.url ? state : FeedState(url: feed.url)
  }

  /// The configured URL, or where it has moved for good.
  var address: String { state.movedTo ?? feed.url }

  func heldUntil(now: Date) -> Date? {
    state.heldUntil.flatMap { $0 > now ? $0 : nil }
  }

  /// `nil` once a day: some servers go on saying that nothing has changed.
  func conditions(now: Date) -> Errand.Conditions? {
    guard state.etag != nil || state.lastModified != nil, let asked = state.lastUnconditional,
      abs(now.timeIntervalSince(asked)) < Self.unconditionalEvery
    else { return nil }
    return Errand.Conditions(
      etag: state.etag, lastModified: state.lastModified, origin: state.validatorsOf)
  }

  private static let unconditionalEvery = 86_400.0

  func heldBack(until: Date) -> FeedPoll {
    var next = state
    next.lastOutcome = .heldBack
    return FeedPoll(
      outcome: .heldBack, detail: "Not asked before \(Timestamp.string(from: until)).",
      url: address, state: next)
  }

  /// The poll that the journey was.
  func poll(after journey: Journey, now: Date) -> FeedPoll {
    var next = state
    var (outcome, detail) = (journey.outcome, journey.detail)
    if outcome.isNeutral {
      next.lastOutcome = outcome
      next.heldUntil = journey.retryAfter ?? next.heldUntil
      return made(outcome, detail, journey, body: nil, next)
    }
    var body: [UInt8]?
    if outcome.isSuccess {
      body = next.learn(from: journey, now: now)
      if body == nil { (outcome, detail) = (.notModified, FetchOutcome.notModified.sentence) }
      next.noteMove(journey.permanentTarget)
    } else if next.movedTo != nil, outcome.severity == .hard || outcome == .dns {
      // The move was a mistake, or is over: the configured address is asked next, and is not given up for this.
      next.forgetMove()
      if outcome == .gone { outcome = .notFound }
    }
    next.lastPolled = now
    next.lastOutcome = outcome
    next.lastStatus = journey.response?.status
    next.lastError = outcome.isSuccess ? nil : detail
    next.heldUntil = outcome.isSuccess ? nil : journey.retryAfter
    return made(outcome, detail, journey, body: body, next)
  }

  private func made(
    _ outcome: FetchOutcome, _ detail: String, _ journey: Journey, body: [UInt8]?,
    _ next: FeedState
  ) -> FeedPoll {
    FeedPoll(
      outcome: outcome, detail: detail, status: journey.response?.status, body: body,
      headers: journey.response?.headers.dictionary ?? [:], url: journey.last?.string ?? address,
      hops: journey.hops.map(\.address.string), state: next,
      wireBytes: journey.response?.wireBytes ?? 0, seconds: journey.response?.seconds ?? 0)
  }
}

extension FeedState {
  /// Keeps validators and freshness; gives the body unless it is the one known already.
  fileprivate mutating func learn(from journey: Journey, now: Date) -> [UInt8]? {
    guard let response = journey.response else { return nil }
    lastOK = now
    freshUntil = Freshness.until(response.headers, now: now)
    if !journey.wasConditional { lastUnconditional = now }
    // A 304 may bring newer validators, but keeps those that it does not mention (RFC 9111 §3.2).
    let isNotModified = response.status == 304
    etag = Self.validator(response.headers["etag"]) ?? (isNotModified ? etag : nil)
    lastModified =
      Self.validator(response.headers["last-modified"]) ?? (isNotModified ? lastModified : nil)
    validatorsOf = journey.last?.withoutQuery
    if isNotModified { return nil }
    let hash = ContentHash.hex(response.body)
    guard hash != bodyHash else { return nil }
    bodyHash = hash
    lastNew = now
    return response.body
  }

  /// Verbatim, unless it is nothing that anyone could send back.
  private static func validator(_ value: String?) -> String? {
    value.flatMap { $0.isEmpty || $0.utf8.count > 4096 ? nil : $0 }
  }

  /// Two polls in a row must be led to the same place before it is remembered.
  fileprivate mutating func noteMove(_ target: String?) {
    guard let target else {
      moveCandidate = nil
      moveSightings = 0
      return
    }
    moveSightings = target == moveCandidate ? moveSightings + 1 : 1
    moveCandidate = target
    guard moveSightings >= 2 else { return }
    movedTo = target
    moveCandidate = nil
    moveSightings = 0
  }

  fileprivate mutating func forgetMove() {
    movedTo = nil
    moveCandidate = nil
    moveSightings = 0
  }
}
