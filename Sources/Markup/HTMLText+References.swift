extension HTMLText {
  /// Appends `bytes` with character references resolved. What is no reference stays as it is.
  static func appendDecoded(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to output: inout [UInt8]) {
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    var at = 0
    while at < bytes.count {
      let mark = ByteSearch.first(of: UInt8(ascii: "&"), in: bytes, from: at)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[at..<mark]))
      guard mark < bytes.count else { return }
      if let common = HTMLReference(bytes, mark..<bytes.count), common.scalar.isASCII {
        output.append(UInt8(truncatingIfNeeded: common.scalar.value))
        at = common.end
      } else if let (scalar, end) = reference(bytes[...], at: mark) {
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        at = end
      } else {
        output.append(UInt8(ascii: "&"))
        at = mark + 1
      }
    }
  }

  /// The reference that begins at the ampersand at `mark`: its scalar and where it ends.
  static func reference(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, at mark: Int
  ) -> (Unicode.Scalar, end: Int)? {
    let start = mark + 1
    guard start < bytes.endIndex else { return nil }
    if bytes[start] == UInt8(ascii: "#") { return numericReference(bytes, at: start + 1) }
    var end = start
    while end < bytes.endIndex, end - start < 32, isAlphanumeric(bytes[end]) { end += 1 }
    guard end - start >= 2 else { return nil }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let scalar = HTMLEntities.scalar(named: name) else { return nil }
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: ";") { return (scalar, end + 1) }
    return HTMLEntities.allowsMissingSemicolon(name, scalar) ? (scalar, end) : nil
  }

  private static func numericReference(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, at start: Int
  ) -> (Unicode.Scalar, end: Int)? {
    guard let (value, end) = numericValue(bytes, at: start) else { return nil }
    // Half a character in UTF-16: the other half follows as a reference of its own.
    if (0xD800..<0xDC00).contains(value), end + 1 < bytes.endIndex, bytes[end] == UInt8(ascii: "&"),
      bytes[end + 1] == UInt8(ascii: "#"), let (low, lowEnd) = numericValue(bytes, at: end + 2),
      (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
    {
      return (scalar, lowEnd)
    }
    return (scalar(numbered: value), end)
  }

  private static func numericValue(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, at start: Int
  ) -> (UInt32, end: Int)? {
    guard start < bytes.endIndex else { return nil }
    let isHex = bytes[start] | 0x20 == UInt8(ascii: "x")
    let first = isHex ? start + 1 : start
    var (at, value) = (first, UInt32(0))
    while at < bytes.endIndex, let digit = digit(bytes[at], isHex: isHex) {
      value = min(value * (isHex ? 16 : 10) + digit, 0x0FFF_FFFF)
      at += 1
    }
    guard at > first else { return nil }
    return (value, at < bytes.endIndex && bytes[at] == UInt8(ascii: ";") ? at + 1 : at)
  }

  /// Of a numeric reference, in HTML and XML alike.
  static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte) - 48
    case 97...102 where isHex: UInt32(byte) - 87
    case 65...70 where isHex: UInt32(byte) - 55
    default: nil
    }
  }

  /// HTML's rule: 128–159 are windows-1252's characters, what is no character is U+FFFD.
  static func scalar(numbered value: UInt32) -> Unicode.Scalar {
    if (0x80..<0xA0).contains(value) {
      return Unicode.Scalar(windows1252[Int(value) - 0x80]) ?? "\u{FFFD}"
    }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152,
    0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122,
    0x161,
    0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 97 < 26 || byte &- 48 < 10
  }
}
