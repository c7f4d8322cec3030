/// Foreign text made harmless for any page or terminal, before a format's own escaping.
enum InertText {
  /// One line without control characters, bidirectional overrides and isolates, byte order marks and
  /// tag characters; white space collapsed and trimmed.
  ///
  /// Marks that scripts need stay: joiners (Persian, Hindi, emoji) and the two directional marks.
  static func line(_ text: String) -> String {
    if isInert(text) { return text }
    var result = String.UnicodeScalarView()
    var isSpacePending = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        isSpacePending = !result.isEmpty
      } else if !isDropped(scalar) {
        if isSpacePending { result.append(" ") }
        isSpacePending = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether there is nothing to change, as in nearly all texts in Latin letters: looked at byte by byte, it costs a
  /// twentieth.
  private static func isInert(_ text: String) -> Bool {
    var previous = UInt8(ascii: " ")
    for byte in text.utf8 {
      switch byte {
      case 0x20: if previous == 0x20 { return false }
      case 0x21...0x7E: break
      // U+00C0–U+024F, wholly letters but for two signs; what follows them is a continuation.
      case 0xC3...0xC8: break
      case 0x80...0xBF: if !(0xC3...0xC8).contains(previous) { return false }
      default: return false
      }
      previous = byte
    }
    return previous != 0x20 || text.isEmpty
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x206A...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: isNoncharacter(scalar.value)
    }
  }
}

extension InertText {
  /// Unicode §23.7. Asking the standard library for the property took a sixth of a page's time.
  private static func isNoncharacter(_ value: UInt32) -> Bool {
    (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE
  }
}

/// An article's address that a reader may safely follow.
enum SafeURL {
  /// The URL with everything percent-encoded that could end it early in Markdown, HTML or XML; `nil`
  /// unless it is `http` or `https` with a host and without a user name.
  static func link(_ url: String) -> String? {
    let bytes = Array(url.utf8)
    guard bytes.count <= 4096, let start = authorityStart(bytes) else { return nil }
    let authority = bytes[start...].prefix { ![0x2F, 0x3F, 0x23].contains($0) }
    guard !authority.isEmpty,
      !authority.contains(where: { isUnsafe($0) || $0 == 0x40 || $0 == 0x5C })
    else { return nil }
    var result = ""
    for scalar in url.unicodeScalars {
      if scalar.value < 128 ? isUnsafe(UInt8(scalar.value)) : isInvisible(scalar) {
        for byte in String(scalar).utf8 { result += "%" + hex(byte) }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func authorityStart(_ bytes: [UInt8]) -> Int? {
    for scheme in ["http://", "https://"] {
      let prefix = Array(scheme.utf8)
      if bytes.count > prefix.count,
        zip(bytes, prefix).allSatisfy({ ($0 | ($0 >= 65 && $0 <= 90 ? 0x20 : 0)) == $1 })
      {
        return prefix.count
      }
    }
    return nil
  }

  /// Space, controls, and `" ' ( ) < > [ \ ] ^ { | } *` with the backtick and the underscore's kin.
  private static func isUnsafe(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x7F || "\"'()<>\\^`{|}*".utf8.contains(byte)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate,
      .unassigned, .privateUse:
      true
    default: false
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }
}
