internal import Linguistics

/// Text as the search index has it: words between spaces, whatever the script, for SQLite's `unicode61` to fold.
///
/// - Letters with spaces between words stay as they are.
/// - Han, kana and hangul become overlapping pairs of characters, and the last character of each run alone:
///   `東京都` → `東京 京都 都`. Any two-character word is found wherever a dictionary would cut, and a Korean noun is
///   found under its particles; docs/schema.md has the figures against ICU's dictionary.
/// - Thai, Lao, Khmer and Burmese are cut into ICU's words.
enum SearchText {
  /// Raised when the cutting changes; the index is then built anew.
  static let version = 1

  enum Script: Hashable {
    case spaced, pairs, dictionary
  }

  /// What identifies the cutting, this system's dictionaries included.
  static let fingerprint =
    "\(version) " + segmented("ตากลมนั่งดูข่าวเศรษฐกิจ ພາສາລາວ ភាសាខ្មែរ မြန်မာဘာသာ")

  /// Text to be indexed. Text without a byte of the scripts above comes back untouched (about 1 GB/s).
  static func segmented(_ text: String) -> String {
    let text = normalized(text)
    guard text.utf8.contains(where: { $0 == 0xE0 || $0 == 0xE1 || $0 >= 0xE3 }) else {
      return text
    }
    return String(decoding: SegmentedText(text).bytes, as: UTF8.self)
  }

  /// NFKC, where the text has bytes of combining marks (U+0300–U+036F) or of compatibility forms (U+F000 and above),
  /// and plain letters for those that look like one with a stroke: Unicode does not take `đ` apart, people do.
  static func normalized(_ text: String) -> String {
    var text = text
    if text.utf8.contains(where: { $0 == 0xCC || $0 == 0xCD || $0 == 0xEF }) {
      text = Normalization.nfkc(text)
    }
    guard text.utf8.contains(where: { (0xC3...0xC5).contains($0) }) else { return text }
    return withoutStrokes(text)
  }

  /// `đ ø ħ ı ł` and their capitals.
  static let strokes: [UInt32: UInt8] = [
    0xD8: 0x6F, 0xF8: 0x6F, 0x110: 0x64, 0x111: 0x64, 0x126: 0x68, 0x127: 0x68, 0x131: 0x69,
    0x141: 0x6C, 0x142: 0x6C,
  ]

  /// ``strokes`` by the six bits of the second byte, for the first bytes C3, C4 and C5, one after the other; 0 for none.
  private static let plainLetters: [UInt8] = {
    var plain = [UInt8](repeating: 0, count: 3 * 64)
    for (scalar, letter) in strokes { plain[Int(scalar) - 0xC0] = letter }
    return plain
  }()

  /// All of them are two bytes of UTF-8 that begin with C3, C4 or C5.
  private static func withoutStrokes(_ text: String) -> String {
    var text = text
    let plain = plainLetters
    return text.withUTF8 { input in
      String(unsafeUninitializedCapacity: input.count) { output in
        var (at, count) = (0, 0)
        while at < input.count {
          let byte = input[at]
          if (0xC3...0xC5).contains(byte), at + 1 < input.count {
            let letter = plain[Int(byte - 0xC3) << 6 | Int(input[at + 1] & 0x3F)]
            if letter != 0 {
              output[count] = letter
              (at, count) = (at + 2, count + 1)
              continue
            }
          }
          output[count] = byte
          (at, count) = (at + 1, count + 1)
        }
        return count
      }
    }
  }

  struct Run {
    var script: Script
    var text: Substring.UnicodeScalarView

    /// Han or kana throughout.
    var isWithoutSpaces: Bool {
      script == .pairs && !text.contains { (0xAC00...0xD7A3).contains($0.value) }
    }
  }

  /// The text in runs of one kind of script each, nothing left out.
  static func runs(of text: String) -> [Run] {
    var runs: [Run] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var current: Script?
    var index = start
    while index < scalars.endIndex {
      let found = script(of: scalars[index].value)
      if let current, current != found {
        runs.append(Run(script: current, text: scalars[start..<index]))
        start = index
      }
      current = found
      index = scalars.index(after: index)
    }
    if let current { runs.append(Run(script: current, text: scalars[start...])) }
    return runs
  }

  /// `東京都` → `東京`, `京都`, `都`: as many tokens as characters, so that distances count characters.
  static func pairs(of run: Substring.UnicodeScalarView) -> [String] {
    var tokens: [String] = []
    var previous: Unicode.Scalar?
    for scalar in run {
      if let previous {
        var token = String(previous)
        token.unicodeScalars.append(scalar)
        tokens.append(token)
      }
      previous = scalar
    }
    if let previous { tokens.append(String(previous)) }
    return tokens
  }

  static func words(of run: Substring.UnicodeScalarView) -> [String] {
    let text = String(run)
    let bytes = Array(text.utf8)
    return WordSegmenter().words(in: text).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// By block: what is between words in these scripts is punctuation of the spaced kind.
  static func script(of value: UInt32) -> Script {
    switch value {
    case ..<0x0E00: .spaced
    case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0xAA60...0xAA7F: .dictionary
    case 0x1100...0x11FF, 0x3005...0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA,
      0x30FC...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0x20000...0x323AF:
      .pairs
    default: .spaced
    }
  }
}
