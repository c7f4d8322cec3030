/// Bytes of any charset to text.
///
/// The order is the WHATWG Encoding Standard's "decode" where that works, with two departures that news
/// sites make necessary: valid UTF-8 is believed before any label, and a label under which the bytes make
/// no sense is not believed.
package enum TextEncoding {
  /// What bytes turned out to be.
  package struct Decoded: Sendable, Hashable {
    /// Valid UTF-8, without a byte order mark.
    package var text: String
    /// WHATWG name of the encoding that was used, e.g. `utf-8`, `windows-1252`; `viscii` and `tcvn`,
    /// which that standard lacks, by their usual names.
    package var encoding: String
    /// How many bad sequences were replaced by U+FFFD.
    package var replacements: Int
  }

  /// Reads `bytes` as text: byte order mark, then valid UTF-8, then the HTTP charset, then what the
  /// document declares of itself, then detection.
  ///
  /// - Parameters:
  ///   - charset: the label of the HTTP header `Content-Type`, as written.
  ///   - declared: the label in the document's own head; ``declaredCharset(in:)`` finds an HTML page's.
  ///
  /// Never fails: what no encoding explains becomes U+FFFD. UTF-8 costs one validation and one copy.
  package static func decode(
    _ bytes: [UInt8], charset: String?, declared: String? = nil
  ) -> Decoded {
    if let marked = markedEncoding(bytes) {
      return converted(bytes.dropFirst(marked.length), from: marked.name)
    }
    if let wide = wideEncodingWithoutMark(bytes) { return converted(bytes[...], from: wide) }
    let escapes = usesJapaneseEscapes(bytes)
    if !escapes, let text = String(validating: bytes, as: UTF8.self) {
      return Decoded(text: text, encoding: "utf-8", replacements: 0)
    }
    return decodeLegacy(
      bytes, labels: (escapes ? ["iso-2022-jp"] : []) + [charset, declared].compactMap { $0 })
  }

  /// Where the text begins in bytes that are valid UTF-8: behind a byte order mark, if there is one.
  ///
  /// `nil` where ``decode(_:charset:declared:)`` would still not read them as UTF-8: UTF-16 without its mark and
  /// ISO-2022-JP are valid UTF-8, too.
  package static func start(ofSoundUTF8 bytes: [UInt8]) -> Int? {
    if let marked = markedEncoding(bytes) { return marked.name == "utf-8" ? marked.length : nil }
    guard wideEncodingWithoutMark(bytes) == nil, !usesJapaneseEscapes(bytes) else { return nil }
    return 0
  }

  /// Bytes that are not valid UTF-8 as a whole.
  private static func decodeLegacy(_ bytes: [UInt8], labels: [String]) -> Decoded {
    if isMostlyUTF8(bytes) { return converted(bytes[...], from: "utf-8") }
    var names: [String] = []
    for name in labels.compactMap(name(forLabel:)) where !names.contains(name) {
      names.append(name)
    }
    let named = names.filter { $0 != "utf-8" }.map { converted(bytes[...], from: $0) }
    if let first = named.first(where: { isPlausible($0, of: bytes) }),
      named.count == 1 || first == named[0]
    {
      return settled(first, rivals: named, bytes)
    }
    let guesses = detectedNames(bytes).map { converted(bytes[...], from: $0) }
    return (guesses.filter { isPlausible($0, of: bytes) } + named + guesses)
      .min { $0.replacements < $1.replacements } ?? converted(bytes[...], from: "windows-1252")
  }

  /// Where two labels contradict each other and both could be, the detector has the casting vote.
  private static func settled(_ first: Decoded, rivals: [Decoded], _ bytes: [UInt8]) -> Decoded {
    let rivals = rivals.dropFirst().filter { isPlausible($0, of: bytes) }
    guard !rivals.isEmpty else { return first }
    let guess = detectedNames(bytes)
    return rivals.first { guess.first == $0.encoding } ?? first
  }

  /// Decodes with U+FFFD for what is bad. `name` is a WHATWG name.
  static func converted(_ bytes: ArraySlice<UInt8>, from name: String) -> Decoded {
    switch name {
    case "utf-8":
      let text = String(decoding: bytes, as: UTF8.self)
      return Decoded(text: text, encoding: name, replacements: replacements(in: text))
    case "viscii": return single(bytes, VietnameseTables.viscii, name)
    case "tcvn": return single(bytes, VietnameseTables.tcvn, name)
    default:
      guard let converter = CharsetConverter(name: name) else {
        return single(bytes, [], name)
      }
      let raw = converter.text(of: bytes)
      // Windows-1258 writes tone marks as characters of their own; the web writes whole letters.
      let text = name == "windows-1258" ? CharsetConverter.composed(raw) : raw
      return Decoded(text: text, encoding: name, replacements: replacements(in: text))
    }
  }

  /// A single-byte charset by its table for 0–255; bytes beyond the table are U+FFFD.
  private static func single(
    _ bytes: ArraySlice<UInt8>, _ table: [Unicode.Scalar], _ name: String
  ) -> Decoded {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      scalars.append(
        Int(byte) < table.count ? table[Int(byte)] : byte < 0x80 ? Unicode.Scalar(byte) : "\u{FFFD}"
      )
    }
    let text = String(scalars)
    return Decoded(text: text, encoding: name, replacements: replacements(in: text))
  }

  /// How often U+FFFD (EF BF BD) stands in `text`.
  private static func replacements(in text: String) -> Int {
    var count = 0
    var last: (UInt8, UInt8) = (0, 0)
    for byte in text.utf8 {
      if byte == 0xBD, last == (0xEF, 0xBF) { count += 1 }
      last = (last.1, byte)
    }
    return count
  }
}
