internal import Foundation
package import Fetching

/// How webhooks are called.
package struct WebhookSettings: Sendable, Hashable {
  package var userAgent: String
  package var proxy: FetchSettings.ProxyChoice
  package var timeouts: FetchSettings.Timeouts

  package init(
    userAgent: String, proxy: FetchSettings.ProxyChoice = .environment,
    timeouts: FetchSettings.Timeouts = FetchSettings.Timeouts()
  ) {
    self.userAgent = userAgent
    self.proxy = proxy
    self.timeouts = timeouts
  }
}

/// JSON to a chat's incoming webhook: one POST, no redirects.
struct Webhook: Sendable {
  let transport: any Transport
  let settings: WebhookSettings

  /// What a chat answers is not read beyond this.
  private static let longestAnswer = 64 << 10
  /// No service asks to be left alone for longer than a day.
  private static let longestPause = 86_400.0

  func post(
    _ body: [UInt8], to url: String, commit: @escaping @Sendable () -> Bool
  ) async throws(DeliveryError) {
    guard let address = WebAddress(url) else {
      throw DeliveryError(.notDelivered, "The webhook is no URL.")
    }
    guard commit() else {
      throw DeliveryError(.notDelivered, "The database did not take note, so nothing was sent.")
    }
    let request = TransportRequest(
      url: address, method: .post(body),
      headers: [("Content-Type", "application/json; charset=utf-8")],
      userAgent: settings.userAgent, basicAuth: address.userInfo, proxy: settings.proxy,
      timeouts: settings.timeouts, maxBodyBytes: Self.longestAnswer, overflow: .truncate)
    let response: TransportResponse
    do {
      response = try await transport.response(to: request)
    } catch {
      throw DeliveryError(Self.certainty(of: error), "\(address.host): \(error.message)")
    }
    guard !(200..<300).contains(response.status) else { return }
    throw DeliveryError(
      .notDelivered, Self.refusal(response, by: address.host), retryAfter: pause(response))
  }

  /// Where no connection came about, nothing was said; later nobody knows what the other side made of it.
  private static func certainty(of error: TransportError) -> DeliveryError.Certainty {
    switch error.code {
    case .addressForbidden, .badURL, .dns, .refused, .tls, .proxy: .notDelivered
    case .cancelled, .connectionLost, .garbled, .badEncoding, .headersTooLarge, .timeout, .tooLarge,
      .internal:
      .doubtful
    }
  }

  private static func refusal(_ response: TransportResponse, by host: String) -> String {
    let said = String(decoding: response.body.prefix(120), as: UTF8.self)
      .unicodeScalars.filter { $0.properties.generalCategory != .control }
    let words = String(String.UnicodeScalarView(said)).trimmingCharacters(in: .whitespaces)
    let moved = (300..<400).contains(response.status) ? "; a redirect is not followed" : ""
    return "\(host) answers \(response.status)\(words.isEmpty ? "" : " (\(words))")\(moved)."
  }

  private func pause(_ response: TransportResponse) -> Double? {
    guard let text = response.headers["retry-after"], let seconds = Double(text), seconds > 0 else {
      return nil
    }
    return min(seconds, Self.longestPause)
  }
}
