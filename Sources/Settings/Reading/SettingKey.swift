/// One key of the configuration: where it stands, what it means, how it is read and shown.
///
/// The tables of these are the only place that knows the keys: reading, unknown-key errors,
/// environment overrides, `config show` and docs/configuration.md are all made from them.
struct SettingKey<Root: Sendable>: Sendable {
  typealias Target<Value> = any WritableKeyPath<Root, Value> & Sendable

  /// Dotted, relative to the root: `per_host.min_interval`.
  var path: String
  /// As docs/configuration.md names the type.
  var type: String
  /// One line for docs/configuration.md.
  var meaning: String
  /// A scalar, which the environment may override.
  var isScalar = true
  /// For lists of mappings: the keys of an item, with an item's defaults.
  var items: [SettingReference] = []
  var read: @Sendable (YAMLNode, inout Root, inout SettingsReader, _ path: String) -> Void
  var show: @Sendable (Root) -> RenderedValue
}

/// A key as the reference lists it.
struct SettingReference: Sendable, Hashable {
  var path: String
  var type: String
  var initial: String
  var meaning: String
}

extension SettingKey {
  static func value<Value: Sendable>(
    _ path: String, _ target: Target<Value>, _ format: ValueFormat<Value>, _ meaning: String,
    isSecret: Bool = false
  ) -> Self {
    SettingKey(
      path: path, type: format.name, meaning: meaning,
      read: { node, root, reader, path in
        guard let value = reader.scalar(node, format, at: path) else { return }
        root[keyPath: target] = value
      }, show: { .scalar(format.write($0[keyPath: target]), isSecret: isSecret) })
  }

  static func list<Value: Sendable & Hashable>(
    _ path: String, _ target: Target<[Value]>, of format: ValueFormat<Value>, _ meaning: String
  ) -> Self {
    SettingKey(
      path: path, type: "list of \(format.name)", meaning: meaning, isScalar: false,
      read: { node, root, reader, path in
        guard let values = reader.list(node, of: format, at: path) else { return }
        root[keyPath: target] = values
      },
      show: { root in .list(root[keyPath: target].map { .scalar(format.write($0)) }) })
  }

  /// A mapping from names to texts, in which both are checked.
  static func dictionary(
    _ path: String, _ target: Target<[String: String]>, from names: ValueFormat<String>,
    to values: ValueFormat<String>, _ meaning: String, isSecret: Bool = false
  ) -> Self {
    SettingKey(
      path: path, type: "mapping of \(names.name) to \(values.name)", meaning: meaning,
      isScalar: false,
      read: { node, root, reader, path in
        guard let read = reader.dictionary(node, from: names, to: values, at: path) else { return }
        root[keyPath: target] = read
      },
      show: { root in
        let sorted = root[keyPath: target].sorted { $0.key < $1.key }
        return .mapping(sorted.map { ($0.key, .scalar($0.value, isSecret: isSecret)) })
      })
  }

  /// A list of mappings with keys of their own.
  static func items<Item: Sendable>(
    _ path: String, _ target: Target<[Item]>, _ initial: Item, keys: [SettingKey<Item>],
    _ meaning: String,
    check: @escaping @Sendable (Item, inout SettingsReader, _ path: String) -> Void
  ) -> Self {
    SettingKey(
      path: path, type: "list of mappings", meaning: meaning, isScalar: false,
      items: keys.references(of: initial),
      read: { node, root, reader, path in
        guard let nodes = reader.sequence(node, at: path) else { return }
        root[keyPath: target] = nodes.enumerated().map { index, node in
          var item = initial
          let itemPath = "\(path)[\(index)]"
          reader.mapping(node, into: &item, keys: keys, at: itemPath)
          check(item, &reader, itemPath)
          return item
        }
      },
      show: { root in .list(root[keyPath: target].map { keys.rendered($0) }) })
  }
}

extension Array {
  /// What the reference says of each key, the root holding the defaults.
  func references<Root: Sendable>(of root: Root) -> [SettingReference]
  where Element == SettingKey<Root> {
    flatMap { key in
      [
        SettingReference(
          path: key.path, type: key.type, initial: key.show(root).flow, meaning: key.meaning)
      ]
        + key.items.map { item in
          var item = item
          item.path = "\(key.path)[].\(item.path)"
          return item
        }
    }
  }

  /// The values of a root as a mapping that is nested as the keys' paths are.
  func rendered<Root: Sendable>(_ root: Root) -> RenderedValue where Element == SettingKey<Root> {
    reduce(RenderedValue.mapping([])) { $0.setting($1.show(root), at: $1.path[...]) }
  }
}
