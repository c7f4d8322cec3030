package import Fetching
internal import Foundation
package import NewsModel
package import Settings

/// Asks each host of the feeds once, and each mail server that digests go through, to tell what of the network works: names,
/// connections, certificates, logins, the clock.
package struct NetworkCheck: Sendable {
  /// What one host answered.
  package struct Answer: Sendable, Hashable {
    /// `https://news.example`
    package var origin: String
    /// `nil` where there was any answer, whatever its status.
    package var failure: TransportError?
    /// Seconds by which this machine's clock is ahead of what the host says (`Date`), within half a second and the
    /// transfer's time; `nil` where it says nothing.
    package var clockAhead: Double?
  }

  private let loaded: LoadedSettings
  private let settings: FetchSettings
  private let transport: any Transport

  package init(loaded: LoadedSettings, version: String, transport: (any Transport)? = nil) {
    self.loaded = loaded
    settings = FetchSettings(loaded.settings, version: version)
    self.transport = transport ?? CurlTransport(settings: settings)
  }

  /// So many hosts tell what is wrong with a network.
  package static let mostHosts = 50

  /// Each of the first ``mostHosts`` hosts of active feeds, in the order of their names.
  package func answers() async throws -> [Answer] {
    let origins = Set(
      loaded.feeds.filter(\.active).compactMap { WebAddress($0.url)?.origin })
    var answers: [Answer] = []
    try await concurrentMap(
      origins.sorted().prefix(Self.mostHosts), limit: settings.concurrency,
      { await answer(of: $0) }, receive: { answers.append($0) })
    return answers.sorted { $0.origin < $1.origin }
  }

  /// The servers that digests are to be mailed through and that would not take one now, with why. Connects, encrypts and
  /// logs in; sends nothing.
  package func mailFailures() async -> [(server: MailServer, error: MailError)] {
    let mail = CurlMail(
      timeouts: MailTimeouts(connect: settings.timeouts.connect, answer: 30, total: 60),
      connectTo: settings.connectTo)
    let targets = loaded.settings.digests.flatMap(\.send).filter { !$0.email.isEmpty }
    var failures: [(server: MailServer, error: MailError)] = []
    var asked: Set<MailServer> = []
    for server in targets.compactMap(\.server) where asked.insert(server).inserted {
      do { try await mail.greet(server) } catch { failures.append((server, error)) }
    }
    return failures
  }

  private func answer(of origin: String) async -> Answer {
    guard let url = WebAddress(origin + "/robots.txt") else {
      return Answer(origin: origin, failure: TransportError(.badURL, "It is no address."))
    }
    let request = TransportRequest(
      url: url, method: .head, userAgent: settings.userAgent, proxy: settings.proxy,
      timeouts: settings.timeouts)
    do {
      let response = try await transport.response(to: request)
      let now = Date()
      let said = response.headers["date"].flatMap { HTTPDate.date(from: $0, now: now) }
      return Answer(origin: origin, clockAhead: said.map { now.timeIntervalSince($0) })
    } catch {
      return Answer(origin: origin, failure: error)
    }
  }
}
