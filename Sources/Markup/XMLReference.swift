/// References in well-formed XML: the five predefined entities and numbered characters.
enum XMLReference {
  /// Where the reference at the ampersand at `mark` ends.
  static func end(
    _ bytes: UnsafeBufferPointer<UInt8>, at mark: Int
  ) throws(XMLUnusual) -> Int {
    try read(bytes, at: mark).end
  }

  /// Appends what the reference at the ampersand at `mark` stands for; returns where it ends.
  static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, at mark: Int, to output: inout [UInt8]
  ) throws(XMLUnusual) -> Int {
    let (value, end) = try read(bytes, at: mark)
    if value < 0x80 {
      output.append(UInt8(truncatingIfNeeded: value))
    } else {
      guard let scalar = Unicode.Scalar(value), let units = UTF8.encode(scalar) else {
        throw XMLUnusual()
      }
      output.append(contentsOf: units)
    }
    return end
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at mark: Int
  ) throws(XMLUnusual) -> (value: UInt32, end: Int) {
    func byte(_ offset: Int) -> UInt8 {
      mark + offset < bytes.count ? bytes[mark + offset] : 0
    }
    switch byte(1) {
    case UInt8(ascii: "#"): return try numbered(bytes, at: mark + 2)
    case UInt8(ascii: "l") where byte(2) == 0x74 && byte(3) == 0x3B: return (0x3C, mark + 4)
    case UInt8(ascii: "g") where byte(2) == 0x74 && byte(3) == 0x3B: return (0x3E, mark + 4)
    case UInt8(ascii: "a"):
      if byte(2) == 0x6D, byte(3) == 0x70, byte(4) == 0x3B { return (0x26, mark + 5) }
      if byte(2) == 0x70, byte(3) == 0x6F, byte(4) == 0x73, byte(5) == 0x3B {
        return (0x27, mark + 6)
      }
    case UInt8(ascii: "q"):
      if byte(2) == 0x75, byte(3) == 0x6F, byte(4) == 0x74, byte(5) == 0x3B {
        return (0x22, mark + 6)
      }
    default: break
    }
    throw XMLUnusual()
  }

  /// The digits of `&#…;` or `&#x…;`, from behind the number sign.
  private static func numbered(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) throws(XMLUnusual) -> (value: UInt32, end: Int) {
    let isHex = start < bytes.count && bytes[start] == UInt8(ascii: "x")
    let first = isHex ? start + 1 : start
    var (at, value) = (first, UInt32(0))
    while at < bytes.count, let digit = HTMLText.digit(bytes[at], isHex: isHex) {
      value = min(value * (isHex ? 16 : 10) + digit, 0x00FF_FFFF)
      at += 1
    }
    guard at > first, at < bytes.count, bytes[at] == UInt8(ascii: ";"), isCharacter(value) else {
      throw XMLUnusual()
    }
    return (value, at + 1)
  }

  /// XML 1.0 §2.2
  private static func isCharacter(_ value: UInt32) -> Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
