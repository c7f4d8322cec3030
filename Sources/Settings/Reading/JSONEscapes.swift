/// What JSON may say and YAML may not.
enum JSONEscapes {
  /// `\ud83d\ude00` → `\U0001f600`: JSON writers escape characters beyond U+FFFF as a pair, which YAML
  /// does not know. A lone half becomes U+FFFD.
  static func joiningSurrogates(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      guard let half = unit(at: index, in: bytes), (0xD800...0xDFFF).contains(half) else {
        result += bytes[index..<index + 2]
        index += 2
        continue
      }
      let low = unit(at: index + 6, in: bytes)
      if half < 0xDC00, let low, (0xDC00...0xDFFF).contains(low) {
        let value = 0x10000 + (half - 0xD800) << 10 + (low - 0xDC00)
        let digits = String(value, radix: 16)
        result += Array(("\\U" + String(repeating: "0", count: 8 - digits.count) + digits).utf8)
        index += 12
      } else {
        result += Array("\\ufffd".utf8)
        index += 6
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The code unit of a `\uXXXX` escape at an index.
  private static func unit(at index: Int, in bytes: [UInt8]) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }
}
