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
  static func find(
    in bytes: UnsafeBufferPointer<UInt8>, reader: TermReader, position: Int
  ) -> SentenceDefect? {
    guard reader.words <= 40 else { return nil }
    let text = Normalization.casefold(String(decoding: bytes, as: UTF8.self))
    let form = SentenceForm(of: bytes)
    let phrases = DefectPhrases.shared
    if reader.words <= 14, phrases.credits.opening(text).contains(where: { text.isCredit($0) }) {
      return .caption
    }
    if reader.words <= 9, !form.isFinished,
      phrases.bylines.opening(text).contains(where: { text.opens(with: $0) })
    {
      return .byline
    }
    if reader.words <= 24, phrases.calls.isFound(in: text) { return .call }
    if isAddress(text, words: reader.words) { return .address }
    if endsInCredit(text) { return .caption }
    return isFragment(reader, form, position: position) ? .fragment : nil
  }

  private static func isAddress(_ text: String, words: Double) -> Bool {
    guard words <= 14 else { return false }
    return text.utf8.starts(with: "http".utf8) || text.utf8.starts(with: "www.".utf8)
      || text.utf8.starts(with: "@".utf8) || text.utf8.starts(with: "©".utf8)
      || text.utf8.starts(with: "#".utf8)
  }

  /// `… at the fair. (Photo: A. Kim)`, `…, ©AFP`: short, and a credit in brackets closes it.
  private static func endsInCredit(_ text: String) -> Bool {
    guard text.utf8.last == 0x29, let open = text.utf8.lastIndex(of: 0x28) else { return false }
    let inside = String(text[text.utf8.index(after: open)...])
    return DefectPhrases.shared.credits.opening(inside).contains { inside.isCredit($0) }
  }

  /// Seven words without an end mark: a heading. Longer ones may be sentences that lost their mark.
  private static func isFragment(_ reader: TermReader, _ form: SentenceForm, position: Int) -> Bool
  {
    form.isFinished ? reader.words < 2.5 : reader.words <= 7
  }
}
