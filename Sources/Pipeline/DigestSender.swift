package import Delivery
internal import Digests
internal import Fetching
package import Foundation
internal import NewsModel
package import Settings
package import Storage

/// Brings queued digests to their targets: each once, or a word why not.
///
/// The caller holds the ``RunLock``: what the store calls "sending" is then nobody's but a dead run's.
package struct DigestSender: Sendable {
  package let loaded: LoadedSettings
  package let store: NewsStore
  package var clock: @Sendable () -> Date
  /// Made only when there is something to send: it starts threads.
  package var courier: @Sendable () -> any Courier

  package init(
    loaded: LoadedSettings, store: NewsStore, version: String,
    clock: @escaping @Sendable () -> Date = { Date() },
    courier: (@Sendable () -> any Courier)? = nil
  ) {
    self.loaded = loaded
    self.store = store
    self.clock = clock
    self.courier = courier ?? { NetworkCourier(loaded.settings, version: version) }
  }

  /// How one delivery ended.
  package struct Result: Sendable, Hashable {
    package var target: String
    /// `nil` where it was sent.
    package var error: DeliveryError?
  }

  /// Tries everything that is due, one after the other, oldest digest first.
  ///
  /// - Parameter uid: only this digest's.
  /// - Returns: what was tried. Failures are data; the store's own are thrown.
  package func sendDue(onlyDigest uid: String? = nil) async throws -> [Result] {
    try settle()
    let due = try store.dueDeliveries(now: clock()).filter { uid == nil || $0.digestUID == uid }
    guard !due.isEmpty else { return [] }
    let courier = courier()
    let writer = DigestWriter(loaded: loaded, store: store)
    var digests: [String: Digest] = [:]
    var results: [Result] = []
    for delivery in due {
      guard !Task.isCancelled else { break }
      guard let target = targets(of: delivery.digestName)[delivery.target] else { continue }
      let digest =
        try digests[delivery.digestUID]
        ?? writer.digest(
          named: delivery.digestName, from: delivery.digestFrom, until: delivery.digestUntil,
          now: clock())
      digests[delivery.digestUID] = digest
      if let result = try await send(digest, to: target, delivery, by: courier) {
        results.append(result)
      }
    }
    return results
  }

  /// Before anything is sent: what a dead run left, and what nobody wants any more.
  private func settle() throws {
    try store.doubtInterruptedDeliveries()
    try store.dropDeliveries(
      except: Dictionary(
        loaded.settings.digests.map { ($0.name, Set(DeliveryTarget.all(of: $0).map(\.name))) },
        uniquingKeysWith: { first, _ in first }))
  }

  private func targets(of digest: String) -> [String: DeliveryTarget] {
    let settings = loaded.settings.digests.first { $0.name == digest } ?? DigestSettings()
    return Dictionary(
      DeliveryTarget.all(of: settings).map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private func send(
    _ digest: Digest, to target: DeliveryTarget, _ delivery: StoredDelivery, by courier: any Courier
  ) async throws -> Result? {
    let store = store
    guard
      try store.beginDelivery(ofDigest: digest.uid, to: target.name, now: clock())
    else { return nil }
    do {
      try await courier.deliver(target.parcel(for: digest)) {
        (try? store.commitDelivery(ofDigest: digest.uid, to: target.name)) ?? false
      }
      try store.endDelivery(ofDigest: digest.uid, to: target.name, .sent, now: clock())
      return Result(target: target.name, error: nil)
    } catch let error as DeliveryError {
      try store.endDelivery(
        ofDigest: digest.uid, to: target.name, outcome(of: error, delivery), now: clock())
      return Result(target: target.name, error: error)
    }
  }

  private func outcome(
    of error: DeliveryError, _ delivery: StoredDelivery
  ) -> DeliveryOutcome {
    switch error.certainty {
    case .doubtful: .doubtful(error: error.message)
    case .notDelivered:
      .notDelivered(
        error: error.message,
        nextTry: RetrySchedule.next(
          afterAttempts: delivery.attempts + 1, queued: delivery.queued, now: clock(),
          asked: error.retryAfter))
    }
  }
}

extension NetworkCourier {
  /// As the configuration has it. Whoever configures a webhook or a mail server means that host and port, wherever it is, and
  /// nothing else is opened by that.
  package init(_ settings: PipelineSettings, version: String) {
    var fetch = FetchSettings(settings, version: version)
    let hooks = settings.digests.flatMap(\.send).compactMap(\.webhook)
    fetch.allow.addresses.formUnion(hooks.compactMap { WebAddress($0)?.authority })
    fetch.allow.schemes = ["http", "https"]
    self.init(
      mail: CurlMail(connectTo: settings.http.connectTo), web: CurlTransport(settings: fetch),
      settings: WebhookSettings(
        userAgent: fetch.userAgent, proxy: fetch.proxy, timeouts: fetch.timeouts))
  }
}
