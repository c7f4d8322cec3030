internal import Foundation

/// The encodings other than UTF-8 that a page of the newsroom is sent in.
enum LegacyCharset: String {
  case windows1258 = "windows-1258"
  case gb18030

  /// The page's bytes; what the encoding lacks becomes a numeric character reference, as sites do it.
  func bytes(of html: String) -> [UInt8] {
    let text = self == .windows1258 ? LegacyCharset.toneMarksApart(html) : html
    var out: [UInt8] = []
    for character in text {
      let piece = String(character)
      if let data = piece.data(using: encoding) {
        out += data
      } else {
        out += piece.unicodeScalars.flatMap { Array("&#\($0.value);".utf8) }
      }
    }
    return out
  }

  /// Foundation's numbers for what Core Foundation calls `kCFStringEncodingWindowsVietnamese` and
  /// `kCFStringEncodingGB_18030_2000`.
  private var encoding: String.Encoding {
    String.Encoding(rawValue: self == .windows1258 ? 0x8000_0508 : 0x8000_0632)
  }

  /// windows-1258 has the vowels of Vietnamese but writes tones as combining marks: `ế` is `ê` and U+0301.
  private static func toneMarksApart(_ text: String) -> String {
    let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    var out = ""
    for character in text {
      let scalars = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
      guard scalars.contains(where: tones.contains) else {
        out.append(character)
        continue
      }
      var base = String.UnicodeScalarView()
      base.append(contentsOf: scalars.filter { !tones.contains($0) })
      out += String(base).precomposedStringWithCanonicalMapping
      out.unicodeScalars.append(contentsOf: scalars.filter(tones.contains))
    }
    return out
  }
}
