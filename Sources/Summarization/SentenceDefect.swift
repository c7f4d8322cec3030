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
    if reader.words <= 14, phrases.credits.contains(where: { text.isCredit($0) }) {
      return .caption
    }
    if reader.words <= 9, !form.isFinished,
      phrases.bylines.contains(where: { text.opens(with: $0) })
    {
      return .byline
    }
    if reader.words <= 24, phrases.calls.contains(where: { text.hasPhrase($0) }) { return .call }
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
    return DefectPhrases.shared.credits.contains { inside.isCredit($0) }
  }

  /// Seven words without an end mark: a heading. Longer ones may be sentences that lost their mark.
  private static func isFragment(_ reader: TermReader, _ form: SentenceForm, position: Int) -> Bool
  {
    form.isFinished ? reader.words < 2.5 : reader.words <= 7
  }
}

/// The phrases of the data file.
private struct DefectPhrases {
  var calls: [String] = []
  var credits: [String] = []
  var bylines: [String] = []

  static let shared = DefectPhrases(String(decoding: PackageResources.defects_txt, as: UTF8.self))

  init(_ file: String) {
    var section = ""
    for line in file.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("[") {
        section = String(line)
        continue
      }
      let phrase = Normalization.casefold(String(line))
      switch section {
      case "[call]": calls.append(phrase)
      case "[credit]": credits.append(phrase)
      case "[byline]": bylines.append(phrase)
      default: break
      }
    }
  }
}

extension String {
  /// The phrase stands in it between what are no letters (of scripts with spaces).
  fileprivate func hasPhrase(_ phrase: String) -> Bool {
    let bytes = utf8
    let needle = phrase.utf8
    guard let first = needle.first, bytes.count >= needle.count else { return false }
    var at = bytes.startIndex
    while let found = bytes[at...].firstIndex(of: first) {
      let rest = bytes[found...]
      guard rest.count >= needle.count else { return false }
      if rest.starts(with: needle), isEdge(before: found),
        isEdge(at: bytes.index(found, offsetBy: needle.count))
      {
        return true
      }
      at = bytes.index(after: found)
    }
    return false
  }

  /// Opens with the phrase and a space.
  fileprivate func opens(with phrase: String) -> Bool {
    guard utf8.starts(with: phrase.utf8) else { return false }
    let end = utf8.index(utf8.startIndex, offsetBy: phrase.utf8.count)
    return end < utf8.endIndex && isEdge(at: end)
  }

  /// `photo: …`, `photo by …`, `foto/agency`: the phrase and a mark that separates.
  fileprivate func isCredit(_ phrase: String) -> Bool {
    guard utf8.starts(with: phrase.utf8) else { return false }
    let rest = utf8.dropFirst(phrase.utf8.count)
    if rest.starts(with: " by ".utf8) { return true }
    let mark = rest.first { $0 != 0x20 }
    return mark == 0x3A || mark == 0x2F || mark == 0x7C || mark == 0xA9
      || rest.starts(with: "：".utf8)
      || rest.starts(with: "／".utf8) || rest.starts(with: "©".utf8)
  }

  private func isEdge(before index: String.UTF8View.Index) -> Bool {
    guard index > utf8.startIndex else { return true }
    let byte = utf8[utf8.index(before: index)]
    return !((byte | 0x20) &- 0x61 < 26) && byte < 0x80
      || Self.isSpaceless(unicodeScalars[unicodeScalars.index(before: index)])
  }

  private func isEdge(at index: String.UTF8View.Index) -> Bool {
    guard index < utf8.endIndex else { return true }
    let scalar = unicodeScalars[index]
    return !ScalarProperties.kind(scalar.value).isWord || Self.isSpaceless(scalar)
  }

  private static func isSpaceless(_ scalar: Unicode.Scalar) -> Bool {
    ScalarProperties.isSpaceless(scalar.value)
  }
}
