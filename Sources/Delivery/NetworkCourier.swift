package import Fetching
internal import NewsModel

/// The courier that really goes out: SMTP and HTTP through libcurl, sendmail as a process.
package struct NetworkCourier: Courier {
  private let mail: any MailTransport
  private let web: any Transport
  private let settings: WebhookSettings
  private let sendmail: Sendmail

  package init(
    mail: any MailTransport, web: any Transport, settings: WebhookSettings,
    sendmail: Sendmail = Sendmail()
  ) {
    self.mail = mail
    self.web = web
    self.settings = settings
    self.sendmail = sendmail
  }

  package func deliver(
    _ parcel: Parcel, commit: @escaping @Sendable () -> Bool
  ) async throws(DeliveryError) {
    switch parcel {
    case .mail(let message, let server): try await submit(message, to: server, commit)
    case .command(let message, let path):
      try await sendmail.send(message, command: path, commit: commit)
    case .webhook(let url, let body):
      try await Webhook(transport: web, settings: settings).post(body, to: url, commit: commit)
    }
  }

  private func submit(
    _ message: MailMessage, to server: MailServer, _ commit: @escaping @Sendable () -> Bool
  ) async throws(DeliveryError) {
    let letter = MailSubmission(
      server: server, from: message.from.asciiAddress, to: message.to.asciiAddress,
      message: message.bytes)
    do {
      try await mail.submit(letter, commit: commit)
    } catch {
      throw DeliveryError(error.isDoubtful ? .doubtful : .notDelivered, error.message)
    }
  }
}
