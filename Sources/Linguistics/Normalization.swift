internal import CLibICU

/// Unicode's normal forms, and digits.
package enum Normalization {
  /// Compatibility composition (UAX #15): full-width, ligature and circled forms become their plain ones.
  /// ASCII comes back as it is.
  package static func nfkc(_ text: String) -> String {
    isASCII(text) ? text : ScalarForms.nfkc.mapped(text) ?? normalized(text, TIDINGS_NFKC)
  }

  /// The same of bytes, as bytes: for texts that are read byte by byte afterwards.
  ///
  /// - Parameter text: valid UTF-8.
  package static func nfkc(utf8 text: [UInt8]) -> [UInt8] {
    if text.allSatisfy({ $0 < 0x80 }) { return text }
    if let mapped = text.withUnsafeBufferPointer({ ScalarForms.nfkc.mapped($0) }) { return mapped }
    return Array(normalized(String(decoding: text, as: UTF8.self), TIDINGS_NFKC).utf8)
  }

  /// NFKC and full case folding in one, which also drops what is invisible (soft hyphens, zero-width joiners):
  /// Unicode's own form for comparing (UAX #31, NFKC_Casefold).
  package static func casefold(_ text: String) -> String {
    isASCII(text)
      ? text.lowercased()
      : ScalarForms.casefold.mapped(text) ?? normalized(text, TIDINGS_NFKC_CASEFOLD)
  }

  /// Lends the same of valid UTF-8 to `body`, as bytes: for texts that are folded piece by piece, without a string of each.
  package static func withCasefold(
    utf8 text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ScalarForms.room(for: text.count)) {
      room in
      if let count = ScalarForms.casefold.map(text, into: room) {
        body(UnsafeBufferPointer(rebasing: room[..<count]))
      } else {
        var folded = normalized(String(decoding: text, as: UTF8.self), TIDINGS_NFKC_CASEFOLD)
        folded.withUTF8 { body($0) }
      }
    }
  }

  /// Decimal digits of every script as ASCII digits, the rest as it is: `٢٠٢٥` → `2025`.
  package static func asciiDigits(_ text: String) -> String {
    guard !isASCII(text) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.value >= 128, let digit = ScalarProperties.digitValue(scalar.value) {
        result.append(Unicode.Scalar(UInt8(0x30 + digit)))
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Letters without their marks (canonical decomposition, marks dropped): `Việt` → `Viet`. Letters that have no
  /// decomposition stay (`ł`, `đ`), and so do scripts where marks are vowels: only marks after Latin,
  /// Greek or Cyrillic letters go.
  package static func withoutAccents(_ text: String) -> String {
    guard !isASCII(text) else { return text }
    var result = String.UnicodeScalarView()
    var isBase = false
    for scalar in normalized(text, TIDINGS_NFD).unicodeScalars {
      if ScalarProperties.kind(scalar.value) == .mark {
        if !isBase { result.append(scalar) }
      } else {
        isBase = scalar.value < 0x530 || (0x1E00..<0x2000).contains(scalar.value)
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

  static func normalized(
    _ text: String, _ form: tidings_normal_form
  ) -> String {
    let source = Array(text.utf16)
    guard source.count < Int(Int32.max) / 4 else { return text }
    var target = [UInt16](repeating: 0, count: source.count + source.count / 2 + 16)
    while true {
      var length: Int32 = 0
      let status = tidings_icu_normalize(
        form, source, Int32(source.count), &target, Int32(target.count), &length)
      if status == TIDINGS_ICU_BUFFER_OVERFLOW {
        target = [UInt16](repeating: 0, count: Int(length))
      } else {
        guard status <= 0, !target[..<Int(length)].elementsEqual(source) else { return text }
        return decoded(target[..<Int(length)])
      }
    }
  }

  /// As `String(decoding:as:)`, which goes through a generic parser and took a tenth of the time that evidence takes.
  /// ICU gives no half surrogate pairs for a sound text; the second half of one would become U+FFFD.
  private static func decoded(_ units: ArraySlice<UInt16>) -> String {
    String(unsafeUninitializedCapacity: units.count * 3) { bytes in
      var count = 0
      var high: UInt32?
      for unit in units {
        var scalar = UInt32(unit)
        if unit & 0xFC00 == 0xD800 {
          high = scalar
          continue
        }
        if unit & 0xFC00 == 0xDC00 {
          scalar = high.map { 0x10000 + ($0 - 0xD800) << 10 + (scalar - 0xDC00) } ?? 0xFFFD
        }
        high = nil
        count += append(scalar, to: bytes, at: count)
      }
      return count
    }
  }

  @inline(__always)
  static func append(
    _ scalar: UInt32, to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) -> Int {
    if scalar < 0x80 {
      bytes[start] = UInt8(scalar)
      return 1
    }
    let length = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
    let lead: UInt8 = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0
    bytes[start] = lead | UInt8(scalar >> (6 * UInt32(length - 1)))
    for offset in 1..<length {
      bytes[start + offset] = 0x80 | UInt8((scalar >> (6 * UInt32(length - 1 - offset))) & 0x3F)
    }
    return length
  }
}
