/// Reads values from a configuration's nodes, and keeps what was wrong with them.
struct SettingsReader: Sendable {
  var variables: VariableExpansion
  private(set) var issues: [SettingsError.Issue] = []
  private(set) var omitted = 0
  /// Texts with `${…}` in them, by key path, as they are written.
  private(set) var written: [String: String] = [:]
  /// Where each key path's value stands.
  private(set) var locations: [String: SourceLocation] = [:]

  init(variables: VariableExpansion) { self.variables = variables }

  mutating func report(
    _ code: SettingsError.Code, _ location: SourceLocation?, _ path: String, _ message: String
  ) {
    report(.init(code: code, location: location, keyPath: path, message: message))
  }

  mutating func report(_ issue: SettingsError.Issue) {
    if issues.count < SettingsError.limit { issues.append(issue) } else { omitted += 1 }
  }

  /// For a check of a value that was read: its own place, or that of the nearest key around it.
  mutating func report(_ code: SettingsError.Code, at path: String, _ message: String) {
    report(code, location(of: path), path, message)
  }

  func location(of path: String) -> SourceLocation? {
    var path = path[...]
    while !path.isEmpty {
      if let location = locations[String(path)] { return location }
      path = path[..<(path.lastIndex { $0 == "." || $0 == "[" } ?? path.startIndex)]
    }
    return nil
  }

  /// Drops what is known beneath a path, so that another file may use the same one.
  ///
  /// - Returns: The texts with `${…}` beneath it, by the rest of their paths.
  mutating func forget(beneath path: String) -> [String: String] {
    let isBeneath: (String) -> Bool = { $0 == path || $0.hasPrefix(path + ".") }
    let texts = written.filter { isBeneath($0.key) }
    written = written.filter { !isBeneath($0.key) }
    locations = locations.filter { !isBeneath($0.key) }
    return Dictionary(
      uniqueKeysWithValues: texts.map { (String($0.key.dropFirst(path.count + 1)), $0.value) })
  }

  /// Reads a mapping's keys into a root; keys that no table knows are reported.
  mutating func mapping<Root: Sendable>(
    _ node: YAMLNode, into root: inout Root, keys: [SettingKey<Root>], at path: String,
    prefix: String = ""
  ) {
    locations[path] = node.location
    // A section whose lines are all commented out.
    if node.isNull { return }
    guard case .mapping(let entries) = node.content else {
      return report(
        .wrongType, node.location, path,
        "has to be a mapping (lines of \"key: value\" beneath it), not \(node.shape)")
    }
    for entry in entries {
      let relative = prefix + entry.key
      let entryPath = path.isEmpty ? entry.key : path + "." + entry.key
      if let key = keys.first(where: { $0.path == relative }) {
        locations[entryPath] = entry.value.location
        key.read(entry.value, &root, &self, entryPath)
      } else if keys.contains(where: { $0.path.hasPrefix(relative + ".") }) {
        mapping(entry.value, into: &root, keys: keys, at: entryPath, prefix: relative + ".")
      } else {
        reportUnknown(entry, at: entryPath, prefix: prefix, known: keys.map(\.path), base: path)
      }
    }
  }

  /// A scalar's value: variables expanded, read in its format. `nil` where it was reported.
  mutating func scalar<Value: Sendable>(
    _ node: YAMLNode, _ format: ValueFormat<Value>, at path: String
  ) -> Value? {
    guard case .scalar(let text, _) = node.content else {
      report(
        .wrongType, node.location, path, "has to be \(format.expectation), not \(node.shape)")
      return nil
    }
    if node.isNull {
      if let value = format.whenNull { return value }
      // An alias of nothing was reported where it stands.
      if issues.contains(where: { $0.location == node.location }) { return nil }
      report(
        .wrongType, node.location, path,
        "has no value; write \(format.expectation), or remove the line")
      return nil
    }
    guard let expanded = expand(text, node.location, path) else { return nil }
    switch format.read(expanded) {
    case .value(let value): return value
    case .invalid(let reason):
      // What a variable holds may be a secret, so it is not repeated.
      let shown = written[path] ?? YAMLNode.clipped(RenderedValue.withoutPassword(text))
      report(
        .wrongType, node.location, path,
        reason.map { "\"\(shown)\" \($0)" } ?? "\"\(shown)\" is not \(format.expectation)")
    case .outOfRange(let reason):
      report(
        .outOfRange, node.location, path, "\(written[path] ?? YAMLNode.clipped(text)) \(reason)")
    }
    return nil
  }

