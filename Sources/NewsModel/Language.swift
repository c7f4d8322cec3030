/// A text's language as identified.
package struct Language: Sendable, Hashable, Codable {
  /// BCP 47, e.g. `vi`, `zh-Hant`, `sr-Latn`; `und` where the text does not say.
  package var tag: String
  /// ISO 15924, e.g. `Latn`.
  package var script: String
  /// 0–1.
  package var confidence: Double

  package init(tag: String, script: String, confidence: Double) {
    self.tag = tag
    self.script = script
    self.confidence = confidence
  }

  package static let undetermined = Language(tag: "und", script: "Zyyy", confidence: 0)

  /// The primary language subtag: `zh` of `zh-Hant`.
  package var primary: String { Language.primary(of: tag) }

  /// The primary language subtag of any BCP 47 tag, in lower case.
  package static func primary(of tag: String) -> String {
    String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }
}
