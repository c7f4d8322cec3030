import Fetching
import Foundation
import NewsModel
import Synchronization

/// Answers from a script, and remembers what was asked.
final class FakeTransport: Transport {
  typealias Script = @Sendable (TransportRequest) throws(TransportError) -> TransportResponse
  private let script: Script
  private let log = Mutex<[TransportRequest]>([])

  init(_ script: @escaping Script) { self.script = script }

  /// Answers by URL; everything else is 404.
  convenience init(_ answers: [String: TransportResponse]) {
    self.init { request in answers[request.url.string] ?? TransportResponse(status: 404) }
  }

  func response(
    to request: TransportRequest
  ) async throws(TransportError) -> TransportResponse {
    log.withLock { $0.append(request) }
    return try script(request)
  }

  var requests: [TransportRequest] { log.withLock { $0 } }
  var urls: [String] { requests.map(\.url.string) }
}

extension TransportRequest {
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension TransportResponse {
  static func ok(_ body: String, _ headers: [(String, String)] = []) -> TransportResponse {
    TransportResponse(status: 200, headers: HTTPHeaders(headers), body: Array(body.utf8))
  }

  static func redirect(_ status: Int, _ location: String) -> TransportResponse {
    TransportResponse(status: status, headers: HTTPHeaders([("Location", location)]))
  }
}

/// A clock that stands until it is moved.
final class FakeClock: Sendable {
  private let now: Mutex<Date>

  init(_ text: String = "2026-03-04T12:00:00Z") { now = Mutex(Timestamp.date(from: text)!) }

  var time: Date { now.withLock { $0 } }
  func advance(_ seconds: Double) { now.withLock { $0.addTimeInterval(seconds) } }
}

func time(_ text: String) -> Date { Timestamp.date(from: text)! }

extension FetchSettings {
  /// Without pauses between requests.
  static func quick(
    _ change: (inout FetchSettings) -> Void = { _ in }
  ) -> FetchSettings {
    var settings = FetchSettings(userAgent: "tidings/0 (+https://operator.example/bot)")
    settings.perHost.minInterval = 0
    settings.proxy = .none
    change(&settings)
    return settings
  }

  /// For servers on loopback.
  static func loopback(
    _ addresses: [String], _ change: (inout FetchSettings) -> Void = { _ in }
  ) -> FetchSettings {
    quick {
      $0.allow.addresses = Set(addresses)
      $0.timeouts = FetchSettings.Timeouts(connect: 2, total: 5, lowSpeed: 100, lowSpeedTime: 2)
      change(&$0)
    }
  }
}
