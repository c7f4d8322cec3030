/// Two encodings of feeds that text of other kinds hardly has.
enum FeedCharsets {
  /// As ``TextEncoding`` has it.
  struct Decoded {
    var text: String
    var encoding: String
    var replacements: Int
  }

  /// UTF-32 with a byte order mark, or told by the zeros around its first `<`; `nil` for anything else.
  static func utf32(_ raw: [UInt8]) -> Decoded? {
    let isLittle: Bool
    switch raw.prefix(4) {
    case [0xFF, 0xFE, 0, 0], [0x3C, 0, 0, 0]: isLittle = true
    case [0, 0, 0xFE, 0xFF], [0, 0, 0, 0x3C]: isLittle = false
    default: return nil
    }
    var text = String.UnicodeScalarView()
    var replacements = raw.count % 4 == 0 ? 0 : 1
    for at in stride(from: 0, to: raw.count - 3, by: 4) {
      let unit = raw[at..<(at + 4)]
      let value = (isLittle ? Array(unit.reversed()) : Array(unit)).reduce(0) {
        $0 << 8 | UInt32($1)
      }
      if at == 0, value == 0xFEFF { continue }
      let scalar = Unicode.Scalar(value)
      if scalar == nil { replacements += 1 }
      text.append(scalar ?? "\u{FFFD}")
    }
    return Decoded(
      text: String(text), encoding: isLittle ? "utf-32le" : "utf-32be", replacements: replacements)
  }

  /// UTF-8 with some bytes that are not: titles cut inside a character, text pasted from Windows.
  ///
  /// `nil` where the labels name another encoding, or where what is valid UTF-8 is too little to be no
  /// accident: fewer sound characters beyond ASCII than half the bad bytes. A bad byte between two ASCII
  /// letters is what windows-1252 has for it, any other one U+FFFD.
  static func mostlyUTF8(
    _ content: ArraySlice<UInt8>, labels: [String?]
  ) -> Decoded? {
    let named = labels.compactMap { $0?.lowercased() }
    guard named.allSatisfy({ ["utf-8", "utf8", "us-ascii", "ascii"].contains($0) }) else {
      return nil
    }
    var output = [UInt8]()
    output.reserveCapacity(content.count)
    var (good, bad, at) = (0, 0, content.startIndex)
    while at < content.endIndex {
      let length = UTF8Bytes.length(content, at)
      if length == 0 {
        bad += 1
        output.append(contentsOf: replacement(content, at))
        at += 1
      } else {
        if length > 1 { good += 1 }
        output.append(contentsOf: content[at..<(at + length)])
        at += length
      }
    }
    guard good > 0, good * 2 >= bad else { return nil }
    return Decoded(
      text: String(decoding: output, as: UTF8.self), encoding: "utf-8", replacements: bad)
  }

  private static func replacement(_ content: ArraySlice<UInt8>, _ at: Int) -> [UInt8] {
    func isLetter(_ index: Int) -> Bool {
      content.indices.contains(index) && (content[index] | 0x20) &- 97 < 26
    }
    guard content[at] >= 0xC0, isLetter(at - 1), isLetter(at + 1) else {
      return [0xEF, 0xBF, 0xBD]
    }
    return [0xC0 | content[at] >> 6, 0x80 | content[at] & 0x3F]
  }
}

/// UTF-8 by Unicode's table 3-7.
enum UTF8Bytes {
  /// How long the sound sequence at `at` is; 0 for none.
  @inline(__always)
  static func length<Bytes: RandomAccessCollection>(_ bytes: Bytes, _ at: Int) -> Int
  where Bytes.Element == UInt8, Bytes.Index == Int {
    let first = bytes[at]
    if first < 0x80 { return 1 }
    let (length, low, high): (Int, UInt8, UInt8)
    switch first {
    case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
    case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
    case 0xED: (length, low, high) = (3, 0x80, 0x9F)
    case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
    case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
    case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
    case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
    default: return 0
    }
    guard at + length <= bytes.endIndex, bytes[at + 1] >= low, bytes[at + 1] <= high else {
      return 0
    }
    for offset in 2..<max(length, 2) where bytes[at + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
