package import NewsModel

/// Something ready to be sent, with where it goes.
package enum Parcel: Sendable {
  /// A message over SMTP.
  case mail(MailMessage, MailServer)
  /// A message through a command that takes it as sendmail does.
  case command(MailMessage, path: String?)
  /// JSON posted to an URL.
  case webhook(url: String, body: [UInt8])
}

/// What brings a parcel to its target, once.
package protocol Courier: Sendable {
  /// - Parameters:
  ///   - commit: Called at most once, just before it could first be too late to take the parcel back. What has thrown without
  ///     calling it was certainly not delivered. Where it returns false, nothing is sent.
  /// - Throws: ``DeliveryError``; returns when the target has accepted the parcel.
  func deliver(
    _ parcel: Parcel, commit: @escaping @Sendable () -> Bool
  ) async throws(DeliveryError)
}
