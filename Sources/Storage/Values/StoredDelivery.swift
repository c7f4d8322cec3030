package import Foundation

/// What was done to bring a digest to one reader.
package struct StoredDelivery: Sendable, Hashable {
  package enum State: String, Sendable, CaseIterable {
    /// Wanted, and not there yet.
    case pending
    /// Handed over; how it ended is not known yet.
    case sending
    case sent
    /// Handed over, and nobody said whether it was taken. Never sent again by itself.
    case doubtful
    /// Given up.
    case failed
    /// Its target is configured no longer.
    case dropped
  }

  package var digestUID: String
  package var digestName: String
  package var digestFrom: Date
  package var digestUntil: Date
  /// Names the target without its secrets: an address, or a webhook's host with a hash.
  package var target: String
  package var state: State
  package var attempts: Int
  package var queued: Date
  package var lastTry: Date?
  /// `nil`: with the next run.
  package var nextTry: Date?
  package var delivered: Date?
  package var lastError: String?
}

/// How an attempt ended.
package enum DeliveryOutcome: Sendable, Hashable {
  case sent
  /// Not delivered for certain; tried again from then on, never where that is `nil`.
  case notDelivered(error: String, nextTry: Date?)
  /// Perhaps delivered.
  case doubtful(error: String)
}
