internal import Foundation

/// A value on its way to `config show`.
indirect enum RenderedValue: Sendable {
  case scalar(String, isSecret: Bool = false)
  case list([RenderedValue])
  case mapping([(String, RenderedValue)])

  /// With a value added at a dotted path, beneath what stands there already.
  func setting(_ value: RenderedValue, at path: Substring) -> RenderedValue {
    guard case .mapping(var entries) = self else { return self }
    let name = path.prefix { $0 != "." }
    let rest = path.dropFirst(name.count + 1)
    let index = entries.firstIndex { $0.0 == name }
    let old = index.map { entries[$0].1 } ?? .mapping([])
    let new = rest.isEmpty ? value : old.setting(value, at: rest)
    if let index { entries[index].1 = new } else { entries.append((String(name), new)) }
    return .mapping(entries)
  }

  /// With secrets masked, and texts that came from outside shown as they are written.
  func masked(written: [String: String], at path: String = "") -> RenderedValue {
    switch self {
    case .scalar(let text, let isSecret):
      if let original = written[path] { return .scalar(original) }
      if isSecret, !text.isEmpty, text != "null" { return .scalar("***") }
      return .scalar(Self.withoutPassword(text))
    case .list(let items):
      return .list(items.enumerated().map { $1.masked(written: written, at: "\(path)[\($0)]") })
    case .mapping(let entries):
      return .mapping(
        entries.map { key, value in
          (key, value.masked(written: written, at: path.isEmpty ? key : "\(path).\(key)"))
        })
    }
  }

  /// `smtp://user:password@host` → `smtp://user:***@host`.
  static func withoutPassword(_ text: String) -> String {
    guard let scheme = text.range(of: "://") else { return text }
    // A mail server's URL has no path; what looks like one is part of the password.
    let isMail = text.hasPrefix("smtp")
    let authority = text[scheme.upperBound...].prefix { isMail || !"/?#".contains($0) }
    guard let at = authority.lastIndex(of: "@"),
      let colon = authority[..<at].firstIndex(of: ":")
    else { return text }
    return text[...colon] + "***" + text[at...]
  }

  /// On one line: `[md, html]`, `{}`, `"06:00"`.
  var flow: String {
    switch self {
    case .scalar(let text, _): Self.quoted(text)
    case .list(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { Self.quoted($0) + ": " + $1.flow }.joined(separator: ", ") + "}"
    }
  }

  /// As block YAML, two spaces a level.
  func block(indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .scalar, .list: return margin + flow + "\n"
    case .mapping(let entries):
      return entries.map { key, value in
        let name = margin + Self.quoted(key) + ":"
        switch value {
        case .mapping(let inner) where !inner.isEmpty:
          return name + "\n" + value.block(indent: indent + 2)
        case .list(let items) where items.contains(where: \.isMapping):
          return name + "\n" + items.map { $0.item(indent: indent + 2) }.joined()
        case .scalar, .list, .mapping: return name + " " + value.flow + "\n"
        }
      }.joined()
    }
  }

  private func item(indent: Int) -> String {
    var text = block(indent: indent + 2)
    let start = text.index(text.startIndex, offsetBy: indent)
    text.replaceSubrange(start..<text.index(start, offsetBy: 2), with: "- ")
    return text
  }

  private var isMapping: Bool { if case .mapping = self { true } else { false } }

  /// In double quotes unless every YAML reader takes the bare word for the same text.
  static func quoted(_ text: String) -> String {
    text.isPlainYAML ? text : "\"" + text.escapedForYAML + "\""
  }
}

extension String {
  fileprivate var isPlainYAML: Bool {
    guard let first = unicodeScalars.first, first.properties.isAlphabetic || ("0"..."9") ~= first,
      unicodeScalars.last != ":", !contains(": "), !contains(" #"),
      unicodeScalars.allSatisfy({
        $0.properties.isAlphabetic || ("0"..."9") ~= $0
          || " ._-/+@%:~*=?&()".unicodeScalars.contains($0)
      }), last != " "
    else { return false }
    // Times, and words that are booleans or nothing to YAML 1.1.
    let isTime = contains(":") && allSatisfy { $0.isNumber || $0 == ":" || $0 == "." }
    return !isTime && !["no", "yes", "on", "off", "y", "n", "~"].contains(lowercased())
  }

  fileprivate var escapedForYAML: String {
    unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      case "\t": "\\t"
      case _
      where scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format:
        "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
          + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }.joined()
  }
}
