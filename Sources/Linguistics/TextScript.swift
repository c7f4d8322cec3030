internal import CLibICU

/// Which writing systems a text uses.
package struct TextScript: Sendable, Hashable {
  /// Letters by script, ISO 15924 code: `["Latn": 120, "Cyrl": 4]`. Letters common to all scripts are not counted.
  package private(set) var letters: [String: Int] = [:]

  /// Counts the first `limit` letters of `text`.
  package init(of text: String, limit: Int = 20_000) {
    var counts = [Int](repeating: 0, count: 256)
    var left = limit
    for scalar in text.unicodeScalars {
      guard ScalarProperties.kind(scalar.value).isLetter else { continue }
      counts[Self.code(scalar.value)] += 1
      left -= 1
      if left == 0 { break }
    }
    for (code, count) in counts.enumerated() where count > 0 && code > 1 {
      letters[Self.name(of: code), default: 0] += count
    }
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

  private static func code(_ scalar: UInt32) -> Int {
    // USCRIPT_LATIN: every letter up to here is Latin.
    if scalar < 0x250 { return 25 }
    return min(255, max(0, Int(tidings_icu_script(Int32(bitPattern: scalar)))))
  }

  private static func name(of code: Int) -> String {
    tidings_icu_script_name(Int32(code)).map { String(cString: $0) } ?? "Zyyy"
  }
}
