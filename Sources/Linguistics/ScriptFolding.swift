internal import Synchronization

/// Languages that are written in two scripts, brought into one: traditional Chinese into simplified, Serbian
/// Cyrillic into Latin. Other languages' texts come back as they are.
///
/// Character by character, so that a text and its copy in the other script meet; where one traditional character has
/// two simplified ones, or the other way round, both sides are folded alike.
package enum ScriptFolding {
  /// - Parameters:
  ///   - text: valid UTF-8 in NFKC.
  ///   - language: the primary subtag.
  package static func fold(_ text: inout [UInt8], language: String) {
    switch language {
    case "zh", "yue": simplify(&text)
    case "sr": text = serbianLatin(text)
    default: break
    }
  }

  // MARK: Chinese

  private static let firstHan = 0x4E00
  private static let han = firstHan..<0xA000

  /// For every character of the main Han block its simplified one, from ICU: 21,000 in about 50 ms, once.
  private static let simplifiedHan: [UInt16] = {
    let all = String(
      String.UnicodeScalarView(
        han.flatMap { scalar -> [Unicode.Scalar] in
          // Each on a line of its own: ICU's rules look at neighbours.
          [Unicode.Scalar(UInt16(scalar)) ?? " ", "\n"]
        }))
    let table = han.map { UInt16($0) }
    let folded = HandlePool(rules: "Traditional-Simplified").transliterated(all)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard folded.count == table.count + 1 else { return table }
    return zip(table, folded).map { own, line in
      let scalars = line.unicodeScalars
      guard scalars.count == 1, let scalar = scalars.first, han.contains(Int(scalar.value))
      else { return own }
      return UInt16(scalar.value)
    }
  }()

  /// As many bytes as before: a place in the one text is the same place in the other.
  private static func simplify(_ bytes: inout [UInt8]) {
    let table = simplifiedHan
    var at = 0
    while at + 2 < bytes.count {
      // The block's characters are the three bytes E4 B8 80 … E9 BF BF.
      guard (0xE4...0xE9).contains(bytes[at]) else {
        at += 1
        continue
      }
      let low = Int(bytes[at + 1] & 0x3F) << 6 | Int(bytes[at + 2] & 0x3F)
      let scalar = Int(bytes[at] & 0x0F) << 12 | low
      if han.contains(scalar) {
        let folded = table[scalar - firstHan]
        bytes[at] = 0xE0 | UInt8(folded >> 12)
        bytes[at + 1] = 0x80 | UInt8(folded >> 6 & 0x3F)
        bytes[at + 2] = 0x80 | UInt8(folded & 0x3F)
      }
      at += 3
    }
  }

  // MARK: Serbian

  private static let serbian: [UInt32: String] = {
    let cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш".unicodeScalars
    let latin = [
      "a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o",
      "p", "r", "s", "t", "ć", "u", "f", "h", "c", "č", "dž", "š",
    ]
    var table: [UInt32: String] = [:]
    for (letter, written) in zip(cyrillic, latin) {
      table[letter.value] = written
      let capital = letter.properties.uppercaseMapping.unicodeScalars
      if let scalar = capital.first {
        table[scalar.value] = written.prefix(1).uppercased() + written.dropFirst()
      }
    }
    return table
  }()

  private static func serbianLatin(_ text: [UInt8]) -> [UInt8] {
    // Cyrillic's lead bytes: Latin texts come back at once.
    guard text.contains(where: { $0 == 0xD0 || $0 == 0xD1 }) else { return text }
    let table = serbian
    var folded: [UInt8] = []
    folded.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        let (scalar, length) = bytes.scalar(at: at)
        if let written = table[scalar] {
          folded += written.utf8
        } else {
          folded += bytes[at..<min(at + length, bytes.count)]
        }
        at += length
      }
    }
    return folded
  }
}
