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
      let phrase = Normalization.casefold(String(line))
      switch section {
      case "[call]": calls.insert(phrase)
      case "[credit]": credits.insert(phrase)
      case "[byline]": bylines.insert(phrase)
      default: break
      }
    }
  }
}

/// Phrases by their first byte: trying every phrase at every place took half the time of a summary.
struct PhraseTable {
  private var phrases = [[String]](repeating: [], count: 256)
  private var needles = [[[UInt8]]](repeating: [], count: 256)

  mutating func insert(_ phrase: String) {
    guard let first = phrase.utf8.first else { return }
    phrases[Int(first)].append(phrase)
    needles[Int(first)].append(Array(phrase.utf8))
  }

  /// Those that the text may open with.
  func opening(_ text: String) -> [String] {
    text.utf8.first.map { phrases[Int($0)] } ?? []
  }

  /// Whether one stands in the text between what are no letters (of scripts with spaces). `text` is case folded.
  func isFound(in text: String) -> Bool {
    var bytes = text
    return bytes.withUTF8 { bytes in
      bytes.indices.contains { at in
        // A letter before it settles most places.
        guard at == 0 || bytes[at - 1] >= 0x80 || !bytes[at - 1].isLetter else { return false }
        return needles[Int(bytes[at])].contains { needle in
          needle.elementsEqual(bytes[at..<min(at + needle.count, bytes.count)])
            && text.isEdge(before: at) && text.isEdge(at: at + needle.count)
        }
      }
    }
  }
}

extension String {
  /// Opens with the phrase and a space.
  func opens(with phrase: String) -> Bool {
    utf8.starts(with: phrase.utf8) && utf8.count > phrase.utf8.count
      && isEdge(at: phrase.utf8.count)
  }

  /// `photo: …`, `photo by …`, `foto/agency`: the phrase and a mark that separates.
  func isCredit(_ phrase: String) -> Bool {
    guard utf8.starts(with: phrase.utf8) else { return false }
    let rest = utf8.dropFirst(phrase.utf8.count)
    if rest.starts(with: " by ".utf8) { return true }
    let mark = rest.first { $0 != 0x20 }
    return mark == 0x3A || mark == 0x2F || mark == 0x7C || mark == 0xA9
      || rest.starts(with: "：".utf8)
      || rest.starts(with: "／".utf8) || rest.starts(with: "©".utf8)
  }

  /// - Parameter offset: in bytes, where a scalar begins.
  fileprivate func isEdge(before offset: Int) -> Bool {
    guard offset > 0 else { return true }
    let index = utf8.index(utf8.startIndex, offsetBy: offset)
    let byte = utf8[utf8.index(before: index)]
    return byte < 0x80 && !byte.isLetter
      || Self.isSpaceless(unicodeScalars[unicodeScalars.index(before: index)])
  }

  /// - Parameter offset: in bytes, where a scalar begins.
  fileprivate func isEdge(at offset: Int) -> Bool {
    guard offset < utf8.count else { return true }
    let scalar = unicodeScalars[utf8.index(utf8.startIndex, offsetBy: offset)]
    return !ScalarProperties.kind(scalar.value).isWord || Self.isSpaceless(scalar)
  }

  private static func isSpaceless(_ scalar: Unicode.Scalar) -> Bool {
    ScalarProperties.isSpaceless(scalar.value)
  }
}

extension UInt8 {
  /// Of ASCII.
  fileprivate var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
