internal import NewsModel
package import Foundation

/// How long a server's answer keeps us from asking again. Pure.
package struct RetryPolicy: Sendable {
  package var perHost: FetchSettings.PerHost

  package init(perHost: FetchSettings.PerHost = FetchSettings.PerHost()) {
    self.perHost = perHost
  }

  /// Until when the URL that answered so must not be asked again; `nil` if the answer does not speak of it.
  ///
  /// 429 always holds, for `on_429` where it does not say how long; 503 only with a `Retry-After` (RFC 9110 §10.2.3:
  /// seconds or a date). Capped at `max_retry_after`.
  package func heldUntil(status: Int, headers: HTTPHeaders, now: Date) -> Date? {
    guard status == 429 || status == 503 else { return nil }
    let stated = perHost.honorRetryAfter ? Self.seconds(headers["retry-after"], now: now) : nil
    guard let wait = stated ?? (status == 429 ? perHost.on429 : nil) else { return nil }
    return now + min(max(wait, 0), perHost.maxRetryAfter)
  }

  private static func seconds(_ value: String?, now: Date) -> Double? {
    guard let value else { return nil }
    if !value.isEmpty, value.utf8.allSatisfy({ (48...57).contains($0) }) { return Double(value) }
    return HTTPDate.date(from: value, now: now)?.timeIntervalSince(now)
  }
}

/// How long an answer stays fresh (RFC 9111 §4.2): what a server says about when there will be news.
package enum Freshness {
  /// `nil` where the answer says nothing, or that it is stale at once.
  package static func until(_ headers: HTTPHeaders, now: Date) -> Date? {
    let directives = directives(headers.joined("cache-control"))
    if directives["no-cache"] != nil || directives["no-store"] != nil { return nil }
    var lifetime: Double?
    if let age = directives["max-age"] {
      lifetime = Double(age)
    } else if let expires = headers["expires"].flatMap({ HTTPDate.date(from: $0, now: now) }) {
      let served = headers["date"].flatMap { HTTPDate.date(from: $0, now: now) } ?? now
      lifetime = expires.timeIntervalSince(served)
    }
    guard let lifetime, lifetime.isFinite else { return nil }
    let age = headers["age"].flatMap { Double($0) } ?? 0
    let left = lifetime - max(0, age.isFinite ? age : 0)
    return left > 0 ? now + min(left, 366 * 86_400) : nil
  }

  private static func directives(_ value: String?) -> [String: String] {
    var result: [String: String] = [:]
    for part in value?.split(separator: ",") ?? [] {
      let halves = part.split(separator: "=", maxSplits: 1)
      guard let name = halves.first?.lowercased().filter({ !$0.isWhitespace }) else { continue }
      let value = halves.count == 2 ? halves[1].filter { !$0.isWhitespace && $0 != "\"" } : ""
      result[name] = result[name] ?? value
    }
    return result
  }
}
