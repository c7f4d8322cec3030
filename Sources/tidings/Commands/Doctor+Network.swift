internal import Fetching
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings

/// Names, connections, certificates, and what others say of the clock.
extension Doctor {
  /// Where Debian, Fedora, Alpine and SUSE keep the certificates of authorities.
  private static let bundles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
  ]

  /// Without certificates of authorities, no https feed can be read.
  func certificates() -> [Finding] {
    let environment = ProcessInfo.processInfo.environment
    let isAsked =
      loaded.settings.http.tls.verify && loaded.feeds.contains { $0.url.hasPrefix("https:") }
    let named = ["CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"].compactMap { environment[$0] }
    let places = named + Self.bundles
    guard isAsked, !places.contains(where: FileManager.default.fileExists(atPath:)) else {
      return []
    }
    return [
      Finding(
        .network, "no certificates of authorities are installed, so that no https feed can be read",
        remedy: "apt-get install ca-certificates, or name a bundle in SSL_CERT_FILE")
    ]
  }

  /// Asks every host of the feeds once, and the mail servers that digests go through.
  func networkFindings() async throws -> [Finding] {
    try loaded.requireContact()
    let check = NetworkCheck(loaded: loaded, version: Version.string)
    let answers = try await withInterruption { try await check.answers() }
    let refusals = try await withInterruption { await check.mailFailures() }
    return failures(in: answers) + clock(in: answers)
      + refusals.map { Finding(.digests, $1.message, remedy: remedy(for: $1.code, of: $0)) }
  }

  /// One finding where most hosts fail alike, since that is this machine's fault; else one for each host.
  private func failures(in answers: [NetworkCheck.Answer]) -> [Finding] {
    let failed = answers.filter { $0.failure != nil }
    let kinds = Dictionary(grouping: failed) { $0.failure?.code ?? .internal }
    if let (code, hosts) = kinds.max(by: { $0.value.count < $1.value.count }),
      hosts.count > 1, hosts.count * 2 > answers.count, let first = hosts.first?.failure
    {
      return [
        Finding(
          .network,
          "\(hosts.count) of \(answers.count) hosts could not be reached: \(first.message)",
          remedy: remedy(for: code, host: hosts[0].origin))
      ]
    }
    return failed.map {
      Finding(
        .network, "\($0.origin): \($0.failure?.message ?? "")",
        remedy: remedy(for: $0.failure?.code ?? .internal, host: $0.origin))
    }
  }

  private func remedy(for code: TransportError.Code, host: String) -> String {
    let name = WebAddress(host)?.host ?? host
    return switch code {
    case .dns: "`getent hosts \(name)` asks as tidings does; look at /etc/resolv.conf"
    case .tls:
      "set the clock, install ca-certificates; a certificate that has run out is its site's to renew"
    case .proxy: "look at http.proxy in \(loaded.path), and at http_proxy and https_proxy"
    case .addressForbidden: "see http.allow in \(loaded.path)"
    default: "look at the network and at firewalls; `curl -v \(host)` shows more"
    }
  }

  private func remedy(for code: MailError.Code, of server: MailServer) -> String {
    let key = "digests[].send[]"
    return switch code {
    case .dns: "look at the host's name in \(key).via, and at /etc/resolv.conf"
    case .login: "put \(key).user and password right in \(loaded.path)"
    case .tls:
      "set the clock, install ca-certificates; for a certificate of the server's own making, `tls: unverified`"
    case .rejected: "ask whoever keeps \(server.host) why; it may want a user, or another port"
    case .garbled:
      "what answers there is no mail server of this kind: smtp:// is for port 587 or 25, smtps:// for 465"
    default:
      "look whether port \(server.port) of \(server.host) may be reached from here; smtp:// is for port 587 or 25, smtps:// for 465"
    }
  }

  /// More than this is wrong for what is first seen when, and soon for TLS.
  private static let clockTolerance: Double = 120

  /// The middle one of what the hosts say: some have wrong clocks themselves.
  private func clock(in answers: [NetworkCheck.Answer]) -> [Finding] {
    let ahead = answers.compactMap(\.clockAhead).sorted()
    guard !ahead.isEmpty, abs(ahead[ahead.count / 2]) > Self.clockTolerance else { return [] }
    let offset = ahead[ahead.count / 2]
    return [
      Finding(
        .clock,
        "the clock is \(ProgressBar.duration(abs(offset))) \(offset > 0 ? "ahead" : "behind") "
          + "of what \(ahead.count) hosts say",
        remedy: "set it, and keep it right by NTP (timedatectl set-ntp true)")
    ]
  }
}
