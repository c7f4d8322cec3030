internal import CLibCurl
internal import Foundation
package import NewsModel

/// SMTP through libcurl, one blocking transfer on a thread of its own: mails are few, and apart from them no
/// thread waits.
///
/// It stands beside the HTTP transport because this module owns libcurl; they share no handle.
package struct CurlMail: MailTransport {
  private let options: CurlMailOptions

  /// - Parameters:
  ///   - connectTo: Invented `host:port` → `address:port`.
  ///   - authorities: A file of certificate authorities instead of the system's; for tests.
  package init(
    timeouts: MailTimeouts = MailTimeouts(), connectTo: [String: String] = [:],
    authorities: String? = nil
  ) {
    options = CurlMailOptions(
      timeouts: timeouts, connectTo: connectTo.map { "\($0):\($1)" }.sorted(),
      authorities: authorities)
  }

  package func submit(
    _ mail: MailSubmission, commit: @escaping @Sendable () -> Bool
  ) async throws(MailError) {
    guard Self.isPlain(mail.from), Self.isPlain(mail.to) else {
      throw MailError(.address, "An address holds a character that no address may hold.")
    }
    try await perform(
      CurlMailTransfer(server: mail.server, letter: mail, options: options, commit: commit))
  }

  package func greet(_ server: MailServer) async throws(MailError) {
    try await perform(
      CurlMailTransfer(server: server, letter: nil, options: options, commit: { false }))
  }

  private func perform(_ transfer: CurlMailTransfer) async throws(MailError) {
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let thread = Thread { continuation.resume(returning: transfer.perform()) }
        thread.name = "tidings.mail"
        thread.start()
      }
    } onCancel: {
      transfer.cancel()
    }
    try result.get()
  }

  /// No character that could end the command, or the address within it.
  private static func isPlain(_ address: String) -> Bool {
    !address.isEmpty && address.utf8.count <= 320
      && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
  }
}

struct CurlMailOptions: Sendable {
  var timeouts: MailTimeouts
  /// As libcurl takes them.
  var connectTo: [String]
  var authorities: String?
}
