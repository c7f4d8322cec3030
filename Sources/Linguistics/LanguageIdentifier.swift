internal import CLD2
package import NewsModel

/// Says which language a text is in (Compact Language Detector 2 with its full tables).
package struct LanguageIdentifier: Sendable {
  package init() {}

  /// - Parameters:
  ///   - title: helps where the text is short.
  ///   - hint: BCP 47, what the feed or page says of itself: weighed, never believed outright.
  package func identify(title: String?, text: String, hint: String?) -> Language {
    let whole = [title, text].compactMap(\.self).joined(separator: "\n")
    var bytes = Array(whole.utf8)
    bytes.append(0)
    let result = bytes.withUnsafeBytes { buffer in
      tidings_cld2_detect(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count - 1), hint)
    }
    let script = TextScript(of: whole).dominant
    let code = result.code.0.map { String(cString: $0) } ?? "un"
    guard code != "un" else { return Language(tag: "und", script: script, confidence: 0) }
    return Language(
      tag: code, script: script,
      confidence: Double(result.percent.0) / (result.reliable ? 100 : 200))
  }
}
