/// Why a digest did not reach one of its targets.
package struct DeliveryError: Error, Sendable, Hashable {
  package enum Certainty: String, Sendable {
    /// It was not delivered, so that it can be tried again.
    case notDelivered
    /// It may have been: trying again could deliver it twice.
    case doubtful
  }

  package var certainty: Certainty
  /// A sentence for people: what happened, and what helps.
  package var message: String
  /// Seconds that the other side asks to be left alone for.
  package var retryAfter: Double?

  package init(_ certainty: Certainty, _ message: String, retryAfter: Double? = nil) {
    self.certainty = certainty
    self.message = message
    self.retryAfter = retryAfter
  }
}
