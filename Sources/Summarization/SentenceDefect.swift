internal import Linguistics

/// Why a line is no sentence that a summary may quote while the article has others.
package enum SentenceDefect: String, Sendable, Codable, CaseIterable {
  /// Asks the reader to subscribe, follow, read on.
  case call
  /// Names who wrote it.
  case byline
  /// Says what a picture shows, or whose it is.
  case caption
  /// A heading, a tag line, a dateline left alone: a few words without an end.
  case fragment
  /// An address or a handle and little else.
  case address

  /// The first defect of a sentence, `nil` for most. The words are in `Data/defects.txt`.
  ///
  /// - Parameter text: the sentence, case folded.
  static func find(
    in text: UnsafeBufferPointer<UInt8>, words: Double, form: SentenceForm
  ) -> SentenceDefect? {
    guard words <= 40 else { return nil }
    let phrases = DefectPhrases.shared
    if words <= 14, phrases.credits.opening(text).contains(where: { text.isCredit($0) }) {
      return .caption
    }
    if words <= 9, !form.isFinished,
      phrases.bylines.opening(text).contains(where: { text.opens(with: $0) })
    {
      return .byline
    }
    if words <= 24, phrases.calls.isFound(in: text) { return .call }
    if isAddress(text, words: words) { return .address }
    if endsInCredit(text) { return .caption }
    return isFragment(words, form) ? .fragment : nil
  }

  private static func isAddress(_ text: UnsafeBufferPointer<UInt8>, words: Double) -> Bool {
    guard words <= 14 else { return false }
    return text.starts(with: "http".utf8) || text.starts(with: "www.".utf8)
      || text.starts(with: "@".utf8) || text.starts(with: "©".utf8)
      || text.starts(with: "#".utf8)
  }

  /// `… at the fair. (Photo: A. Kim)`, `…, ©AFP`: short, and a credit in brackets closes it.
  private static func endsInCredit(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.last == 0x29, let open = text.lastIndex(of: 0x28) else { return false }
    let inside = UnsafeBufferPointer(rebasing: text[(open + 1)...])
    return DefectPhrases.shared.credits.opening(inside).contains { inside.isCredit($0) }
  }

  /// Seven words without an end mark: a heading. Longer ones may be sentences that lost their mark.
  private static func isFragment(_ words: Double, _ form: SentenceForm) -> Bool {
    form.isFinished ? words < 2.5 : words <= 7
  }
}
