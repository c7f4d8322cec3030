internal import Yams

/// Reads one YAML (or JSON) document into ``YAMLNode``s.
///
/// Yams dereferences aliases by itself and hashes every key, so a key that is an alias of aliases of
/// aliases would take it for ever. It therefore never sees one: each `*` is swapped for a private-use
/// character first. A plain scalar cannot begin with `*`, so one that begins with the stand-in *is* an
/// alias; everywhere else the `*` is put back. Aliases are then resolved here, within a budget.
/// Nesting is bounded by libyaml (1,000 levels).
struct YAMLReader {
  /// A file that unfolds to more values than this is a bomb; 100,000 feeds with ten keys each fit.
  static let maximumNodes = 2_000_000

  let file: String
  private(set) var issues: [SettingsError.Issue] = []
  private let standIn: Unicode.Scalar
  private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
  private var used: Set<String> = []
  private var anchorLocations: [String: SourceLocation] = [:]
  private var nodes = 0
  /// Characters that first occurrences of doubled keys were given, and what they stand for.
  private var doubled: [Unicode.Scalar: Unicode.Scalar] = [:]

  /// The document's root: `nil` for an empty document, or, with issues, for one that is not YAML.
  static func read(_ text: String, file: String) -> (
    root: YAMLNode?, issues: [SettingsError.Issue]
  ) {
    let isJSON = text.unicodeScalars.first { !$0.properties.isWhitespace } == "{"
    var reader = YAMLReader(
      file: file,
      scalars: Array((isJSON ? JSONEscapes.joiningSurrogates(in: text) : text).unicodeScalars))
    let root = reader.compose()
    return (root, reader.issues)
  }

  private var scalars: [Unicode.Scalar]

  private init(file: String, scalars: [Unicode.Scalar]) {
    self.file = file
    let present = Set(scalars.lazy.filter { $0.value >= 0xE000 && $0.value <= 0xF8FF })
    let free = (0xF8D0...0xF8FF).lazy.compactMap { Unicode.Scalar($0 as UInt32) }
      .first { !present.contains($0) }
    let standIn = free ?? "\u{F8FF}"
    self.standIn = standIn
    self.scalars = scalars.map { $0 == "*" ? standIn : $0 }
  }

  /// Where a key stands twice, the first is renamed and the text read again, so that the rest of the
  /// file is checked as well. Twenty such keys are enough for one sitting.
  private mutating func compose() -> YAMLNode? {
    for attempt in 0..<20 {
      do throws(YamlError) {
        return try composeOnce()
      } catch {
        guard case .duplicatedKeysInMapping(_, let context) = error,
          rename(at: context.mark, attempt: attempt)
        else {
          issues.append(YAMLProblem.issue(for: error, file: file, scalars: scalars))
          return nil
        }
      }
    }
    return nil
  }

  private mutating func composeOnce() throws(YamlError) -> YAMLNode? {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    do {
      let parser = try Parser(yaml: String(text), resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return nil }
      // The nodes refer to their anchors weakly: the parser owns them.
      return withExtendedLifetime(parser) {
        let node = convert(root, path: "")
        reportUnusedAnchors()
        return node
      }
    } catch let error as YamlError {
      throw error
    } catch {
      throw .representer(problem: "\(error)")
    }
  }

  /// Gives the key at a mark another first character. `false` where that cannot be done.
  private mutating func rename(at mark: Mark, attempt: Int) -> Bool {
    guard var index = YAMLProblem.index(ofLine: mark.line, column: mark.column, in: scalars),
      let marker = Unicode.Scalar(0xF880 + UInt32(attempt))
    else { return false }
    if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    guard index < scalars.count, scalars[index] != "\\", scalars[index] != "\"",
      scalars[index] != "'", !scalars[index].properties.isWhitespace
    else { return false }
    doubled[marker] = scalars[index]
    scalars[index] = marker
    return true
  }
}

extension YAMLReader {
  private mutating func convert(_ node: Node, path: String) -> YAMLNode {
    let before = nodes
    nodes += 1
    let location = location(of: node)
    var result: YAMLNode
    switch node {
    case .scalar(let scalar): result = convert(scalar, at: location, path: path)
    case .sequence(let sequence):
      result = YAMLNode(content: .sequence([]), location: location)
      result.content = .sequence(
        sequence.enumerated().map { convert($1, path: "\(path)[\($0)]") })
    case .mapping(let mapping):
      result = YAMLNode(
        content: .mapping(convert(mapping, path: path)), location: location)
    case .alias: result = YAMLNode(content: .scalar("", isPlain: true), location: location)
    }
    if let anchor = node.anchor?.rawValue {
      anchors[anchor] = (result, nodes - before)
      anchorLocations[anchor] = location
    }
    return result
  }

