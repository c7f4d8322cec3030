package import NewsModel

/// What a corrected version has changed: numbers and names that stand in one of the two texts only.
package enum CorrectionChanges {
  /// More than this on one side is another text, not a correction.
  private static let most = 5
  /// One may be so many times as long as the other.
  private static let greatestRatio = 1.5
  private static let longestWord = 60

  /// What to say beside ``MatchReason/correction``; nothing where the two differ in more than a few places, or are in two
  /// languages. A few milliseconds.
  package static func reasons(
    corrected: MatchDocument, other: MatchDocument
  ) -> [MatchReason] {
    let languages = [corrected, other].map { EvidenceExtractor.primarySubtag(of: $0.language) }
    guard languages[0] == languages[1] else { return [] }
    let (new, old) = (texts(corrected), texts(other))
    let sizes = (Double(max(1, new.size.characters)), Double(max(1, old.size.characters)))
    guard max(sizes.0, sizes.1) <= greatestRatio * min(sizes.0, sizes.1) else { return [] }
    let kinds: Set<EvidenceKey.Class> = [.number, .name, .skeleton]
    let (gained, lost) = (new.lacking(in: old, kinds), old.lacking(in: new, kinds))
    guard gained.count <= most, lost.count <= most else { return [] }
    return [
      reason(MatchReason.correctionNew, "New in it", gained),
      reason(MatchReason.correctionGone, "No longer in it", lost),
    ].compactMap { $0 }
  }

  private static func texts(_ document: MatchDocument) -> NamedEvidence {
    var document = document
    // Headlines differ without a correction.
    document.title = nil
    document.text = CorrectionNotice.removed(from: document.text)
    return NamedEvidence(document)
  }

  private static func reason(_ code: String, _ head: String, _ words: [String]) -> MatchReason? {
    guard !words.isEmpty else { return nil }
    let shown = words.map {
      String(String.UnicodeScalarView($0.unicodeScalars.prefix(longestWord)))
    }
    return MatchReason(code: code, text: "\(head): \(shown.joined(separator: ", ")).", weight: 0)
  }
}
