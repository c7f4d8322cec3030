package import NewsModel

/// Something that hands messages to mail servers.
package protocol MailTransport: Sendable {
  /// Hands one message over; returns once the server has taken it.
  ///
  /// - Parameters:
  ///   - commit: Called at most once, when the server has accepted everything that comes before the text and the last of the
  ///     text is about to leave. Until then nothing can have been delivered; from then on it may have been. Where it returns
  ///     false, nothing is sent.
  /// - Throws: ``MailError``; its `isDoubtful` says whether the message may have been taken all the same.
  func submit(
    _ mail: MailSubmission, commit: @escaping @Sendable () -> Bool
  ) async throws(MailError)

  /// Connects, encrypts and logs in as for a message, and sends none.
  func greet(_ server: MailServer) async throws(MailError)
}

/// One message for one recipient: several in one transaction could be accepted in part.
package struct MailSubmission: Sendable {
  package var server: MailServer
  /// Addresses as the server is told them, in ASCII.
  package var from: String
  package var to: String
  /// RFC 5322, lines ended by CR LF, none longer than 998 bytes.
  package var message: [UInt8]

  package init(server: MailServer, from: String, to: String, message: [UInt8]) {
    self.server = server
    self.from = from
    self.to = to
    self.message = message
  }
}

/// Why a message was not handed over.
package struct MailError: Error, Sendable, Hashable {
  package enum Code: String, Sendable {
    case address, cancelled, connectionLost, dns, garbled, login, refused, rejected, timeout, tls
    case `internal`
  }

  package var code: Code
  /// A sentence for people, with what the server said.
  package var message: String
  /// The text had left, and no answer came: nobody here can know whether it was taken (RFC 1047).
  package var isDoubtful: Bool

  package init(_ code: Code, _ message: String, isDoubtful: Bool = false) {
    self.code = code
    self.message = message
    self.isDoubtful = isDoubtful
  }
}

/// How patient a mail transfer is; seconds.
package struct MailTimeouts: Sendable, Hashable {
  package var connect: Double
  /// For each answer. RFC 5321 §4.5.3.2 would wait up to ten minutes for the one to the text; a run that others wait for cannot.
  package var answer: Double
  package var total: Double

  package init(connect: Double = 15, answer: Double = 120, total: Double = 300) {
    self.connect = connect
    self.answer = answer
    self.total = total
  }
}
