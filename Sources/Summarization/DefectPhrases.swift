internal import Linguistics

/// The phrases of `Data/defects.txt`.
struct DefectPhrases {
  var calls = PhraseTable()
  var credits = PhraseTable()
  var bylines = PhraseTable()

  static let shared = DefectPhrases(String(decoding: PackageResources.defects_txt, as: UTF8.self))

  init(_ file: String) {
    var section = ""
    for line in file.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("[") {
        section = String(line)
        continue
      }
      let phrase = Array(Normalization.casefold(String(line)).utf8)
      switch section {
      case "[call]": calls.insert(phrase)
      case "[credit]": credits.insert(phrase)
      case "[byline]": bylines.insert(phrase)
      default: break
      }
    }
  }
}

/// Phrases by their first two bytes: trying every phrase at every place took half the time of a summary.
struct PhraseTable {
  private var phrases = [[[UInt8]]](repeating: [], count: 256)
  /// A bit for each pair of bytes that a phrase begins with.
  private var pairs = [UInt64](repeating: 0, count: 1024)

  /// - Parameter phrase: two bytes or more, case folded.
  mutating func insert(_ phrase: [UInt8]) {
    guard phrase.count > 1 else { return }
    phrases[Int(phrase[0])].append(phrase)
    let pair = Int(phrase[0]) << 8 | Int(phrase[1])
    pairs[pair >> 6] |= 1 << UInt64(pair & 63)
  }

  /// Those that the text may open with.
  func opening(_ text: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    text.first.map { phrases[Int($0)] } ?? []
  }

  /// Whether one stands in the text between what are no letters (of scripts with spaces). `text` is case folded.
  func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 1 else { return false }
    return pairs.withUnsafeBufferPointer { pairs in
      for at in 0..<text.count - 1 {
        // A letter before it settles most places, the first two bytes most others.
        guard at == 0 || text[at - 1] >= 0x80 || !text[at - 1].isLetter else { continue }
        let pair = Int(text[at]) << 8 | Int(text[at + 1])
        guard pairs[pair >> 6] & 1 << UInt64(pair & 63) != 0 else { continue }
        if isFound(in: text, at: at) { return true }
      }
      return false
    }
  }

  private func isFound(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    let rest = UnsafeBufferPointer(rebasing: text[start...])
    return phrases[Int(text[start])].contains { phrase in
      rest.starts(with: phrase) && text.isEdge(before: start) && rest.isEdge(at: phrase.count)
    }
  }
}

/// Of case-folded text.
extension UnsafeBufferPointer<UInt8> {
  /// Opens with the phrase and a space.
  func opens(with phrase: [UInt8]) -> Bool {
    count > phrase.count && starts(with: phrase) && isEdge(at: phrase.count)
  }

  /// `photo: …`, `photo by …`, `foto/agency`: the phrase and a mark that separates.
  func isCredit(_ phrase: [UInt8]) -> Bool {
    guard starts(with: phrase) else { return false }
    let rest = dropFirst(phrase.count)
    if rest.starts(with: " by ".utf8) { return true }
    let mark = rest.first { $0 != 0x20 }
    return mark == 0x3A || mark == 0x2F || mark == 0x7C || mark == 0xA9
      || rest.starts(with: "：".utf8) || rest.starts(with: "／".utf8) || rest.starts(with: "©".utf8)
  }

  /// - Parameter offset: where a scalar begins.
  fileprivate func isEdge(before offset: Int) -> Bool {
    guard offset > 0 else { return true }
    if self[offset - 1] < 0x80 { return !self[offset - 1].isLetter }
    var start = offset - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return ScalarProperties.isSpaceless(scalar(at: start).value)
  }

  /// - Parameter offset: where a scalar begins.
  fileprivate func isEdge(at offset: Int) -> Bool {
    guard offset < count else { return true }
    let scalar = scalar(at: offset).value
    return !ScalarProperties.kind(scalar).isWord || ScalarProperties.isSpaceless(scalar)
  }
}

extension UInt8 {
  /// Of ASCII.
  fileprivate var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
