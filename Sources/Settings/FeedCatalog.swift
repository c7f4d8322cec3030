internal import NewsModel

/// The feeds of all files, with what they inherit and where they stand.
struct FeedCatalog: Sendable {
  /// For feeds (and defaults) that do not say where texts come from.
  var contentMode = Feed.ContentMode.article
  private(set) var feeds: [Feed] = []
  /// Texts with `${…}` in them, by key, as each feed has them written.
  private var written: [[String: String]] = []
  private var inheritedTexts: [String: String] = [:]
  /// Of each feed: where its name or, without one, its URL stands.
  private var places: [(name: SourceLocation, url: SourceLocation, path: String)] = []

  /// Where each feed is configured, by its name.
  var origins: [String: SourceLocation] {
    Dictionary(
      zip(feeds.map(\.name), places.map(\.url)), uniquingKeysWith: { first, _ in first })
  }

  /// Reads one file's `defaults` and `feeds`.
  mutating func read(_ entries: [YAMLNode.Entry], reader: inout SettingsReader) {
    var initial = Feed.unnamed
    initial.content = contentMode
    for entry in entries where entry.key == "defaults" {
      reportIdentity(in: entry.value, &reader)
      var inherited = entry.value
      if case .mapping(let keys) = inherited.content {
        inherited.content = .mapping(keys.filter { !["url", "name"].contains($0.key) })
      }
      reader.mapping(inherited, into: &initial, keys: Feed.defaultKeys, at: "defaults")
    }
    inheritedTexts = reader.forget(beneath: "defaults")
    for entry in entries where !["defaults", "feeds"].contains(entry.key) {
      let near = Spelling.nearest(to: entry.key, in: ["defaults", "feeds"])
      reader.report(
        .unknownKey, entry.location, YAMLNode.clipped(entry.key),
        "unknown key; "
          + (near.map { "did you mean \($0)?" } ?? "a file of feeds has defaults and feeds"))
    }
    for entry in entries where entry.key == "feeds" {
      guard let nodes = reader.sequence(entry.value, at: "feeds") else { continue }
      for (index, node) in nodes.enumerated() {
        read(node, initial, at: "feeds[\(index)]", reader: &reader)
      }
    }
  }

  private func reportIdentity(in node: YAMLNode, _ reader: inout SettingsReader) {
    guard case .mapping(let keys) = node.content else { return }
    for key in keys where ["url", "name"].contains(key.key) {
      reader.report(
        .unknownKey, key.location, "defaults.\(key.key)",
        "belongs to a feed of its own, and cannot be a default")
    }
  }

  private mutating func read(
    _ node: YAMLNode, _ initial: Feed, at path: String, reader: inout SettingsReader
  ) {
    var feed = initial
    let before = reader.issues.count
    reader.mapping(node, into: &feed, keys: Feed.keys, at: path)
    let url = reader.location(of: path + ".url") ?? node.location
    let name = reader.location(of: path + ".name") ?? url
    let texts = reader.forget(beneath: path)
    guard let host = WebAddress.host(of: feed.url) else {
      if !reader.issues.dropFirst(before).contains(where: {
        path.hasPrefix($0.keyPath) || $0.keyPath == path + ".url"
      }) {
        reader.report(
          .missingKey, node.location, path,
          "a feed needs its address, such as url: https://example.org/feed.xml")
      }
      return
    }
    if feed.name.isEmpty { feed.name = host }
    if feed.source.isEmpty {
      feed.source = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
    feeds.append(feed)
    places.append((name, url, path))
    written.append(inheritedTexts.merging(texts) { $1 })
  }

  /// The same URL or name twice is an error at the second place that names the first.
  func reportDuplicates(to reader: inout SettingsReader) {
    var urls: [String: Int] = [:]
    var names: [String: Int] = [:]
    for (index, feed) in feeds.enumerated() {
      let place = places[index]
      let url = WebAddress.key(of: feed.url)
      if let first = urls[url] {
        reader.report(
          .duplicate, place.url, place.path + ".url",
          "the same feed is configured at \(places[first].url) already; remove one of them")
      } else {
        urls[url] = index
      }
      if let first = names[feed.name] {
        if urls[url] == index {
          reader.report(
            .duplicate, place.name, place.path + ".name",
            "the feed at \(places[first].name) is called \"\(YAMLNode.clipped(feed.name))\" too; give one of them another name:"
          )
        }
      } else {
        names[feed.name] = index
      }
    }
  }

  /// As `config show` prints them, by name: what differs from a feed's defaults.
  func rendered() -> RenderedValue {
    let order = feeds.indices.sorted { feeds[$0].name < feeds[$1].name }
    let initial = Feed.keys.map { ($0, $0.show(.unnamed).flow) }
    return .list(
      order.map { index in
        let told = initial.compactMap { key, flow in
          key.show(feeds[index]).flow == flow ? nil : key
        }
        return told.rendered(feeds[index]).masked(written: written[index])
      })
  }
}
