package import Delivery
internal import Digests
internal import Foundation
package import NewsModel
package import Settings

/// One place that a digest goes to: a recipient, or a webhook.
package struct DeliveryTarget: Sendable {
  /// What the database and people call it: nothing in it is secret.
  package var name: String
  private var route: Route

  private enum Route: Sendable {
    case server(MailServer, from: Mailbox, to: Mailbox)
    case command(String?, from: Mailbox, to: Mailbox)
    case webhook(String)
  }

  /// A digest's targets, each once: every recipient is one of its own, so that a refused address does not keep the message from
  /// others, nor makes them get it twice.
  package static func all(of settings: DigestSettings) -> [DeliveryTarget] {
    var seen: Set<String> = []
    return settings.send.flatMap(targets).filter { seen.insert($0.name).inserted }
  }

  private static func targets(of settings: DeliverySettings) -> [DeliveryTarget] {
    if let url = settings.webhook { return [DeliveryTarget(webhook: url)] }
    return settings.email.map { address in
      let to = Mailbox(address: address)
      let from = sender(settings)
      let route: Route =
        if let server = settings.server {
          .server(server, from: from, to: to)
        } else {
          .command(settings.via.hasPrefix("/") ? settings.via : nil, from: from, to: to)
        }
      return DeliveryTarget(name: to.address, route: route)
    }
  }

  private init(name: String, route: Route) {
    self.name = name
    self.route = route
  }

  /// An URL is the webhook's only secret: its host and a hash tell it from others.
  private init(webhook url: String) {
    let host = URLComponents(string: url)?.host ?? "webhook"
    name = "\(host)#\(ContentHash.uid(of: "webhook\n" + url).prefix(8))"
    route = .webhook(url)
  }

  private static func sender(_ settings: DeliverySettings) -> Mailbox {
    if let mailbox = Mailbox(settings.from) { return mailbox }
    // Many servers take nothing but the address that one logged in with.
    if let user = settings.server?.user, let mailbox = Mailbox(user) { return mailbox }
    return Mailbox(name: "tidings", address: machineAddress)
  }

  /// `user@host`, as mail programs make it up.
  private static var machineAddress: String {
    let host = ProcessInfo.processInfo.hostName
    let user = NSUserName()
    let address = "\(user.isEmpty ? "tidings" : user)@\(host)"
    return Mailbox.isValid(address: address) ? address : "tidings@localhost"
  }

  package func parcel(for digest: Digest) -> Parcel {
    let messages = DigestMessages(digest)
    func letter(_ from: Mailbox, _ to: Mailbox) -> MailMessage {
      MailMessage(
        from: from, to: to, subject: messages.subject, date: digest.generated, uid: digest.uid,
        text: messages.text, html: messages.html)
    }
    return switch route {
    case .server(let server, let from, let to): .mail(letter(from, to), server)
    case .command(let path, let from, let to): .command(letter(from, to), path: path)
    case .webhook(let url): .webhook(url: url, body: Array(messages.chat.utf8))
    }
  }
}
