/// A YAML value with the place it stands at; aliases are resolved, nothing is typed yet.
struct YAMLNode: Sendable, Hashable {
  enum Content: Sendable, Hashable {
    /// `isPlain`: written without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  struct Entry: Sendable, Hashable {
    var key: String
    var location: SourceLocation
    var value: YAMLNode
  }

  var content: Content
  var location: SourceLocation

  /// Nothing after the colon, `~` or `null`.
  var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// What it is, as messages call it.
  var shape: String {
    switch content {
    case .scalar where isNull: "nothing"
    case .scalar(let text, _): "\"\(Self.clipped(text))\""
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// At most 40 characters of a text for a message, without anything that a terminal acts on.
  static func clipped(_ text: String) -> String {
    let inert = String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(40).map {
          $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
            ? "\u{FFFD}" : $0
        }))
    return text.unicodeScalars.count > 40 ? inert + "…" : inert
  }
}