  private mutating func convert(
    _ scalar: Node.Scalar, at location: SourceLocation, path: String
  ) -> YAMLNode {
    let isPlain = scalar.style == .plain && scalar.tag.rawValue.isEmpty
    if scalar.style == .plain, scalar.string.unicodeScalars.first == standIn {
      return alias(String(scalar.string.unicodeScalars.dropFirst()), at: location, path: path)
    }
    return YAMLNode(content: .scalar(restored(scalar.string), isPlain: isPlain), location: location)
  }

  private mutating func convert(_ mapping: Node.Mapping, path: String) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    var merged: [YAMLNode] = []
    var firsts: [String: SourceLocation] = [:]
    for (key, value) in mapping {
      let location = location(of: key)
      guard case .scalar(let scalar) = key, scalar.string.unicodeScalars.first != standIn else {
        report(.syntax, location, path, "a key has to be plain text, such as name:")
        continue
      }
      let name = restored(scalar.string)
      let keyPath = path.isEmpty ? name : path + "." + name
      let node = convert(value, path: keyPath)
      if scalar.string.unicodeScalars.contains(where: { doubled[$0] != nil }) {
        firsts[name] = firsts[name] ?? location
      } else if name == "<<" && scalar.style == .plain {
        merged.append(node)
      } else {
        entries.append(.init(key: name, location: location, value: node))
      }
    }
    for entry in entries {
      guard let first = firsts[entry.key] else { continue }
      report(
        .duplicateKey, entry.location, path.isEmpty ? entry.key : path + "." + entry.key,
        "the key stands twice, first at \(first); keep one of them")
    }
    merge(merged, into: &entries, path: path)
    return entries
  }

  /// `<<: *base`: what the mapping does not say itself is taken from `base`.
  private mutating func merge(
    _ bases: [YAMLNode], into entries: inout [YAMLNode.Entry], path: String
  ) {
    for base in bases {
      switch base.content {
      case .mapping(let inherited):
        let own = Set(entries.map(\.key))
        entries += inherited.filter { !own.contains($0.key) }
      case .sequence(let several): merge(several, into: &entries, path: path)
      case .scalar:
        report(.syntax, base.location, path, "<< takes a mapping, such as <<: *base")
      }
    }
  }

  private mutating func alias(
    _ name: String, at location: SourceLocation, path: String
  ) -> YAMLNode {
    let nothing = YAMLNode(content: .scalar("", isPlain: true), location: location)
    guard let (node, size) = anchors[name] else {
      let shown = YAMLNode.clipped("*" + restored(name))
      report(
        .syntax, location, path,
        "\(shown) refers to an anchor that is not defined above; text that begins with * has to stand in quotes: '\(shown)'"
      )
      return nothing
    }
    used.insert(name)
    guard nodes + size <= Self.maximumNodes else {
      if nodes <= Self.maximumNodes {
        report(
          .tooLarge, location, path,
          "the aliases of this file unfold to more than \(Self.maximumNodes) values")
      }
      nodes = Self.maximumNodes + 1
      return nothing
    }
    nodes += size
    return node
  }

  /// `&` at the start of an unquoted text makes an anchor of its first word: hardly ever meant.
  private mutating func reportUnusedAnchors() {
    for (name, location) in anchorLocations.sorted(by: { $0.value.line < $1.value.line })
    where !used.contains(name) {
      report(
        .syntax, location, "",
        "the anchor &\(YAMLNode.clipped(name)) is never used; text that begins with & has to stand in quotes"
      )
    }
  }

  private func restored(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0xEF }) else { return text }
    var result = String.UnicodeScalarView()
    result.append(
      contentsOf: text.unicodeScalars.map { $0 == standIn ? "*" : doubled[$0] ?? $0 })
    return String(result)
  }

  private func location(of node: Node) -> SourceLocation {
    SourceLocation(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private mutating func report(
    _ code: SettingsError.Code, _ location: SourceLocation, _ path: String, _ message: String
  ) {
    guard issues.count < SettingsError.limit else { return }
    issues.append(.init(code: code, location: location, keyPath: path, message: message))
  }
}
