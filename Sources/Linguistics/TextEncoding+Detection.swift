internal import CUchardet
internal import Glibc

extension TextEncoding {
  /// How far into a document its own charset is looked for. The standard says 1,024 bytes; pages that put
  /// scripts first say it later.
  static let declarationWindow = 8192

  /// The label that an HTML or XML document gives in its own head: `<meta charset=…>`,
  /// `<meta … content="…; charset=…">` or `<?xml … encoding="…"?>`; `nil` without one.
  package static func declaredCharset(in bytes: [UInt8]) -> String? {
    let head = bytes.prefix(declarationWindow)
    let isXML = head.starts(with: "<?xml".utf8)
    return (isXML ? label(after: "encoding", in: head) : nil) ?? label(after: "charset", in: head)
  }

  /// The value after `key=`, quotes and blanks aside, at its first occurrence in any case.
  private static func label(after key: String, in head: ArraySlice<UInt8>) -> String? {
    let key = Array(key.utf8)
    var at = head.startIndex
    while at + key.count < head.endIndex {
      guard zip(key, head[at...]).allSatisfy({ $0 == $1 | 0x20 }) else {
        at += 1
        continue
      }
      let value = head[(at + key.count)...].drop { $0 <= 0x20 }
      if value.first == 0x3D {
        let label = value.dropFirst().drop { $0 <= 0x20 || $0 == 0x22 || $0 == 0x27 }
          .prefix { isLabelByte($0) }
        if !label.isEmpty { return String(decoding: label, as: UTF8.self) }
      }
      at += key.count
    }
    return nil
  }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }

  static func markedEncoding(_ bytes: [UInt8]) -> (name: String, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("utf-8", 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ("utf-16le", 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return ("utf-16be", 2) }
    return nil
  }

  /// UTF-16 whose mark was lost: markup begins with ASCII, so that every other byte is NUL.
  static func wideEncodingWithoutMark(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 16 else { return nil }
    let head = bytes.prefix(16)
    let zeros = head.indices.map { head[$0] == 0 }
    let odd = zeros.enumerated().filter { $0.offset % 2 == 1 && $0.element }.count
    let even = zeros.enumerated().filter { $0.offset % 2 == 0 && $0.element }.count
    if odd >= 7, even == 0 { return "utf-16le" }
    return even >= 7 && odd == 0 ? "utf-16be" : nil
  }

  /// ISO-2022-JP is all ASCII to a validator: its escapes (`ESC $ @`, `ESC $ B`) give it away.
  static func usesJapaneseEscapes(_ bytes: [UInt8]) -> Bool {
    // By the C library's search: this looks through every page.
    let hasEscape = bytes.withUnsafeBytes { raw in
      raw.baseAddress.map { memchr($0, 0x1B, raw.count) != nil } ?? false
    }
    guard hasEscape else { return false }
    var escapes = 0
    for index in bytes.indices.dropLast(2) {
      if bytes[index] >= 0x80 { return false }
      if bytes[index] == 0x1B, bytes[index + 1] == 0x24,
        bytes[index + 2] == 0x40 || bytes[index + 2] == 0x42
      {
        escapes += 1
      }
    }
    return escapes > 0
  }

  /// UTF-8 with some damage (a cut, a stray byte, a pasted Latin-1 word): at least ten whole multi-byte
  /// sequences for each bad byte. Text in another charset forms next to none by chance.
  static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var good = 0
    var bad = 0
    var at = 0
    while at < bytes.count {
      let length = sequenceLength(bytes, at)
      if bytes[at] >= 0x80 { if length > 1 { good += 1 } else { bad += 1 } }
      at += length
    }
    return good >= 10 * bad && good > 0
  }

  /// The length of the well-formed sequence at `at`; 1 for ASCII and for a bad byte.
  private static func sequenceLength(_ bytes: [UInt8], _ at: Int) -> Int {
    let length: Int
    switch bytes[at] {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 1
    }
    guard at + length <= bytes.count else { return 1 }
    for next in bytes[(at + 1)..<(at + length)] where next & 0xC0 != 0x80 { return 1 }
    return length
  }

  /// Whether `decoded` reads like text: hardly anything replaced, and no sign of a wrong single-byte label.
  static func isPlausible(_ decoded: Decoded, of bytes: [UInt8]) -> Bool {
    guard decoded.replacements <= bytes.count / 500 else { return false }
    return !isMojibake(decoded)
  }

  /// Other scripts' bytes under a Western label make nearly every letter an accented one, and Cyrillic in
  /// the wrong code page makes most letters capitals. Real text: accented letters ≤ 30% (Vietnamese),
  /// capitals ≤ 20%.
  private static func isMojibake(_ decoded: Decoded) -> Bool {
    guard singleByteNames.contains(decoded.encoding) else { return false }
    var plain = 0
    var accented = 0
    var upper = 0
    var lower = 0
    for scalar in decoded.text.unicodeScalars where scalar.value >= 0x41 {
      switch scalar.value {
      case 0x61...0x7A, 0x41...0x5A: plain += 1
      case 0xA1...0x24F: accented += 1
      case 0x400...0x42F: upper += 1
      case 0x430...0x45F: lower += 1
      default: break
      }
      if accented + upper + lower > 4000 { break }
    }
    if decoded.encoding.hasPrefix("windows-1251") || upper + lower > 50 { return upper > lower }
    return accented > 50 && isAccentedText(decoded.text)
  }

  /// Whether letters beyond ASCII are the rule: runs of three or more of them (one ASCII letter between two
  /// does not end a run: Big5's second bytes are often ASCII) outnumber the shorter runs. Markup's own
  /// ASCII does not count against it.
  private static func isAccentedText(_ text: String) -> Bool {
    var long = 0
    var short = 0
    var run = 0
    var gap = 0
    for scalar in text.unicodeScalars {
      if scalar.value >= 0xA1, scalar.value <= 0x24F || scalar.value > 0x2000 {
        run += 1
        gap = 0
      } else if run > 0 {
        gap += 1
        guard gap > 1 || scalar.value <= 0x20 || scalar == "<" else { continue }
        if run >= 3 { long += 1 } else { short += 1 }
        run = 0
      }
    }
    return long + (run >= 3 ? 1 : 0) > short
  }

  private static let singleByteNames: Set<String> = [
    "windows-1250", "windows-1251", "windows-1252", "windows-1254", "windows-1257", "windows-1258",
    "iso-8859-2", "iso-8859-4", "iso-8859-5", "iso-8859-10", "iso-8859-13", "iso-8859-15", "koi8-r",
    "koi8-u", "ibm866", "macintosh", "x-mac-cyrillic", "viscii", "tcvn",
  ]

  /// What the detector makes of the bytes (at most the first 256 KiB), then what is most often right when it
  /// says nothing.
  static func detectedNames(_ bytes: [UInt8]) -> [String] {
    let fallbacks = ["utf-8", "gb18030", "shift_jis", "euc-kr", "windows-1251", "windows-1252"]
    guard let detected = detectedLabel(bytes.prefix(1 << 18)).flatMap(name(forLabel:)) else {
      return fallbacks
    }
    return [detected] + fallbacks.filter { $0 != detected }
  }

  private static func detectedLabel(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let detector = uchardet_new() else { return nil }
    defer { uchardet_delete(detector) }
    let text = markupRemoved(bytes)
    _ = text.withUnsafeBytes { raw in
      uchardet_handle_data(
        detector, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
    }
    uchardet_data_end(detector)
    guard let label = uchardet_get_charset(detector).map({ String(cString: $0) }), !label.isEmpty
    else { return nil }
    return label
  }

  /// The bytes outside tags: markup's ASCII drowns the statistics of a short text.
  private static func markupRemoved(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var inside = false
    for byte in bytes {
      if byte == 0x3C { inside = true }
      if !inside { text.append(byte) }
      if byte == 0x3E { inside = false }
    }
    return text.contains { $0 >= 0x80 } ? text : Array(bytes)
  }
}
