/// What stories of a digest are grouped by.
package enum DigestGrouping: String, Sendable, Codable, CaseIterable {
  case watch, tag, language, source
}

/// What happens to a story that the last digest had already.
package enum DigestRepetition: String, Sendable, Codable, CaseIterable {
  case never
  /// Shown again, as an update, if it has articles since.
  case updatesOnly = "updates_only"
  case always
}

/// The forms in which a digest is written.
package enum DigestFormat: String, Sendable, Codable, CaseIterable {
  case markdown = "md"
  case html, json, atom, text

  /// Of the files' names, without a dot.
  package var fileExtension: String {
    switch self {
    case .markdown, .html, .json: rawValue
    case .atom: "atom.xml"
    case .text: "txt"
    }
  }
}

/// How a digest is made of what the database holds.
package struct DigestOptions: Sendable, Hashable, Codable {
  /// In order: a story stands in the first grouping that has a key for it.
  package var groupBy: [DigestGrouping]
  package var maxStories: Int
  package var repetition: DigestRepetition
  /// Seconds without a new article after which the digest is stale.
  package var staleAfter: Double
  /// An IANA name, for the day and the hours that readers see; machines are told UTC.
  package var timezone: String

  package init(
    groupBy: [DigestGrouping] = [.watch, .tag], maxStories: Int = 40,
    repetition: DigestRepetition = .updatesOnly, staleAfter: Double = 26 * 3600,
    timezone: String = "UTC"
  ) {
    self.groupBy = groupBy
    self.maxStories = maxStories
    self.repetition = repetition
    self.staleAfter = staleAfter
    self.timezone = timezone
  }
}
