internal import Markup

/// The publication date in the JSON of a page's scripts, for pages that show none.
struct ScriptDate {
  /// The text after the first key that names one.
  let text: String?

  /// Each has its only `ub` at the place given, by which all are looked for at once.
  private static let keys: [(name: StaticString, place: Int)] = [
    ("datePublished", 5), ("publishedDate", 1), ("publishDate", 1), ("publicationDate", 1),
    ("published_at", 1), ("publishedAt", 1), ("publication_date", 1), ("publish_date", 1),
    ("first_publish_date", 7), ("pubDate", 1),
  ]
  /// Bytes of scripts looked through.
  private static let limit = 2_000_000

  init(_ asides: [HTMLDocument.Aside]) {
    var budget = Self.limit
    for aside in asides where aside.kind != .noscript && budget > 0 {
      budget -= aside.content.count
      if let found = Self.value(in: aside.content.prefix(Self.limit)) {
        text = found
        return
      }
    }
    text = nil
  }

  /// `"key": "value"`, quoted once or twice over.
  private static func value(in content: ArraySlice<UInt8>) -> String? {
    content.withUnsafeBufferPointer { content in
      for end in ends(in: content) {
        guard let end else { continue }
        let rest = content[end...].prefix(80)
        let value = rest.drop { $0 == 0x22 || $0 == 0x5C || $0 == 0x3A || $0 <= 0x20 }
          .prefix { $0 != 0x22 && $0 != 0x2C && $0 != 0x7D }
        if let first = value.first, (0x30...0x39).contains(first) {
          return String(decoding: value, as: UTF8.self)
        }
      }
      return nil
    }
  }

  /// Where each key ends for the first time.
  private static func ends(in content: UnsafeBufferPointer<UInt8>) -> [Int?] {
    var ends = [Int?](repeating: nil, count: keys.count)
    var at = 0
    while let hit = content.first(of: 0x75, 0x62, from: at) {
      at = hit + 1
      for (index, key) in keys.enumerated() where ends[index] == nil {
        let start = hit - key.place
        guard start >= 0, content.holds(key.name, at: start) else { continue }
        ends[index] = start + key.name.utf8CodeUnitCount
      }
    }
    return ends
  }
}
