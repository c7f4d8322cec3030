package import struct Foundation.Date

/// What is remembered of one feed between polls. The store keeps it as it is (Codable); a state of another
/// configured URL is of no use and starts afresh, see ``init(url:)``.
///
/// New fields decode to their defaults from older states.
package struct FeedState: Sendable, Hashable, Codable {
  /// The configured URL that everything here belongs to.
  package var url: String

  // Validators of the last full answer (RFC 9110 §8.8), verbatim.
  package var etag: String?
  package var lastModified: String?
  /// Where the validators came from, without the query: they are sent to no other address.
  package var validatorsOf: String?
  /// SHA-256 of the last body, after decompression.
  package var bodyHash: String?
  /// When the feed was last asked for without conditions.
  package var lastUnconditional: Date?

  // Permanent redirects.
  /// Where 301 or 308 lead, once seen twice; polled instead of ``url``.
  package var movedTo: String?
  /// Where the last poll's permanent redirect led, and in how many polls in a row.
  package var moveCandidate: String?
  package var moveSightings: Int

  // What happened.
  package var lastPolled: Date?
  package var lastOK: Date?
  /// When the body last differed from the one before.
  package var lastNew: Date?
  package var lastOutcome: FetchOutcome?
  package var lastStatus: Int?
  /// Why the last poll failed, in a plain sentence; `nil` after a success.
  package var lastError: String?
  /// Weighted failures since the last success: 1 for a hard one, 0.5 soft, 0.25 temporary.
  package var failures: Double
  package var failuresInARow: Int
  /// Since when the feed counts as dead (410, or too many failures); still asked every two weeks.
  package var retired: Date?

  // When to ask again.
  /// Retry-After: not before.
  package var heldUntil: Date?
  /// Cache-Control or Expires: fresh until then.
  package var freshUntil: Date?
  /// Seconds between polls that the feed itself asks for (`ttl`, `sy:update*`).
  package var statedInterval: Double?
  /// UTC hours (0–23) and days (1 = Monday … 7 = Sunday) in which the feed asks not to be polled.
  package var skipHours: [Int]
  package var skipDays: [Int]
  /// Seconds between polls that fit how the feed publishes.
  package var rhythm: Double?
  package var nextDue: Date?

  // A list of sitemaps.
  /// What is remembered of those of its sitemaps that are read; empty for anything else.
  package var sitemaps: [FeedState]

  package init(url: String) {
    self.url = url
    moveSightings = 0
    failures = 0
    failuresInARow = 0
    skipHours = []
    skipDays = []
    sitemaps = []
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func optional<T: Decodable>(_ key: CodingKeys) throws -> T? {
      try values.decodeIfPresent(T.self, forKey: key)
    }
    url = try values.decode(String.self, forKey: .url)
    etag = try optional(.etag)
    lastModified = try optional(.lastModified)
    validatorsOf = try optional(.validatorsOf)
    bodyHash = try optional(.bodyHash)
    lastUnconditional = try optional(.lastUnconditional)
    movedTo = try optional(.movedTo)
    moveCandidate = try optional(.moveCandidate)
    moveSightings = try optional(.moveSightings) ?? 0
    lastPolled = try optional(.lastPolled)
    lastOK = try optional(.lastOK)
    lastNew = try optional(.lastNew)
    lastOutcome = try? optional(.lastOutcome)
    lastStatus = try optional(.lastStatus)
    lastError = try optional(.lastError)
    failures = try optional(.failures) ?? 0
    failuresInARow = try optional(.failuresInARow) ?? 0
    retired = try optional(.retired)
    heldUntil = try optional(.heldUntil)
    freshUntil = try optional(.freshUntil)
    statedInterval = try optional(.statedInterval)
    skipHours = try optional(.skipHours) ?? []
    skipDays = try optional(.skipDays) ?? []
    rhythm = try optional(.rhythm)
    nextDue = try optional(.nextDue)
    sitemaps = try optional(.sitemaps) ?? []
  }
}