  mutating func sequence(_ node: YAMLNode, at path: String) -> [YAMLNode]? {
    if node.isNull { return [] }
    if case .sequence(let nodes) = node.content { return nodes }
    if case .scalar(let text, _) = node.content {
      report(
        .wrongType, node.location, path,
        "has to be a list; write [\(YAMLNode.clipped(text))]")
    } else {
      report(
        .wrongType, node.location, path,
        "has to be a list (lines that begin with \"- \"), not \(node.shape)")
    }
    return nil
  }

  mutating func list<Value: Sendable & Hashable>(
    _ node: YAMLNode, of format: ValueFormat<Value>, at path: String
  ) -> [Value]? {
    guard let nodes = sequence(node, at: path) else { return nil }
    return nodes.enumerated().compactMap { index, node in
      let itemPath = "\(path)[\(index)]"
      locations[itemPath] = node.location
      return scalar(node, format, at: itemPath)
    }
  }

  mutating func dictionary(
    _ node: YAMLNode, from names: ValueFormat<String>, to values: ValueFormat<String>,
    at path: String
  ) -> [String: String]? {
    if node.isNull { return [:] }
    guard case .mapping(let entries) = node.content else {
      report(
        .wrongType, node.location, path,
        "has to be a mapping of \(names.name) to \(values.name), not \(node.shape)")
      return nil
    }
    var result: [String: String] = [:]
    for entry in entries {
      let entryPath = "\(path).\(entry.key)"
      locations[entryPath] = entry.value.location
      let key = YAMLNode(content: .scalar(entry.key, isPlain: false), location: entry.location)
      guard let name = scalar(key, names, at: entryPath),
        let value = scalar(entry.value, values, at: entryPath)
      else { continue }
      result[name] = value
    }
    return result
  }

  private mutating func expand(
    _ text: String, _ location: SourceLocation, _ path: String
  ) -> String? {
    switch variables.expand(text) {
    case .success(let expansion):
      if expansion.isFromOutside { written[path] = text }
      return expansion.text
    case .failure(let failure):
      report(.unsetVariable, location, path, failure.message)
      return nil
    }
  }

  /// Names the nearest key beside it, or the key of that name elsewhere.
  private mutating func reportUnknown(
    _ entry: YAMLNode.Entry, at path: String, prefix: String, known: [String], base: String
  ) {
    let siblings = Set(
      known.filter { $0.hasPrefix(prefix) }.map {
        String($0.dropFirst(prefix.count).prefix { $0 != "." })
      })
    let name = YAMLNode.clipped(entry.key)
    let elsewhere = known.filter { $0.hasSuffix("." + entry.key) || $0 == entry.key }
    let root =
      base.hasSuffix("." + prefix.dropLast())
      ? String(base.dropLast(prefix.count)) : prefix.isEmpty ? base : ""
    let remedy =
      if let near = Spelling.nearest(to: entry.key, in: siblings.sorted()) {
        "did you mean \(near)?"
      } else if elsewhere.count == 1 {
        "did you mean \(root.isEmpty ? "" : root + ".")\(elsewhere[0])?"
      } else {
        "known here: \(siblings.sorted().joined(separator: ", "))"
      }
    report(
      .unknownKey, entry.location, path.replacing(entry.key, with: name), "unknown key; \(remedy)")
  }
}
