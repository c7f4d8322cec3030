internal import CLibICU

/// Which writing systems a text uses.
package struct TextScript: Sendable, Hashable {
  /// Letters by script, ISO 15924 code: `["Latn": 120, "Cyrl": 4]`. Letters common to all scripts are not counted.
  package private(set) var letters: [String: Int] = [:]

  /// Counts the first `limit` letters of `text`.
  package init(of text: String, limit: Int = 20_000) {
    var text = text
    self = text.withUTF8 { TextScript(of: $0, limit: limit) }
  }

  /// The same of valid UTF-8.
  package init(of bytes: UnsafeBufferPointer<UInt8>, limit: Int = 20_000) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { counts in
      counts.initialize(repeating: 0)
      Self.count(bytes, limit: limit, counts)
      for (code, count) in counts.enumerated() where count > 0 && code > 1 {
        letters[Self.name(of: code), default: 0] += count
      }
    }
  }

  private static func count(
    _ bytes: UnsafeBufferPointer<UInt8>, limit: Int, _ counts: UnsafeMutableBufferPointer<Int>
  ) {
    var (at, left, latin) = (0, limit, 0)
    // Letters of one text stand on few pages.
    var (number, page) = (UInt32(0), ScriptCodes.shared.page(0))
    while at < bytes.count, left > 0 {
      let byte = bytes[at]
      if byte < 0x80 {
        at += 1
        let letter = (byte | 0x20) &- 0x61 < 26 ? 1 : 0
        latin += letter
        left -= letter
        continue
      }
      let (scalar, length) = bytes.scalar(at: at)
      at += length
      var code = 0
      if scalar < 0x10000 {
        if scalar >> ScriptCodes.Pages.pageBits != number {
          number = scalar >> ScriptCodes.Pages.pageBits
          page = ScriptCodes.shared.page(number)
        }
        code = Int(page[Int(scalar) & (ScriptCodes.Pages.pageSize - 1)])
      } else {
        code = Int(ScriptCodes.ask(scalar))
      }
      guard code != ScriptCodes.noLetter else { continue }
      counts[code] += 1
      left -= 1
    }
    counts[ScriptCodes.latin] += latin
  }

  /// The script of most letters, ISO 15924; `Zyyy` for a text without letters. Kana make `Jpan` with the Han
  /// beside them, Hangul `Kore`; Han alone is `Hani`.
  package var dominant: String {
    let kana = letters["Hira", default: 0] + letters["Kana", default: 0]
    let han = letters["Hani", default: 0]
    // A Han character or Hangul syllable says as much as two or three letters.
    let hangul = letters["Hang", default: 0] * 2
    // Japanese prose is at least a quarter kana, Korean prose has a Han character now and then.
    var merged = letters.filter { !["Hira", "Kana", "Hani", "Hang"].contains($0.key) }
    merged[kana * 12 > han ? "Jpan" : "Hani"] = (kana + han) * 2
    if hangul > 0 { merged["Kore"] = hangul }
    let best = merged.filter { $0.value > 0 }.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return best?.key ?? "Zyyy"
  }

  /// Share of the letters that are in the dominant script, 0–1.
  package var purity: Double {
    let all = letters.values.reduce(0, +)
    guard all > 0 else { return 0 }
    let dominant = dominant
    let members: Set<String> = ["Hira", "Kana", "Hani"]
    let count =
      switch dominant {
      case "Jpan", "Hani": letters.filter { members.contains($0.key) }.values.reduce(0, +)
      case "Kore": letters["Hang", default: 0]
      default: letters[dominant, default: 0]
      }
    return Double(count) / Double(all)
  }

  private static func name(of code: Int) -> String {
    tidings_icu_script_name(Int32(code)).map { String(cString: $0) } ?? "Zyyy"
  }
}

/// ICU's numbers of the scripts of letters below 2^16, asked for 256 at once.
private final class ScriptCodes: Sendable {
  static let shared = ScriptCodes()

  typealias Pages = ScalarPages<UInt8>
  /// USCRIPT_LATIN.
  static let latin = 25
  /// No script has this number.
  static let noLetter = 255
  private let pages = Pages()

  @inline(__always)
  func page(_ number: UInt32) -> Pages.Page {
    pages.page(Int(number)) { page in
      for offset in 0..<Pages.pageSize {
        (page + offset).initialize(to: Self.ask(number << Pages.pageBits + UInt32(offset)))
      }
    }
  }

  static func ask(_ scalar: UInt32) -> UInt8 {
    guard ScalarProperties.kind(scalar).isLetter else { return UInt8(noLetter) }
    // Every letter up to here is Latin.
    if scalar < 0x250 { return UInt8(latin) }
    return UInt8(clamping: min(254, tidings_icu_script(Int32(bitPattern: scalar))))
  }
}
