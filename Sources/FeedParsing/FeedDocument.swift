internal import Linguistics
internal import Markup

/// A feed's bytes as UTF-8, and what was found out about their encoding.
///
/// RFC 7303 says whom to believe: a byte order mark, the header's charset, the document's own declaration.
/// The truth of the bytes comes before all three: valid UTF-8 is no accident, and a label under which the
/// bytes make no sense is wrong.
struct FeedDocument {
  var bytes: [UInt8]
  /// As reported: for pure ASCII, what the labels say, since the bytes agree with all of them.
  var encoding: String
  var problem: String?
  var warnings: [String] = []
  /// Of ``bytes``, where they are as they came.
  private(set) var survey: ByteSurvey?

  init(_ raw: [UInt8], contentType: String?) {
    let charset = contentType.flatMap(Self.charset)
    let content = Self.withoutMark(raw)
    let survey = content.withUnsafeBufferPointer { ByteSurvey($0) }
    // Escapes switch ISO-2022-JP to bytes that look like ASCII.
    if survey.isUTF8, !(survey.isASCII && Self.mayBeEscaped(content, survey)), !Self.isWide(raw) {
      self.survey = survey
      bytes = content.count == raw.count ? raw : Array(content)
      encoding = "utf-8"
      guard survey.isASCII else { return }
      let declared = Self.declaredEncoding(content)
      encoding = Self.narrow(charset) ?? Self.narrow(declared) ?? "utf-8"
      if let declared, Self.narrow(declared) == nil {
        problem = "the document says that it is in \(declared), which it is not"
      }
      return
    }
    let declared = Self.declaredEncoding(content)
    let decoded =
      FeedCharsets.utf32(raw)
      ?? (Self.isWide(raw)
        ? nil : FeedCharsets.mostlyUTF8(content, labels: [charset, declared]))
      ?? Self.decoded(raw, charset, declared)
    bytes = Array(decoded.text.utf8)
    encoding = decoded.encoding
    if decoded.replacements > 0 {
      problem = "\(decoded.replacements) byte sequences are no \(decoded.encoding)"
    }
  }

  private static func decoded(
    _ raw: [UInt8], _ charset: String?, _ declared: String?
  ) -> FeedCharsets.Decoded {
    let decoded = TextEncoding.decode(raw, charset: charset, declared: declared)
    return FeedCharsets.Decoded(
      text: decoded.text, encoding: decoded.encoding, replacements: decoded.replacements)
  }

  /// The first byte that is no white space.
  var firstByte: UInt8? { bytes.first { $0 > 0x20 } }

  /// `charset=` of a Content-Type, quotes aside.
  static func charset(of contentType: String) -> String? {
    for part in contentType.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, FeedText.trimmed(String(pair[0])).lowercased() == "charset" else {
        continue
      }
      let value = FeedText.trimmed(String(pair[1])).filter { $0 != "\"" && $0 != "'" }
      return value.isEmpty ? nil : value
    }
    return nil
  }

  /// The XML declaration's encoding.
  static func declaredEncoding(_ bytes: ArraySlice<UInt8>) -> String? {
    let head = bytes.prefix(400)
    guard let start = head.firstRange(of: "<?xml".utf8),
      let end = head[start.upperBound...].firstIndex(of: UInt8(ascii: ">")),
      let name = head[start.upperBound..<end].firstRange(of: "encoding".utf8)
    else { return nil }
    let value = head[name.upperBound..<end].drop {
      $0 <= 0x20 || $0 == 0x3D || $0 == 0x22 || $0 == 0x27
    }
    .prefix { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3F }
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }

  /// A label that ASCII bytes can have; `nil` for the wide encodings.
  private static func narrow(_ label: String?) -> String? {
    guard let label = label?.lowercased(), !wideLabels.contains(where: label.hasPrefix)
    else { return nil }
    let isKnown = label.utf8.allSatisfy {
      ($0 | 0x20) &- 97 < 26 || $0 &- 48 < 10 || $0 == 0x2D || $0 == 0x5F
    }
    guard isKnown, knownLabel(label) else { return nil }
    return label
  }

  private static let wideLabels = [
    "utf-16", "utf16", "u16", "utf-32", "utf32", "u32", "ucs", "iso-10646", "unicode", "utf-7",
  ]

  private static func knownLabel(_ label: String) -> Bool {
    [
      "utf", "iso", "win", "us-ascii", "ascii", "gb", "big5", "euc", "koi8", "shift", "sjis",
      "x-sjis", "tis", "cp", "latin", "mac", "viscii", "ks_c",
    ]
    .contains(where: label.hasPrefix)
  }

  private static func withoutMark(_ raw: [UInt8]) -> ArraySlice<UInt8> {
    var content = raw[...]
    // Twice where a server put one in front of a file that had one.
    while content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    return content
  }

  private static func isWide(_ raw: [UInt8]) -> Bool {
    raw.starts(with: [0xFE, 0xFF]) || raw.starts(with: [0xFF, 0xFE]) || raw.prefix(4).contains(0)
  }

  /// Whether ASCII bytes hold the escape character, which is a control character.
  private static func mayBeEscaped(_ content: ArraySlice<UInt8>, _ survey: ByteSurvey) -> Bool {
    !survey.isXMLText && content.contains(0x1B)
  }
}
