/// How an article belongs to its story.
package enum DuplicateKind: String, Sendable, Codable, CaseIterable {
  /// The earliest member: what the others are copies of.
  case original
  /// The same page under another address.
  case url
  /// The same text to the letter, typography aside.
  case exact
  /// The same text with edits, in the same language.
  case near
  /// The same text in another language.
  case translation
}

/// One thing that spoke for or against a match, in words that a person can check.
package struct MatchReason: Sendable, Hashable, Codable {
  /// A stable key, e.g. `shared_names`.
  package var code: String
  /// A plain sentence, e.g. `11 of 12 names stand in the same order`.
  package var text: String
  /// Towards a match above 0, against it below.
  package var weight: Double

  package init(code: String, text: String, weight: Double) {
    self.code = code
    self.text = text
    self.weight = weight
  }
}

extension MatchReason {
  /// The article says of itself that it was corrected.
  package static let correction = "correction"
  /// The version that it was matched with says so.
  package static let correctionOfOther = "correction_of_other"
  /// What the corrected one of the two has and the other lacks, and the reverse.
  package static let correctionNew = "correction_new"
  package static let correctionGone = "correction_gone"
}

/// What makes a version a corrected one.
package struct VersionCorrection: Sendable, Hashable, Codable {
  /// What changed, in plain sentences; empty where that is not known.
  package var changes: [String]

  package init(changes: [String] = []) { self.changes = changes }

  /// Which of a story's articles are corrected versions, by uid, as the reasons say for which they were matched.
  package static func all(
    in articles: [(uid: String, matched: String?, reasons: [MatchReason])]
  ) -> [String: VersionCorrection] {
    var found: [String: VersionCorrection] = [:]
    for article in articles {
      let codes = Set(article.reasons.map(\.code))
      let corrected =
        codes.contains(MatchReason.correction)
        ? article.uid : codes.contains(MatchReason.correctionOfOther) ? article.matched : nil
      guard let corrected else { continue }
      let changes = article.reasons.filter {
        $0.code == MatchReason.correctionNew || $0.code == MatchReason.correctionGone
      }.map(\.text)
      if found[corrected]?.changes.isEmpty ?? true {
        found[corrected] = VersionCorrection(changes: changes)
      }
    }
    return found
  }
}

/// Where matching put an article: in which story, as what, and why.
package struct StoryPlacement: Sendable, Hashable, Codable {
  /// The article's uid.
  package var article: String
  /// The story's uid: that of its first stored member, for good.
  package var story: String
  /// The uid of the story's earliest member in the window: what the others are copies of.
  package var original: String
  package var kind: DuplicateKind
  /// The uid of the member that this article was matched with; `nil` for an original.
  package var matched: String?
  /// 0–1: how sure the match is; 1 for an original.
  package var score: Double
  /// What spoke for the match, strongest first; empty for an original.
  package var reasons: [MatchReason]

  package init(
    article: String, story: String, original: String, kind: DuplicateKind = .original,
    matched: String? = nil, score: Double = 1, reasons: [MatchReason] = []
  ) {
    self.article = article
    self.story = story
    self.original = original
    self.kind = kind
    self.matched = matched
    self.score = score
    self.reasons = reasons
  }
}

/// A story that was found to be another one: old links to it keep working.
package struct StoryAlias: Sendable, Hashable, Codable {
  /// The uid that is no more.
  package var from: String
  /// The older story that survives; never itself an alias of the same result.
  package var to: String

  package init(from: String, to: String) {
    self.from = from
    self.to = to
  }
}

/// What a person decided about two articles; matching never overrules it.
package struct Pin: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// The two are never in one story.
    case split
    /// The two are always in one story.
    case join
  }

  package var kind: Kind
  /// Uids of two articles, in either order.
  package var first: String
  package var second: String

  package init(_ kind: Kind, _ first: String, _ second: String) {
    self.kind = kind
    self.first = first
    self.second = second
  }
}
