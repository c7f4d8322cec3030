internal import CLD2

/// Compact Language Detector 2 with its full tables (about 160 languages).
enum LanguageDetector {
  struct Result {
    /// Up to three languages, BCP 47, the likeliest first, each with its share of the letters, 0–1.
    var shares: [(tag: String, share: Double)]
    /// The detector's own word on whether the first is right.
    var isReliable: Bool
  }

  /// More text says no more.
  private static let limit = 60_000

  /// - Parameter isBestEffort: a language is named even where the detector is not sure.
  static func detect(_ text: String, hint: String?, isBestEffort: Bool) -> Result {
    var text = text
    return text.withUTF8 { detect($0, hint: hint, isBestEffort: isBestEffort) }
  }

  /// The same of valid UTF-8.
  static func detect(
    _ text: UnsafeBufferPointer<UInt8>, hint: String?, isBestEffort: Bool
  ) -> Result {
    var bytes = text
    if text.count > limit {
      var end = limit
      while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
      bytes = UnsafeBufferPointer(rebasing: text[..<end])
    }
    let result = ask(bytes, hint: hint, isBestEffort: isBestEffort)
    guard Int(result.valid_prefix) < bytes.count else { return Result(result) }
    return clean(bytes).withUnsafeBufferPointer {
      Result(ask($0, hint: hint, isBestEffort: isBestEffort))
    }
  }

  private static func ask(
    _ bytes: UnsafeBufferPointer<UInt8>, hint: String?, isBestEffort: Bool
  ) -> tidings_cld2_result {
    UnsafeRawBufferPointer(bytes).withMemoryRebound(to: CChar.self) { buffer in
      tidings_cld2_detect(
        buffer.baseAddress, Int32(buffer.count), hint.flatMap { codes[$0] ?? $0 }, isBestEffort)
    }
  }

  /// The detector stops at what it thinks is no text: controls, private use, unassigned.
  private static func clean(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    var cleaned = String.UnicodeScalarView()
    for scalar in scalars {
      let isText = ScalarProperties.kind(scalar.value) != .other && scalar.value != 0xFFFD
      cleaned.append(isText ? scalar : " ")
    }
    return Array(String(cleaned).utf8)
  }

  /// The detector's old names of languages.
  private static let codes = [
    "he": "iw", "id": "in", "jv": "jw", "nb": "no", "fil": "tl", "yi": "yi",
  ]
  fileprivate static let tags = [
    "iw": "he", "in": "id", "jw": "jv", "no": "nb", "mo": "ro", "sh": "sr", "sr-ME": "sr",
    "zh": "zh", "zh-Hant": "zh",
    "crs": "crs",
  ]
}

extension LanguageDetector.Result {
  fileprivate init(_ result: tidings_cld2_result) {
    let codes = [result.code.0, result.code.1, result.code.2]
    let percents = [result.percent.0, result.percent.1, result.percent.2]
    shares = zip(codes, percents).compactMap { code, percent in
      guard let code, percent > 0 else { return nil }
      let name = String(cString: code)
      // `un` is unknown, `xx-…` a script for which there is no table.
      guard name != "un", !name.hasPrefix("x") || name == "xh" else { return nil }
      return (LanguageDetector.tags[name] ?? name, Double(percent) / 100)
    }
    isReliable = result.reliable
  }
}
