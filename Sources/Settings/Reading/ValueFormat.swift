/// How a scalar of the configuration is written and read.
struct ValueFormat<Value: Sendable>: Sendable {
  enum Reading: Sendable {
    case value(Value)
    /// Why not, as the rest of a sentence; the format's own `expectation` where `nil`.
    case invalid(String?)
    /// The right form, but a value that makes no sense here.
    case outOfRange(String)
  }

  /// In the reference, e.g. `duration`.
  var name: String
  /// In messages: `a duration such as 90s, 15m, 24h, 7d`.
  var expectation: String
  var read: @Sendable (String) -> Reading
  var write: @Sendable (Value) -> String
  /// Whether YAML's empty value (`key:`, `null`) is a value of this format.
  var whenNull: Value?
}

extension ValueFormat where Value == String {
  /// Any text without control characters.
  static func text(
    _ expectation: String = "text", atMost limit: Int = 4096, isEmptyAllowed: Bool = false
  ) -> Self {
    ValueFormat(
      name: "text", expectation: expectation,
      read: { text in
        if text.isEmpty, !isEmptyAllowed { return .invalid(nil) }
        if text.utf8.count > limit { return .outOfRange("is longer than \(limit) bytes") }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
          return .invalid("holds a control character")
        }
        return .value(text)
      }, write: { $0 })
  }

  /// One of a few words that are not an enum of their own.
  func restricted(
    _ name: String, _ expectation: String, _ isValid: @escaping @Sendable (String) -> Bool
  ) -> Self {
    let base = self
    return ValueFormat(
      name: name, expectation: expectation,
      read: { text in
        guard case .value = base.read(text) else { return base.read(text) }
        return isValid(text) ? .value(text) : .invalid(nil)
      }, write: { $0 }, whenNull: whenNull)
  }
}

extension ValueFormat where Value == Bool {
  /// Also what YAML 1.1 calls booleans, since people write them.
  static var flag: Self {
    ValueFormat(
      name: "true or false", expectation: "true or false",
      read: { text in
        switch text.lowercased() {
        case "true", "yes", "on": .value(true)
        case "false", "no", "off": .value(false)
        default: .invalid(nil)
        }
      }, write: { $0 ? "true" : "false" })
  }
}

extension ValueFormat where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  static var choice: Self {
    let words = Value.allCases.map(\.rawValue)
    let list = words.joined(separator: ", ")
    return ValueFormat(
      name: words.map { "`\($0)`" }.joined(separator: ", "), expectation: "one of \(list)",
      read: { text in
        if let value = Value(rawValue: text) { return .value(value) }
        guard let near = Spelling.nearest(to: text, in: words) else { return .invalid(nil) }
        return .invalid("is not one of \(list); did you mean \(near)?")
      }, write: { $0.rawValue })
  }
}

extension ValueFormat {
  /// A format for the optional of another one's value, with a word for `nil`.
  static func optional<Wrapped: Sendable>(_ base: ValueFormat<Wrapped>, _ word: String) -> Self
  where Value == Wrapped? {
    ValueFormat(
      name: "\(base.name) or `\(word)`", expectation: "\(base.expectation), or \(word)",
      read: { text in
        if text == word { return .value(nil) }
        switch base.read(text) {
        case .value(let value): return .value(value)
        case .invalid(let reason): return .invalid(reason)
        case .outOfRange(let reason): return .outOfRange(reason)
        }
      }, write: { $0.map(base.write) ?? word }, whenNull: word == "null" ? .some(nil) : nil)
  }
}
